"""All moves and all contradictions, apart from each other, by topic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.evidence import WINDOW_DAYS
from digest.model.findings import Findings
from digest.render.builder import Builder
from digest.render.parts import Link, PageView
from digest.render.shift import (
    PATH,
    ContradictionView,
    ShiftView,
    contradiction_view,
    shift_view,
)
from digest.text import plural

Item = TypeVar("Item")
View = TypeVar("View", ShiftView, ContradictionView)


class Moved(Struct, frozen=True):
    """What moved on one topic."""

    id: str
    topic: Link
    items: tuple[ShiftView, ...]
    more: int
    """How many there are for which the page has no room; the pages of the actors have them."""


class Unfitting(Struct, frozen=True):
    """What does not fit on one topic."""

    id: str
    topic: Link
    items: tuple[ContradictionView, ...]
    more: int


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


def pages(corpus: Corpus, findings: Findings) -> Iterator[ShiftsView]:
    """The one page of moves and contradictions."""
    b = Builder(corpus, findings, PATH)
    moves, against = len(findings.shifts), len(findings.contradictions)
    moved = _by_topic(b, findings.shifts_on, shift_view)
    unfitting = _by_topic(b, findings.contradictions_on, contradiction_view)
    yield ShiftsView(
        b.page(
            "shifts", "What moved, and what does not fit",
            "Moves of actors on topics over time, and opposite positions at one time.",
        ),
        f"{plural(moves, 'move')} over time, {plural(against, 'contradiction')} at one time; "
        "found by the machine in the coded stances, each with the words on both sides.",
        tuple(Moved(f"moved-{id}", *found) for id, found in moved),
        tuple(Unfitting(f"unfitting-{id}", *found) for id, found in unfitting),
        WINDOW_DAYS, Link(b.to("checks.html"), "What the machine checks"),
    )  # fmt: skip


def _by_topic(
    b: Builder, found: Mapping[str, tuple[Item, ...]], view: Callable[[Builder, Item], View]
) -> Iterator[tuple[str, tuple[Link, tuple[View, ...], int]]]:
    """Topics in the order of the codebook, with the first that were found on each."""
    for id in b.corpus.topics:
        if id in found:
            items = tuple(view(b, item) for item in found[id])
            yield id, (b.link("topic", id), items, len(found[id]) - len(items))
