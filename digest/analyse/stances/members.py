"""Members against their body: a person, a member or a part on the other side of a topic."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from digest.analyse.stances.contradictions import side
from digest.analyse.stances.periods import own_date, period_of, periods
from digest.analyse.stances.positions import summed
from digest.dates import PartialDate, span
from digest.model.coding import Stance
from digest.model.corpus import Corpus
from digest.model.evidence import Contradiction, Standing
from digest.model.settings import Period


class Bond(NamedTuple):
    """That one actor belongs to another, and when."""

    member: str
    body: str
    start: PartialDate | None
    end: PartialDate | None


def bonds(corpus: Corpus) -> Iterator[Bond]:
    """Persons and the bodies in which they held office, members and their groups, parts and wholes.

    Each as often as it began anew.
    """
    for actor in corpus.actors.values():
        for role in actor.roles:
            for body in sorted({role.of, role.speaks_for} - {""}):
                yield Bond(actor.id, body, role.start, role.end)
        for member in actor.all_members:
            yield Bond(member.actor, actor.id, member.start, member.end)
        if actor.parent:
            yield Bond(actor.id, actor.parent, None, None)


def against_bodies(
    corpus: Corpus, standings: Mapping[tuple[str, str], Standing]
) -> Iterator[Contradiction]:
    """Members on the other side than their body: both sides scored, unconditional, at one time.

    Of the body only what it holds itself is taken, not what others said for it; of the member
    only what it held while it belonged to the body.  Near-linear: a bond costs as much as the
    member’s stances, and those of a body are sorted once.
    """
    known = periods(corpus)
    topics: dict[str, list[str]] = defaultdict(list)
    for actor, topic in standings:
        topics[actor].append(topic)
    bodies: dict[tuple[str, str], _Body | None] = {}
    for bond in dict.fromkeys(bonds(corpus)):
        for topic in topics.get(bond.member, ()):
            whole = standings.get((bond.body, topic))
            if whole is None:
                continue
            if (bond.body, topic) not in bodies:
                bodies[bond.body, topic] = _body(corpus, known, bond.body, whole)
            body = bodies[bond.body, topic]
            part = standings[bond.member, topic].stances
            found = _opposed(corpus, known, bond, part, body) if body else None
            if found:
                one, other, where = found
                yield Contradiction(bond.member, bond.body, topic, one, other, where)


class _Body(NamedTuple):
    """Where a body stands by what it holds itself."""

    sign: int
    dated: list[tuple[tuple[int, int, int], Stance]]
    """Its stances on that side, by the last day they can mean."""
    first: PartialDate
    last: PartialDate
    periods: frozenset[str]
    """Those in which it holds that side by dates of its own."""


def _body(corpus: Corpus, known: tuple[Period, ...], body: str, whole: Standing) -> _Body | None:
    own = [stance for stance in whole.stances if body in stance.holders]
    sign = _sign(own)
    dated = [(date, s) for s in own if side(s) == sign and (date := corpus.date_of(s))]
    if not sign or not dated:
        return None
    return _Body(
        sign, sorted(((date.last, s) for date, s in dated), key=lambda item: item[0]),
        min((date for date, _ in dated), key=lambda date: date.first),
        max((date for date, _ in dated), key=lambda date: date.last),
        frozenset(_periods(corpus, known, (stance for _, stance in dated))),
    )  # fmt: skip


def _opposed(
    corpus: Corpus, known: tuple[Period, ...], bond: Bond, part: tuple[Stance, ...], body: _Body
) -> tuple[Stance, Stance, str] | None:
    """A stance of the member, the body’s nearest to it in time, and when; `None` if they agree."""
    within = [
        (date, stance) for stance in part if bond.body not in stance.holders
        and (date := corpus.date_of(stance)) and date.overlaps(bond.start, bond.end)
    ]  # fmt: skip
    if _sign([stance for _, stance in within]) != -body.sign:
        return None
    sided = [(date, stance) for date, stance in within if side(stance) == -body.sign]
    same = body.periods & set(_periods(corpus, known, (stance for _, stance in sided)))
    at_once = [item for item in sided if item[0].overlaps(body.first, body.last)]
    if not (same or at_once):
        return None
    inside = [
        (date, stance) for date, stance in sided
        if period_of(known, own_date(corpus, stance)) in same
    ]  # fmt: skip
    date, one = (at_once or inside)[-1]
    place = bisect_left(body.dated, date.first, key=lambda item: item[0])
    other = body.dated[min(place, len(body.dated) - 1)][1]
    return one, other, _when(date, corpus.date_of(other) or date)


def _sign(stances: list[Stance]) -> int:
    """The side of several stances: +1, −1, or 0 where they take none, or only on a condition."""
    if not any(side(stance) for stance in stances):
        return 0
    position, on_condition = summed(stances)
    return 0 if on_condition else position.side


def _periods(corpus: Corpus, known: tuple[Period, ...], stances: Iterable[Stance]) -> Iterator[str]:
    for stance in stances:
        name = period_of(known, own_date(corpus, stance))
        if name:
            yield name


def _when(one: PartialDate, other: PartialDate) -> str:
    """The time of both in words: the less precise date where one may mean the other."""
    if one.overlaps(other, other):
        wide = min(one, other, key=lambda date: date.parts[1:])
        return wide.when
    early, late = sorted((one, other), key=lambda date: date.first)
    return f"at one time, {span(early, late)}"
