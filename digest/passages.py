"""The running text of clean HTML: where words can be found, linked and marked.

A passage is the text of one block (paragraph, list item, table cell); headings and code blocks
have none, but a heading opens a new section; note marks belong to no text.  Analysis finds
things at places in a passage; rendering marks them at the same places, because both walk the tree
here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree, html

_BLOCKS = frozenset({"p", "li", "td", "th", "dd", "dt", "blockquote", "div"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_CLOSED = frozenset({"a", "code"})
"""Inline elements within which nothing is linked."""


class Node(NamedTuple):
    """One text node: the `text` of an element, or its `tail`."""

    element: etree._Element
    tail: bool
    start: int
    """Offset of its first character in the passage."""
    text: str


@dataclass
class Passage:
    """The text of one block, in reading order."""

    section: int
    """How many headings stand before it."""
    block: etree._Element
    """The block element itself."""
    text: str = ""
    closed: list[tuple[int, int]] = field(default_factory=list)
    """Ranges of `text` that stand in links or code."""
    nodes: list[Node] = field(default_factory=list)


def parse(fragment: str) -> etree._Element:
    """A clean HTML fragment as a tree under one `div`."""
    root: etree._Element = html.fragment_fromstring(fragment, create_parent="div")
    return root


def passages(root: etree._Element) -> list[Passage]:
    """All passages of a tree in the order in which their blocks begin."""
    found: dict[etree._Element, Passage] = {}
    blocks: list[etree._Element | None] = [root]
    closed = marks = 0
    section = 0

    def take(element: etree._Element, text: str | None, tail: bool) -> None:
        block = blocks[-1]
        if not text or marks or block is None or (block is root and not text.strip()):
            return
        passage = found.get(block)
        if passage is None:
            if not text.strip():
                return
            passage = found[block] = Passage(section, block)
        start = len(passage.text)
        passage.nodes.append(Node(element, tail, start, text))
        passage.text += text
        if closed:
            passage.closed.append((start, len(passage.text)))

    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag
        if event == "start":
            if name in _HEADINGS:
                section += 1
            if name in _HEADINGS or name == "pre":
                blocks.append(None)
            elif name in _BLOCKS and element is not root:
                blocks.append(element)
            closed += name in _CLOSED
            marks += _is_mark(element, name)
            take(element, element.text, False)
        else:
            closed -= name in _CLOSED
            marks -= _is_mark(element, name)
            if name in _HEADINGS or name == "pre" or (name in _BLOCKS and element is not root):
                blocks.pop()
            if element is not root:
                take(element, element.tail, True)
    return list(found.values())


def _is_mark(element: etree._Element, name: str) -> bool:
    """Whether it is the mark of a note, or the way back from the note."""
    return name == "sup" or (name == "a" and element.get("href", "").startswith("#fnref"))
