"""Authors' names as reference lists want them: family name and given names told apart, if known."""

from __future__ import annotations

import re

from digest.model.actor import Actor
from digest.model.words import ActorKind, NameKind
from digest.render.cite.csl import Name, clean

_FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})
"""Languages in which the family name comes first, so that its place in a name is open."""

_OPEN = re.compile(r",|-[a-z]|\b(?:[JS]r|I{2,3}|IV)\.?$|[^\x00-\u024f\u1e00-\u1eff\u2010-\u2019]")
"""What leaves open which part is the family name: commas, hyphens as in `Byeol-ri`, what follows a
name, other scripts."""


def author(actor: Actor) -> Name | None:
    """An author for a reference; `None` for unnamed voices, who are no author that can be named.

    In doubt a person's name stays whole.  An alias settles it: `Kim, Jina`, or `KIM Jina`.
    """
    if actor.kind is ActorKind.CATEGORY:
        return None
    name = clean(actor.name)
    found = (_told(actor, name) or _usual(actor, name)) if actor.kind is ActorKind.PERSON else None
    return found or {"literal": name}


def _told(actor: Actor, name: str) -> Name | None:
    """As an alias of the same words says: by a comma, or by capitals."""
    words = name.split()
    for other in actor.other_names:
        alias = clean(other.name)
        if other.kind is NameKind.MISSPELLING or _key(alias.replace(",", " ")) != _key(name):
            continue
        family, comma, given = alias.partition(", ")
        if not comma:
            capitals = {w.casefold() for w in alias.split() if w.isupper() and len(w) > 1}
            family = " ".join(word for word in words if word.casefold() in capitals)
            given = " ".join(word for word in words if word.casefold() not in capitals)
        if family and given:
            return {"family": family, "given": given}
    return None


def _usual(actor: Actor, name: str) -> Name | None:
    """The last word is the family name, where nothing speaks against it."""
    given, _, family = name.rpartition(" ")
    particles = any(word[0].islower() for word in name.split())
    languages = {other.lang for other in actor.other_names}
    if not given or particles or _OPEN.search(name) or languages & _FAMILY_FIRST:
        return None
    return {"family": family, "given": given}


def _key(name: str) -> list[str]:
    return sorted(name.casefold().split())
