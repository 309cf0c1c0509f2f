"""The timeline at a glance: what happened, by quarter, and how many stances each year brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from digest.dates import PartialDate, day_number
from digest.model.coding import stance_id
from digest.model.scale import Position
from digest.render.builder import Builder
from digest.render.charts import shapes
from digest.render.charts.said import late
from digest.render.charts.shapes import LINE, Label, Mark, Name, measure
from digest.text import clip, plural

YEAR = 44
"""Width of a year; a quarter has a fourth of it."""
DOT = 8
"""Size of a dot; dots lie half as much apart again."""
BAR = 12
"""Height of a bar."""
FEW, MOST = 3, 60
"""How many happenings and years make a picture."""


class Happening(NamedTuple):
    """Something with a date."""

    row: str
    date: PartialDate
    title: str
    href: str
    large: bool = False
    """Whether it has a line of its own through the whole picture."""
    short: str = ""
    """What stands at that line."""


class Bar(Struct, frozen=True):
    """The stances of a year that take one position."""

    x: int
    y: int
    width: int
    position: str
    count: str


class Overview(Struct, frozen=True):
    """The picture, ready to be drawn."""

    label: str
    sentence: str
    width: int
    height: int
    names: tuple[Name, ...]
    meetings: tuple[Label, ...]
    scale: tuple[Label, ...]
    dots: tuple[Mark, ...]
    wide: tuple[Mark, ...]
    """What is known to the year only: drawn as wide as that."""
    bars: tuple[Bar, ...]
    positions: dict[str, int]
    """Ids of the positions shown, numbered."""
    bands: str
    rules: str
    lines: str


def overview(
    b: Builder,
    happenings: Sequence[Happening],
    rows: Sequence[str],
    pages: Mapping[str, str] | None = None,
) -> Overview | None:
    """The picture of all happenings under the given headings; `None` where it shows nothing.

    Where years have pages of their own (`pages`: year → path), one dash sums up what a row has in a
    year, and leads there.
    """
    if len(happenings) < FEW:
        return None
    bars, others = _stances(b)
    found = [h.date.year for h in happenings] + [year for _, year in bars]
    first, last = min(found), max(found)
    if last == first or last - first >= MOST:
        return None
    width = (last + 1 - first) * YEAR
    drawing = _Drawing(first, last)
    large = sorted((h for h in happenings if h.large), key=lambda h: (h.date.parts, h.href))
    places = [(drawing.place(h.date), h.short, h.href, f"{h.title}, {h.date.words}") for h in large]
    meetings, count = shapes.staggered(places, 3, 11, width)
    top = count * LINE
    kept = {label.href for label in meetings}
    linked = {h.date.year for h in happenings}
    scale = [
        Label(str(year), (year - first) * YEAR + YEAR // 2, top + 12,
              b.to(pages[str(year)]) if pages and str(year) in pages
              else f"#y{year}" if year in linked else "")
        for year in range(first, last + 1)
    ]  # fmt: skip
    drawing.bottom = top + LINE + 6
    for row in rows:
        own = [h for h in happenings if h.row == row and not h.large]
        drawing.row(row, list(_summed(b, own, pages)) if pages else own)
    drawing.bars(bars)
    return Overview(
        "The whole time at a glance",
        _said(b, happenings, rows, bars, others, summed=bool(pages)), width,
        drawing.bottom,
        tuple(drawing.names), tuple(meetings), tuple(scale),
        tuple(drawing.dots), tuple(drawing.wide), tuple(drawing.found),
        shapes.numbered(bar.position for bar in drawing.found),
        shapes.boxes(
            ((year - first) * YEAR, top, YEAR, drawing.bottom - top)
            for year in range(first, last + 1) if year % 2
        ),
        shapes.level(drawing.tops, width),
        shapes.upright((x for x, _, href, _ in places if href in kept), top, drawing.bottom),
    )  # fmt: skip


def _summed(
    b: Builder, happenings: Iterable[Happening], pages: Mapping[str, str]
) -> Iterator[Happening]:
    """One happening for each year, in place of all of it."""
    counts = Counter(h.date.year for h in happenings)
    for year, count in counts.items():
        title = plural(count, "event")
        yield Happening("", PartialDate(year), title, b.to(pages[str(year)]))


def _stances(b: Builder) -> tuple[Counter[tuple[Position, int]], int]:
    """Position and year → how many stances that count; and how many have no date of their own."""
    found: Counter[tuple[Position, int]] = Counter()
    others = 0
    for stance in b.corpus.stances():
        if stance_id(stance) in b.findings.counted:
            date = b.corpus.date_of(stance)
            if date is None or late(b, stance):
                others += 1
            else:
                found[stance.position, date.year] += 1
    return found, others


def _said(
    b: Builder, happenings: Sequence[Happening], rows: Sequence[str],
    bars: Counter[tuple[Position, int]], others: int, *, summed: bool,
) -> str:  # fmt: skip
    counts = Counter(h.date.year for h in happenings)
    year, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    found = f"{most} of {plural(len(happenings), 'event')} fall in {year}"
    years = Counter[int]()
    for (_, number), count in bars.items():
        years[number] += count
    if years:
        year, most = max(years.items(), key=lambda item: (item[1], item[0]))
        found += f"; {most} of {plural(sum(years.values()), 'dated stance')} are from {year}"
    if others:
        found += f" ({others} more stand in undated sources)"
    if summed:
        return f"{found}. A dash stands for the events of a year, and leads to them."
    return f"{found}. Each dot is an event, by quarter; a dash is known to the year only."


class _Drawing:
    """The rows, one below the other."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last, self.bottom = first, last, 0
        self.tops: list[int] = []
        self.names: list[Name] = []
        self.dots: list[Mark] = []
        self.wide: list[Mark] = []
        self.found: list[Bar] = []

    def place(self, date: PartialDate) -> int:
        """Where the first day that a date can mean lies, to scale."""
        day, begin = day_number(date.first), day_number((date.year, 1, 1))
        return (date.year - self.first) * YEAR + round(YEAR * (day - begin) / 366)

    def row(self, name: str, happenings: Iterable[Happening]) -> None:
        """Add a row of dots, those of a quarter above each other."""
        columns: dict[tuple[int, int], list[Happening]] = {}
        for h in sorted(happenings, key=lambda h: (h.date.parts, h.href)):
            columns.setdefault((h.date.year, (h.date.month + 2) // 3), []).append(h)
        if not columns:
            return
        pitch = DOT * 3 // 2
        coarse = max((len(own) for (_, quarter), own in columns.items() if not quarter), default=0)
        high = max((len(own) for (_, quarter), own in columns.items() if quarter), default=0)
        top = self.bottom
        floor = top + 4 + max(2, high) * pitch
        for (year, quarter), own in columns.items():
            x = (year - self.first) * YEAR
            for number, h in enumerate(own):
                title = f"{clip(h.title, 60)}, {h.date.words}"
                if quarter:
                    x_dot = x + (quarter - 1) * YEAR // 4 + 2
                    y = floor - (number + 1) * pitch
                    self.dots.append(Mark(h.href, title, x_dot, y))
                else:
                    self.wide.append(Mark(h.href, title, x + 2, floor + number * pitch))
        self._add(name, top, floor + coarse * pitch + 3)

    def bars(self, counts: Counter[tuple[Position, int]]) -> None:
        """Add a row for each position: a bar for each year, as long as there are stances."""
        if not counts:
            return
        most = max(counts.values())
        room = YEAR - 4 - measure(str(most), 11)
        for position in Position:
            years = {year: n for (p, year), n in sorted(counts.items(), key=str) if p is position}
            if not years:
                continue
            top = self.bottom
            for year, count in sorted(years.items()):
                wide = max(2, round(room * count / most))
                self.found.append(
                    Bar((year - self.first) * YEAR + 2, top + 6, wide, position.value, str(count))
                )
            self._add(position.label, top, top + 24, position.value)

    def _add(self, name: str, top: int, bottom: int, position: str = "") -> None:
        self.tops.append(top)
        self.names.append(shapes.name(name, top + 3, position=position))
        self.bottom = bottom
