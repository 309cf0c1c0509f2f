"""Where actors stand: aggregates over stances, computed and never typed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from digest.analyse.stances.counting import Count, tally
from digest.analyse.stances.periods import known_date, own_date, period_of, periods
from digest.model.coding import Stance
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.scale import Position, band
from digest.model.words import Voice

Key = TypeVar("Key", bound=Hashable)

_SCALE = list(Position)
_VOICES = list(Voice)


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
    apart = Counter(position for position, averaged in found if not averaged)
    return min(apart.items(), key=lambda item: (-item[1], _SCALE.index(item[0])))[0]


def basis(stances: Iterable[Stance]) -> Voice:
    """The best basis of some stances: own words before reported before imputed."""
    return min((stance.voice for stance in stances), key=_VOICES.index)


def standing(
    corpus: Corpus,
    found: Count,
    actor: str,
    topic: str,
    stances: Sequence[Stance],
    left_out: int = 0,
) -> Standing:
    """The aggregate of some counted stances, in order of time, of one actor on one topic."""
    ordered = tuple(stances)
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
    found: Count, stances: Iterable[Stance], under: Callable[[Stance], Key | None]
) -> dict[tuple[str, Key], list[Stance]]:
    """Stances for each actor for whom they count (the holders, and bodies spoken for), under what
    is said of them; those of which nothing is said are left out.
    """
    groups: dict[tuple[str, Key], list[Stance]] = defaultdict(list)
    for stance in stances:
        key = under(stance)
        if key is not None:
            for actor in (*stance.holders, *found.spoken.get(stance.permalink, ())):
                groups[actor, key].append(stance)
    return groups


def standings(corpus: Corpus, found: Count) -> dict[tuple[str, str], Standing]:
    """(actor, topic) → aggregate, in the registry order.

    A joint stance counts for each holder; what somebody says by an office counts once for the
    person and once for the body.
    """
    groups = _grouped(found, found.in_time, lambda stance: stance.topic)
    fallen = left_out(found)
    order_actor = {id: n for n, id in enumerate(corpus.actors)}
    order_topic = {id: n for n, id in enumerate(corpus.topics)}
    keys = sorted(groups, key=lambda key: (order_actor[key[0]], order_topic[key[1]]))
    return {
        key: standing(corpus, found, *key, groups[key], len(fallen.get(key, ()))) for key in keys
    }


def left_out(found: Count) -> dict[tuple[str, str], tuple[Stance, ...]]:
    """(actor, topic) → stances that do not count, as their source no longer stands."""
    groups = _grouped(found, found.left_out, lambda stance: stance.topic)
    return {key: tuple(stances) for key, stances in sorted(groups.items())}


def at_summits(corpus: Corpus, found: Count) -> dict[tuple[str, str, str], Standing]:
    """(actor, topic, summit) → aggregate over the stances taken at or on that meeting."""
    groups = _grouped(
        found,
        found.in_time,
        lambda stance: (stance.topic, stance.summit) if stance.summit else None,
    )
    return _standings(corpus, found, groups)


def _standings(
    corpus: Corpus, found: Count, groups: dict[tuple[str, tuple[str, str]], list[Stance]]
) -> dict[tuple[str, str, str], Standing]:
    """Aggregates by actor, topic and something else, in the order of their ids."""
    return {
        (actor, topic, other): standing(corpus, found, actor, topic, groups[actor, (topic, other)])
        for actor, (topic, other) in sorted(groups)
    }


def by_period(corpus: Corpus, found: Count) -> dict[tuple[str, str, str], Standing]:
    """(actor, topic, period) → aggregate over the stances whose own date lies in the period.

    In the registries' order of actors and topics, then in order of the periods.
    """
    known = periods(corpus)
    place = {period.name: number for number, period in enumerate(known)}

    def within(stance: Stance) -> tuple[str, int] | None:
        name = period_of(known, own_date(corpus, stance))
        return (stance.topic, place[name]) if name else None

    groups = _grouped(found, found.in_time, within)
    return {
        (actor, topic, known[number].name): standing(
            corpus, found, actor, topic, groups[actor, (topic, number)]
        )
        for actor, (topic, number) in sorted(groups)
    }


def by_voice(corpus: Corpus, found: Count) -> dict[tuple[str, str, str], Standing]:
    """(actor, topic, voice) → aggregate over the stances that are known in that way."""
    groups = _grouped(found, found.in_time, lambda stance: (stance.topic, stance.voice.value))
    return _standings(corpus, found, groups)


def spoken_for(corpus: Corpus, found: Count) -> dict[str, tuple[Stance, ...]]:
    """Body → stances of persons who, by their office on that date, spoke for it."""
    groups: dict[str, list[Stance]] = defaultdict(list)
    for stance in found.in_time:
        for body in found.spoken[stance.permalink]:
            groups[body].append(stance)
    return {actor: tuple(stances) for actor, stances in sorted(groups.items())}
