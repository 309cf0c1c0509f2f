"""Where actors stand: aggregates over stances, computed and never typed."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from digest.dates import PartialDate
from digest.model.corpus import Corpus
from digest.model.findings import Shift, Standing
from digest.model.scale import Position, band
from digest.model.source import Stance


def overall(positions: Iterable[Position]) -> Position:
    """One word for several positions.

    Scored positions: the band of their mean; `mixed` when both sides occur.  Ambiguous, mixed and
    absent positions are never averaged: where they are more than the scored ones, the most
    frequent of them is the word (of equally frequent ones, the first on the scale).
    """
    found = list(positions)
    scores = [position.score for position in found if position.score is not None]
    if 2 * len(scores) >= len(found):
        return Position.MIXED if min(scores) < 0 < max(scores) else band(scores)
    order = list(Position)
    unscored = Counter(position for position in found if position.score is None)
    return min(unscored.items(), key=lambda item: (-item[1], order.index(item[0])))[0]


def roots(corpus: Corpus) -> dict[str, str]:
    """Source → the source from which it derives in the end; itself when from none here."""
    found: dict[str, str] = {}
    for id in corpus.sources:
        root = id
        while True:
            origin = corpus.sources[root].derived_from
            if not origin or origin.source not in corpus.sources:
                break
            root = origin.source
        found[id] = root
    return found


def in_time(corpus: Corpus, stances: Iterable[Stance]) -> tuple[Stance, ...]:
    """Stances by date (undated first), then source and place in the file."""

    def key(stance: Stance) -> tuple[object, ...]:
        date = corpus.date_of(stance)
        return (date.first if date else (0, 0, 0), stance.source, stance.index)

    return tuple(sorted(stances, key=key))


def standing(
    corpus: Corpus, root: dict[str, str], actor: str, topic: str, stances: Sequence[Stance]
) -> Standing:
    """The aggregate of some stances of one actor on one topic."""
    ordered = in_time(corpus, stances)
    dates = [date for date in map(corpus.date_of, ordered) if date]
    sources = {stance.source for stance in ordered}
    return Standing(
        actor, topic, overall(stance.position for stance in ordered), ordered,
        len(sources), len({root[source] for source in sources}),
        min(dates, key=lambda date: date.first, default=None),
        max(dates, key=lambda date: date.last, default=None),
    )  # fmt: skip


def standings(corpus: Corpus, root: dict[str, str]) -> dict[tuple[str, str], Standing]:
    """(actor, topic) → aggregate, in the registry order; a joint stance counts for each."""
    groups: dict[tuple[str, str], list[Stance]] = defaultdict(list)
    for stance in corpus.stances():
        for holder in stance.holders:
            groups[holder, stance.topic].append(stance)
    order_actor = {id: n for n, id in enumerate(corpus.actors)}
    order_topic = {id: n for n, id in enumerate(corpus.topics)}
    keys = sorted(groups, key=lambda key: (order_actor[key[0]], order_topic[key[1]]))
    return {key: standing(corpus, root, *key, groups[key]) for key in keys}


def at_summits(corpus: Corpus, root: dict[str, str]) -> dict[tuple[str, str, str], Standing]:
    """(actor, topic, summit) → aggregate over the stances taken at or on that meeting."""
    groups: dict[tuple[str, str, str], list[Stance]] = defaultdict(list)
    for stance in corpus.stances():
        if stance.summit:
            for holder in stance.holders:
                groups[holder, stance.topic, stance.summit].append(stance)
    return {
        key: standing(corpus, root, key[0], key[1], stances)
        for key, stances in sorted(groups.items())
    }


def spoken_for(corpus: Corpus) -> dict[str, tuple[Stance, ...]]:
    """Actor → stances of persons who, by their office on that date, spoke for it."""
    found: dict[str, list[Stance]] = defaultdict(list)
    for stance in corpus.stances():
        date = corpus.date_of(stance)
        if date is None:
            continue
        for holder in stance.holders:
            bodies = {
                role.speaks_for
                for role in corpus.actors[holder].roles
                if role.speaks_for and role.held(date)
            }
            for body in sorted(bodies):
                found[body].append(stance)
    return {actor: in_time(corpus, stances) for actor, stances in sorted(found.items())}


def shifts(corpus: Corpus, found: Iterable[Standing]) -> tuple[Shift, ...]:
    """Moves between consecutive dates: over the middle, or by two steps or more; latest first.

    Dates that may be the same (`2024` and `2024-07`) show no move.  Stances without a score or
    without a date of their own say nothing of when somebody moved.
    """
    moves = []
    for item in found:
        by_date: dict[PartialDate, list[Stance]] = defaultdict(list)
        for stance in item.stances:
            if stance.date and stance.position.score is not None:
                by_date[stance.date].append(stance)
        points = [
            (stances[-1], band([s.position.score for s in stances if s.position.score is not None]))
            for _, stances in sorted(by_date.items(), key=lambda pair: pair[0].first)
        ]
        for (before, old), (after, new) in itertools.pairwise(points):
            steps = (new.score or 0) - (old.score or 0)
            in_order = before.date and after.date and before.date.before(after.date)
            if abs(steps) >= 2 and in_order:
                moves.append(Shift(item.actor, item.topic, before, after, steps))
    moves.sort(key=lambda move: (move.actor, move.topic))
    moves.sort(key=lambda move: move.after.date.first if move.after.date else (), reverse=True)
    return tuple(moves)
