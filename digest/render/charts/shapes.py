"""What pictures are made of, and how much room words take.  One unit is one CSS pixel."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from digest.text import clip

MARK = (22, 20)
"""Width and height of a mark that shows a position."""
PITCH = 24
"""From one mark to the next beside it: the least size of a target by WCAG 2.2."""
ROW = 26
"""From one row of marks to the next; leaves room for a bracket below the marks."""
NAMES = 160
"""Width of the column of names, which stays in sight while a picture is scrolled."""
LINE = 14
"""From one line of small text to the next."""


class Label(Struct, frozen=True):
    """A short text in a picture."""

    text: str
    x: int
    y: int
    """Its baseline."""
    href: str = ""
    """Where it leads; empty for a text that is no link."""
    title: str = ""
    """Its name in full, where it is a link and the text is short for it."""


class Mark(Struct, frozen=True):
    """One thing in a picture that leads somewhere."""

    href: str
    title: str
    """In words, for hover and screen readers."""
    x: int
    y: int
    """Its upper left corner."""
    position: str = ""
    """Id of the position that it shows; empty where it shows none."""


class Name(Struct, frozen=True):
    """What stands at the head of a lane."""

    lines: tuple[str, ...]
    """The name in as many lines as it needs, at most two."""
    y: int
    """Baseline of the first."""
    href: str = ""
    title: str = ""
    """The name in full."""
    position: str = ""
    """Id of the position of which the lane tells, where it tells of one."""


def measure(text: str, size: int = 12) -> int:
    """About how wide a text is, on the safe side; East Asian letters take a square each."""
    wide = sum(1 for char in text if unicodedata.east_asian_width(char) in "WF")
    return round(size * (wide + 0.55 * (len(text) - wide)))


def name(text: str, top: int, href: str = "", title: str = "", position: str = "") -> Name:
    """A name beside the lane that begins at `top`, in one line or two."""
    room = NAMES - 12 - (30 if position else 0)
    fits = max(6, room * len(text) // max(1, measure(text)))
    lines = textwrap.wrap(text, fits, max_lines=2, placeholder="…") or [clip(text, fits)]
    return Name(tuple(lines), top + (14 if len(lines) == 1 else 10), href, title or text, position)


def numbered(positions: Iterable[str]) -> dict[str, int]:
    """Ids of positions, each with a number that is short to write."""
    return {id: number for number, id in enumerate(dict.fromkeys(positions))}


def boxes(found: Iterable[tuple[int, int, int, int]]) -> str:
    """Path of several rectangles: left, top, width, height."""
    return "".join(f"M{x} {y}h{width}v{height}h{-width}z" for x, y, width, height in found)


def upright(places: Iterable[int], top: int, bottom: int) -> str:
    """Path of several upright lines."""
    return "".join(f"M{x} {top}v{bottom - top}" for x in places)


def level(places: Iterable[int], width: int) -> str:
    """Path of several lines from the left edge."""
    return "".join(f"M0 {y}h{width}" for y in places)


def staggered(
    found: Iterable[tuple[int, str, str, str]], rows: int, first: int, width: int
) -> tuple[list[Label], int]:
    """Labels centred on their places, each in the first row where it meets no other.

    Takes place, text, address and full name, by place; returns the labels and how many rows they
    need.  What fits into none of `rows` rows is left out.
    """
    ends: list[int] = []
    labels = []
    for x, text, href, title in found:
        half = measure(text) // 2
        x = min(max(x, half), width - half)
        row = next((n for n, end in enumerate(ends) if end < x - half), len(ends))
        if row == rows:
            continue
        ends[row : row + 1] = [x + half + 6]
        labels.append(Label(text, x, first + row * LINE, href, title))
    return labels, len(ends)
