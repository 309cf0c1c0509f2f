"""Dates known to the day, the month or the year; precision is kept, never invented."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import cache, total_ordering

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
MONTHS = (
    "January February March April May June July August September October November December".split()
)


@total_ordering
class PartialDate:
    """A date in the Gregorian calendar, cut where knowledge ends; never changed once made."""

    __slots__ = ("day", "month", "year")

    def __init__(self, year: int, month: int = 0, day: int = 0) -> None:
        self.year = year
        self.month = month
        """1–12, or 0 when only the year is known."""
        self.day = day
        """1–31, or 0 when the day is not known."""

    @property
    def parts(self) -> tuple[int, int, int]:
        """Year, month, day as known; 0 where unknown, so that `2024` sorts before `2024-01`."""
        return (self.year, self.month, self.day)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.parts == other.parts

    def __lt__(self, other: PartialDate) -> bool:
        return self.parts < other.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    def __repr__(self) -> str:
        return f"PartialDate({self.iso})"

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2024-07-11`, `2024-07` or `2024`.

        Raises `ValueError` with a sentence for the analyst.
        """
        match = _FORM.fullmatch(text)
        if not match:
            raise ValueError(
                f"'{text}' is not a date: write 2024-07-11, or 2024-07 or 2024 where less is known"
            )
        year, month, day = (int(part or 0) for part in match.groups())
        if not 1000 <= year <= 2999:
            raise ValueError(f"'{text}' is not a date: the year must lie between 1000 and 2999")
        if match[2] and not 1 <= month <= 12:
            raise ValueError(f"'{text}' is not a date: there is no month {match[2]}")
        if match[3] and not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise ValueError(
                f"'{text}' is not a date: {MONTHS[month - 1]} {year} has no day {match[3]}"
            )
        return cls(year, month, day)

    @property
    def iso(self) -> str:
        """ISO 8601 with the precision known: `2024-07`."""
        month = f"-{self.month:02d}" if self.month else ""
        day = f"-{self.day:02d}" if self.day else ""
        return f"{self.year:04d}{month}{day}"

    @property
    def words(self) -> str:
        """For readers: `11 July 2024`, `July 2024`, `2024`."""
        if not self.month:
            return str(self.year)
        of = f"{MONTHS[self.month - 1]} {self.year}"
        return f"{self.day} {of}" if self.day else of

    @property
    def when(self) -> str:
        """The same after its preposition: `on 11 July 2024`, `in July 2024`, `in 2024`."""
        return f"{'on' if self.day else 'in'} {self.words}"

    @property
    def first(self) -> tuple[int, int, int]:
        """The earliest day this date can mean."""
        return (self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> tuple[int, int, int]:
        """The latest day this date can mean."""
        month = self.month or 12
        return (self.year, month, self.day or _days(self.year, month))

    def before(self, other: PartialDate) -> bool:
        """Whether this date lies before `other` whatever the unknown parts are."""
        return self.last < other.first

    def overlaps(self, start: PartialDate | None, end: PartialDate | None) -> bool:
        """Whether this date can lie within `start`–`end` (each open when `None`)."""
        return not (start and self.last < start.first) and not (end and end.last < self.first)


@cache
def _days(year: int, month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year, month)[1]


def earliest(date: PartialDate | None) -> tuple[int, int, int]:
    """The key to sort by time: the first day that a date can mean; what has none comes first."""
    return date.first if date else (0, 0, 0)


def day_number(day: tuple[int, int, int]) -> int:
    """A day as a number of days, so that two can be subtracted."""
    return datetime.date(*day).toordinal()


def span(start: PartialDate | None, end: PartialDate | None) -> str:
    """A period in words, without saying anything twice: `9–11 July 2024`, `May 2022–April 2025`."""
    if start is None or end is None or start == end:
        one = start or end
        return one.words if one else ""
    if start.day and end.day and start.parts[:2] == end.parts[:2]:
        return f"{start.day}–{end.words}"
    if start.month and end.month and start.year == end.year:
        return f"{start.words.removesuffix(f' {start.year}')} – {end.words}"
    return f"{start.words} – {end.words}"


def period(start: PartialDate | None, end: PartialDate | None) -> str:
    """A period that may be open: `since May 2022`, `until 2025`, else as `span`."""
    if start and not end:
        return f"since {start.words}"
    if end and not start:
        return f"until {end.words}"
    return span(start, end)
