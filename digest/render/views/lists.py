"""Lists: all topics, actors, meetings, documents, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from msgspec import Struct

from digest.dates import earliest
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.refs import FOLDERS, Kind, Ref
from digest.model.words import SummitKind
from digest.render import grids
from digest.render.builder import Builder
from digest.render.charts.lineage import Lineage, lineage
from digest.render.counts import evidence
from digest.render.division import Part, Place, Row, by_date, divide
from digest.render.division import by_name as by_letters
from digest.render.evidence import PLURALS
from digest.render.links import by_name
from digest.render.parts import Link, PageView
from digest.render.views.home import latest_sources, source_row
from digest.render.views.part import Block, Pages, PartView, pages_of, part_view
from digest.render.views.strips import voiced
from digest.render.views.summit import period
from digest.text import clip, plural


class Item(Struct, frozen=True):
    """One entry of a list."""

    link: Link
    detail: str
    """Beside the name: a date, a kind."""
    text: str
    """Below it; HTML."""
    counts: str


class Section(Struct, frozen=True):
    """Entries under one heading."""

    id: str
    name: str
    items: tuple[Item, ...]


class ListView(Struct, frozen=True):
    """A page that lists the entries of a kind."""

    page: PageView
    answer: str
    sections: tuple[Section, ...]
    picture: Lineage | None = None
    """Which source derives from which; on the list of sources only."""
    pages: Pages | None = None
    """All of them on pages by year or letter, where only the foremost stand here."""


FULL = 250
"""Entries on a page: about 550 bytes each."""
FIRST = 40
"""How many of each section the first page shows of more: the latest, or those with most stances."""


class Shared(NamedTuple):
    """What the lists have in common."""

    top: Mapping[Kind, Sequence[Place]]
    """Kind with too many entries for one page → its coarse pages."""
    parts: Mapping[str, tuple[Kind, Part]]
    """Every page of such a kind by its path without ending."""
    speakers: Mapping[str, int]
    """Topic → how many actors speak on it, each body with those who speak for it."""
    topics: Mapping[str, int]
    """Actor → on how many topics it has stances."""


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """The pages of kinds with very many entries."""
    top: dict[Kind, Sequence[Place]] = {}
    parts: dict[str, tuple[Kind, Part]] = {}
    for kind, folder in FOLDERS.items():
        if len(corpus.table(kind)) > FULL:
            found = divide(f"{folder}/list", _rows(corpus, kind), FULL)
            top[kind] = found.top
            for path, part in found.parts.items():
                parts[path.removesuffix(".html")] = kind, part
    standings: dict[str, list[Standing]] = {}
    for standing in findings.standings.values():
        standings.setdefault(standing.topic, []).append(standing)
    speakers = {topic: len(voiced(own)) for topic, own in standings.items()}
    return Shared(top, parts, speakers, dict(Counter(actor for actor, _ in findings.standings)))


def _rows(corpus: Corpus, kind: Kind) -> Iterator[Row]:
    """Topics and actors by name, all others by date, the latest first."""
    table: Mapping[str, Any] = corpus.table(kind)
    if kind in ("topic", "actor"):
        for id in by_name(corpus, kind, table):
            yield Row(id, by_letters(table[id].name), id)
        return
    dates = {id: table[id].start if kind == "summit" else table[id].date for id in table}
    for id in sorted(table, key=lambda id: (earliest(dates[id]), id), reverse=True):
        yield Row(id, by_date(dates[id]), id)


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterator[str]:
    """The kinds, and every page of those with very many entries."""
    yield from FOLDERS
    yield from common.parts


def pages(
    corpus: Corpus, findings: Findings, common: Shared, key: str
) -> Iterator[ListView | PartView]:
    """The list of a kind, or a page of it."""
    if key in common.parts:
        kind, part = common.parts[key]
        b = Builder(corpus, findings, part.path)
        whole = Link(b.to(f"{FOLDERS[kind]}/index.html"), "All pages, with their counts")
        blocks = [Block("items", tuple(_MAKERS[kind](b, id, common) for id in part.rows))]
        trail = (Link(whole.href, PLURALS[kind]),)
        yield part_view(
            b, part, PLURALS[kind], _noun(kind), whole, blocks, trail=trail, kind="list"
        )
        return
    kind = cast("Kind", key)
    b = Builder(corpus, findings, f"{FOLDERS[kind]}/index.html")
    count, top, title = len(corpus.table(kind)), common.top.get(kind), PLURALS[kind]
    sections = tuple(
        Section(id, name, tuple(_MAKERS[kind](b, entry, common) for entry in ids))
        for id, name, ids in _sections(b, kind, bool(top))
    )
    yield ListView(
        b.page("list", title, f"{title} of the digest: {plural(count, _noun(kind))}."),
        f"{plural(count, _noun(kind))}.", sections,
        lineage(b, list(corpus.sources)) if kind == "source" else None,
        pages_of(b, f"All {plural(count, _noun(kind))}", top) if top else None,
    )  # fmt: skip


def _noun(kind: Kind) -> str:
    return "meeting" if kind == "summit" else kind


def _sections(b: Builder, kind: Kind, many: bool) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Id, name and entries of each section; of very many the foremost."""
    most = FIRST if many else None
    if kind == "actor":
        for name, ids in grids.grouped(b.corpus, b.findings, b.corpus.actors):
            id = "".join(c if c.isalnum() else "-" for c in name.lower())
            yield id, name, _spoken(b, ids)[:most] if many else ids
        return
    if kind != "summit":
        yield "all", "", _ORDERED[kind](b.corpus)[:most]
        return
    ordered = sorted(b.corpus.summits.values(), key=lambda s: s.id)
    ordered.sort(key=lambda s: s.start.first, reverse=True)
    for name, large in (("NATO summits", True), ("Other meetings, visits and signings", False)):
        chosen = [s.id for s in ordered if (s.kind is SummitKind.NATO_SUMMIT) == large]
        if chosen:
            yield name.split()[0].lower(), name, chosen[:most]


