"""Agreement of coders, against the worked examples of Krippendorff (2011)."""

from __future__ import annotations

import random
import time
from fractions import Fraction
from itertools import combinations

import pytest
from sites import shipped

from digest.analyse.coders.alpha import RESAMPLES, Sample, alpha, binomial
from digest.analyse.coders.reliability import by_topic, codings, reliability

THREE_AND_FOUR_CODERS: list[list[int]] = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
]  # fmt: skip
"""His data for four observers with judgements missing; unit by unit."""
COINCIDENCES = {
    (1, 1): Fraction(7), (1, 2): Fraction(4, 3), (1, 3): Fraction(1, 3), (1, 4): Fraction(1, 3),
    (2, 2): Fraction(10), (2, 3): Fraction(4, 3), (2, 4): Fraction(1, 3),
    (3, 3): Fraction(8), (3, 4): Fraction(1, 3), (4, 4): Fraction(4), (5, 5): Fraction(3),
}  # fmt: skip
"""Written out by hand: for each unit the pairs of values over its judgements less one."""
MARGINS = {1: 9, 2: 13, 3: 10, 4: 5, 5: 3}
APART = {
    (1, 2): Fraction(11), (1, 3): Fraction(45, 2), (1, 4): Fraction(30), (1, 5): Fraction(34),
    (2, 3): Fraction(23, 2), (2, 4): Fraction(19), (2, 5): Fraction(23),
    (3, 4): Fraction(15, 2), (3, 5): Fraction(23, 2), (4, 5): Fraction(4),
}  # fmt: skip
"""Written out by hand: how many judgements lie from one value to another, half of each end."""


def test_binary_judgements_of_two_coders() -> None:
    one = "0100000010"
    other = "1110010000"
    assert alpha(list(zip(one, other, strict=True))) == pytest.approx(0.095, abs=0.0005)


def test_nominal_judgements_of_two_coders() -> None:
    one = "aabbdcccedda"
    other = "babbbcccedd" + "d"
    assert alpha(list(zip(one, other, strict=True))) == pytest.approx(0.692, abs=0.0005)


def test_judgements_of_four_coders_some_of_them_missing() -> None:
    assert alpha(THREE_AND_FOUR_CODERS) == pytest.approx(0.743, abs=0.0005)
    assert alpha(THREE_AND_FOUR_CODERS, [1, 2, 3, 4, 5]) == pytest.approx(0.815, abs=0.0005)


def test_the_ordinal_example_from_its_coincidences_by_hand() -> None:
    for value, margin in MARGINS.items():
        row = sum(
            share * (2 if pair == (value, value) else 1)
            for pair, share in COINCIDENCES.items() if value in pair
        ) - COINCIDENCES[value, value]  # fmt: skip
        assert row == margin, "the table by hand does not add up"
    total = sum(MARGINS.values())
    pairs = list(combinations(MARGINS, 2))
    observed = sum(2 * COINCIDENCES.get(pair, Fraction(0)) * APART[pair] ** 2 for pair in pairs)
    expected = sum(2 * MARGINS[a] * MARGINS[b] * APART[a, b] ** 2 for a, b in pairs)
    by_hand = 1 - (total - 1) * observed / expected
    assert float(by_hand) == pytest.approx(0.815, abs=0.0005)
    assert alpha(THREE_AND_FOUR_CODERS, [1, 2, 3, 4, 5]) == pytest.approx(float(by_hand), abs=1e-12)


def test_the_definition_holds_for_any_judgements() -> None:
    """Against the general form, pair of judgements by pair, without a coincidence matrix."""
    chance = random.Random(7)
    for _ in range(50):
        units = [
            [chance.randint(1, 4) for _ in range(chance.randint(2, 4))]
            for _ in range(chance.randint(2, 9))
        ]
        every = [value for unit in units for value in unit]
        for order in (None, [1, 2, 3, 4]):
            found = alpha(units, order)
            expected = sum(_far(a, b, every, order) for a, b in combinations(every, 2)) * 2
            if not expected:
                assert found is None
                continue
            observed = sum(
                sum(2 * _far(a, b, every, order) for a, b in combinations(unit, 2))
                / (len(unit) - 1)
                for unit in units
            )
            n = len(every)
            assert found == pytest.approx(1 - (observed / n) / (expected / (n * (n - 1))))


