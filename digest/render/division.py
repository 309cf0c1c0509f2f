"""How a long list is divided into pages whose addresses stay.

What stands in a row decides on which page it stands, never its place in the list: first its coarse
step (its year, its first letter, its topic), and where a page would hold too much, its finer ones
(its month, its first two letters).  What is left without steps is halved by the bits of a hash of
the row's id, as often as needed: `2014-03-a` and `2014-03-b`, then `2014-03-ba` and `2014-03-bb`.
So a new row changes the page that holds it.  Only when that page becomes too full are rows moved,
those of this page alone; its address then leads on to the pages into which it was divided.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from digest.dates import MONTHS, PartialDate
from digest.text import sort_key

DEEPEST = 24
"""Halvings after which a page is left as it is: rows with one id cannot be told apart."""


class Step(NamedTuple):
    """What a row has in common with others."""

    slug: str
    """Of the page, below the folder of the list."""
    name: str
    """For readers."""


class Row(NamedTuple):
    """A row of a long list."""

    id: str
    """Decides what its steps do not."""
    steps: tuple[Step, ...]
    """From the coarse to the fine; what has one step in common has as many further ones."""
    item: Any
    weight: int = 1
    """How much room it takes, in rows."""


class Place(NamedTuple):
    """A page of a list as others name it."""

    path: str
    name: str
    size: int = 0
    """Rows on it and below it."""


class Part(NamedTuple):
    """A page of a list."""

    path: str
    name: str
    rows: tuple[Any, ...]
    """The items that stand on it; empty where it only leads on."""
    below: tuple[Place, ...]
    """The pages into which it is divided, down to those that hold rows."""
    size: int
    before: Place | None = None
    """The page with rows before it, without its number of rows, so that it may change."""
    after: Place | None = None


class Division(NamedTuple):
    """A list in pages."""

    top: tuple[Place, ...]
    """The coarse pages, in the order in which their first rows come."""
    parts: dict[str, Part]
    """Every page by its path."""
    where: dict[str, str]
    """Id of a row → path of the page that holds it."""


def divide(folder: str, rows: Iterable[Row], most: int) -> Division:
    """Rows in pages below a folder, none heavier than `most`; rows keep their order."""
    found: dict[str, Part] = {}
    where: dict[str, str] = {}
    top = []
    for (slug, name), own in _groups("", "", list(rows), 0):
        _put(found, where, (folder, slug, name), own, most, 1)
        top.append(Place(f"{folder}/{slug}.html", name, len(own)))
    leaves = [path for path, part in found.items() if part.rows]
    for place, path in enumerate(leaves):
        before = found[leaves[place - 1]] if place else None
        after = found[leaves[place + 1]] if place + 1 < len(leaves) else None
        found[path] = found[path]._replace(
            before=Place(before.path, before.name) if before else None,
            after=Place(after.path, after.name) if after else None,
        )
    return Division(tuple(top), found, where)


def _put(
    found: dict[str, Part], where: dict[str, str], at: tuple[str, str, str],
    rows: Sequence[Row], most: int, depth: int,
) -> list[Place]:  # fmt: skip
    """Make the page for some rows, and those below it; those of them that hold rows."""
    folder, slug, name = at
    path = f"{folder}/{slug}.html"
    full = sum(row.weight for row in rows) > most and len(rows) > 1
    if not full or depth > len(rows[0].steps) + DEEPEST:
        found[path] = Part(path, name, tuple(row.item for row in rows), (), len(rows))
        where.update((row.id, path) for row in rows)
        return [Place(path, name, len(rows))]
    found[path] = Part(path, name, (), (), len(rows))
    leaves: list[Place] = []
    for (below, its_name), own in _groups(slug, name, rows, depth):
        leaves += _put(found, where, (folder, below, its_name), own, most, depth + 1)
    found[path] = found[path]._replace(below=tuple(leaves))
    return leaves


def _groups(
    slug: str, name: str, rows: Sequence[Row], depth: int
) -> list[tuple[tuple[str, str], list[Row]]]:
    """Rows by their step at some depth, in their order; or in two halves, by a bit of their ids."""
    groups: dict[tuple[str, str], list[Row]] = {}
    if depth < len(rows[0].steps if rows else ()):
        for row in rows:
            groups.setdefault(row.steps[depth], []).append(row)
        return list(groups.items())
    bit = depth - len(rows[0].steps if rows else ())
    for half in "ab":
        own = [row for row in rows if _bit(row.id, bit) == (half == "b")]
        if own:
            further = (f"{slug}{half}", f"{name[:-1]}{half})")
            groups[further if bit else (f"{slug}-{half}", f"{name} ({half})")] = own
    return list(groups.items())


def _bit(id: str, number: int) -> bool:
    digest = int.from_bytes(hashlib.sha256(id.encode()).digest()[:4])
    return bool(digest >> number & 1)


def by_date(date: PartialDate | None, before: Step | None = None) -> tuple[Step, ...]:
    """Year, then month; below `before`, where the list has a coarser step."""
    slug, name = (f"{before.slug}/", f"{before.name}, ") if before else ("", "")
    first = (before,) if before else ()
    if date is None:
        return (*first, Step(f"{slug}undated", f"{name}undated" if before else "Undated"))
    month = Step(f"{slug}{date.year}-00", f"{name}{date.year}, month not known")
    if date.month:
        month = Step(
            f"{slug}{date.year}-{date.month:02d}", f"{name}{MONTHS[date.month - 1]} {date.year}"
        )
    return (*first, Step(f"{slug}{date.year}", f"{name}{date.year}"), month)


def by_name(name: str, before: Step | None = None) -> tuple[Step, ...]:
    """First letter, then the first two; below `before`, where the list has a coarser step."""
    slug, told = (f"{before.slug}/", f"{before.name}, ") if before else ("", "")
    plain = "".join(char for char in sort_key(name)[0] if char.isalnum()) or "0"
    one, two = plain[:1], plain[:2].ljust(2, "0")
    steps = (
        Step(f"{slug}{plain_slug(one)}", f"{told}{one.upper()}"),
        Step(f"{slug}{plain_slug(two)}", f"{told}{plain[:2].capitalize()}"),
    )
    return (*((before,) if before else ()), *steps)


def plain_slug(letters: str) -> str:
    """Letters as part of an address; what is not ASCII by its number."""
    return "".join(c if c.isascii() else f"u{ord(c):x}" for c in letters)
