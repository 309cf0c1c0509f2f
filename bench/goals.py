"""What we want, and whether it is so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ratios import each, middle, peak, ratio, times_less
from tools import HUGO, OURS, PELICAN

SIZE, LARGE = 10_000, 30_000
"""Sources for which the goals are set, and those up to which cost must not grow."""

Data = Mapping[str, Any]
Found = tuple[float | None, str]
"""A number, and at what size it was measured."""


class Goal(NamedTuple):
    """A number that is wanted."""

    name: str
    least: bool
    """Whether it is the least that is wanted, or else the most."""
    limit: float
    unit: str
    find: Callable[[Data], Found]

    @property
    def wanted(self) -> str:
        """The limit in words."""
        return f"{'≥' if self.least else '≤'} {self.limit:g}{self.unit}"

    def met(self, number: float) -> bool:
        """Whether a number is what is wanted."""
        return number >= self.limit if self.least else number <= self.limit


def _at(data: Data, part: str, *need: tuple[str, str]) -> tuple[Data, str]:
    """What was measured at the size of the goals, else at the largest; and that size.

    `need` are the kinds and generators that must have been measured there.
    """
    sizes = [
        size
        for size, found in data.get(part, {}).items()
        if all(found.get(kind, {}).get(tool) for kind, tool in need)
    ]
    if not sizes:
        return {}, ""
    best = str(SIZE) if str(SIZE) in sizes else max(sizes, key=int)
    return data[part][best], best


def _wall(kind: str, peer: str, inverse: bool = False) -> Callable[[Data], Found]:
    def find(data: Data) -> Found:
        here, size = _at(data, "builds", (kind, OURS), (kind, peer))
        share = ratio(here[kind][OURS], here[kind][peer], "wall") if here else None
        return (times_less(share) if inverse else share), size

    return find


def _nothing(data: Data) -> Found:
    here, size = _at(data, "builds", ("nothing", OURS))
    wall = middle(here["nothing"][OURS], "wall") if here else None
    return (None if wall is None else 1000 * wall), size


def _resident(kind: str) -> Callable[[Data], Found]:
    def find(data: Data) -> Found:
        here, size = _at(data, "resident", (OURS, kind))
        loaded = middle(here[OURS][kind], "loaded") if here else None
        return (None if loaded is None else 1000 * loaded), size

    return find


def _memory(data: Data) -> Found:
    here, size = _at(data, "builds", ("cold", OURS), ("cold", HUGO))
    mine, theirs = peak(here, OURS), peak(here, HUGO)
    return (mine / theirs if mine and theirs else None), size


def growing(data: Data) -> tuple[list[int], float | None]:
    """The two sizes between which growth is measured, and CPU per source in the second by first."""
    builds = data.get("builds", {})
    sizes = sorted(int(s) for s, found in builds.items() if found.get("cold", {}).get(OURS))
    pair = [SIZE, LARGE] if {SIZE, LARGE} <= set(sizes) else sizes[-2:]
    if len(pair) < 2:
        return pair, None
    small, large = (each(builds[str(size)], OURS, size) for size in pair)
    return pair, (large / small if small and large else None)


def _growth(data: Data) -> Found:
    pair, number = growing(data)
    return number, " and ".join(map(str, pair)) if number else ""


def _search(data: Data) -> Found:
    sizes = data.get("search", {})
    if not sizes:
        return None, ""
    size = str(SIZE) if str(SIZE) in sizes else max(sizes, key=int)
    return ratio(sizes[size]["records"], sizes[size]["pages"], "cpu"), size


def _shipped(kind: str) -> Callable[[Data], Found]:
    def find(data: Data) -> Found:
        runs = data.get("shipped", {}).get(kind, [])
        return middle(runs, "cpu"), "the digest itself" if runs else ""

    return find


GOALS = (
    Goal("cold build: time, of Hugo's", False, 1.0, " ×", _wall("cold", HUGO)),
    Goal("cold build: time, of Pelican's", False, 0.15, " ×", _wall("cold", PELICAN)),
    Goal("after the edit of a text: times faster than Hugo", True, 60, " ×",
         _wall("body", HUGO, inverse=True)),
    Goal("after the edit of an annotation: times faster than Hugo", True, 50, " ×",
         _wall("annotation", HUGO, inverse=True)),
    Goal("after the edit of a title: times faster than Hugo", True, 50, " ×",
         _wall("title", HUGO, inverse=True)),
    Goal("nothing changed: time", False, 150, " ms", _nothing),
    Goal("preview, text saved → page loaded again", False, 50, " ms", _resident("body")),
    Goal("preview, annotation saved → page loaded again", False, 100, " ms",
         _resident("annotation")),
    Goal("peak memory of all processes, of Hugo's", False, 0.2, " ×", _memory),
    Goal("processor time for one source, large by small", False, 1.1, " ×", _growth),
    Goal("search index: processor time, of that over full pages", False, 0.35, " ×", _search),
    Goal("the shipped digest, cold: processor time", False, 1.5, " s", _shipped("cold")),
    Goal("the shipped digest, nothing changed: processor time", False, 0.25, " s",
         _shipped("nothing")),
)  # fmt: skip
