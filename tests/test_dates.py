"""Partial dates: what is known is kept, what is not is never invented."""

from __future__ import annotations

import pytest
import steady  # noqa: F401
from hypothesis import given
from hypothesis import strategies as st

from digest.dates import PartialDate, earliest, period, span


def date(text: str) -> PartialDate:
    return PartialDate.parse(text)


days = st.dates().filter(lambda d: 1000 <= d.year <= 2999).map(lambda d: d.isoformat())
written = days.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))


@given(written)
def test_what_is_written_is_what_is_kept(text: str) -> None:
    assert date(text).iso == text


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{3,5}(-[0-9]{1,2}){0,3}", fullmatch=True))
def test_any_other_text_is_refused_with_a_sentence(text: str) -> None:
    try:
        assert date(text).iso == text
    except ValueError as error:
        assert str(error).startswith(f"'{text}' is not a date: ")


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-", "2024-7", "2024-07-1", "2024-00", "2024-07-00", "2024-13", "2023-02-29",
     "2024-04-31", "0999", "3000", " 2024", "2024 ", "2024\n", "2024-07-11T00:00", "٢٠٢٤", "−2024"],
)  # fmt: skip
def test_not_a_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        date(text)


def test_a_leap_day_is_a_day() -> None:
    assert date("2024-02-29").parts == (2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "words"),
    [("2024-07-11", "11 July 2024"), ("2024-07-01", "1 July 2024"), ("2024-12", "December 2024"),
     ("1988", "1988")],
)  # fmt: skip
def test_words_say_no_more_than_is_known(text: str, words: str) -> None:
    assert date(text).words == words


@pytest.mark.parametrize(
    ("text", "when"),
    [("2024-07-11", "on 11 July 2024"), ("2024-12", "in December 2024"), ("1988", "in 1988")],
)
def test_only_a_day_stands_after_on(text: str, when: str) -> None:
    assert date(text).when == when


def test_in_order_of_time_the_undated_come_first() -> None:
    known = [date("2024-02"), None, date("2023")]
    assert sorted(known, key=earliest) == [None, date("2023"), date("2024-02")]


def test_dates_sort_with_the_vague_before_the_precise() -> None:
    texts = ["2023-12-31", "2024", "2024-01", "2024-01-01", "2024-01-02", "2024-02", "2025"]
    assert [d.iso for d in sorted(map(date, reversed(texts)))] == texts


@given(written, written)
def test_equal_dates_are_one_key(one: str, other: str) -> None:
    assert (date(one) == date(other)) == (one == other)
    assert len({date(one), date(other)}) == len({one, other})
    assert (date(one) <= date(other)) == (one == other or date(one) < date(other))


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2023", "2024", True), ("2024-06", "2024-07-01", True), ("2024-07-10", "2024-07-11", True),
        ("2024-07-11", "2024-07-11", False), ("2024", "2024-07-11", False),
        ("2024-07-11", "2024", False), ("2024-07", "2024-07-31", False),
        ("2024-02", "2024-03-01", True), ("2024-12-31", "2025", True), ("2025", "2024", False),
    ],
)  # fmt: skip
def test_before_only_when_certain(one: str, other: str, before: bool) -> None:
    assert date(one).before(date(other)) is before


@given(written, written)
def test_either_one_is_before_or_they_can_be_the_same(one: str, other: str) -> None:
    a, b = date(one), date(other)
    apart = a.before(b) or b.before(a)
    assert not (a.before(b) and b.before(a))
    assert a.overlaps(b, b) is not apart


@pytest.mark.parametrize(
    ("text", "start", "end", "within"),
    [
        ("2021", "2021-06-30", None, True), ("2021", "2022", None, False),
        ("2021-06", "2021-06-30", None, True), ("2021-06-29", "2021-06-30", None, False),
        ("2021-07", None, "2021-06-30", False), ("2021-06", None, "2021-06", True),
        ("2021", "2019", "2020", False), ("2021-02-28", "2021-02", "2021-02", True),
        ("1500", None, None, True),
    ],
)  # fmt: skip
def test_within_a_period_when_it_can_be(
    text: str, start: str | None, end: str | None, within: bool
) -> None:
    bounds = [date(bound) if bound else None for bound in (start, end)]
    assert date(text).overlaps(*bounds) is within


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-07-09", "2024-07-11", "9–11 July 2024"),
        ("2024-06-30", "2024-07-01", "30 June – 1 July 2024"),
        ("2023-12-31", "2024-01-01", "31 December 2023 – 1 January 2024"),
        ("2022-05", "2025-04", "May 2022 – April 2025"),
        ("2022-05", "2022-07", "May – July 2022"),
        ("2022", "2023", "2022 – 2023"),
        ("2024-07-11", "2024-07-11", "11 July 2024"),
        ("2024-07", None, "July 2024"),
        (None, "2024", "2024"),
        (None, None, ""),
    ],
)
def test_a_span_says_nothing_twice(start: str | None, end: str | None, words: str) -> None:
    assert span(*(date(bound) if bound else None for bound in (start, end))) == words


def test_an_open_period_says_so() -> None:
    assert period(date("2022-05"), None) == "since May 2022"
    assert period(None, date("2025")) == "until 2025"
    assert period(date("2022"), date("2025")) == "2022 – 2025"
    assert period(None, None) == ""
