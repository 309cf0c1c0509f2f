"""How far two coders agree: Krippendorff's alpha for each variable.

Method: K. Krippendorff, «Computing Krippendorff's Alpha-Reliability» (2011), for two coders and
any number of units; the difference function is nominal, or ordinal for positions on the scale.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from digest.analyse.positions import overall
from digest.model.corpus import Corpus
from digest.model.findings import Reliability
from digest.model.scale import Position
from digest.model.source import Annotations, Stance

Value = TypeVar("Value", bound=Hashable)
Pairs = list[tuple[Hashable, Hashable]]


def alpha(
    pairs: Sequence[tuple[Value, Value]], order: Sequence[Value] | None = None
) -> float | None:
    """Agreement of two coders over units that both judged: 1 is perfect, 0 is chance.

    `order` lists the values from lowest to highest and makes the difference ordinal; without it
    it is nominal.  `None` where it is undefined: no units, or no variance.
    """
    counts = Counter(value for pair in pairs for value in pair)
    total = sum(counts.values())
    squared = _ordinal(counts, order) if order else _nominal
    expected = sum(counts[a] * counts[b] * squared(a, b) for a in counts for b in counts if a != b)
    if not expected:
        return None
    observed = sum(2 * squared(a, b) for a, b in pairs) / total
    return 1 - observed * total * (total - 1) / expected


def _nominal(one: Value, other: Value) -> float:
    return float(one != other)


def _ordinal(counts: Counter[Value], order: Sequence[Value]) -> Callable[[Value, Value], float]:
    place = {value: number for number, value in enumerate(order)}

    def squared(one: Value, other: Value) -> float:
        low, high = sorted((place[one], place[other]))
        between = sum(counts[value] for value in order[low : high + 1])
        return float((between - (counts[one] + counts[other]) / 2) ** 2) if low != high else 0.0

    return squared


def reliability(corpus: Corpus) -> tuple[Reliability, ...]:
    """Agreement over all sources that two coders have coded, variable by variable.

    A coding that the site shows may have been settled with the help of the second.  So where a
    source has two codings besides it (the first as it was, and the second), these are compared.
    """
    pooled: dict[str, Pairs] = defaultdict(list)
    besides: dict[str, list[Annotations]] = defaultdict(list)
    for coding in corpus.second:
        besides[coding.source].append(coding)
    sources = [source for source in besides if source in corpus.annotations]
    for source in sources:
        one, other = [corpus.annotations[source], *besides[source]][-2:]
        for name, pairs in _variables(one, other).items():
            pooled[name] += pairs
    scored = [position for position in Position if position.score is not None]
    found = []
    for name, pairs in pooled.items():
        order = scored if name == "position, scored ones as ordinal" else None
        agreed = sum(one == other for one, other in pairs)
        found.append(Reliability(name, len(pairs), agreed, alpha(pairs, order), tuple(sources)))
    return tuple(found)


def _variables(first: Annotations, second: Annotations) -> dict[str, Pairs]:
    """What the two coders say of each unit, by variable."""
    found: dict[str, Pairs] = {
        "actor found in a paragraph": _presence(first, second, lambda s: s.holders),
        "topic found in a paragraph": _presence(first, second, lambda s: (s.topic,)),
    }
    ones, others = _units(first), _units(second)
    both = [unit for unit in ones if unit in others]
    words: Pairs = [(_position(ones[unit]), _position(others[unit])) for unit in both]
    found["position"] = words
    found["position, scored ones as ordinal"] = [
        pair for pair in words
        if all(isinstance(p, Position) and p.score is not None for p in pair)
    ]  # fmt: skip
    found["voice"] = [(ones[unit][0].voice, others[unit][0].voice) for unit in both]
    return found


def _presence(
    first: Annotations, second: Annotations, of: Callable[[Stance], Iterable[str]]
) -> Pairs:
    """Every paragraph with a stance × everything found in the source: found here by each coder?"""
    ones = {(s.paragraph, id) for s in first.stances for id in of(s)}
    others = {(s.paragraph, id) for s in second.stances for id in of(s)}
    paragraphs = sorted({paragraph for paragraph, _ in ones | others})
    ids = sorted({id for _, id in ones | others})
    return [((p, id) in ones, (p, id) in others) for p in paragraphs for id in ids]


def _units(coding: Annotations) -> dict[tuple[int, str, str], list[Stance]]:
    """(paragraph, holder, topic) → stances, in order."""
    found: dict[tuple[int, str, str], list[Stance]] = defaultdict(list)
    for stance in coding.stances:
        for holder in stance.holders:
            found[stance.paragraph, holder, stance.topic].append(stance)
    return dict(sorted(found.items()))


def _position(stances: list[Stance]) -> Position:
    return overall(stance.position for stance in stances)
