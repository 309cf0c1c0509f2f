"""All moves and all contradictions, apart from each other, by topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from digest.dates import PartialDate, earliest
from digest.model.corpus import Corpus
from digest.model.evidence import WINDOW_DAYS, Contradiction, Shift
from digest.model.findings import Findings
from digest.render.builder import Builder
from digest.render.division import Division, Part, Row, Step, by_date, divide
from digest.render.parts import Link, PageView
from digest.render.shift import (
    MOVES,
    PATH,
    ContradictionView,
    ShiftView,
    contradiction_anchor,
    contradiction_view,
    shift_anchor,
    shift_view,
)
from digest.render.views.part import (
    Block,
    Listing,
    Pages,
    PartView,
    in_pages,
    key_of,
    leads,
    pages_of,
    part_view,
)
from digest.text import plural

Item = TypeVar("Item", Shift, Contradiction)

FOLDER = "shifts"
FULL = 60
"""Moves and contradictions on a page: each has two stances in full, about 3 kB."""


class Moved(Struct, frozen=True):
    """What moved on one topic."""

    id: str
    topic: Link
    items: tuple[ShiftView, ...]


class Unfitting(Struct, frozen=True):
    """What does not fit on one topic."""

    id: str
    topic: Link
    items: tuple[ContradictionView, ...]


class ShiftsView(Struct, frozen=True):
    """Everything on the page."""

    page: PageView
    answer: str
    moved: tuple[Moved, ...]
    unfitting: tuple[Unfitting, ...]
    window: int
    """Days within which opposite positions contradict each other."""
    checks: Link
    """To the page of the machine's checks."""
    pages: Pages | None
    """All of them on pages by topic, where those here are only some."""


def shared(corpus: Corpus, findings: Findings) -> Listing:
    """The pages by topic."""
    return in_pages(divided(corpus, findings))


def divided(corpus: Corpus, findings: Findings) -> Division | None:
    """Moves and contradictions by topic and date; `None` while one page has room for them."""
    if len(findings.shifts) + len(findings.contradictions) <= FULL:
        return None
    return divide(FOLDER, _rows(corpus, findings), FULL)


def _rows(corpus: Corpus, findings: Findings) -> Iterator[Row]:
    for topic, entry in corpus.topics.items():
        rows: list[tuple[PartialDate | None, str, Shift | Contradiction]] = [
            (s.after.date, shift_anchor(s), s) for s in findings.shifts_on.get(topic, ())
        ]
        rows += [
            (corpus.date_of(c.one), contradiction_anchor(c), c)
            for c in findings.contradictions_on.get(topic, ())
        ]
        for date, id, item in sorted(rows, key=lambda row: (earliest(row[0]), row[1])):
            yield Row(id, by_date(date, Step(topic, entry.name)), item)


def moved(corpus: Corpus, findings: Findings) -> Iterator[tuple[str, str]]:
    """Places on the one page → where they stand when there are pages by topic."""
    found = divided(corpus, findings)
    if found is None:
        return
    for id, path in found.where.items():
        yield f"{PATH}#{id}", f"{path}#{id}"
    for place in found.top:
        topic = key_of(place.path)
        for section in ("moved", "unfitting"):
            yield f"{PATH}#{section}-{topic}", place.path


def pages(
    corpus: Corpus, findings: Findings, common: Listing, key: str
) -> Iterator[ShiftsView | PartView]:
    """The page of moves and contradictions, or a page of those on one topic."""
    if key:
        part = common.parts[key]
        yield _page(Builder(corpus, findings, part.path), part)
        return
    b = Builder(corpus, findings, PATH)
    many = bool(common.top)
    moves, against = len(findings.shifts), len(findings.contradictions)
    moved, unfitting = findings.shifts_on, findings.contradictions_on
    if many:
        moved = _by_topic(findings.shifts[:MOVES])
        unfitting = _by_topic(findings.contradictions[:MOVES])
    shown = {shift_anchor(s) for s in findings.shifts[:MOVES]}
    shown |= {contradiction_anchor(c) for c in findings.contradictions[:MOVES]}
    yield ShiftsView(
        b.page(
            "shifts", "What moved, and what does not fit",
            "Moves of actors on topics over time, and opposite positions at one time.",
        ),
        f"{plural(moves, 'move')} over time, {plural(against, 'contradiction')} at one time; "
        "found by the machine in the coded stances, each with the words on both sides.",
        tuple(
            Moved(f"moved-{id}", b.link("topic", id), tuple(shift_view(b, s) for s in moved[id]))
            for id in corpus.topics if id in moved
        ),
        tuple(
            Unfitting(f"unfitting-{id}", b.link("topic", id),
                      tuple(contradiction_view(b, c) for c in unfitting[id]))
            for id in corpus.topics if id in unfitting
        ),
        WINDOW_DAYS, Link(b.to("checks.html"), "What the machine checks"),
        pages_of(b, "All moves and contradictions, by topic", common.top,
                 leads(b, common, lambda item: _place(b, item), shown)) if many else None,
    )  # fmt: skip


def _by_topic(found: Sequence[Item]) -> Mapping[str, tuple[Item, ...]]:
    topics = dict.fromkeys(item.topic for item in found)
    return {topic: tuple(i for i in found if i.topic == topic) for topic in topics}


def _place(b: Builder, item: Shift | Contradiction) -> tuple[str, str]:
    """Id of a move's or contradiction's element, and its name."""
    id = shift_anchor(item) if isinstance(item, Shift) else contradiction_anchor(item)
    return id, f"{b.corpus.actors[item.actor].name} on {b.corpus.topics[item.topic].name}"


def _page(b: Builder, part: Part) -> PartView:
    """Moves and contradictions on one topic, or of one year on it."""
    moves = tuple(shift_view(b, item) for item in part.rows if isinstance(item, Shift))
    against = tuple(
        contradiction_view(b, item) for item in part.rows if isinstance(item, Contradiction)
    )
    blocks = (
        Block("moves", moves, "What moved", "moved"),
        Block("contradictions", against, "What does not fit", "unfitting"),
    )
    return part_view(
        b, part, "What moved, and what does not fit", "pair",
        Link(b.to(PATH), "All topics, with their counts"),
        [block for block in blocks if block.rows],
        trail=(Link(b.to(PATH), "What moved, and what does not fit"),),
    )  # fmt: skip
