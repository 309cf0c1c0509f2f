"""What one build leaves to the next: on disk, and within one process also in memory."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from digest.incremental.store import Change, Store
from digest.model.page import Entry
from digest.publish.memory import Mind
from digest.publish.verify import Report

if TYPE_CHECKING:
    from digest.incremental.standing import Standing

Job = TypeVar("Job")
Done = TypeVar("Done")

Do = Callable[[Callable[[Job], Done], Sequence[Job]], Iterable[Done]]
"""Does jobs: a function and what it is to be done to → results, in that order."""

FILE = "memory.sqlite"

UNITS, STAMPS, STEPS = "units", "stamps", "steps"


class Kept(NamedTuple):
    """What a unit came to."""

    asked: bytes
    """What it has read: 64 bits for each thing."""
    files: tuple[Entry, ...]
    reports: tuple[Report, ...]
    note: str = ""
    """For what is no unit of the site: what it came to."""


Entries = Mapping[str, tuple[Mapping[Any, Any], Mapping[Any, int]]]
"""Table → what it holds, and the stamps of that."""

_Kept = tuple[dict[str, "Kept"], dict[str, Mapping[Any, int]], dict[str, Any]]


class Memory:
    """What is known from earlier builds.

    Where there is no folder, nothing is kept beyond this object.
    """

    def __init__(self, folder: Path | None = None, *, keeps: bool = True) -> None:
        """Without `keeps` the folder stays as it is."""
        self.folder, self._keeps = folder, keeps
        self._way = ""
        self._store: Store | None = None
        self._done: dict[str, dict[str, Any]] = {}
        self.units: dict[str, Kept] = {}
        self.stamps: dict[str, Mapping[Any, int]] = {}
        self.steps: dict[str, Any] = {}
        self.mind = Mind()
        """What was seen of the site."""
        self.standing: Standing | None = None
        """The last build, where that went well and more can follow in this process."""
        self._written: _Kept = {}, {}, {}
        """Units, stamps and steps as the file has them."""

    def open(self, way: str) -> None:
        """Look up what was made in this way; what was made in another one is forgotten."""
        if way != self._way:
            self.close()
            self._way, self._done, self.units, self.stamps, self.steps = way, {}, {}, {}, {}
            self._written, self.standing = ({}, {}, {}), None
            if self.folder and (self._keeps or (self.folder / FILE).exists()):
                self._store = Store(self.folder / FILE, way)
                self.units = self._read(UNITS)
                self.stamps = self._read(STAMPS)
                self.steps = self._read(STEPS)
                self._written = self.units, self.stamps, self.steps

    def _read(self, table: str) -> dict[str, Any]:
        assert self._store is not None
        try:
            return {key: pickle.loads(row) for key, row in self._store.rows(table).items()}  # noqa: S301 – ours, and checked
        except Exception:  # of another make of pickle, though its sum is right
            self._store.forget()
            return {}

    def close(self) -> None:
        """Close the file; what was read from it stays known."""
        self.write()
        if self._store:
            self._store.close()
            self._store = None

    def each(
        self,
        table: str,
        function: Callable[[Job], Done],
        jobs: Sequence[Job],
        key_of: Callable[[Job], str],
        do: Do[Job, Done],
    ) -> Iterator[Done]:
        """Results of jobs in their order; only those whose key is not known are done.

        A key stands for all that a result depends on; a job with an empty key is always done.
        """
        known = self._done.get(table)
        rows: Mapping[str, bytes] = {}
        if known is None:
            known = {}
            rows = self._store.rows(table) if self._store else {}
        keys = [key_of(job) for job in jobs]
        missing = [n for n, key in enumerate(keys) if key not in known and key not in rows]
        made = iter(do(function, [jobs[n] for n in missing]))
        todo = set(missing)
        now: dict[str, Any] = {}
        new: dict[str, bytes] = {}
        for n, key in enumerate(keys):
            if n in todo:
                result = next(made)
                if key and self._store and self._keeps:
                    new[key] = pickle.dumps(result, 5)
            else:
                result = known[key] if key in known else pickle.loads(rows[key])  # noqa: S301
            if key:
                now[key] = result
            yield result
        for _ in made:  # lets it come to its end
            pass
        self._done[table] = now
        if self._store and self._keeps:
            gone = [key for key in dict.fromkeys([*known, *rows]) if key not in now]
            if new or gone:
                self._store.change([Change(table, new, gone)])

    def row(self, table: str, key: str) -> Any:
        """An entry of a table of which `keep` was given some.  Raises `KeyError`."""
        found = self._store.row(table, key) if self._store else None
        if found is None:
            raise KeyError(key)
        return pickle.loads(found)  # noqa: S301 – ours, and checked

    def keep(
        self,
        units: dict[str, Kept],
        stamps: dict[str, Mapping[Any, int]],
        steps: dict[str, Any] | None = None,
        entries: Entries | None = None,
        *,
        later: bool = False,
    ) -> None:
        """Remember what all units came to, given stamps of all that they could read, and `steps`
        of the analysis, whose stamps are among these.  Of tables in `entries`, which have
        changed, these are remembered each by itself.

        It is written now, or when `write` is called.
        """
        if not self._keeps:
            return
        self.units, self.stamps, self.steps = units, stamps, steps or {}
        if not later:
            self.write(entries or {})

    def write(self, entries: Entries = MappingProxyType({})) -> None:
        """Write what is to be remembered, where that has not been done."""
        now = self.units, self.stamps, self.steps
        if self._store and self._keeps and now != self._written:
            changes = []
            pairs: list[tuple[str, Mapping[str, Any], Mapping[str, Any]]] = [
                (UNITS, self._written[0], self.units),
                (STAMPS, self._written[1], self.stamps),
                (STEPS, self._written[2], self.steps),
            ]
            for table, old, new in pairs:
                put = {k: v for k, v in new.items() if old.get(k) is not v and old.get(k) != v}
                rows = {key: pickle.dumps(value, 5) for key, value in put.items()}
                changes.append(Change(table, rows, [key for key in old if key not in new]))
            known = self._written[1] if self._written[2] else {}
            changes += [
                _entries(name, values, known.get(name, {}), new)
                for name, (values, new) in entries.items()
            ]
            self._store.change(changes)
        self._written = now


def _entries(
    table: str, values: Mapping[Any, Any], old: Mapping[Any, int], new: Mapping[Any, int]
) -> Change:
    """Entries of a table that have another stamp, and those that are gone."""
    changed = {key: value for key, value in values.items() if old.get(key) != new[key]}
    gone = [repr(key) for key in old if not isinstance(key, int) and key not in values]
    put = {repr(key): pickle.dumps(value, 5) for key, value in changed.items()}
    return Change(table, put, gone)
