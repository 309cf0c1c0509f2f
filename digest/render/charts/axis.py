"""Time from left to right: every date with marks has the room they need, the rest is to scale."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from digest.dates import MONTHS, PartialDate, day_number
from digest.render.charts.shapes import Label, measure

MONTH = 5.0
"""Pixels for a month in which nothing falls."""
EMPTY = 360.0
"""Pixels for all empty months together, at most."""
LEAST = 3
"""Pixels between two days with marks."""


class Slot(NamedTuple):
    """A stretch of time that holds marks: a day, or a month or year of which no day does."""

    first: int
    last: int
    """First and last day, as day numbers."""
    date: PartialDate
    x: int
    width: int


class Axis(NamedTuple):
    """Where each day lies."""

    slots: tuple[Slot, ...]
    """In order of time; never empty."""

    @property
    def end(self) -> int:
        """The right end."""
        return self.slots[-1].x + self.slots[-1].width

    def at(self, day: int) -> int:
        """Where a day begins; what lies before or after all slots lies at the ends."""
        place = bisect_right(self.slots, day, key=lambda slot: slot.first) - 1
        if place < 0:
            return self.slots[0].x
        slot = self.slots[place]
        if day <= slot.last:
            share = (day - slot.first) / (slot.last + 1 - slot.first)
            return slot.x + round(slot.width * share)
        begin = slot.x + slot.width
        if place + 1 == len(self.slots):
            return begin
        after = self.slots[place + 1]
        share = (day - slot.last - 1) / (after.first - slot.last - 1)
        return begin + round((after.x - begin) * share)

    def span(self, date: PartialDate) -> tuple[int, int]:
        """From where to where a date lies, with all that is not known of it."""
        first, last = day_number(date.first), day_number(date.last)
        ends = [slot.x + slot.width for slot in self.slots if first <= slot.last <= last]
        return self.at(first), max([*ends, self.at(last)])

    def within(self, day: int) -> bool:
        """Whether a day lies between the first and the last slot."""
        return self.slots[0].first <= day <= self.slots[-1].last

    def years(self) -> list[tuple[int, int, int]]:
        """Each year with its left and right end."""
        first = datetime.date.fromordinal(self.slots[0].first).year
        last = datetime.date.fromordinal(self.slots[-1].last).year
        bounds = [self.at(day_number((year, 1, 1))) for year in range(first, last + 1)]
        return [
            (year, *ends)
            for year, ends in enumerate(pairwise([*bounds, self.end]), first)
        ]  # fmt: skip

    def year_labels(self, y: int) -> Iterator[Label]:
        """The number of each year, cut to its end where it has little room."""
        for year, begin, end in self.years():
            text = str(year) if end - begin >= measure("2024", 11) + 6 else f"’{year % 100:02d}"
            if end - begin >= measure(text, 11):
                yield Label(text, (begin + end) // 2, y)

    def month_labels(self, y: int) -> Iterator[Label]:
        """The months in which marks fall, where they have room."""
        months: dict[tuple[int, int], list[Slot]] = {}
        for slot in self.slots:
            if slot.date.month:
                months.setdefault(slot.date.parts[:2], []).append(slot)
        free = 0
        for (_, month), slots in months.items():
            middle = (slots[0].x + slots[-1].x + slots[-1].width) // 2
            if middle - 12 >= free:
                yield Label(MONTHS[month - 1][:3], middle, y)
                free = middle + 14

    def day_labels(self, y: int) -> Iterator[Label]:
        """The days on which marks fall."""
        for slot in self.slots:
            if slot.date.day:
                yield Label(str(slot.date.day), slot.x + slot.width // 2, y)


def axis(needs: Mapping[PartialDate, int], left: int = 0) -> Axis:
    """An axis on which each date has as many pixels as it needs; at least one date.

    A month or year lies over the days in it that have marks, and is widened where these are
    narrower than it needs.
    """
    found: list[tuple[int, int, PartialDate]] = []
    coarse: list[PartialDate] = []
    for date in sorted(needs, key=lambda date: (not date.day, not date.month, date.parts)):
        first, last = day_number(date.first), day_number(date.last)
        if any(first <= begin and end <= last for begin, end, _ in found):
            coarse.append(date)
        else:
            found.append((first, last, date))
    found.sort(key=lambda slot: slot[:2])
    widths = [needs[date] for *_, date in found]
    days = [after[0] - before[1] - 1 for before, after in pairwise(found)]
    month = min(MONTH, EMPTY / max(1.0, sum(days) / 30.44))
    gaps = [max(LEAST, round(month * count / 30.44)) for count in days]
    for date in coarse:
        first, last = day_number(date.first), day_number(date.last)
        inside = [n for n, slot in enumerate(found) if first <= slot[0] and slot[1] <= last]
        room = sum(widths[n] for n in inside) + sum(gaps[n] for n in inside[:-1])
        widths[inside[-1]] += max(0, needs[date] - room)
    slots = []
    x = left
    for (first, last, date), width, gap in zip(found, widths, [*gaps, 0], strict=True):
        slots.append(Slot(first, last, date, x, width))
        x += width + gap
    return Axis(tuple(slots))
