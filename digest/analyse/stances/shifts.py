"""Where actors moved: between periods, between meetings, and between the dates of stances."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from digest.analyse.stances.causes import Happenings
from digest.analyse.stances.contradictions import days_apart
from digest.analyse.stances.periods import own_date
from digest.analyse.stances.positions import summed
from digest.dates import PartialDate, day_number, earliest
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import WINDOW_DAYS, Shift, Standing
from digest.model.scale import Position
from digest.model.words import Voice

Key = tuple[str, str]
"""Actor and topic."""


class _Point(NamedTuple):
    """Where an actor stood at one time, by stances with a date of their own."""

    name: str
    position: Position
    stances: tuple[tuple[PartialDate, Stance], ...]
    """In order of date."""

    @property
    def first(self) -> PartialDate:
        """The earliest date."""
        return self.stances[0][0]

    @property
    def last(self) -> PartialDate:
        """The latest date."""
        return max((date for date, _ in self.stances), key=lambda date: date.last)


class _Move(NamedTuple):
    """A move between two points, and the stances next to it on either side."""

    start: int
    end: int
    """Last day that the earlier stance, first day that the later can mean; as ordinals."""
    length: int
    """Days from the first possible of the earlier to the last possible of the later."""
    level: int
    """0 between meetings, 1 between dates, 2 between periods."""
    old: _Point
    new: _Point
    before: tuple[PartialDate, Stance]
    after: tuple[PartialDate, Stance]

    @property
    def way(self) -> str:
        """`up`, `down`, or to or from a position without a score."""
        old, new = self.old.position.score, self.new.position.score
        if old is None or new is None:
            return "hides" if new is None else "shows"
        return "up" if new > old else "down"


def shifts(
    corpus: Corpus,
    standings: Mapping[Key, Standing],
    by_period: Mapping[tuple[str, str, str], Standing],
    at_summits: Mapping[tuple[str, str, str], Standing],
) -> tuple[Shift, ...]:
    """Every move of an actor on a topic, latest first.

    Between consecutive periods, and between consecutive meetings, that have stances: a change of
    side, two steps or more, or to or from a position without a score.  Between consecutive dates:
    two steps or more.  A move that is seen more than once is told as finely as it is known.
    What an author imputes takes no part: it is a reading of somebody else, and comparing it with
    words or acts that are reported would show the difference between two readers as a move.
    Opposite positions within the window of contradictions are no move.
    """
    levels: dict[Key, list[tuple[int, list[_Point]]]] = defaultdict(list)
    for level, points in (
        (0, _at_meetings(corpus, at_summits)),
        (1, {key: _by_date(corpus, standing) for key, standing in standings.items()}),
        (2, _in_periods(corpus, by_period)),
    ):
        for key, found in points.items():
            levels[key].append((level, found))
    happenings = Happenings(corpus)
    moves = []
    for (actor, topic), lines in levels.items():
        seen = [move for level, points in lines for move in _moves(level, points)]
        moves += [_shift(actor, topic, move, happenings) for move in _finest(seen)]
    moves.sort(key=lambda move: (move.actor, move.topic))
    moves.sort(key=lambda move: earliest(own_date(corpus, move.after)), reverse=True)
    return tuple(moves)


def _shift(actor: str, topic: str, move: _Move, happenings: Happenings) -> Shift:
    (start, before), (end, after) = move.before, move.after
    old, new = move.old.position, move.new.position
    scored = old.score is not None and new.score is not None
    return Shift(
        actor, topic, before, after, old, new,
        (new.score or 0) - (old.score or 0) if scored else None,
        (move.old.name, move.new.name),
        happenings.between(actor, topic, (start, before), (end, after)),
    )  # fmt: skip


def _dated(corpus: Corpus, stances: tuple[Stance, ...]) -> tuple[tuple[PartialDate, Stance], ...]:
    """Stances with a date of their own that say what somebody said or did, in order of date."""
    found = [
        (date, stance)
        for stance in stances
        if stance.voice is not Voice.ANALYSIS and (date := own_date(corpus, stance))
    ]
    return tuple(sorted(found, key=lambda item: (item[0].first, item[0].last)))


def _at_meetings(
    corpus: Corpus, found: Mapping[tuple[str, str, str], Standing]
) -> dict[Key, list[_Point]]:
    points: dict[Key, list[_Point]] = defaultdict(list)
    meetings = sorted(found, key=lambda key: (corpus.summits[key[2]].start.first, key))
    for actor, topic, summit in meetings:
        dated = _dated(corpus, found[actor, topic, summit].stances)
        if dated:
            position, _ = summed([stance for _, stance in dated])
            name = corpus.summits[summit].name
            points[actor, topic].append(_Point(name, position, dated))
    return points


def _in_periods(
    corpus: Corpus, found: Mapping[tuple[str, str, str], Standing]
) -> dict[Key, list[_Point]]:
    """`found` has the periods of one actor and topic in their order."""
    points: dict[Key, list[_Point]] = defaultdict(list)
    for (actor, topic, name), standing in found.items():
        dated = _dated(corpus, standing.stances)
        if dated:
            position, _ = summed([stance for _, stance in dated])
            points[actor, topic].append(_Point(name, position, dated))
    return points


def _by_date(corpus: Corpus, standing: Standing) -> list[_Point]:
    """Scored positions alone, those of one date as one."""
    by_date: dict[PartialDate, list[tuple[PartialDate, Stance]]] = defaultdict(list)
    for date, stance in _dated(corpus, standing.stances):
        if stance.position.score is not None:
            by_date[date].append((date, stance))
    return [
        _Point(date.words, summed([stance for _, stance in found])[0], tuple(found))
        for date, found in by_date.items()
    ]


def _moves(level: int, points: list[_Point]) -> Iterator[_Move]:
    if level != 1:
        for old, new in pairwise(points):
            if move := _move(level, old, new):
                yield move
        return
    scored = [point for point in points if point.position.score is not None]
    ended = sorted(scored, key=lambda point: (point.last.last, point.first.first))
    for new in scored:
        place = bisect_left(ended, new.first.first, key=lambda point: point.last.last)
        if place and (move := _move(level, ended[place - 1], new)):
            yield move


def _move(level: int, old: _Point, new: _Point) -> _Move | None:
    """The move from one point to the next; `None` when there is none, or their order is open."""
    one, other = old.position.score, new.position.score
    if one is None or other is None:
        if one is other:
            return None
    else:
        turned = one * other < 0
        if abs(other - one) < 2 and not turned:
            return None
        if turned and days_apart(old.first, new.last) <= WINDOW_DAYS:
            return None
    before = _witness(old, new.position, latest=True)
    after = _witness(new, old.position, latest=False)
    if not before[0].before(after[0]):
        return None
    return _Move(
        day_number(before[0].last), day_number(after[0].first),
        day_number(after[0].last) - day_number(before[0].first), level, old, new, before, after,
    )  # fmt: skip


def _witness(point: _Point, other: Position, *, latest: bool) -> tuple[PartialDate, Stance]:
    """The stance nearest to the move among those that show the point’s position best."""
    in_turn = sorted(point.stances, key=lambda item: item[0].last, reverse=True)
    found = in_turn if latest else point.stances

    def distance(item: tuple[PartialDate, Stance]) -> int:
        position, score = item[1].position, point.position.score
        if position is point.position:
            return 0
        if score is None:  # mixed, as both sides occur: what differs from the other end tells it
            return 1 if (position.score or 0) * (other.score or 0) < 0 else 2
        return 1 if (position.score or 0) * score > 0 else 2

    return min(found, key=distance)


def _finest(moves: list[_Move]) -> Iterator[_Move]:
    """Each move once: of those that may be the same, the one known most finely.

    Two moves in one direction whose time overlaps are one, and so are two with the same stances on
    either side.  To or from `mixed`, when the finer ones show which moves made it so, is none.
    """
    kept: dict[str, list[tuple[int, int]]] = defaultdict(list)
    ends: set[tuple[str, str]] = set()
    for move in sorted(moves, key=lambda move: (move.length, move.level, move.start)):
        overlapping = _overlaps(kept[move.way], move.start, move.end)
        if Position.MIXED in (move.old.position, move.new.position):
            span = day_number(move.old.first.first), day_number(move.new.last.last)
            overlapping |= _overlaps(kept["up"], *span) or _overlaps(kept["down"], *span)
        pair = stance_id(move.before[1]), stance_id(move.after[1])
        if not overlapping and pair not in ends:
            ends.add(pair)
            insort(kept[move.way], (move.start, move.end))
            yield move


def _overlaps(kept: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether an open range overlaps one of several that do not overlap each other; sorted."""
    place = bisect_right(kept, (start, end))
    return any(a < end and start < b for a, b in kept[max(0, place - 1) : place + 1])
