"""The grid of actors and topics: whole, and by group, period and voice, each at its own address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, structs

from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.refs import ID_PATTERN
from digest.model.words import Voice
from digest.render import grids
from digest.render.builder import Builder
from digest.render.counts import WORDS
from digest.render.division import Part as DividedPart
from digest.render.division import Place
from digest.render.grids import Held
from digest.render.numbers import counting
from digest.render.parts import Grid, Link, PageView
from digest.render.views.part import Block, Pages, PartView, pages_of, part_view
from digest.text import listing, plural

PATH = "matrix.html"
FOLDER = "matrix"

_SLUG = re.compile(ID_PATTERN)

Key = tuple[str, str]
"""Actor and topic."""


class Filter(Struct, frozen=True):
    """One way of looking at a part of the grid."""

    name: str
    links: tuple[tuple[Link, bool], ...]
    """The part, and whether this page shows it."""


class MatrixView(Struct, frozen=True):
    """The grid, or a part of it."""

    page: PageView
    answer: str
    """HTML."""
    filters: tuple[Filter, ...]
    meetings: tuple[Link, ...]
    """To the grids of meetings, in order of time."""
    grid: Grid
    pages: Pages | None
    """The rows on pages by letter, where there is no room for all."""
    cut: bool
    """Whether the rows are only those of the actors with most stances."""
    whole: bool
    """Whether all stances count here, so that empty cells say which kind of nothing they are."""


class _Part(Struct, frozen=True):
    """A part that has a page."""

    filter: str
    name: str
    slug: str
    about: str
    """What is counted, for the caption."""
    standings: Mapping[Key, Standing] | None = None
    """`None` where all stances of some actors count."""


class Page(NamedTuple):
    """A page of a part without room for all of its rows."""

    slug: str
    page: DividedPart


class Shared(NamedTuple):
    """What the pages of the grid have in common."""

    parts: Mapping[str, _Part]
    """By slug, the whole first."""
    named: tuple[_Part, ...]
    """The same without what stands in them."""
    groups: Mapping[str, Sequence[str]]
    """Slug of a group → its actors."""
    top: Mapping[str, Sequence[Place]]
    """Slug of a part without room for all of its rows → its coarse pages."""
    lists: Mapping[str, Page]
    """Every page of such a part by its key: `group-persons/wa`."""


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """The parts of the grid."""
    parts = tuple(_parts(corpus, findings))
    groups = {
        grids.group_id(name): actors
        for name, actors in grids.grouped(
            corpus, findings, {actor for actor, _ in findings.standings}
        )
    }
    top: dict[str, Sequence[Place]] = {}
    lists: dict[str, Page] = {}
    for part in parts:
        held = _held(findings, part, groups)
        if part.slug and grids.heavy(held, len(corpus.topics)):
            found = grids.divided(corpus, f"{FOLDER}/{part.slug}", held)
            top[part.slug] = found.top
            for path, page in found.parts.items():
                key = path.removeprefix(f"{FOLDER}/").removesuffix(".html")
                lists[key] = Page(part.slug, page)
    named = tuple(structs.replace(part, standings=None) for part in parts)
    return Shared({part.slug: part for part in parts}, named, groups, top, lists)


def _held(findings: Findings, part: _Part, groups: Mapping[str, Sequence[str]]) -> Held:
    """The positions of a part."""
    if part.standings is not None:
        return part.standings
    if not part.slug:
        return findings.standings
    actors = set(groups[part.slug])
    return {key: item for key, item in findings.standings.items() if key[0] in actors}


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterator[str]:
    """The slug of each part, empty for the whole; and of every page of parts without room."""
    yield from common.parts
    yield from common.lists


def pages(
    corpus: Corpus, findings: Findings, common: Shared, key: str
) -> Iterator[MatrixView | PartView]:
    """The page of a part of the grid, or of the whole."""
    if key not in common.lists:
        yield _view(Builder(corpus, findings, _path(key)), common.parts[key], common)
        return
    slug, page = common.lists[key]
    b, part = Builder(corpus, findings, page.path), common.parts[slug]
    caption = f"Where actors stand: {part.about}"
    if part.standings is None:
        block = Block("grid", (grids.actors_by_topics(b, page.rows, caption),))
    else:
        block = grids.block(b, page.rows, part.standings, caption)
    name = f"Who stands where: {part.name}"
    whole = Link(b.to(f"{_path(slug)}#grid"), "All letters, with their counts")
    trail = (Link(b.to(PATH), "Positions"), Link(b.to(_path(slug)), part.name))
    yield part_view(b, page, name, "actor", whole, [block], trail=trail, kind="matrix")


def _parts(corpus: Corpus, findings: Findings) -> Iterator[_Part]:
    yield _Part("", "All", "", "all stances")
    actors = {actor for actor, _ in findings.standings}
    for name, _ in grids.grouped(corpus, findings, actors):
        yield _Part("Group", name, grids.group_id(name), f"all stances of {name.lower()}")
    for number, period in enumerate(findings.periods, 1):
        found = _with(findings.by_period, period)
        if found:
            about = f"stances with a date of their own in {period}"
            slug = period.lower() if _SLUG.fullmatch(period.lower()) else str(number)
            yield _Part("Period", period, f"period-{slug}", about, found)
    for voice in Voice:
        found = _with(findings.by_voice, voice.value)
        if found:
            about = f"stances {WORDS[voice]}"
            yield _Part("Voice", WORDS[voice], f"voice-{voice.value}", about, found)


def _with(standings: Mapping[tuple[str, str, str], Standing], last: str) -> dict[Key, Standing]:
    return {key[:2]: item for key, item in standings.items() if key[2] == last}


def _view(b: Builder, part: _Part, common: Shared) -> MatrixView:
    caption = f"Where actors stand: {part.about}"
    held = _held(b.findings, part, common.groups)
    top = common.top.get(part.slug)
    cut = bool(top) or (not part.slug and grids.heavy(held, len(b.corpus.topics)))
    shown = grids.foremost(held, len(b.corpus.topics), grids.ROOM) if cut else held
    if part.standings is None:
        grid = grids.actors_by_topics(b, dict.fromkeys(actor for actor, _ in shown), caption)
    else:
        grid = grids.of_part(b, shown, caption)
    cells = list(held.values())
    counts = (
        plural(len({item.actor for item in cells}), "actor"),
        plural(len({item.topic for item in cells}), "topic"),
        plural(len(cells), "position"),
    )
    title = f"Who stands where: {part.name}" if part.filter else "Who stands where"
    return MatrixView(
        b.page("matrix", title, f"{caption}. {listing(counts)}.", file=""),
        counting(
            f"{listing(counts)}, by {part.about}.",
            actor=b.to("actors/index.html"), topic=b.to("topics/index.html"), position="#grid",
        ),
        tuple(_filters(b, part, common.named)),
        tuple(b.link("summit", id, "grid") for id in _meetings(b)), grid,
        pages_of(b, f"All {plural(len({item.actor for item in cells}), 'actor')}, by first letter",
                 top) if top else None,
        cut, part.standings is None,
    )  # fmt: skip


def _filters(b: Builder, here: _Part, parts: Sequence[_Part]) -> Iterator[Filter]:
    for name in dict.fromkeys(part.filter for part in parts if part.filter):
        shown = [part for part in parts if part.filter in ("", name)]
        links = (Link(b.to(_path(part.slug)), part.name) for part in shown)
        here_or_not = (part.slug == here.slug for part in shown)
        yield Filter(name, tuple(zip(links, here_or_not, strict=True)))


def _path(slug: str) -> str:
    return f"{FOLDER}/{slug}.html" if slug else PATH


def _meetings(b: Builder) -> list[str]:
    found = {summit for _, _, summit in b.findings.at_summits}
    return sorted(found, key=lambda id: (b.corpus.summits[id].start.first, id))