def _spoken(b: Builder, actors: Sequence[str]) -> list[str]:
    """Actors, those with most stances first."""
    tallies = b.findings.tallies
    counts = {
        id: tally.stances for id in actors if (tally := tallies.get(Ref("actor", id)))
    }  # fmt: skip
    return sorted(actors, key=lambda id: -counts.get(id, 0))


def _also(evidence: str, count: int, noun: str) -> str:
    return f"{evidence}, {plural(count, noun)}" if evidence else ""


def _topic(b: Builder, id: str, common: Shared) -> Item:
    return Item(
        b.link("topic", id), "", b.prose(b.corpus.topics[id].proposition),
        _also(evidence(b, Ref("topic", id)), common.speakers.get(id, 0), "actor"),
    )  # fmt: skip


def _actor(b: Builder, id: str, common: Shared) -> Item:
    count = common.topics.get(id, 0)
    return Item(
        b.link("actor", id), b.corpus.actors[id].kind.label, "",
        _also(evidence(b, Ref("actor", id)), count, "topic"),
    )  # fmt: skip


def _summit(b: Builder, id: str, common: Shared) -> Item:
    s = b.corpus.summits[id]
    return Item(
        b.link("summit", id), period(s),
        ", ".join(part for part in (s.kind.label, s.place) if part),
        evidence(b, Ref("summit", id)),
    )  # fmt: skip


def _document(b: Builder, id: str, common: Shared) -> Item:
    d = b.corpus.documents[id]
    return Item(
        b.link("document", id), d.date.words if d.date else "undated",
        b.prose(d.summary) if d.summary else "", d.kind.label,
    )  # fmt: skip


def _source(b: Builder, id: str, common: Shared) -> Item:
    row = source_row(b, id)
    return Item(row.link, f"{row.by}" if row.by else clip(row.date, 60), row.summary, row.counts)


_MAKERS: dict[Kind, Callable[[Builder, str, Shared], Item]] = {
    "topic": _topic, "actor": _actor, "summit": _summit, "document": _document, "source": _source,
}  # fmt: skip
"""How an entry of a kind is listed."""


def _in_time(corpus: Corpus) -> list[str]:
    """The documents in order of time."""
    found = corpus.documents.values()
    ordered = sorted(found, key=lambda d: (d.date.first if d.date else (9999,), d.id))
    return [document.id for document in ordered]


_ORDERED: dict[Kind, Callable[[Corpus], list[str]]] = {
    "topic": lambda corpus: list(corpus.topics), "document": _in_time, "source": latest_sources,
}  # fmt: skip
"""The order of kinds that have one section."""