def _far(one: int, other: int, every: list[int], order: list[int] | None) -> float:
    if order is None:
        return float(one != other)
    low, high = sorted((one, other))
    between = sum(low <= value <= high for value in every)
    return (between - (every.count(one) + every.count(other)) / 2) ** 2 if low != high else 0.0


def test_perfect_agreement_is_one_and_no_variance_is_undefined() -> None:
    assert alpha([(1, 1), (2, 2)], [1, 2]) == 1
    assert alpha([(1, 1), (1, 1)]) is None
    assert alpha([(1, 1), (1, 1)], [1, 2]) is None
    assert alpha([]) is None
    assert alpha([(1,), (2,)]) is None, "what one coder judged says nothing of agreement"


def test_a_coder_who_says_the_opposite_is_worse_than_chance() -> None:
    assert (alpha([(1, 5), (5, 1), (1, 5), (5, 1)], [1, 2, 3, 4, 5]) or 0) < -0.5


def test_an_ordinal_difference_grows_with_the_distance() -> None:
    near = [(1, 2), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]
    far = [(1, 5), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]
    order = [1, 2, 3, 4, 5]
    assert (alpha(near, order) or 0) > (alpha(far, order) or 0)


def test_the_interval_holds_alpha_and_is_the_same_every_time() -> None:
    units = [(1, 1)] * 12 + [(2, 2)] * 9 + [(1, 2)] * 4
    sample = Sample(units)
    interval, middle = sample.interval(), sample.alpha()
    assert interval and middle
    assert interval.low < middle < interval.high
    assert interval == Sample(list(reversed(units))).interval()
    assert interval.undefined == 0


def test_the_interval_is_that_of_drawing_unit_by_unit() -> None:
    """The plain bootstrap, 4,000 times: each unit drawn by itself."""
    units = [(1, 1)] * 12 + [(2, 2)] * 9 + [(1, 2)] * 4
    chance = random.Random(3)
    drawn = [alpha(chance.choices(units, k=len(units))) for _ in range(4000)]
    alphas = sorted(one for one in drawn if one is not None)
    interval = Sample(units).interval()
    assert interval
    assert interval.low == pytest.approx(alphas[100], abs=0.04)
    assert interval.high == pytest.approx(alphas[3899], abs=0.04)


def test_resamples_without_variance_are_left_out_and_counted() -> None:
    interval = Sample([(1, 1)] * 9 + [(2, 2)]).interval()
    assert interval
    assert interval.undefined == pytest.approx(0.9**10 * RESAMPLES, abs=60)
    assert (interval.low, interval.high) == (1, 1)
    assert Sample([(1, 1)] * 9).interval() is None


@pytest.mark.parametrize(("number", "share"), [(40, 0.1), (700, 0.9), (1300, 0.3), (5, 1.0)])
def test_how_many_succeed_has_the_binomial_mean_and_variance(number: int, share: float) -> None:
    chance = random.Random(11)
    found = [binomial(chance, number, share) for _ in range(3000)]
    mean = sum(found) / len(found)
    variance = sum((one - mean) ** 2 for one in found) / len(found)
    assert mean == pytest.approx(number * share, rel=0.03)
    assert variance == pytest.approx(number * share * (1 - share), rel=0.15)


def test_the_shipped_digest_takes_no_longer_than_a_blink() -> None:
    corpus = shipped().corpus
    best = 1.0
    for _ in range(3):
        start = time.process_time()
        found = codings(corpus)
        reliability(found)
        by_topic(corpus, found)
        best = min(best, time.process_time() - start)
    assert best < 0.2
