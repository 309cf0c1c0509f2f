"""The last build that went well, as a process keeps it that stays: what the next begins with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from digest.errors import Problem
from digest.incremental.making import Place, Taker
from digest.incremental.memory import Kept
from digest.incremental.prose import Askers, Prose, Reader
from digest.incremental.seen import Files
from digest.incremental.tables import Table
from digest.incremental.whole import sound
from digest.model.page import Entry
from digest.model.verdicts import Remark
from digest.run import Options

Stamps = dict[str, Mapping[Any, int]]


class Told(NamedTuple):
    """What the build said."""

    files: int
    """How many files the site has."""
    reading: Sequence[Problem]
    """Warnings of reading."""
    all: Sequence[Problem]


class Standing:
    """A build that went well."""

    def __init__(
        self,
        options: Options,
        files: Files,
        reader: Reader,
        place: Place,
        units: dict[str, Kept],
        stamps: Stamps,
        told: Told,
    ) -> None:
        """`files` are what was to be seen before it."""
        self.options, self.files, self.told = options, files, told
        self.place, self.units, self.stamps = place, units, stamps
        self._reader = reader
        self._askers: Askers | None = None
        self._by_name = {str(unit): unit for unit in place.units}

    @property
    def site(self) -> dict[str, str]:
        """Path → SHA-256 of the files of the site."""
        return {entry.path: entry.sha256 for kept in self.units.values() for entry in kept.files}

    def settle(self) -> None:
        """Have at hand what the next edit calls for."""
        self._askers = self._askers or Askers(self.place, self.units)

    def read_again(self, files: Files) -> list[Prose] | None:
        """Bodies of digests that are other ones; `None` when more than these may be."""
        return self._reader.again(files.since(self.files))

    def remarks(self, found: Sequence[Prose]) -> list[Remark] | None:
        """Open remarks on these digests, which may stand at other lines; `None` when reading has
        said something of them."""
        files = {prose.article.file for prose in found}
        if any(problem.place.file.endswith(tuple(files)) for problem in self.told.reading):
            return None
        findings = self.place.findings
        return [remark for remark in (*findings.remarks, *findings.stale) if remark.file in files]

    def renew(self, found: Iterable[Prose], taker: Taker) -> list[Entry] | None:
        """Make again what these bodies change; its files, or `None` where that is not enough.

        After that, and when it fails, all of this is of no more use until `take` is called.
        """
        self.settle()
        assert self._askers is not None
        names: set[str] = set()
        for prose in found:
            for table, key, value in prose.values():
                names |= self._put(table, key, value)
        self.place.taker = taker
        now = dict(self.units)
        for name in sorted(names):
            unit = self._by_name.get(name)
            if unit is None:
                return None
            now[name] = self.place.make(unit)
            self._askers.note(name, now[name])
        if not sound(self.units, now, names):
            return None
        before = [entry.path for name in names for entry in self.units[name].files]
        made = [entry for name in names for entry in now[name].files]
        if [entry.path for entry in made] != before:
            return None
        self.units = now
        return made

    def take(self, files: Files, found: Sequence[Prose], told: Told) -> None:
        """From now on, this is the last build."""
        self.files, self.told = files, told
        self._reader.take(found)

    def _put(self, name: str, key: object, value: object) -> set[str]:
        """Have an entry of a table hold another value; the units that have asked for it."""
        table = self.place.tracer.table(name)
        assert isinstance(table, Table)
        assert self._askers is not None
        if table.data[key] == value:
            return set()
        self.stamps = {**self.stamps, name: table.put(key, value, self.stamps[name])}
        return self._askers.of(name, key)
