"""Where actors stand on one topic: counted in a sentence, as strips, and at its strongest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from digest.model.coding import Stance, stance_id
from digest.model.document import Topic
from digest.model.evidence import Standing
from digest.model.office import Tenure
from digest.model.refs import Ref
from digest.model.words import Confidence, Voice
from digest.render import grids
from digest.render.builder import Builder, anchor, chip
from digest.render.counts import basis, counted, summary
from digest.render.parts import Chip, Dot, Link, StanceView
from digest.text import listing, plural

_BASIS = {Voice.OWN_WORDS: 0, Voice.REPORTED: 1, Voice.ANALYSIS: 2}
_SURE = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}
SIDE = 3
"""How many stances each side shows as its strongest."""


class ActorStrip(Struct, frozen=True):
    """One actor on this topic."""

    id: str
    actor: Link
    chip: Chip
    summary: str
    basis: str
    """Since and until when, and how the best of them is known."""
    dots: tuple[Dot, ...]
    stances: tuple[StanceView, ...]


class StripGroup(Struct, frozen=True):
    """Actors of one kind."""

    name: str
    actors: tuple[ActorStrip, ...]


def answer(b: Builder, topic: Topic, standings: Sequence[Standing]) -> str:
    """One sentence with the counts; who speaks for a body is counted with it."""
    tally = b.findings.tallies.get(Ref("topic", topic.id))
    if not tally:
        return "No stance on this topic that counts has been coded."
    sides = Counter(_side(item) for item in voiced(standings))
    bound = Counter(_side(item) for item in voiced(standings) if item.on_condition)
    parts = [
        f"{sides[side]} {side}" + (f" ({bound[side]} on a condition)" if bound[side] else "")
        for side in ("for it", "against it", "in the middle", _REST)
        if sides[side]
    ]
    actors = plural(len(voiced(standings)), "actor")
    with_body = len(standings) - len(voiced(standings))
    if with_body:
        actors += f" ({with_body} more counted with the body for which they speak)"
    return f"{actors}: {listing(parts)}. {counted(tally)}."


_REST = "mixed, ambiguous or without a position"


def _side(standing: Standing) -> str:
    """On which side of the proposition somebody stands, in words."""
    if standing.position.score is None:
        return _REST
    return {1: "for it", -1: "against it", 0: "in the middle"}[standing.position.side]


def voiced(standings: Sequence[Standing]) -> list[Standing]:
    """Standings without those that rest wholly on what somebody said for a body listed too."""
    own = {
        item.actor: {anchor(s) for s in item.stances if item.actor in s.holders}
        for item in standings
    }
    bodies: dict[str, set[str]] = {}
    for item in standings:
        for stance in item.stances:
            if item.actor not in stance.holders:
                bodies.setdefault(anchor(stance), set()).add(item.actor)
    return [
        item for item in standings
        if not own[item.actor] or not all(id in bodies for id in own[item.actor])
    ]  # fmt: skip


def strongest(b: Builder, stances: Sequence[Stance], sign: int) -> list[Stance]:
    """The stances of one side that rest on the best basis.

    What is doubtful comes last: coded with low confidence, or said by somebody whose office was
    not as the source has it.  Then own words before reported before imputed, sure before less
    sure, firm before leaning, and one a holder; equal space for either side.
    """
    side = [s for s in stances if s.position.score and s.position.score * sign > 0]
    side.sort(
        key=lambda s: (
            _doubtful(b, s), _BASIS[s.voice], _SURE[s.confidence],
            -abs(s.position.score or 0), s.source, s.index,
        )
    )  # fmt: skip
    first: dict[tuple[str, ...], Stance] = {}
    for stance in side:
        first.setdefault(stance.holders, stance)
    chosen = list(first.values())[:SIDE]
    return chosen + [s for s in side if s not in chosen][: SIDE - len(chosen)]


def _doubtful(b: Builder, stance: Stance) -> bool:
    """Whether it is coded with low confidence, or by an office that was not held as told."""
    offices = b.findings.offices.get(stance_id(stance), ())
    amiss = any(
        o.verdict in (Tenure.NOT_THEN, Tenure.OTHER, Tenure.NONE) for o in offices if o.spoke
    )
    return stance.confidence is Confidence.LOW or amiss


def strip_groups(
    b: Builder, standings: Sequence[Standing], *, bare: bool = False
) -> tuple[StripGroup, ...]:
    """Each actor with its stances in order of time, under the headings of grids.

    `bare`: without the stances, where there is no room for them.
    """
    by_actor = {item.actor: item for item in standings}
    return tuple(
        StripGroup(name, tuple(
            ActorStrip(
                f"actor-{id}", b.link("actor", id, f"topic-{by_actor[id].topic}"),
                chip(by_actor[id].position), summary(by_actor[id], named=False),
                basis(by_actor[id]),
                () if bare else b.dots(by_actor[id]),
                () if bare else b.stances(by_actor[id].stances),
            )
            for id in ids
        ))
        for name, ids in grids.grouped(b.corpus, b.findings, by_actor)
    )  # fmt: skip
