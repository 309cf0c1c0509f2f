"""What the pages of meetings have in common, found once for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from digest.model.coding import Stance
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.words import SummitKind
from digest.render.division import Part, Place
from digest.render.pager import Order, by_date, order
from digest.render.views import summit_pages


class Shared(NamedTuple):
    """What the pages of meetings have in common, by meeting."""

    stances: Mapping[str, Sequence[Stance]]
    side: Mapping[str, Sequence[str]]
    main: frozenset[str]
    """The NATO summits."""
    meetings: Order
    summits: Order
    standings: Mapping[str, Mapping[tuple[str, str], Standing]]
    """Meeting → (actor, topic) → where it stood there."""
    top: Mapping[str, Sequence[Place]]
    """Folder of a long list → its coarse pages."""
    lists: Mapping[str, Part]
    """Every page of the long lists by its key: `2024-summit/defence`."""


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """What the pages of meetings have in common."""
    stances: dict[str, list[Stance]] = {}
    for stance in corpus.stances():
        if stance.summit:
            stances.setdefault(stance.summit, []).append(stance)
    side: dict[str, list[str]] = {}
    ordered = by_date((summit.start, id) for id, summit in corpus.summits.items())
    for id in ordered:
        side.setdefault(corpus.summits[id].part_of, []).append(id)
    main = frozenset(id for id in ordered if corpus.summits[id].kind is SummitKind.NATO_SUMMIT)
    standings: dict[str, dict[tuple[str, str], Standing]] = {}
    for (actor, topic, id), standing in findings.at_summits.items():
        standings.setdefault(id, {})[actor, topic] = standing
    return Shared(
        stances, side, main, order("meeting", ordered), order("NATO summit", ordered, main),
        standings, *summit_pages.divided(corpus, stances, standings),
    )  # fmt: skip


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterator[str]:
    """Of every meeting, and of every page of its long lists."""
    yield from corpus.summits
    yield from common.lists
