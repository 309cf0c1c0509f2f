"""The tables of an actor's page: topics, company and meetings."""

from __future__ import annotations

from msgspec import Struct

from digest.dates import span
from digest.model.agreement import Agreement
from digest.model.evidence import Standing
from digest.render.builder import Builder, chip
from digest.render.counts import basis, summary
from digest.render.parts import Chip, Dot, Link, StanceView


class TopicRow(Struct, frozen=True):
    """The actor on one topic."""

    id: str
    topic: Link
    proposition: str
    tentative: bool
    """Whether coders agree too little on the topic for firm conclusions."""
    chip: Chip
    summary: str
    basis: str
    """Since and until when, and how the best of them is known."""
    dots: tuple[Dot, ...]
    stances: tuple[StanceView, ...]


class Company(Struct, frozen=True):
    """Another actor, and on how many topics the two take the same or opposite sides."""

    actor: Link
    same: int
    opposite: int


class MeetingRow(Struct, frozen=True):
    """A meeting at which, or on which, the actor took positions."""

    summit: Link
    date: str
    chips: tuple[tuple[Link, Chip], ...]


def topic_row(b: Builder, standing: Standing) -> TopicRow:
    """Where the actor stands on one topic."""
    return TopicRow(
        f"topic-{standing.topic}", b.link("topic", standing.topic, f"actor-{standing.actor}"),
        b.corpus.topics[standing.topic].proposition, standing.topic in b.findings.tentative,
        chip(standing.position),
        summary(standing, named=False),
        basis(standing), b.dots(standing), b.stances(standing.stances),
    )  # fmt: skip


def company_row(b: Builder, item: Agreement) -> Company:
    """Another actor with what the two share."""
    return Company(b.link("actor", item.actor), item.same, item.opposite)


def meeting_rows(b: Builder, standings: list[Standing]) -> tuple[MeetingRow, ...]:
    """Meetings at or on which the actor took positions, in order of time."""
    by_summit: dict[str, list[Standing]] = {}
    for standing in standings:
        by_summit.setdefault(standing.stances[0].summit, []).append(standing)
    rows = sorted(by_summit.items(), key=lambda pair: b.corpus.summits[pair[0]].start.first)
    return tuple(
        MeetingRow(
            b.link("summit", id),
            span(b.corpus.summits[id].start, b.corpus.summits[id].end)
            or b.corpus.summits[id].start.words,
            tuple((b.link("topic", s.topic, f"actor-{s.actor}"), chip(s.position)) for s in found),
        )
        for id, found in rows
    )
