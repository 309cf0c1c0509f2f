"""What one build leaves to the next: on disk, and within one process also in memory."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from digest.incremental.store import Change, Store
from digest.model.page import Entry
from digest.publish.verify import Report

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

    def open(self, way: str) -> None:
        """Look up what was made in this way; what was made in another one is forgotten."""
        if way != self._way:
            self._way, self._done, self.units, self.stamps, self.steps = way, {}, {}, {}, {}
            self.close()
            if self.folder and (self._keeps or (self.folder / FILE).exists()):
                self._store = Store(self.folder / FILE, way)
                self.units = self._read(UNITS)
                self.stamps = self._read(STAMPS)
                self.steps = self._read(STEPS)

    def _read(self, table: str) -> dict[str, Any]:
        assert self._store is not None
        try:
            return {key: pickle.loads(row) for key, row in self._store.rows(table).items()}  # noqa: S301 – ours, and checked
        except Exception:  # of another make of pickle, though its sum is right
            self._store.forget()
            return {}

    def close(self) -> None:
        """Close the file; what was read from it stays known."""
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
        entries: Mapping[str, tuple[Mapping[Any, Any], Mapping[Any, int]]] | None = None,
    ) -> None:
        """Remember what all units came to, given stamps of all that they could read, and `steps`
        of the analysis, whose stamps are among these.  Of tables in `entries`, which have
        changed, these are remembered each by itself.
        """
        if not self._keeps:
            return
        steps = steps or {}
        if self._store:
            changes = []
            for table, old, new in (
                (UNITS, self.units, units),
                (STAMPS, self.stamps, stamps),
                (STEPS, self.steps, steps),
            ):
                put = {k: v for k, v in new.items() if old.get(k) is not v and old.get(k) != v}
                rows = {key: pickle.dumps(value, 5) for key, value in put.items()}
                changes.append(Change(table, rows, [key for key in old if key not in new]))
            known = self.stamps if self.steps else {}
            changes += [
                _entries(name, values, known.get(name, {}), now)
                for name, (values, now) in (entries or {}).items()
            ]
            self._store.change(changes)
        self.units, self.stamps, self.steps = units, stamps, steps


def _entries(
    table: str, values: Mapping[Any, Any], old: Mapping[Any, int], new: Mapping[Any, int]
) -> Change:
    """Entries of a table that have another stamp, and those that are gone."""
    changed = {key: value for key, value in values.items() if old.get(key) != new[key]}
    gone = [repr(key) for key in old if not isinstance(key, int) and key not in values]
    put = {repr(key): pickle.dumps(value, 5) for key, value in changed.items()}
    return Change(table, put, gone)
