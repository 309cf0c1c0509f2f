"""Lists: all topics, actors, meetings, documents, sources."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.refs import FOLDERS, Kind, Ref
from digest.model.words import SummitKind
from digest.render import grids
from digest.render.builder import Builder
from digest.render.charts.lineage import Lineage, lineage
from digest.render.counts import evidence
from digest.render.evidence import PLURALS
from digest.render.parts import Link, PageView
from digest.render.views.home import source_rows
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


def pages(corpus: Corpus, findings: Findings) -> Iterator[ListView]:
    """A list for each kind that has pages."""
    makers = {
        "topic": _topics, "actor": _actors, "summit": _summits,
        "document": _documents, "source": _sources,
    }  # fmt: skip
    for kind, folder in FOLDERS.items():
        b = Builder(corpus, findings, f"{folder}/index.html")
        sections = makers[kind](b)
        count = sum(len(section.items) for section in sections)
        noun = "meeting" if kind == "summit" else kind
        title = PLURALS[kind]
        yield ListView(
            b.page("list", title, f"{title} of the digest: {plural(count, noun)}."),
            f"{plural(count, noun)}.", sections,
            lineage(b, list(corpus.sources)) if kind == "source" else None,
        )  # fmt: skip


def _counts(b: Builder, kind: Kind) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = {}
    for standing in b.findings.standings.values():
        found.setdefault(standing.topic if kind == "topic" else standing.actor, []).append(standing)
    return found


def _also(evidence: str, count: int, noun: str) -> str:
    return f"{evidence}, {plural(count, noun)}" if evidence else ""


def _topics(b: Builder) -> tuple[Section, ...]:
    counts = _counts(b, "topic")
    items = tuple(
        Item(
            b.link("topic", t.id),
            "",
            b.prose(t.proposition),
            _also(evidence(b, Ref("topic", t.id)), len(voiced(counts.get(t.id, []))), "actor"),
        )
        for t in b.corpus.topics.values()
    )
    return (Section("all", "", items),)


def _actors(b: Builder) -> tuple[Section, ...]:
    counts = _counts(b, "actor")
    return tuple(
        Section(
            "".join(c if c.isalnum() else "-" for c in name.lower()), name,
            tuple(
                Item(
                    b.link("actor", id), b.corpus.actors[id].kind.label, "",
                    _also(evidence(b, Ref("actor", id)), len(counts.get(id, [])), "topic"),
                )
                for id in ids
            ),
        )
        for name, ids in grids.grouped(b.corpus, b.corpus.actors)
    )  # fmt: skip


def _summits(b: Builder) -> tuple[Section, ...]:
    ordered = sorted(b.corpus.summits.values(), key=lambda s: s.id)
    ordered.sort(key=lambda s: s.start.first, reverse=True)
    sections = []
    for name, chosen in (
        ("NATO summits", [s for s in ordered if s.kind is SummitKind.NATO_SUMMIT]),
        ("Other meetings, visits and signings",
         [s for s in ordered if s.kind is not SummitKind.NATO_SUMMIT]),
    ):  # fmt: skip
        items = tuple(
            Item(
                b.link("summit", s.id),
                period(s),
                ", ".join(part for part in (s.kind.label, s.place) if part),
                evidence(b, Ref("summit", s.id)),
            )
            for s in chosen
        )
        if items:
            sections.append(Section(name.split()[0].lower(), name, items))
    return tuple(sections)


def _documents(b: Builder) -> tuple[Section, ...]:
    ordered = sorted(
        b.corpus.documents.values(), key=lambda d: (d.date.first if d.date else (9999,), d.id)
    )
    items = tuple(
        Item(
            b.link("document", d.id), d.date.words if d.date else "undated",
            b.prose(d.summary) if d.summary else "", d.kind.label,
        )
        for d in ordered
    )  # fmt: skip
    return (Section("all", "", items),)


def _sources(b: Builder) -> tuple[Section, ...]:
    items = tuple(
        Item(row.link, f"{row.by}" if row.by else clip(row.date, 60), row.summary, row.counts)
        for row in source_rows(b)
    )
    return (Section("all", "", items),)
