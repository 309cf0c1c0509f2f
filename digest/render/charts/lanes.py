"""Lanes of stances: which there is room for, and where each mark of them lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from digest.dates import PartialDate
from digest.model.coding import Stance, stance_id
from digest.model.refs import stance_address
from digest.model.scale import Position
from digest.render.builder import Builder
from digest.render.charts import shapes
from digest.render.charts.axis import Axis
from digest.render.charts.said import late
from digest.render.charts.shapes import MARK, PITCH, ROW, Label, Mark, Name
from digest.text import plural

YEARLY = 8
"""Lanes of a picture in which a mark sums up a year."""
LANES = 16
"""Lanes of a picture; the table below has all."""
MARKS = 90
"""Marks of a picture, about."""
TOGETHER = 12
"""Marks of one lane on one date."""


class Lane(NamedTuple):
    """Stances under one name."""

    name: str
    title: str
    href: str
    stances: tuple[Stance, ...]


class Cluster(NamedTuple):
    """The stances of a lane that have one date."""

    date: PartialDate | None
    late: bool
    """Whether the date is only a day before which the source cannot lie."""
    stances: tuple[Stance, ...]
    page: str = ""
    """Path of the page with all of them, where one mark sums them up."""

    @property
    def columns(self) -> int:
        """How many marks stand side by side where there is room."""
        if self.page:
            return 2  # the mark, and how many it stands for
        count = min(len(self.stances), TOGETHER)
        return ceil(count / (1 if count <= 4 else 2 if count <= 8 else 3))


def chosen(lanes: Sequence[Lane]) -> list[Lane]:
    """The lanes with most stances, as many as there is room for, in their order."""
    ranked = sorted(range(len(lanes)), key=lambda n: (-len(lanes[n].stances), n))[:LANES]
    kept: set[int] = set()
    marks = 0
    for place in ranked:
        marks += min(len(lanes[place].stances), 2 * TOGETHER)
        if marks > MARKS and len(kept) > 2:
            break
        kept.add(place)
    return [lane for place, lane in enumerate(lanes) if place in kept]


def foremost(lanes: Sequence[Lane], years: int) -> list[Lane]:
    """The lanes with most stances, where one mark sums up those of each of so many years."""
    room = max(1, min(YEARLY, 3 * YEARLY**2 // years))
    ranked = sorted(range(len(lanes)), key=lambda n: (-len(lanes[n].stances), n))[:room]
    return [lane for place, lane in enumerate(lanes) if place in ranked]


def by_year(b: Builder, lane: Lane, pages: Mapping[str, str]) -> list[Cluster]:
    """The stances of a lane by year, each to be summed up by one mark."""
    found: dict[PartialDate | None, list[Stance]] = {}
    for stance in lane.stances:
        date = b.corpus.date_of(stance)
        found.setdefault(PartialDate(date.year) if date else None, []).append(stance)
    return [
        Cluster(date, False, tuple(own), pages[str(date.year) if date else "Undated"])
        for date, own in found.items()
    ]


def clusters(b: Builder, lane: Lane) -> list[Cluster]:
    """The stances of a lane by date: days first, then months and years, the undated last."""
    found: dict[tuple[PartialDate | None, bool], list[Stance]] = {}
    for stance in lane.stances:
        date = b.corpus.date_of(stance)
        found.setdefault((date, bool(date) and late(b, stance)), []).append(stance)
    grouped = [Cluster(date, open_, tuple(own)) for (date, open_), own in found.items()]
    return sorted(grouped, key=_order)


def _order(cluster: Cluster) -> tuple[object, ...]:
    date = cluster.date
    if not date:
        return (3, (), False)
    return (0 if date.day else 1 if date.month else 2, date.parts, cluster.late)


class Drawing:
    """The lanes, one below the other."""

    def __init__(self, b: Builder, time: Axis, top: int) -> None:
        self.b, self.time, self.bottom = b, time, top
        self.tops: list[int] = []
        self.names: list[Name] = []
        self.marks: list[Mark] = []
        self.rest: list[Label] = []
        self.spans: list[str] = []

    def lane(self, lane: Lane, clusters: Iterable[Cluster]) -> None:
        """Add a lane: each cluster in the first rows in which it meets no other."""
        top, first = self.bottom, len(self.marks)
        taken: list[list[tuple[int, int]]] = []
        for cluster in clusters:
            begin, end = self._ends(cluster)
            columns = max(1, (end - begin + 2) // PITCH)
            count = 1 if cluster.page else min(len(cluster.stances), TOGETHER)
            height = ceil(count / columns)
            row = 0
            while any(
                begin < other_end and other < end
                for busy in taken[row : row + height] for other, other_end in busy
            ):  # fmt: skip
                row += 1
            taken += [[] for _ in range(row + height - len(taken))]
            for busy in taken[row : row + height]:
                busy.append((begin, end))
            self._cluster(lane, cluster, (begin, end), min(columns, count), top + 3 + row * ROW)
        self.marks[first:] = sorted(self.marks[first:], key=lambda mark: (mark.x, mark.y))
        self.tops.append(top)
        self.names.append(shapes.name(lane.name, top + 3, lane.href, lane.title))
        self.bottom = top + 4 + max(1, len(taken)) * ROW

    def _ends(self, cluster: Cluster) -> tuple[int, int]:
        need = cluster.columns * PITCH
        if not cluster.date:
            return self.time.end + 14, self.time.end + 14 + max(need, 56)
        begin, end = self.time.span(cluster.date)
        return begin, max(end, begin + need)

    def _cluster(
        self, lane: Lane, cluster: Cluster, ends: tuple[int, int], columns: int, top: int
    ) -> None:
        begin, end = ends
        if cluster.page:
            self._summed(cluster, begin, top)
            return
        shown = cluster.stances
        if len(shown) > TOGETHER:
            shown = shown[: TOGETHER - 1]
        when = cluster.date.words if cluster.date else "undated"
        if cluster.late:
            when = f"not older than {when}"
        left = begin + (end - begin - columns * PITCH) // 2 + 1
        for number, stance in enumerate(shown):
            down, right = divmod(number, columns)
            self.marks.append(
                Mark(
                    self.b.to(stance_address(stance_id(stance))),
                    f"{stance.position.label}, {when}",
                    left + right * PITCH, top + down * ROW, stance.position.value,
                )
            )  # fmt: skip
        if len(shown) < len(cluster.stances):
            down, right = divmod(len(shown), columns)
            left_over = len(cluster.stances) - len(shown)
            self.rest.append(
                Label(f"+{left_over}", left + right * PITCH + MARK[0] // 2, top + down * ROW + 14,
                      lane.href, f"{left_over} more of {lane.title}")
            )  # fmt: skip
        below = top + (ceil(len(cluster.stances[:TOGETHER]) / columns) - 1) * ROW + MARK[1] + 1
        if cluster.late:
            self.spans.append(f"M{begin + 2} {below - 1}v3h{end - begin - 3}l-3-2m3 2l-3 2")
        elif cluster.date and not cluster.date.day:
            self.spans.append(f"M{begin + 2} {below - 1}v3h{end - begin - 4}v-3")

    def _summed(self, cluster: Cluster, left: int, top: int) -> None:
        """One mark for all stances of a year, and their number."""
        counts = Counter(stance.position for stance in cluster.stances)
        order = list(Position)
        position = min(counts, key=lambda p: (-counts[p], order.index(p)))
        when = cluster.date.words if cluster.date else "undated"
        count = len(cluster.stances)
        title = f"{plural(count, 'stance')}, {when}; {counts[position]} {position.label}"
        self.marks.append(Mark(self.b.to(cluster.page), title, left + 1, top, position.value))
        self.rest.append(Label(str(count), left + MARK[0] + 12, top + 14))
