"""The home page: what this is, where everybody stands, what moved, where sources disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import Ref
from digest.render import grids
from digest.render.builder import Builder
from digest.render.counts import coded, origins, voices
from digest.render.parts import DisputeView, Grid, Link, PageView
from digest.render.shift import ShiftView, shift_view
from digest.render.views.source import date_of
from digest.render.views.summit import MeetingLink, period
from digest.text import plural

SHOWN = 8
"""How many moves the home page shows."""

DISPUTES = 5
"""How many disagreements it shows."""

LATEST = 12
"""How many sources it shows."""

ROWS = 25
"""How many actors the grid shows: those with the most stances; the whole grid has all."""

CELLS = 500
"""Cells of that grid, so that many topics do not make the page heavy: 250 bytes each."""


class SourceRow(Struct, frozen=True):
    """A source in a few words."""

    link: Link
    by: str
    date: str
    summary: str
    counts: str


class HomeView(Struct, frozen=True):
    """Everything on the home page."""

    page: PageView
    description: str
    counts: tuple[Link, ...]
    """`257 stances` and so on, each linked to what it counts."""
    all_actors: Link
    grid: Grid
    left_out: int
    """Actors with stances for which the grid has no room."""
    moves: tuple[ShiftView, ...]
    all_disputes: Link
    disputes: tuple[DisputeView, ...]
    conflicts: int
    summits: tuple[MeetingLink, ...]
    sources: tuple[SourceRow, ...]


def pages(corpus: Corpus, findings: Findings) -> Iterator[HomeView]:
    """The one home page."""
    b = Builder(corpus, findings, "index.html")
    counted: Counter[str] = Counter()
    for (actor, _), standing in findings.standings.items():
        counted[actor] += len(standing.stances)
    actors = sorted(counted, key=lambda id: (-counted[id], id))
    rows = max(5, min(ROWS, CELLS // max(1, len(corpus.topics))))
    conflicts = [d for d in findings.disputes if d.conflict]
    summits = sorted(
        (s for s in corpus.summits.values() if s.kind.value == "nato-summit"),
        key=lambda s: s.start.first,
    )
    tally = findings.tallies.get(Ref("source", ""))
    evidence = (
        Link(b.to("sources/index.html"), origins(tally)),
        Link(
            b.to("stances/index.html"),
            f"{plural(tally.stances, 'stance')} ({voices(tally.voices)})",
        ),
    ) if tally else ()  # fmt: skip
    counts = (
        ("topics/index.html", len(corpus.topics), "topic"),
        ("actors/index.html", len(corpus.actors), "actor"),
        ("summits/index.html", len(corpus.summits), "meeting"),
        ("documents/index.html", len(corpus.documents), "document"),
    )
    yield HomeView(
        page=b.page("home", corpus.settings.title, corpus.settings.description),
        description=b.prose(corpus.settings.description),
        counts=evidence
        + tuple(Link(b.to(path), plural(n, noun)) for path, n, noun in counts if n),
        all_actors=Link(b.to("matrix.html"), "whole grid"),
        grid=grids.actors_by_topics(b, actors[:rows], "Where each actor stands on each topic"),
        left_out=len(actors[rows:]),
        moves=tuple(shift_view(b, shift) for shift in findings.shifts[:SHOWN]),
        all_disputes=Link(b.to("disagreements.html"), "all disagreements"),
        disputes=tuple(b.dispute(d) for d in conflicts[:DISPUTES]),
        conflicts=len(conflicts),
        summits=tuple(MeetingLink(b.link("summit", s.id), period(s)) for s in summits),
        sources=tuple(source_row(b, id) for id in latest_sources(corpus)[:LATEST]),
    )  # fmt: skip


def latest_sources(corpus: Corpus) -> list[str]:
    """Sources, latest first; undated ones by the day before which they cannot lie."""
    ordered = sorted(corpus.sources.values(), key=lambda s: s.id)
    ordered.sort(key=lambda s: s.date.first if s.date else (0, 0, 0), reverse=True)
    return [source.id for source in ordered]


def source_row(b: Builder, id: str) -> SourceRow:
    """A source in a few words."""
    source, coding = b.corpus.sources[id], b.corpus.annotations.get(id)
    facts = plural(len(coding.facts) if coding else 0, "fact")
    return SourceRow(
        b.link("source", id), b.short(id), date_of(source),
        b.prose(source.summary) if source.summary else "", f"{coded(b, id)}, {facts}",
    )  # fmt: skip
