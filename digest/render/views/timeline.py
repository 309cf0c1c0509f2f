"""The timeline: meetings, documents and milestones in order of time, year by year."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from digest.dates import PartialDate, span
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import TIMELINE, Ref
from digest.render import claims
from digest.render.builder import Builder
from digest.render.charts.overview import Happening, Overview, overview
from digest.render.charts.strips import place
from digest.render.claims import DISAGREEMENTS, fact_anchor
from digest.render.counts import evidence
from digest.render.parts import Link, PageView
from digest.render.views.summit import period
from digest.text import plural


class Event(Struct, frozen=True):
    """One line of the timeline."""

    id: str
    """The element's id: kind and id, as entries of two kinds may share an id."""
    date: str
    iso: str
    title: str
    link: Link | None
    kind: str
    text: str
    note: str
    topics: tuple[Link, ...]
    actors: tuple[Link, ...]
    stances: str
    """How many stances were taken there, in words; empty when none."""
    citations: tuple[Link, ...]
    support: str
    large: bool
    """Whether it is a NATO summit."""
    disputed: Link | None = None
    """Its place on the page of all disagreements, where sources differ on a milestone."""


class Year(Struct, frozen=True):
    """Events of one year."""

    year: str
    events: tuple[Event, ...]


class TimelineView(Struct, frozen=True):
    """Everything on the timeline."""

    page: PageView
    answer: str
    picture: Overview | None
    """All of it at a glance, with the stances of each year."""
    years: tuple[Year, ...]


def pages(corpus: Corpus, findings: Findings) -> Iterator[TimelineView]:
    """The one timeline."""
    b = Builder(corpus, findings, TIMELINE)
    events = sorted(_events(b), key=lambda pair: (pair[0].first, pair[0].parts, pair[1].title))
    years: dict[int, list[Event]] = {}
    for date, event in events:
        years.setdefault(date.year, []).append(event)
    first, last = (min(years), max(years)) if years else (0, 0)
    answer = f"{plural(len(events), 'event')}, {first}–{last}." if years else "No events."
    yield TimelineView(
        b.page("timeline", "Timeline", f"Meetings, documents and milestones: {answer}"),
        answer, overview(b, list(_happenings(b)), ROWS),
        tuple(Year(str(year), tuple(items)) for year, items in years.items()),
    )  # fmt: skip


ROWS = ("NATO summits", "Other meetings", "Milestones", "Documents")
"""Rows of the picture; summits stand as lines in it."""


def _happenings(b: Builder) -> Iterator[Happening]:
    """Everything with a date, each with its place on this page, or its own page."""
    for s in b.corpus.summits.values():
        large = s.kind.value == "nato-summit"
        yield Happening(
            ROWS[0] if large else ROWS[1], s.start, s.name,
            b.href(Ref("summit", s.id)) if large else f"#summit-{s.id}",
            large, place(b, s.id) if large else "",
        )  # fmt: skip
    for m in b.corpus.milestones.values():
        yield Happening(ROWS[2], m.date, m.title, f"#milestone-{m.id}")
    for d in b.corpus.documents.values():
        if d.date and not d.summit:  # what a meeting adopted happened at the meeting
            yield Happening(ROWS[3], d.date, d.name, f"#document-{d.id}")


def _events(b: Builder) -> Iterator[tuple[PartialDate, Event]]:
    for s in b.corpus.summits.values():
        yield s.start, Event(
            f"summit-{s.id}", period(s), s.start.iso, s.name, b.link("summit", s.id),
            s.kind.label + (" (scheduled)" if s.status.value == "scheduled" else ""),
            "", "", (), (), evidence(b, Ref("summit", s.id)),
            (), s.support.caveat,
            s.kind.value == "nato-summit",
        )  # fmt: skip
    for m in b.corpus.milestones.values():
        b.own = Ref("milestone", m.id)
        kind = "" if m.kind.value == "other" else m.kind.label
        yield m.date, Event(
            f"milestone-{m.id}", span(m.date, m.end) or m.date.words, m.date.iso, m.title, None,
            ", ".join(part for part in (kind, m.place) if part),
            b.prose(m.text) if m.text else "", b.prose(m.note) if m.note else "",
            b.links("topic", m.topics), b.links("actor", m.actors), "", b.citations(m.sources),
            m.support.caveat, False, _disputed(b, b.own),
        )  # fmt: skip
    b.own = None
    for d in b.corpus.documents.values():
        if d.date and not d.summit:
            yield d.date, Event(
                f"document-{d.id}", d.date.words, d.date.iso, d.name, b.link("document", d.id),
                d.kind.label, b.prose(d.summary) if d.summary else "", "", (), (), "", (),
                d.support.caveat, False,
            )  # fmt: skip


def _disputed(b: Builder, ref: Ref) -> Link | None:
    conflicts = (d for d in b.findings.disputes_about.get(ref, ()) if d.conflict)
    first = next(conflicts, None)
    if first is None:
        return None
    return Link(b.to(f"{DISAGREEMENTS}#{fact_anchor(first)}"), claims.flag(first))
