"""Agreement of coders, against the worked examples of Krippendorff (2011)."""

import pytest

from digest.analyse.coders import alpha


def test_binary_judgements_of_two_coders() -> None:
    one = "0100000010"
    other = "1110010000"
    assert alpha(list(zip(one, other, strict=True))) == pytest.approx(0.095, abs=0.0005)


def test_nominal_judgements_of_two_coders() -> None:
    one = "aabbdcccedda"
    other = "babbbcccedd" + "d"
    assert alpha(list(zip(one, other, strict=True))) == pytest.approx(0.692, abs=0.0005)


def test_perfect_agreement_is_one_and_no_variance_is_undefined() -> None:
    assert alpha([(1, 1), (2, 2)], [1, 2]) == 1
    assert alpha([(1, 1), (1, 1)]) is None
    assert alpha([]) is None


def test_an_ordinal_difference_grows_with_the_distance() -> None:
    near = [(1, 2), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]
    far = [(1, 5), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]
    order = [1, 2, 3, 4, 5]
    assert (alpha(near, order) or 0) > (alpha(far, order) or 0)
