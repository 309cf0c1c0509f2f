"""Stances over time: a lane for each actor of a topic, or for each topic of an actor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from digest.dates import PartialDate, day_number
from digest.model.coding import stance_id
from digest.model.evidence import Standing
from digest.model.refs import Ref
from digest.model.words import SummitKind
from digest.render import grids
from digest.render.builder import Builder
from digest.render.charts import shapes
from digest.render.charts.axis import Axis, axis
from digest.render.charts.lanes import MARKS, Drawing, Lane, by_year, chosen, clusters, foremost
from digest.render.charts.said import said
from digest.render.charts.shapes import LINE, PITCH, Label, Mark, Name
from digest.render.links import short_name


class Strips(Struct, frozen=True):
    """The picture, ready to be drawn."""

    label: str
    sentence: str
    """What it shows, counted."""
    more: str
    """What it leaves out; empty when nothing."""
    width: int
    height: int
    names: tuple[Name, ...]
    marks: tuple[Mark, ...]
    positions: dict[str, int]
    """Ids of the positions among the marks, numbered to be short in the page."""
    rest: tuple[Label, ...]
    """How many marks of a date have no room, with the way to all."""
    scale: tuple[Label, ...]
    """Years, months and days."""
    meetings: tuple[Label, ...]
    bands: str
    """Path of every other year."""
    rules: str
    """Path of the lines between lanes."""
    lines: str
    """Path of the lines of meetings."""
    spans: str
    """Path of the brackets below what is known to the month or year, and of the arrows below what
    is known to be no older."""


Years = Mapping[str, str]
"""Year → path of its page; empty where stances have none by year."""


def over_topic(
    b: Builder, topic: str, standings: Sequence[Standing], years: Years = MappingProxyType({})
) -> Strips | None:
    """A lane for each actor, in the order of the table; `None` where it would show nothing."""
    own = {item.actor: item for item in standings}
    lanes = [
        Lane(short_name(b.corpus.actors[id]), b.corpus.name(Ref("actor", id)),
             b.href(Ref("topic", topic), f"actor-{id}"), own[id].stances)
        for _, ids in grids.grouped(b.corpus, b.findings, own) for id in ids
    ]  # fmt: skip
    return _strips(b, b.corpus.topics[topic].name, "actor", lanes, years)


def over_actor(
    b: Builder, actor: str, standings: Sequence[Standing], years: Years = MappingProxyType({})
) -> Strips | None:
    """A lane for each topic, in the order of the table; `None` where it would show nothing."""
    lanes = [
        Lane(name, name, f"#topic-{item.topic}", item.stances)
        for item in standings
        for name in [b.corpus.name(Ref("topic", item.topic))]
    ]
    return _strips(b, b.corpus.name(Ref("actor", actor)), "topic", lanes, years)


def _strips(
    b: Builder, about: str, noun: str, lanes: Sequence[Lane], years: Years = MappingProxyType({})
) -> Strips | None:
    shown = chosen(lanes)
    found = [clusters(b, lane) for lane in shown]
    summed = bool(years) and sum(c.columns for lane in found for c in lane) > MARKS
    if summed:
        shown = foremost(lanes, len(years))
        found = [by_year(b, lane, years) for lane in shown]
    dates = {cluster.date for lane in found for cluster in lane}
    unique = {stance_id(s): s for lane in lanes for s in lane.stances}
    if len(unique) < 3 or len(dates) < 2 or not any(dates):
        return None
    needs: dict[PartialDate, int] = {}
    for cluster in (cluster for lane in found for cluster in lane):
        if cluster.date:
            needs[cluster.date] = max(needs.get(cluster.date, 0), cluster.columns * PITCH)
    time = axis(needs, left=4)
    aside = max((c.columns for lane in found for c in lane if not c.date), default=0)
    width = time.end + 14 + (max(aside * PITCH, 56) if aside else 0)
    meetings, lines, rows = _meetings(b, time, width)
    base = rows * LINE + 12
    scale = [*time.year_labels(base), *time.month_labels(base + LINE)]
    scale += time.day_labels(base + 2 * LINE)
    if aside:
        scale.append(Label("undated", time.end + 42, base))
    drawing = Drawing(b, time, base + 2 * LINE + 8)
    for lane, own in zip(shown, found, strict=True):
        drawing.lane(lane, own)
    bands = [(begin, end - begin) for year, begin, end in time.years() if year % 2]
    top = rows * LINE
    left_out = len(lanes) - len(shown)
    return Strips(
        f"{about}: stances over time",
        said(b, list(unique.values()), len(lanes), noun, summed=summed),
        " ".join(filter(None, (
            f"The {len(shown)} {noun}s with most stances of {len(lanes)}." if left_out else "",
            "A mark stands for the stances of a year, with their number, and leads to them; it "
            "shows the position taken most often." if summed else "",
        ))),
        width, drawing.bottom, tuple(drawing.names), tuple(drawing.marks),
        shapes.numbered(mark.position for mark in drawing.marks), tuple(drawing.rest),
        tuple(scale), tuple(meetings),
        shapes.boxes((x, top, wide, drawing.bottom - top) for x, wide in bands),
        shapes.level(drawing.tops, width),
        shapes.upright(lines, top, drawing.bottom), "".join(drawing.spans),
    )  # fmt: skip


def _meetings(b: Builder, time: Axis, width: int) -> tuple[list[Label], list[int], int]:
    """NATO summits within the time shown: labels, places of their lines, and rows of labels."""
    held = sorted(
        (time.at(day_number(s.start.first)), s.id)
        for s in b.corpus.summits.values()
        if s.kind is SummitKind.NATO_SUMMIT and time.within(day_number(s.start.first))
    )
    labels, rows = shapes.staggered(
        ((x, place(b, id), b.href(Ref("summit", id)), b.corpus.summits[id].name) for x, id in held),
        3, 11, width,
    )  # fmt: skip
    named = {label.href for label in labels}
    return labels, [x for x, id in held if b.href(Ref("summit", id)) in named], rows


def place(b: Builder, summit: str) -> str:
    """A meeting in a word or two: the part of its place that its name has, else its place."""
    entry = b.corpus.summits[summit]
    parts = [part.strip() for part in entry.place.split(",")]
    return next((part for part in parts if part and part in entry.name), parts[0] or entry.name)
