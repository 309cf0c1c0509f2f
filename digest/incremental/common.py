"""What the units of a kind have in common, and which units there are: remembered like units."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from digest.incremental.memory import Kept, Memory
from digest.incremental.plan import Plan
from digest.incremental.steps import Steps
from digest.incremental.tracing import Tracer
from digest.render.site import ASSETS, Unit, Workshop

_FRAME = "frame"
_READ = ("corpus", "findings")
"""Beginnings of the names of all that is read for it."""


class Common:
    """Which units there are.  What they share is made when a unit is, if it is as it was."""

    def __init__(
        self, workshop: Workshop, tracer: Tracer, steps: Steps | None, memory: Memory | None
    ) -> None:
        self._workshop, self._tracer = workshop, tracer
        self.kept: dict[str, Kept] = {}
        """For the memory: what was read for it, and what it came to."""
        self.stamps: dict[str, Mapping[Any, int]] = {}
        """Of what need not be made to be known."""
        self.units: list[Unit] = []
        if steps is None or memory is None:
            self.units = workshop.units()
            return
        self.stamps = steps.stamps()
        before = {table: s for table, s in memory.stamps.items() if table.startswith(_READ)}
        plan = Plan(tracer, memory.units, before, self.stamps, None)
        for kind in (*workshop.kinds, _FRAME):
            name = f"common:{kind}"
            kept = self._known(plan.kept(name), memory.stamps) or self._made(kind)
            self.kept[name] = kept
            self.units += [Unit(kind, key) for key in json.loads(kept.note)["keys"]]
        self.units.append(ASSETS)

    def _known(self, kept: Kept | None, stamps: Mapping[str, Mapping[Any, int]]) -> Kept | None:
        """The same, where the stamps of its tables are known."""
        tables = json.loads(kept.note)["tables"] if kept else ()
        if any(table not in stamps for table in tables):
            return None
        self.stamps |= {table: stamps[table] for table in tables}
        return kept

    def _made(self, kind: str) -> Kept:
        """Make it, and note what is read meanwhile."""
        self._tracer.forget()
        keys: list[str] = []
        if kind == _FRAME:
            self._workshop.frame()
        else:
            keys = self._workshop.keys(kind)
        note = json.dumps({"keys": keys, "tables": self._tracer.tables(kind)})
        return Kept(self._tracer.asked(), (), (), note)
