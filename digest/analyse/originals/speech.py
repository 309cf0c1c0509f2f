"""What stands inside quotation marks in a text: double, single, angle and corner marks."""

from __future__ import annotations

from typing import NamedTuple

from digest.matching import is_letter

_PAIRS = {
    "“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "《": "》", "‘": "’", "‚": "‘’",
    '"': '"', "'": "'",
}  # fmt: skip
"""Opening mark → the marks that close it."""

_SINGLE = "’‘'"
"""Closing marks that may be apostrophes."""
_CARRIES_ON = "“„«「『《"
"""Marks after which speech goes on when a paragraph ends before they are closed."""

_DEPTH = 8
"""Quotations within quotations are followed so deep; nobody reads deeper."""


class _Open(NamedTuple):
    """A mark that was opened."""

    at: int
    mark: str


def spoken(paragraph: str) -> list[tuple[int, int]]:
    """Ranges of a paragraph that stand inside quotation marks, the marks left out, in order.

    Speech that is opened and not closed lasts to the end of the paragraph; speech that is closed
    and not opened began with it.  Apostrophes are no marks.
    """
    found: list[tuple[int, int]] = []
    stack: list[_Open] = []
    for at, char in enumerate(paragraph):
        closed = next(
            (n for n in range(len(stack) - 1, -1, -1) if char in _PAIRS[stack[n].mark]), -1
        )
        if closed >= 0 and _closes(paragraph, at, char):
            found.append((stack[closed].at + 1, at))
            del stack[closed:]
        elif char in _PAIRS and len(stack) < _DEPTH and _opens(paragraph, at, char):
            stack.append(_Open(at, char))
        elif char in "”»」』》" and not stack and not found and at:
            found.append((0, at))
    found += [(mark.at + 1, len(paragraph)) for mark in stack if mark.mark in _CARRIES_ON]
    return sorted(found)


def is_spoken(paragraph: str, start: int, end: int) -> bool:
    """Whether a range of a paragraph stands wholly inside one pair of quotation marks."""
    return any(a <= start and end <= b for a, b in spoken(paragraph))


def _opens(text: str, at: int, char: str) -> bool:
    """Whether a mark can open: what follows is no space, and for plain marks a word begins."""
    if at + 1 >= len(text) or text[at + 1].isspace():
        return False
    if char in "\"'‘‚":
        return not at or not (is_letter(text[at - 1]) or text[at - 1] in ".,;:!?)]")
    return True


def _closes(text: str, at: int, char: str) -> bool:
    """Whether a mark can close: for single ones, that it is no apostrophe."""
    follows = text[at + 1] if at + 1 < len(text) else " "
    if char in "“‘" and is_letter(follows) and at and text[at - 1].isspace():
        return False  # it opens again, within
    if char == '"':
        return not (at and text[at - 1].isspace() and is_letter(follows))
    if char not in _SINGLE:
        return True
    if not at or text[at - 1].isspace() or is_letter(follows):
        return False
    possessive = text[at - 1] in "sS" and follows == " " and text[at + 2 : at + 3].islower()
    return not (possessive and _closes_later(text, at, char))


def _closes_later(text: str, at: int, char: str) -> bool:
    """Whether a mark like this one closes further on, before another opens."""
    for n in range(at + 1, len(text)):
        if text[n] in "‘“":
            return False
        ends = n + 1 == len(text) or not is_letter(text[n + 1])
        if text[n] == char and ends and not text[n - 1].isspace():
            return True
    return False
