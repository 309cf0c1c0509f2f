"""All of a site from what is remembered and what is made anew."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from digest.errors import Problem
from digest.incremental.making import Place, make
from digest.incremental.memory import Kept, Memory
from digest.incremental.plan import Plan
from digest.incremental.workers import Workers
from digest.model.page import Entry
from digest.publish.verify import conclude
from digest.render.site import LISTS


class Site:
    """What all units of a site came to."""

    def __init__(
        self,
        place: Place,
        memory: Memory,
        known: Mapping[str, str] | None,
        workers: Workers,
        progress: Callable[[int, int], None],
    ) -> None:
        """Makes what is not as it is remembered.

        `known` are the files of the site with their SHA-256; `None` where it does not matter
        which there are.  `progress` hears how many units are made, of how many.
        """
        self._place, self._memory, self._known = place, memory, known
        self._before = memory.units
        self.stamps = place.stamps()
        self.plan = self._planned()
        self.units: dict[str, Kept] = {}
        todo = []
        for unit in place.units:
            kept = self.plan.kept(str(unit))
            if kept is None:
                todo.append(unit)
            else:
                self.units[str(unit)] = kept
        self.made = [str(unit) for unit in todo]
        for unit, kept in make(place, todo, workers, progress):
            self.units[str(unit)] = kept
        self._list()
        self.files: list[Entry] = [e for kept in self.units.values() for e in kept.files]

    def _planned(self) -> Plan:
        place, memory = self._place, self._memory
        return Plan(place.tracer, self._before, memory.stamps, self.stamps, self._known)

    def _list(self) -> None:
        """Make what lists all other files, when there are others."""
        paths = [entry.path for kept in self.units.values() for entry in kept.files]
        self.stamps |= self._place.listed(paths)
        self.plan = self._planned()
        kept = self.plan.kept(str(LISTS))
        if kept is None:
            self.made.append(str(LISTS))
            kept = self._place.make(LISTS, paths)
        self.units[str(LISTS)] = kept

    def faults(self, load: Callable[[str], bytes]) -> list[Problem]:
        """Every fault of the pages; `load` gives the bytes of a file where they are needed."""
        if self._sound():
            return []
        reports = (report for kept in self.units.values() for report in kept.reports)
        return conclude(reports, load, base_url=self._place.corpus.settings.base_url)

    def _sound(self) -> bool:
        """Whether it is plain that nothing is wrong that was not: what is remembered was sound.

        So it is where units have only been made again that have the same titles, offer all that
        they offered, and want nothing that they did not want or do not offer themselves.
        """
        if _reported(self.units) != _reported(self._before):
            return False
        return sound(self._before, self.units, self.made)

    def explain(self, page: str) -> str:
        """Why a page was made or left as it was; nothing where no page is named."""
        if not page:
            return ""
        for name, kept in self.units.items():
            if any(entry.path == page for entry in kept.files):
                made, why = self.plan.reason(name)
                return f"{page} was {'made' if made else 'left as it was'}: {why}."
        return f"{page} is not a file that is made of the sources."

    def keep(self, more: Mapping[str, Kept] | None = None) -> None:
        """Have it remembered, with what is no unit of the site."""
        steps = self._place.steps
        units = {**self.units, **self._place.common.kept, **(more or {})}
        if steps:
            self._memory.keep(units, self.stamps, steps.taken, steps.rows())
        else:
            self._memory.keep(units, self.stamps)


def _reported(units: Mapping[str, Kept]) -> set[str]:
    """Names of those that have files of the site."""
    return {name for name, kept in units.items() if kept.reports}


def sound(before: Mapping[str, Kept], now: Mapping[str, Kept], made: Iterable[str]) -> bool:
    """Whether units that were made again leave a site without faults as it was in that."""
    old = [report for name in made if name in before for report in before[name].reports]
    new = [report for name in made for report in now[name].reports]
    if any(report.problems for report in new):
        return False
    if [(r.path, r.title) for r in old] != [(r.path, r.title) for r in new]:
        return False
    offered = _numbers(report.offers for report in new)
    if not _numbers(report.offers for report in old) <= offered:
        return False
    wanted = _numbers(r.wanted for r in new) - _numbers(r.wanted for r in old)
    return wanted <= offered


def _numbers(parts: Iterable[bytes]) -> set[Any]:
    found: set[int] = set()
    for part in parts:
        numbers = array("Q")
        numbers.frombytes(part)
        found.update(numbers)
    return found
