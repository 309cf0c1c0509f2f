"""Opposite positions that no lapse of time explains: of one actor, and of members and bodies."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import pairwise

from digest.analyse.stances.periods import own_date
from digest.dates import PartialDate, day_number, earliest, span
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import WINDOW_DAYS, Contradiction, Shift, Standing
from digest.model.words import Voice

Pair = tuple[Stance, Stance]


def side(stance: Stance) -> int:
    """+1 for, −1 against; 0 where it takes no side or depends on a condition."""
    return 0 if stance.condition else stance.position.side


def days_apart(one: PartialDate, other: PartialDate) -> int:
    """How many days two dates may lie apart at most."""
    first, last = min(one.first, other.first), max(one.last, other.last)
    return day_number(last) - day_number(first)


def within_itself(
    corpus: Corpus, standings: Mapping[tuple[str, str], Standing], shifts: Iterable[Shift]
) -> Iterator[Contradiction]:
    """One actor against itself on one topic, once for each source, date, meeting or window.

    A pair that lies within a listed move is explained by it.
    """
    moves: dict[tuple[str, str], list[Shift]] = defaultdict(list)
    for shift in shifts:
        moves[shift.actor, shift.topic].append(shift)
    for (actor, topic), standing in standings.items():
        sided = [stance for stance in standing.stances if side(stance)]
        if len({side(stance) for stance in sided}) == 2:
            explained = _explained(corpus, moves.get((actor, topic), []))
            for (one, other), where in _pairs(corpus, sided):
                if not explained((one, other)):
                    yield Contradiction(actor, "", topic, one, other, where)


def _pairs(corpus: Corpus, stances: list[Stance]) -> Iterator[tuple[Pair, str]]:
    """Opposite pairs with what they share; a stance stands in one pair at most for each sort."""
    paired: dict[str, set[str]] = defaultdict(set)
    order = {stance_id(stance): number for number, stance in enumerate(stances)}
    dates = {stance_id(stance): own_date(corpus, stance) for stance in stances}

    def tell(pair: Pair) -> Pair:
        one, other = sorted(pair, key=lambda stance: order[stance_id(stance)])
        paired[stance_id(one)].add(stance_id(other))
        paired[stance_id(other)].add(stance_id(one))
        return one, other

    def fresh(group: list[Stance]) -> Pair | None:
        """The best-founded opposite pair of a group in which none was told yet."""
        ids = {stance_id(stance) for stance in group}
        if len({side(stance) for stance in group}) < 2 or any(paired[id] & ids for id in ids):
            return None
        ranked = sorted(group, key=lambda stance: list(Voice).index(stance.voice))
        return tell(tuple(next(s for s in ranked if side(s) == sign) for sign in (1, -1)))  # type: ignore[arg-type]

    def shared(key: Callable[[Stance], Hashable]) -> Iterator[list[Stance]]:
        groups: dict[Hashable, list[Stance]] = defaultdict(list)
        for stance in stances:
            groups[key(stance)].append(stance)
        return (group for under, group in groups.items() if under)

    for group in shared(lambda stance: dates[stance_id(stance)]):
        if pair := fresh(group):
            date = dates[stance_id(pair[0])]
            yield pair, date.when if date else ""
    for group in shared(lambda stance: stance.summit):
        if (pair := fresh(group)) and not _long_apart(*(dates[stance_id(s)] for s in pair)):
            yield pair, f"at one meeting, {corpus.summits[pair[0].summit].name}"
    dated = [(date, stance) for stance in stances if (date := dates[stance_id(stance)])]
    dated.sort(key=lambda item: (item[0].first, item[0].last))
    for (first, one), (last, other) in pairwise(dated):
        near = first != last and days_apart(first, last) <= WINDOW_DAYS
        opposite = side(one) != side(other)
        if near and opposite and not (paired[stance_id(one)] or paired[stance_id(other)]):
            yield tell((one, other)), f"within {WINDOW_DAYS} days, {span(first, last)}"
    for group in shared(lambda stance: stance.source):
        if (pair := fresh(group)) and not _long_apart(*(dates[stance_id(s)] for s in pair)):
            undated = sum(dates[stance_id(stance)] is None for stance in pair)
            when = ", which may speak of two times, as one of them is undated" * (undated == 1)
            yield pair, f"in one text, “{corpus.sources[pair[0].source].title}”{when}"


def _long_apart(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates lie further apart than the window, whatever is unknown of them."""
    if one is None or other is None or not (one.before(other) or other.before(one)):
        return False
    early, late = sorted((one, other), key=lambda date: date.first)
    return day_number(late.first) - day_number(early.last) > WINDOW_DAYS


def _explained(corpus: Corpus, shifts: list[Shift]) -> Callable[[Pair], bool]:
    """Whether a pair lies within a move: not before its earlier stance, nor after its later."""
    spans = []
    for shift in shifts:
        start, end = own_date(corpus, shift.before), own_date(corpus, shift.after)
        if start and end:
            spans.append((start.first, end.last))
    spans.sort()

    def within(pair: Pair) -> bool:
        one, other = (own_date(corpus, stance) for stance in pair)
        if not (one and other):
            return False
        place = bisect_right(spans, one.first, key=lambda item: item[0])
        # At most one move of each sort is open on a day, see `digest.analyse.stances.shifts`.
        return any(other.last <= last for _, last in spans[max(0, place - 4) : place])

    return within


def ordered(corpus: Corpus, found: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    """By topic and actor in the order of the registries; a pair once, where it is most telling."""
    topics = {id: number for number, id in enumerate(corpus.topics)}
    actors = {id: number for number, id in enumerate(corpus.actors)}
    once: dict[tuple[str, frozenset[str]], Contradiction] = {}
    for item in found:
        pair = frozenset((stance_id(item.one), stance_id(item.other)))
        once.setdefault((item.topic, pair), item)

    def key(item: Contradiction) -> tuple[object, ...]:
        when = earliest(corpus.date_of(item.one))
        who = (actors[item.actor], bool(item.body), item.body)
        return (topics[item.topic], *who, when, stance_id(item.one), stance_id(item.other))

    return tuple(sorted(once.values(), key=key))
