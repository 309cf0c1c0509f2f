"""The tables of an actor's page: topics, company and meetings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from digest.dates import span
from digest.model.agreement import Agreement, Edge
from digest.model.evidence import Standing
from digest.model.refs import Ref
from digest.render.builder import Builder, chip
from digest.render.counts import basis, summary
from digest.render.parts import Chip, Dot, Link, StanceView
from digest.text import plural

FEW, MEETINGS = 4, 40
"""Positions of a meeting, and meetings, on the page of an actor with very many stances."""

NEAR = 4
"""How many actors a page names as being on the same side, and how many on the opposite one."""


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
    """Another actor, and the topics on which the two take the same side, or opposite ones."""

    actor: Link
    topics: tuple[Link, ...]
    """Each to where the other stands on it."""
    count: str
    rest: int
    """On how many topics it is the other way round."""


class MeetingRow(Struct, frozen=True):
    """A meeting at which, or on which, the actor took positions."""

    summit: Link
    date: str
    chips: tuple[tuple[Link, Chip], ...]
    more: Link | None = None
    """To the positions for which there is no room."""


def topic_row(b: Builder, standing: Standing, last: int | None = None) -> TopicRow:
    """Where the actor stands on one topic; with only its last stances where there are very many."""
    stances = standing.stances if last is None else standing.stances[: -last - 1 : -1]
    dots = b.dots(standing) if last is None else ()
    return TopicRow(
        f"topic-{standing.topic}", b.link("topic", standing.topic, f"actor-{standing.actor}"),
        b.corpus.topics[standing.topic].proposition, standing.topic in b.findings.tentative,
        chip(standing.position),
        summary(standing, named=False),
        basis(standing), dots, b.stances(stances),
    )  # fmt: skip


def company_rows(
    b: Builder, actor: str, edges: Mapping[tuple[str, str], Edge]
) -> tuple[tuple[Company, ...], tuple[Company, ...]]:
    """With whom an actor mostly takes the same side, and with whom opposite ones.

    `edges` are the pairs over the whole time, by actors in order of id.
    """
    found = b.findings.agreement.get(actor, ())
    agrees = [a for a in found if a.same > max(1, a.opposite)][:NEAR]
    differs = [a for a in found if a.opposite > max(1, a.same)]
    differs = sorted(differs, key=lambda a: (-a.opposite, a.same))[:NEAR]

    def row(item: Agreement, *, same: bool) -> Company:
        other = item.actor
        edge = edges[min(actor, other), max(actor, other)]
        topics, rest = (edge.same, item.opposite) if same else (edge.opposite, item.same)
        return Company(
            b.link("actor", other),
            tuple(b.link("topic", topic, f"actor-{other}") for topic in topics),
            plural(len(topics), "topic"), rest,
        )  # fmt: skip

    return tuple(row(a, same=True) for a in agrees), tuple(row(a, same=False) for a in differs)


def meeting_rows(
    b: Builder, standings: Iterable[Standing], *, few: bool = False
) -> tuple[MeetingRow, ...]:
    """Meetings at or on which the actor took positions, in order of time.

    `few`: of very many, the last meetings and the first positions at each.
    """
    by_summit: dict[str, list[Standing]] = {}
    for standing in standings:
        by_summit.setdefault(standing.stances[0].summit, []).append(standing)
    rows = sorted(by_summit.items(), key=lambda pair: b.corpus.summits[pair[0]].start.first)
    most = FEW if few else None
    rows = rows[-MEETINGS:] if few else rows
    return tuple(
        MeetingRow(
            b.link("summit", id),
            span(b.corpus.summits[id].start, b.corpus.summits[id].end)
            or b.corpus.summits[id].start.words,
            tuple(
                (b.link("topic", s.topic, f"actor-{s.actor}"), chip(s.position))
                for s in found[:most]
            ),
            Link(b.href(Ref("summit", id), "grid"), f"{len(found[most:])} more")
            if most and found[most:]
            else None,
        )
        for id, found in rows
    )
