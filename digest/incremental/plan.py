"""Which units of the site need not be made again, and why the others must be."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any, NamedTuple

from digest.incremental.memory import Kept
from digest.incremental.tracing import Tracer, changed, told


class Reason(NamedTuple):
    """Why a unit was made, or not."""

    made: bool
    why: str


class Plan:
    """What need not be made again, and why the rest must be."""

    def __init__(
        self,
        tracer: Tracer,
        units: Mapping[str, Kept],
        before: Mapping[str, Mapping[Any, int]],
        now: Mapping[str, Mapping[Any, int]],
        known: Mapping[str, str] | None,
    ) -> None:
        """`units` and `before` are what is remembered, `now` the stamps of what there is now,
        `known` the files of the site with their SHA-256; `None` where files do not matter.
        """
        self._units, self._known = units, known
        self._changed = {tracer.key(*pair): pair for pair in changed(before, now)}

    def kept(self, name: str) -> Kept | None:
        """What a unit came to, where that still holds."""
        kept = self._units.get(name)
        return None if kept is None or self._fault(kept) else kept

    def reason(self, name: str) -> Reason:
        """Whether a unit had to be made, and why."""
        kept = self._units.get(name)
        if kept is None:
            new = "nothing is remembered of it" if self._units else "nothing is remembered at all"
            return Reason(True, new)
        fault = self._fault(kept)
        count = len(kept.asked) // 8
        return Reason(bool(fault), fault or f"none of the {count} things that it has read changed")

    def _fault(self, kept: Kept) -> str:
        if self._changed:
            asked = array("Q")
            asked.frombytes(kept.asked)
            if not self._changed.keys().isdisjoint(asked):
                pairs = [self._changed[key] for key in asked if key in self._changed]
                found = [told(*pair) for pair in sorted(pairs, key=_nearest)]
                more = f" and {len(found) - 1} more" if len(found) > 1 else ""
                return f"{found[0]}{more}"
        if self._known is not None:
            for entry in kept.files:
                if self._known.get(entry.path) != entry.sha256:
                    return f"{entry.path} is not in the site as it was left"
        return ""


def _nearest(pair: tuple[str, Any]) -> tuple[bool, bool, str]:
    """What is written in the sources comes first, and single entries before all of a kind."""
    table, key = pair
    return not table.startswith("corpus"), isinstance(key, int), f"{table} {key}"
