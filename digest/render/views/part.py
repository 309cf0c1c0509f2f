"""A page that holds a part of a long list, or leads on to the pages into which one was divided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from msgspec import Struct

from digest.dates import PartialDate
from digest.model.coding import Stance
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.render.builder import Builder
from digest.render.division import Division, Part, Place
from digest.render.pager import Turn
from digest.render.parts import Chip, Link, PageView
from digest.text import number, plural


class Pages(Struct, frozen=True):
    """The way from an entry, or from the first page of a list, to the pages of the list."""

    sentence: str
    """`All 7012 stances, by year`."""
    links: tuple[tuple[Link, str], ...]
    """Each page with its number of rows, in figures."""
    leads: tuple[tuple[str, Link], ...] = ()
    """Ids of places that stood here while there was room, each with the way to where it is now."""


class Line(Struct, frozen=True):
    """A row that is little more than a link."""

    link: Link
    small: str = ""
    """Beside it."""
    where: tuple[Link, ...] = ()
    """To what shows it."""


class Standpoint(Struct, frozen=True):
    """Where one actor stands on a topic."""

    id: str
    actor: Link
    chip: Chip
    summary: str
    basis: str


class Block(Struct, frozen=True):
    """Rows of one sort under one heading."""

    look: str
    """How they are shown: a macro of `templates/parts/rows.html`."""
    rows: tuple[Any, ...]
    heading: str = ""
    """Empty where the page has one block."""
    id: str = ""
    hint: str = ""
    """HTML."""


class PartView(Struct, frozen=True):
    """A part of a list."""

    template: ClassVar[str] = "part.html"
    page: PageView
    answer: str
    """HTML."""
    whole: Link | None
    """To where all pages of the list are named, each with its number of rows."""
    turns: tuple[Turn, ...]
    below: tuple[tuple[Link, str], ...]
    """The pages into which it was divided."""
    blocks: tuple[Block, ...]


LEADS = 80_000
"""Bytes for the ways from the first page of a list to single rows."""


class Gathered:
    """What the long lists of many entries are divided into."""

    def __init__(self) -> None:
        self.tops: dict[str, tuple[Place, ...]] = {}
        """Folder → its coarse pages."""
        self.parts: dict[str, Part] = {}
        """Every page, by its key."""

    def add(self, folder: str, found: Division) -> None:
        """Put in what one list is divided into."""
        self.tops[folder] = found.top
        self.parts.update((key_of(path), part) for path, part in found.parts.items())


class Listing(NamedTuple):
    """A long list as its pages have it in common; empty while one page has room for it."""

    top: Sequence[Place]
    """Its coarse pages."""
    parts: Mapping[str, Part]
    """Every page by its key: `water-level/2014`."""


def in_pages(found: Division | None) -> Listing:
    """What the pages of a list have in common."""
    if found is None:
        return Listing((), {})
    return Listing(found.top, {key_of(path): part for path, part in found.parts.items()})


def key_of(path: str) -> str:
    """The key of a page below the folder of a kind."""
    return path.partition("/")[2].removesuffix(".html")


def list_keys(corpus: Corpus, findings: Findings, common: Listing) -> Iterator[str]:
    """Empty for the first page of a list, and of every other."""
    yield ""
    yield from common.parts


def pages_of(
    b: Builder, sentence: str, top: Iterable[Place], leads: Iterable[tuple[str, Link]] = ()
) -> Pages:
    """The way to the pages of a list."""
    return Pages(sentence, linked(b, top), tuple(leads))


def leads(
    b: Builder, common: Listing, place: Callable[[Any], tuple[str, str]], shown: Collection[str]
) -> Iterator[tuple[str, Link]]:
    """Ways from the first page of a list to its rows, as many as there is room for.

    An address that led to a row before the list was divided then leads on.  `place` gives the id
    and the name of a row, `shown` has the ids of those that stand on the first page.
    """
    room = LEADS
    for part in common.parts.values():
        for row in part.rows:
            id, name = place(row)
            if id in shown:
                continue
            room -= 2 * len(id) + len(name) + len(part.path) + 50
            if room < 0:
                return
            yield id, Link(b.to(f"{part.path}#{id}"), name)


def linked(b: Builder, places: Iterable[Place]) -> tuple[tuple[Link, str], ...]:
    """Pages with their numbers of rows."""
    return tuple((Link(b.to(place.path), place.name), number(place.size)) for place in places)


def part_view(
    b: Builder,
    part: Part,
    title: str,
    noun: str,
    whole: Link,
    blocks: Iterable[Block],
    *,
    trail: Sequence[Link] = (),
    kind: str = "stances",
) -> PartView:
    """The page of a part; `title` is that of the list, `noun` what its rows are."""
    counted = plural(part.size, noun)
    named = f"{title}{',' if ':' in title else ':'} {part.name}"
    spread = "" if part.rows else f" on {plural(len(part.below), 'page')}"
    steps = (_step(b, part.before), _step(b, part.after))
    return PartView(
        b.page(
            kind, named, f"{named}, {counted}.", head=f"{named} ({b.path.removesuffix('.html')})",
            trail=trail,
        ),
        f"{counted}{spread}.",
        None if whole.href == b.to(part.path) else whole,
        (Turn("page", *steps),) if any(steps) else (),
        linked(b, part.below), tuple(blocks) if part.rows else (),
    )  # fmt: skip


def _step(b: Builder, place: Place | None) -> Link | None:
    return Link(b.to(place.path), place.name) if place else None


def stance_blocks(b: Builder, stances: Iterable[Stance], look: str = "stances") -> Iterator[Block]:
    """Stances in order of time, under the months in which they were taken where these are many."""
    months: dict[str, list[Stance]] = {}
    for stance in stances:
        date = b.corpus.date_of(stance)
        months.setdefault(_month(date) if date else "undated", []).append(stance)
    for name, own in months.items():
        heading = name[:1].upper() + name[1:] if len(months) > 1 else ""
        id = "-".join(name.lower().split()) if heading else ""
        yield Block(look, b.stances(own), heading, id)


def _month(date: PartialDate) -> str:
    return PartialDate(date.year, date.month).words
