"""A plane for a network: springs pull what is tied together, and everything keeps its distance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from math import cos, pi, sin, sqrt

SETTLING = 200
"""Rounds in which boxes are pushed apart, at most."""
Point = tuple[float, float]
Box = tuple[int, int, int, int]
"""Left, top, width, height."""

ROUNDS = 100
"""Rounds of cooling; later ones move nothing by a pixel."""


def places(count: int, ties: Sequence[tuple[int, int, float]]) -> list[Point]:
    """Where each of `count` nodes lies, within −1…1 both ways.

    T. M. J. Fruchterman and E. M. Reingold, «Graph Drawing by Force-directed Placement», Software:
    Practice and Experience 21 (1991), 1129–1164, with attraction times the weight of a tie and
    a weak pull to the middle, which keeps parts without ties near.
    Nodes start on a circle in their order: the same network always looks the same.
    """
    turn = 2 * pi / max(1, count)
    xs = [round(cos(turn * n), 6) for n in range(count)]
    ys = [round(sin(turn * n), 6) for n in range(count)]
    ideal = sqrt(4 / max(1, count))
    for cooling in range(ROUNDS):
        right, down = [-0.3 * x for x in xs], [-0.3 * y for y in ys]
        for one in range(count):
            x, y = xs[one], ys[one]
            for other in range(one):
                dx, dy = x - xs[other], y - ys[other]
                push = ideal * ideal / (dx * dx + dy * dy + 1e-6)
                dx *= push
                dy *= push
                right[one] += dx
                down[one] += dy
                right[other] -= dx
                down[other] -= dy
        for one, other, weight in ties:
            dx, dy = xs[one] - xs[other], ys[one] - ys[other]
            pull = weight * sqrt(dx * dx + dy * dy) / ideal
            right[one] -= dx * pull
            down[one] -= dy * pull
            right[other] += dx * pull
            down[other] += dy * pull
        heat = 0.2 * (1 - cooling / ROUNDS)
        for n in range(count):
            size = sqrt(right[n] ** 2 + down[n] ** 2) + 1e-9
            step = min(size, heat) / size
            xs[n] += right[n] * step
            ys[n] += down[n] * step
    return list(zip(_spread(xs), _spread(ys), strict=True)) if count else []


def _spread(values: Sequence[float]) -> list[float]:
    """Values from −1 to 1 about the middle one, the far ones drawn in."""
    middle = sorted(values)[len(values) // 2]
    drawn = [(1 if v > middle else -1) * sqrt(abs(v - middle)) for v in values]
    low, high = min(drawn), max(drawn)
    return [2 * (v - low) / max(1e-9, high - low) - 1 for v in drawn]


def apart(
    middles: Sequence[Point], sizes: Sequence[tuple[int, int]], width: int, height: int, gap: int
) -> list[Box]:
    """Boxes around the given middles, pushed apart until none meets another, within the frame.

    Each two that meet are moved along the way on which they overlap less; what has no room in the
    frame after many rounds stays where it is.
    """
    at = [[x, y] for x, y in middles]
    tallest = max((high for _, high in sizes), default=0) + gap
    for _ in range(SETTLING):
        moved = False
        order = sorted(range(len(at)), key=lambda n: (at[n][1], n))
        for place, one in enumerate(order):
            for other in islice(order, place + 1, None):
                if at[other][1] - at[one][1] >= tallest:
                    break
                moved |= _push(at[one], at[other], sizes[one], sizes[other], gap)
        for spot, (wide, high) in zip(at, sizes, strict=True):
            spot[0] = min(max(spot[0], wide / 2 + 1), width - wide / 2 - 1)
            spot[1] = min(max(spot[1], high / 2 + 1), height - high / 2 - 1)
        if not moved:
            break
    return [
        (round(x - wide / 2), round(y - high / 2), wide, high)
        for (x, y), (wide, high) in zip(at, sizes, strict=True)
    ]


def _push(
    one: list[float], other: list[float], size: tuple[int, int], their: tuple[int, int], gap: int
) -> bool:
    """Move two boxes that meet away from each other; whether they met."""
    across, down = one[0] - other[0], one[1] - other[1]
    lack = (size[0] + their[0]) / 2 + gap - abs(across)
    lack_down = (size[1] + their[1]) / 2 + gap - abs(down)
    if lack <= 0 or lack_down <= 0:
        return False
    axis, lack, delta = (0, lack, across) if lack < lack_down else (1, lack_down, down)
    step = (lack / 2 + 0.5) * (1 if delta >= 0 else -1)
    one[axis] += step
    other[axis] -= step
    return True
