"""Who agrees with whom: actors as boxes, lines for topics on which they take sides."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from digest.model.agreement import Edge
from digest.render.builder import Builder
from digest.render.charts.forces import Box, apart, places
from digest.render.charts.shapes import Label, measure
from digest.render.links import short_name
from digest.text import clip, plural

SHOWN = 30
"""Actors in the picture."""
LEAST = 3
"""Pairs below which there is no picture."""
FRAME = (1000, 640)
"""Width and height."""
WIDEST = 4
"""Pixels of the widest line."""


class Node(Struct, frozen=True):
    """An actor."""

    href: str
    title: str
    """The name in full, and on how many topics it takes sides with or against others."""
    box: Box
    lines: tuple[Label, ...]
    """The name, in one line or two."""


class Ties(Struct, frozen=True):
    """Lines of one kind and width."""

    kind: str
    """`same` or `apart`."""
    width: int
    path: str


class Picture(Struct, frozen=True):
    """The picture, ready to be drawn."""

    label: str
    sentence: str
    width: int
    height: int
    ties: tuple[Ties, ...]
    nodes: tuple[Node, ...]


def network(b: Builder, edges: Sequence[Edge]) -> Picture | None:
    """The picture of the pairs of one period; `None` where there are too few."""
    weight: Counter[str] = Counter()
    for edge in edges:
        for actor in (edge.one, edge.other):
            weight[actor] += len(edge.same) + len(edge.opposite)
    ranked = sorted(weight, key=lambda id: (-weight[id], id))
    shown = sorted(ranked[:SHOWN])
    number = {id: n for n, id in enumerate(shown)}
    drawn = [edge for edge in edges if edge.one in number and edge.other in number]
    if len(drawn) < LEAST:
        return None
    texts = [_lines(b, id) for id in shown]
    sizes = [
        (max(measure(line) for line in lines) + 14, 14 * len(lines) + 10) for lines in texts
    ]  # fmt: skip
    spots = places(
        len(shown),
        [(number[e.one], number[e.other], e.congruence) for e in drawn if e.same],
    )
    width, height = FRAME
    middles = [((x + 1) * (width - 140) / 2 + 70, (y + 1) * (height - 40) / 2 + 20)
               for x, y in spots]  # fmt: skip
    boxes = apart(middles, sizes, width, height, 8)
    return Picture(
        "Who agrees with whom, over the whole time",
        _said(b, drawn, len(shown), len(ranked)), width, height,
        tuple(_ties(drawn, number, boxes)),
        tuple(
            Node(
                b.to(f"actors/{id}.html"),
                f"{b.corpus.actors[id].name}: sides shared or opposed {weight[id]} times",
                box,
                tuple(
                    Label(line, box[0] + box[2] // 2, box[1] + 16 + 14 * n)
                    for n, line in enumerate(lines)
                ),
            )
            for id, lines, box in zip(shown, texts, boxes, strict=True)
        ),
    )  # fmt: skip


def _lines(b: Builder, actor: str) -> list[str]:
    name = short_name(b.corpus.actors[actor])
    return textwrap.wrap(name, 21, max_lines=2, placeholder="…") or [clip(name, 21)]


def _ties(edges: Sequence[Edge], number: dict[str, int], boxes: Sequence[Box]) -> list[Ties]:
    """All lines, the thin first; where two actors do both, the two lines lie side by side."""
    paths: dict[tuple[int, str], list[str]] = {}
    for edge in edges:
        (x, y), (to_x, to_y) = (
            (box[0] + box[2] // 2, box[1] + box[3] // 2)
            for box in (boxes[number[edge.one]], boxes[number[edge.other]])
        )
        both = 3 if edge.same and edge.opposite else 0
        aside = (0, both) if abs(to_x - x) > abs(to_y - y) else (both, 0)
        for kind, topics, way in (("same", edge.same, 1), ("apart", edge.opposite, -1)):
            if topics:
                begin = (x + way * aside[0], y + way * aside[1])
                paths.setdefault((min(len(topics), WIDEST), kind), []).append(
                    f"M{begin[0]} {begin[1]}l{to_x - x} {to_y - y}"
                )
    return [Ties(kind, width, "".join(own)) for (width, kind), own in sorted(paths.items())]


def _said(b: Builder, edges: Sequence[Edge], shown: int, whole: int) -> str:
    same = sum(1 for edge in edges if edge.same)
    opposite = sum(1 for edge in edges if edge.opposite)
    first = max(edges, key=lambda e: (len(e.same), e.congruence))
    last = max(edges, key=lambda e: (len(e.opposite), e.conflict))
    found = f"{plural(shown, 'actor')}"
    if shown < whole:
        found += f", those with most shared topics of {whole}"
    found += f": {plural(same, 'pair')} on the same side of some topic, {opposite} on opposite ones"
    told = [
        f"{_names(b, edge)} {how} ({plural(count, 'topic')})"
        for edge, how, count in (
            (first, "most often on the same", len(first.same)),
            (last, "most often on opposite ones", len(last.opposite)),
        )
        if count
    ]
    return f"{found}; {', '.join(told)}."


def _names(b: Builder, edge: Edge) -> str:
    return " and ".join(short_name(b.corpus.actors[id]) for id in (edge.one, edge.other))
