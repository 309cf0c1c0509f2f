"""Numbers in sentences of ours, linked to what they count."""

from __future__ import annotations

import re

from markupsafe import Markup

from digest.render.markup import escaped, marked, shown

_COUNT = re.compile(
    r"(?P<n>[0-9]+(?:\u202f[0-9]{3})*) (?P<noun>[a-z]+(?:-[a-z]+)*)|(?P<often>once|twice)\b"
)
_SINGULAR = {"times": "stance", "once": "stance", "twice": "stance", "bodies": "body"}


def counting(text: str, **targets: str) -> Markup:
    """A sentence with the first number of each kind of thing linked to where these things stand.

    `targets`: noun in the singular → address, such as `stance="#stances"`; an empty address links
    nothing.  How often somebody said something (`once`, `3 times`) is a number of stances.
    """
    found: set[str] = set()
    pieces: list[str] = []
    end = 0
    for match in _COUNT.finditer(text):
        noun = match["noun"] or match["often"]
        noun = _SINGULAR.get(noun, noun.removesuffix("s"))
        if not targets.get(noun) or noun in found or match["n"] == "0":
            continue
        found.add(noun)
        pieces += [
            _kept(text, end, match.start()),
            f'<a class="count" href="{shown(targets[noun])}">{match[0]}</a>',
        ]
        end = match.end()
    return marked("".join([*pieces, _kept(text, end, len(text))]))


def _kept(text: str, start: int, end: int) -> str:
    """A part of the text: as it is where the text is HTML already, escaped otherwise."""
    part = str(text)[start:end]
    return part if isinstance(text, Markup) else escaped(part)
