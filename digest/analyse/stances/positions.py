"""Where actors stand: aggregates over stances, computed and never typed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from digest.analyse.stances.counting import Count, tally
from digest.analyse.stances.periods import known_date, own_date, period_of, periods
from digest.dates import earliest
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.scale import Position, band
from digest.model.words import Voice

Key = TypeVar("Key", bound=Hashable)


def overall(positions: Iterable[Position]) -> Position:
    """One word for several positions.

    Scored positions: the band of their mean; `mixed` when both sides occur.  Ambiguous, mixed and
    absent positions are never averaged: where they are more than the scored ones, the most
    frequent of them is the word (of equally frequent ones, the first on the scale).
    """
    return _word([(position, position.score is not None) for position in positions])


def summed(stances: Sequence[Stance]) -> tuple[Position, bool]:
    """One word for several stances, and whether it rests on conditional ones alone.

    As `overall`; a stance that depends on a condition is never averaged either.
    """
    found = [(s.position, s.position.score is not None and not s.condition) for s in stances]
    word = _word(found)
    bearing = [stance.condition for stance in stances if stance.position is word]
    averaged = 2 * sum(flag for _, flag in found) >= len(found)
    return word, not averaged and all(bearing)


def _word(found: Sequence[tuple[Position, bool]]) -> Position:
    """The word for positions of which some (`True`) may be averaged."""
    scores = [
        position.score for position, averaged in found if averaged and position.score is not None
    ]
    if 2 * len(scores) >= len(found):
        return Position.MIXED if min(scores) < 0 < max(scores) else band(scores)
    order = list(Position)
    apart = Counter(position for position, averaged in found if not averaged)
    return min(apart.items(), key=lambda item: (-item[1], order.index(item[0])))[0]


def basis(stances: Iterable[Stance]) -> Voice:
    """The best basis of some stances: own words before reported before imputed."""
    return min((stance.voice for stance in stances), key=list(Voice).index)


def in_time(corpus: Corpus, stances: Iterable[Stance]) -> tuple[Stance, ...]:
    """Stances by date (undated first), then source and place in the file."""

    def key(stance: Stance) -> tuple[object, ...]:
        return (earliest(corpus.date_of(stance)), stance.source, stance.index)

    return tuple(sorted(stances, key=key))


def standing(
    corpus: Corpus,
    found: Count,
    actor: str,
    topic: str,
    stances: Sequence[Stance],
    left_out: int = 0,
) -> Standing:
    """The aggregate of some counted stances of one actor on one topic."""
    ordered = in_time(corpus, stances)
    dates = [date for stance in ordered if (date := known_date(corpus, stance))]
    position, on_condition = summed(ordered)
    return Standing(
        actor, topic, position, ordered, tally(corpus, found, ordered, actor, left_out),
        sum(1 for stance in ordered if stance.position is position), on_condition,
        min(dates, key=lambda date: date.first, default=None),
        max(dates, key=lambda date: date.last, default=None),
        basis(ordered),
    )  # fmt: skip


def _grouped(
    found: Count, stances: Iterable[Stance], key: Callable[[str, Stance], Key | None]
) -> dict[Key, list[Stance]]:
    """Stances under each actor for whom they count: the holders, and bodies spoken for."""
    groups: dict[Key, list[Stance]] = defaultdict(list)
    for stance in stances:
        for actor in (*stance.holders, *found.spoken.get(stance_id(stance), ())):
            under = key(actor, stance)
            if under is not None:
                groups[under].append(stance)
    return groups


def standings(corpus: Corpus, found: Count) -> dict[tuple[str, str], Standing]:
    """(actor, topic) → aggregate, in the registry order.

    A joint stance counts for each holder; what somebody says by an office counts once for the
    person and once for the body.
    """
    groups = _grouped(found, found.stances, lambda actor, stance: (actor, stance.topic))
    fallen = left_out(found)
    order_actor = {id: n for n, id in enumerate(corpus.actors)}
    order_topic = {id: n for n, id in enumerate(corpus.topics)}
    keys = sorted(groups, key=lambda key: (order_actor[key[0]], order_topic[key[1]]))
    return {
        key: standing(corpus, found, *key, groups[key], len(fallen.get(key, ()))) for key in keys
    }


def left_out(found: Count) -> dict[tuple[str, str], tuple[Stance, ...]]:
    """(actor, topic) → stances that do not count, as their source no longer stands."""
    groups = _grouped(found, found.left_out, lambda actor, stance: (actor, stance.topic))
    return {key: tuple(stances) for key, stances in sorted(groups.items())}


def at_summits(corpus: Corpus, found: Count) -> dict[tuple[str, str, str], Standing]:
    """(actor, topic, summit) → aggregate over the stances taken at or on that meeting."""
    groups = _grouped(
        found, found.stances,
        lambda actor, stance: (actor, stance.topic, stance.summit) if stance.summit else None,
    )  # fmt: skip
    return {
        key: standing(corpus, found, key[0], key[1], stances)
        for key, stances in sorted(groups.items())
    }


def by_period(corpus: Corpus, found: Count) -> dict[tuple[str, str, str], Standing]:
    """(actor, topic, period) → aggregate over the stances whose own date lies in the period.

    In the registries' order of actors and topics, then in order of the periods.
    """
    known = periods(corpus)
    place = {period.name: number for number, period in enumerate(known)}

    def key(actor: str, stance: Stance) -> tuple[str, str, str] | None:
        name = period_of(known, own_date(corpus, stance))
        return (actor, stance.topic, name) if name else None

    groups = _grouped(found, found.stances, key)
    return {
        key: standing(corpus, found, key[0], key[1], groups[key])
        for key in sorted(groups, key=lambda key: (key[0], key[1], place[key[2]]))
    }


def by_voice(corpus: Corpus, found: Count) -> dict[tuple[str, str, str], Standing]:
    """(actor, topic, voice) → aggregate over the stances that are known in that way."""
    groups = _grouped(
        found, found.stances, lambda actor, stance: (actor, stance.topic, stance.voice.value)
    )
    return {
        key: standing(corpus, found, key[0], key[1], stances)
        for key, stances in sorted(groups.items())
    }


def spoken_for(corpus: Corpus, found: Count) -> dict[str, tuple[Stance, ...]]:
    """Body → stances of persons who, by their office on that date, spoke for it."""
    groups: dict[str, list[Stance]] = defaultdict(list)
    for stance in found.stances:
        for body in found.spoken[stance_id(stance)]:
            groups[body].append(stance)
    return {actor: in_time(corpus, stances) for actor, stances in sorted(groups.items())}
