"""The timeline: meetings, documents and milestones in order of time, year by year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from msgspec import Struct

from digest.dates import PartialDate, span
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import TIMELINE, Kind, Ref
from digest.render import claims
from digest.render.builder import Builder
from digest.render.charts.overview import Happening, Overview, overview
from digest.render.charts.strips import place
from digest.render.claims import DISAGREEMENTS, fact_anchor
from digest.render.counts import evidence
from digest.render.division import Division, Row, by_date, divide
from digest.render.parts import Link, PageView
from digest.render.views.part import (
    Block,
    Listing,
    Pages,
    PartView,
    in_pages,
    leads,
    pages_of,
    part_view,
)
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
    pages: Pages | None
    """All events on pages by year, where only NATO summits stand here."""
    years: tuple[Year, ...]


FULL = 250
"""Events on a page: about 600 bytes each, and a dot in the picture."""


def shared(corpus: Corpus, findings: Findings) -> Listing:
    """The pages by year, where there are too many events for one."""
    return in_pages(divided(corpus))


def divided(corpus: Corpus) -> Division | None:
    """Everything with a date, by year; `None` while one page has room for it."""
    dated: list[tuple[PartialDate, str]] = [
        (s.start, f"summit-{s.id}") for s in corpus.summits.values()
    ]
    dated += [(m.date, f"milestone-{m.id}") for m in corpus.milestones.values()]
    dated += [
        (d.date, f"document-{d.id}") for d in corpus.documents.values() if d.date and not d.summit
    ]
    if len(dated) <= FULL:
        return None
    dated.sort(key=lambda pair: (pair[0].first, pair[0].parts, pair[1]))
    return divide("timeline", (Row(id, by_date(date), id) for date, id in dated), FULL)


def moved(corpus: Corpus, findings: Findings) -> Iterator[tuple[str, str]]:
    """Places on the one page → where they stand when there are pages by year."""
    found = divided(corpus)
    for id, path in found.where.items() if found else ():
        yield f"{TIMELINE}#{id}", f"{path}#{id}"


def pages(
    corpus: Corpus, findings: Findings, common: Listing, key: str
) -> Iterator[TimelineView | PartView]:
    """The timeline, or a page of those years of which there is one each."""
    if key:
        part = common.parts[key]
        b = Builder(corpus, findings, part.path)
        yield part_view(
            b, part, "Timeline", "event", Link(b.to(TIMELINE), "All years, with their counts"),
            [Block("events", tuple(_event(b, id)[1] for id in part.rows))],
            trail=(Link(b.to(TIMELINE), "Timeline"),), kind="timeline",
        )  # fmt: skip
        return
    b = Builder(corpus, findings, TIMELINE)
    events = sorted(
        (_event(b, id) for id in _ids(b, large=bool(common.top))),
        key=lambda pair: (pair[0].first, pair[0].parts, pair[1].title),
    )
    years: dict[int, list[Event]] = {}
    for date, event in events:
        years.setdefault(date.year, []).append(event)
    happened = list(_happenings(b))
    times = [item.date.year for item in happened]
    first, last = (min(times), max(times)) if times else (0, 0)
    answer = f"{plural(len(happened), 'event')}, {first}–{last}." if times else "No events."
    yield TimelineView(
        b.page("timeline", "Timeline", f"Meetings, documents and milestones: {answer}"),
        answer, overview(b, happened, ROWS, {place.name: place.path for place in common.top}),
        pages_of(b, f"All {plural(len(happened), 'event')}, by year", common.top,
                 leads(b, common, lambda id: (id, _name(b, id)),
                       {event.id for _, event in events}))
        if common.top else None,
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
            b.href(Ref("summit", s.id)) if large else b.to(f"{TIMELINE}#summit-{s.id}"),
            large, place(b, s.id) if large else "",
        )  # fmt: skip
    for m in b.corpus.milestones.values():
        yield Happening(ROWS[2], m.date, m.title, b.to(f"{TIMELINE}#milestone-{m.id}"))
    for d in b.corpus.documents.values():
        if d.date and not d.summit:  # what a meeting adopted happened at the meeting
            yield Happening(ROWS[3], d.date, d.name, b.to(f"{TIMELINE}#document-{d.id}"))


def _ids(b: Builder, *, large: bool) -> Iterator[str]:
    """What stands on the first page: everything, or only NATO summits where that is too much."""
    for s in b.corpus.summits.values():
        if s.kind.value == "nato-summit" or not large:
            yield f"summit-{s.id}"
    if not large:
        yield from (f"milestone-{id}" for id in b.corpus.milestones)
        for d in b.corpus.documents.values():
            if d.date and not d.summit:
                yield f"document-{d.id}"


def _name(b: Builder, written: str) -> str:
    kind, _, id = written.partition("-")
    return b.corpus.name(Ref(cast("Kind", kind), id))


def _event(b: Builder, written: str) -> tuple[PartialDate, Event]:
    """One line; `written` is its kind and id."""
    kind, _, id = written.partition("-")
    return {"summit": _summit, "milestone": _milestone, "document": _document}[kind](b, id)


def _summit(b: Builder, id: str) -> tuple[PartialDate, Event]:
    s = b.corpus.summits[id]
    return s.start, Event(
        f"summit-{s.id}", period(s), s.start.iso, s.name, b.link("summit", s.id),
        s.kind.label + (" (scheduled)" if s.status.value == "scheduled" else ""),
        "", "", (), (), evidence(b, Ref("summit", s.id)),
        (), s.support.caveat,
        s.kind.value == "nato-summit",
    )  # fmt: skip


def _milestone(b: Builder, id: str) -> tuple[PartialDate, Event]:
    m = b.corpus.milestones[id]
    b.own = Ref("milestone", m.id)
    kind = "" if m.kind.value == "other" else m.kind.label
    event = Event(
        f"milestone-{m.id}", span(m.date, m.end) or m.date.words, m.date.iso, m.title, None,
        ", ".join(part for part in (kind, m.place) if part),
        b.prose(m.text) if m.text else "", b.prose(m.note) if m.note else "",
        b.links("topic", m.topics), b.links("actor", m.actors), "", b.citations(m.sources),
        m.support.caveat, False, _disputed(b, b.own),
    )  # fmt: skip
    b.own = None
    return m.date, event


def _document(b: Builder, id: str) -> tuple[PartialDate, Event]:
    d = b.corpus.documents[id]
    assert d.date  # only dated ones stand here
    return d.date, Event(
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
