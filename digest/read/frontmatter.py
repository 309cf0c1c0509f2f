"""Front matter and body of a Markdown file, without python-frontmatter's silences.

Left to itself the library publishes front matter as text when a fence is not closed, and drops
it when it is not a record; here each of these is a fault.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from frontmatter.default_handlers import YAMLHandler

from digest.read import yaml
from digest.read.load import load

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


class Split(NamedTuple):
    """A Markdown file in its two parts."""

    head: yaml.Composed
    """The front matter, with lines counted from the top of the file."""
    body: str
    """The Markdown."""
    body_line: int
    """The line of the file on which the body begins."""


class _Handler(YAMLHandler):
    """python-frontmatter's YAML reading with our fence and our loader."""

    FM_BOUNDARY = _FENCE

    def load(self, fm: str, **given: object) -> dict[str, Any]:
        return {"composed": yaml.compose(fm) if given.get("places") else load(fm)}


def split(text: str, *, places: bool = False) -> Split | yaml.Fault:
    """Both parts of a file, or why it has none; with `places` those of values without faults."""
    fences = list(_FENCE.finditer(text))
    if not fences or fences[0].start() != 0:
        first = text.split("\n", 1)[0][:20]
        return yaml.Fault(
            yaml.Mark(1, 1),
            (),
            f"expected front matter: the first line must be '---', not '{first}'",
        )
    if len(fences) < 2:
        return yaml.Fault(yaml.Mark(1, 1), (), "the front matter is never closed: add a line '---'")
    handler = _Handler()
    head_text, body = handler.split(text)
    head: yaml.Composed = handler.load(head_text, places=places)["composed"]
    if not head.faults and not isinstance(head.value, dict):
        return yaml.Fault(yaml.Mark(2, 1), (), "expected fields ('title: …') as front matter")
    start = fences[1].end()
    return Split(head, body, text.count("\n", 0, start) + 1)
