"""Krippendorff's alpha, and the interval in which it lies by the bootstrap.

Method: K. Krippendorff, «Computing Krippendorff's Alpha-Reliability» (2011), for any number of
coders who may each have left units out.  Interval: units are drawn with replacement and the
2.5th and 97.5th percentiles taken, as in A. Zapf et al., «Measuring inter-rater reliability for
nominal data», BMC Medical Research Methodology 16:93 (2016).  Units are treated as independent;
where those of one text are alike, the interval is rather too narrow.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from math import ceil
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value", bound=Hashable)

RESAMPLES = 1000
SEED = 20110125
"""Fixed, so that the same codings give the same interval."""
_CHUNK = 500
"""Draws of one binomial; its smallest chance, 2 to the minus 500, is still a float."""


class Interval(NamedTuple):
    """What the bootstrap found."""

    low: float
    high: float
    undefined: int
    """Resamples in which nothing varied; they are left out."""


class Sample(Generic[Value]):
    """Units as several coders judged them, put together by what was said of them.

    `units` holds for each unit the values given to it, in any order, by those who judged it; a
    unit that fewer than two judged says nothing of agreement and is left out.  `order` lists all
    values from lowest to highest and makes the difference ordinal; without it it is nominal.
    """

    def __init__(
        self, units: Iterable[Sequence[Value]], order: Sequence[Value] | None = None
    ) -> None:
        kinds = Counter(frozenset(Counter(unit).items()) for unit in units if len(unit) > 1)
        seen = {value: None for kind in kinds for value, _ in kind}
        values = list(order) if order else sorted(seen, key=repr)
        place = {value: number for number, value in enumerate(values)}
        self.ordinal, self.values = bool(order), len(values)
        rows = sorted(
            (-count, sorted((place[value], times) for value, times in kind))
            for kind, count in kinds.items()
        )
        self.counts = [-count for count, _ in rows]
        """Units of each kind, the most frequent kind first."""
        self.units = sum(self.counts)
        self._given = [given for _, given in rows]
        self._apart = [
            [
                (one, other, 2 * times * others / (sum(n for _, n in given) - 1))
                for (one, times), (other, others) in combinations(given, 2)
            ]
            for given in self._given
        ]

    @property
    def agreed(self) -> int:
        """Units on which all who judged said the same."""
        return sum(
            count for count, apart in zip(self.counts, self._apart, strict=True) if not apart
        )

    def alpha(self) -> float | None:
        """1 is perfect agreement, 0 chance; `None` where undefined: no units, or no variance."""
        return self._alpha(self.counts)

    def _alpha(self, counts: Sequence[int]) -> float | None:
        """For so many units of each kind."""
        margins = [0] * self.values
        for count, given in zip(counts, self._given, strict=True):
            for place, times in given:
                margins[place] += count * times
        total = sum(margins)
        ranks = self._ranks(margins)
        if ranks:
            square = sum(margin * rank * rank for margin, rank in zip(margins, ranks, strict=True))
            whole = sum(margin * rank for margin, rank in zip(margins, ranks, strict=True))
            expected = 2 * (total * square - whole * whole)
        else:
            expected = total * total - sum(margin * margin for margin in margins)
        if not expected:
            return None
        observed = 0.0
        for count, apart in zip(counts, self._apart, strict=True):
            if count:
                for one, other, weight in apart:
                    far = (ranks[one] - ranks[other]) ** 2 if ranks else 1
                    observed += count * weight * far
        return 1 - (total - 1) * observed / expected

    def _ranks(self, margins: Sequence[int]) -> list[int]:
        """Twice the middle rank of each value; empty for a nominal difference.

        The differences of middle ranks are Krippendorff's ordinal ones; alpha is the same for
        twice as much, and whole numbers are exact.
        """
        if not self.ordinal:
            return []
        ranks, below = [], 0
        for margin in margins:
            ranks.append(2 * below + margin)
            below += margin
        return ranks

    def interval(self) -> Interval | None:
        """Where alpha lies in 95 of 100 resamples of the units; `None` where nothing varies.

        Takes time in proportion to the kinds of unit; how many each kind gets in a resample is
        drawn at once, by its binomial distribution given the kinds before it.
        """
        chance = random.Random(SEED)  # noqa: S311 – a resample, not a secret
        found = (
            [self._alpha(self._resample(chance)) for _ in range(RESAMPLES)] if self.units else []
        )
        alphas = sorted(alpha for alpha in found if alpha is not None)
        if not alphas or self.alpha() is None:
            return None
        number = len(alphas)
        low, high = int(0.025 * number), ceil(0.975 * number) - 1
        return Interval(alphas[low], alphas[high], RESAMPLES - number)

    def _resample(self, chance: random.Random) -> list[int]:
        """As many units as there are, drawn with replacement: how many of each kind."""
        drawn, left, waiting = [], self.units, self.units
        for count in self.counts:
            number = binomial(chance, left, count / waiting) if left else 0
            drawn.append(number)
            left, waiting = left - number, waiting - count
        return drawn


def alpha(units: Iterable[Sequence[Value]], order: Sequence[Value] | None = None) -> float | None:
    """Krippendorff's alpha of some units; see `Sample`."""
    return Sample(units, order).alpha()


def binomial(chance: random.Random, number: int, share: float) -> int:
    """How many of `number` draws succeed, each with the chance `share`.

    By inversion: L. Devroye, «Non-Uniform Random Variate Generation» (1986), chapter X.4.
    """
    if share > 0.5:
        return number - binomial(chance, number, 1 - share)
    if number > _CHUNK:
        half = number // 2
        return binomial(chance, half, share) + binomial(chance, number - half, share)
    odds = share / (1 - share)
    weight = (1 - share) ** number
    left, found = chance.random(), 0
    while left > weight and found < number:
        left -= weight
        found += 1
        weight *= odds * (number - found + 1) / found
    return found
