"""Steps of the analysis that are taken only when something that they have read is another.

A step reads fields of the corpus and results of other steps; both have a version, which is a hash
of the value.  Where all that a step has read has the version that it had, so has its result, which
is then made only when somebody wants it.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_origin, get_type_hints

from digest.analyse.findings import STEPS
from digest.incremental.lazy import CORPUS, FINDINGS, LazyFindings, View
from digest.incremental.tables import stamp, stamps_of
from digest.model.corpus import Corpus
from digest.model.findings import Findings

Stamps = Mapping[str, Mapping[Any, int]]


_BY_INPUT = frozenset({"count", "codings"})
"""Results that are as costly to hash as to make: their version is that of what they have read."""

_HELD = frozenset({"checked", "counted", "moved", "roots"})
"""Results that are small, and dear to make: they are remembered as they are."""

_IN_ROWS = frozenset({"attested", "backlinks", "chains", "disputes_in", "offices", "twins"})
"""Results of which a page wants few entries: these are remembered, each by itself."""

_MAPPINGS = frozenset(
    name for name, kind in get_type_hints(Findings).items() if get_origin(kind) is Mapping
)

Row = Callable[[str, str], Any]
"""Looks up an entry that is remembered: table, `repr` of the key.  Raises `KeyError`."""


class Taken(NamedTuple):
    """A step as it was taken."""

    read: dict[str, int]
    """Fields of the corpus (`corpus.sources`) and steps → version."""
    version: int
    tables: tuple[str, ...] = ()
    """The tables that its result is to those who read it, if it is a finding."""
    value: bytes = b""
    """The result, of those that are remembered."""


class Steps:
    """The results of steps, as attributes; each is made when it is first wanted."""

    def __init__(
        self,
        corpus: Corpus,
        given: Mapping[str, tuple[Any, int]],
        before: Mapping[str, Taken],
        stamps: Stamps,
        more: Mapping[str, Callable[[Corpus, Any], Any]],
        row: Row,
    ) -> None:
        """`given` are results with their versions, `before`, `stamps` and `row` what is remembered.

        `more` are steps beside those of the analysis.
        """
        self._steps = {**STEPS, **more}
        self._corpus = View(corpus, self._note)
        self._values = {name: value for name, (value, _) in given.items()}
        self._versions = {name: version for name, (_, version) in given.items()}
        self._before, self._known, self._row = before, stamps, row
        self._running: list[set[str]] = []
        self._read: dict[str, set[str]] = {}
        self._stamps: dict[str, Mapping[Any, int]] = {}
        self.taken: dict[str, Taken] = {}
        """For the memory; complete once `stamps` has been asked for."""
        self._look_at(corpus)

    def __getattr__(self, name: str) -> Any:
        """The result of a step."""
        if name.startswith("_") or not (name in self._steps or name in self._values):
            raise AttributeError(name)
        self._note(name)
        if name not in self._values:
            self._make(name)
        return self._values[name]

    def stamps(self) -> dict[str, Mapping[Any, int]]:
        """Of all that can be read of corpus and findings."""
        plain = {}
        for name in Findings._fields:
            version = self._version(name)
            if not self.taken[name].tables:
                plain[name] = version
        return {**self._stamps, FINDINGS: plain}

    def is_table(self, name: str) -> bool:
        """Whether a result is one table, and is not made to be known."""
        self._version(name)
        return name in _MAPPINGS and name not in self._values

    def entry(self, name: str, key: Any) -> Any:
        """An entry of a result that `is_table`.  Raises `KeyError`."""
        table = f"{FINDINGS}.{name}"
        if name in _IN_ROWS and name not in self._values:
            if key not in self._known[table]:
                raise KeyError(key)
            with contextlib.suppress(KeyError):  # a row that is damaged
                return self._row(table, repr(key))
        return getattr(self, name)[key]

    def rows(self) -> dict[str, tuple[Mapping[Any, Any], Mapping[Any, int]]]:
        """What is to be remembered by entries, of what was made: table → entries, and stamps."""
        return {
            f"{FINDINGS}.{name}": (self._values[name], self._stamps[f"{FINDINGS}.{name}"])
            for name in _IN_ROWS
            if name in self._values and self.taken[name] is not self._before.get(name)
        }

    def findings(self) -> Findings:
        """All results, each made when it is wanted."""
        found = tuple.__new__(LazyFindings, ())
        found.__dict__["steps"] = self
        return found

    def _note(self, name: str) -> None:
        if self._running:
            self._running[-1].add(name)

    def _look_at(self, corpus: Corpus) -> None:
        for name, value in corpus._asdict().items():
            found, version = stamps_of(f"{CORPUS}{name}", value)
            self._stamps |= found
            self._versions[f"{CORPUS}{name}"] = version
        self._stamps["corpus"] = {
            name: self._versions[f"{CORPUS}{name}"]
            for name in corpus._fields if f"{CORPUS}{name}" not in self._stamps
        }  # fmt: skip

    def _version(self, name: str) -> int:
        """The version of a field of the corpus, or of the result of a step."""
        known = self._versions.get(name)
        if known is None:
            taken = self._before.get(name)
            if taken is None or not self._holds(taken):
                taken = self._anew(name)
            else:
                self._stamps |= {table: self._known[table] for table in taken.tables}
            self.taken[name] = taken
            known = self._versions[name] = taken.version
        return known

    def _holds(self, taken: Taken) -> bool:
        """Whether a step would come to the same again."""
        if any(table not in self._known for table in taken.tables):
            return False
        return all(self._version(name) == version for name, version in taken.read.items())

    def _anew(self, name: str) -> Taken:
        if name not in self._values:
            self._take(name)
        value = self._values[name]
        read = {one: self._version(one) for one in sorted(self._read[name])}
        if name in _BY_INPUT:
            return Taken(read, stamp([name, read]))
        held = pickle.dumps(value, 5) if name in _HELD else b""
        if name not in Findings._fields:
            return Taken(read, stamp(value), (), held)
        found, version = stamps_of(f"{FINDINGS}.{name}", value)
        self._stamps |= found
        return Taken(read, version, tuple(found), held)

    def _make(self, name: str) -> None:
        """Have the result of a step, remembered or made anew."""
        if name in _HELD:
            self._version(name)
            if name not in self._values:
                self._values[name] = pickle.loads(self.taken[name].value)  # noqa: S301 – ours
        else:
            self._take(name)

    def _take(self, name: str) -> None:
        self._running.append(set())
        try:
            self._values[name] = self._steps[name](self._corpus, self)
        finally:
            self._read[name] = self._running.pop()
