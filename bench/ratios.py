"""From runs to the numbers that are told: medians, and medians of the ratios of pairs.

A machine is busy now and idle then; so two generators are compared by the ratio within a round,
where both met the same machine, and the median of the rounds counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

Runs = Sequence[Mapping[str, float]]


def middle(runs: Runs, what: str) -> float | None:
    """The median of one measure; `None` when nothing was measured."""
    return median(run[what] for run in runs) if runs else None


def ratio(ours: Runs, theirs: Runs, what: str) -> float | None:
    """The median of the ratios of pairs, ours to theirs; `None` without a pair."""
    pairs = [(a[what], b[what]) for a, b in zip(ours, theirs, strict=False) if b[what] > 0]
    return median(a / b for a, b in pairs) if pairs else None


def peak(builds: Mapping[str, Any], tool: str) -> float | None:
    """MB of memory of all processes in a cold build, what they share counted once if known."""
    looked = builds.get("memory", {}).get(tool, [])
    shared_once = middle(looked, "pss")
    return shared_once or middle(builds.get("cold", {}).get(tool, []), "rss")


def each(builds: Mapping[str, Any], tool: str, size: int) -> float | None:
    """Milliseconds of processor time for one source in a cold build."""
    whole = middle(builds.get("cold", {}).get(tool, []), "cpu")
    return None if whole is None else 1000 * whole / size


def times_less(share: float | None) -> float | None:
    """How many times less, from the share."""
    return 1 / share if share else None
