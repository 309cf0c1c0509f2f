"""The making of units: where they are made, and by whom."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path as FilePath
from typing import Any, Protocol

from digest.incremental.common import Common
from digest.incremental.memory import Kept, Memory
from digest.incremental.steps import Steps
from digest.incremental.tables import stamp
from digest.incremental.tracing import Tracer
from digest.incremental.workers import Shared, Workers
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Entry, Page
from digest.model.refs import KINDS, Ref
from digest.publish.verify import examine
from digest.render.site import LISTS, Unit, Workshop

FEW = 400
"""So many units are made sooner by one process than by several, which have to be started first."""

_PATHS = "site.paths"


class Weigher:
    """Takes files without keeping them."""

    def put(self, page: Page) -> Entry:
        """What the file is."""
        return Entry(
            page.path, hashlib.sha256(page.content).hexdigest(), len(page.content), page.origin
        )


class Taker(Protocol):
    """Takes the files that are made, and says what they are."""

    def put(self, page: Page) -> Entry:
        """Take a file."""


class Place:
    """Where units are made: a workshop whose makers are listened to."""

    def __init__(
        self,
        corpus: Corpus,
        findings: Findings,
        templates: FilePath | None,
        taker: Taker,
        memory: Memory | None = None,
    ) -> None:
        """With a `memory`, findings are made when they are wanted, and so is what units share."""
        self._given = (corpus, findings, templates, taker)
        self.tracer = Tracer()
        self.corpus, self.findings = corpus, findings
        self.taker = taker
        self.steps: Steps | None = getattr(findings, "steps", None)
        finished = self.steps is not None
        self.workshop = Workshop(corpus, findings, templates, self.tracer.wrap, finished=finished)
        self.common = Common(self.workshop, self.tracer, self.steps, memory)
        """What units have in common."""
        self.units = self.common.units

    def __reduce__(self) -> tuple[type[Place], tuple[Any, ...]]:
        """In another process it is set up anew from what it was given."""
        return (Place, self._given)

    def make(self, unit: Unit, paths: Iterable[str] = ()) -> Kept:
        """Make a unit; what it has read, and what came of it.  `paths` are for `LISTS`."""
        self.workshop.prepare(unit)
        self.tracer.forget()
        pages = self.workshop.lists(list(paths)) if unit == LISTS else self.workshop.make(unit)
        asked = self.tracer.asked()
        if unit == LISTS:
            asked += array("Q", [self.tracer.key(_PATHS, "")]).tobytes()
        base = self.corpus.settings.base_url
        return Kept(
            asked,
            tuple(self.taker.put(page) for page in pages),
            tuple(examine(page, base_url=base) for page in pages),
        )

    def content(self, path: str) -> bytes:
        """The bytes of a file, made anew.  Raises `KeyError` when no unit makes it."""
        for unit in self.units:
            for page in self.workshop.make(unit):
                if page.path == path:
                    return page.content
        raise KeyError(path)

    def stamps(self) -> dict[str, Mapping[Any, int]]:
        """Of all that can be read, but for the paths."""
        return self.tracer.stamps(self.common.stamps)

    def listed(self, paths: Iterable[str]) -> dict[str, dict[Any, int]]:
        """The stamp of the paths that `LISTS` is given."""
        return {_PATHS: {"": stamp(sorted(paths))}}

    def file_of(self, unit: Unit) -> str:
        """The source file from which a unit is made, else its name."""
        if unit.kind in KINDS and (file := self.corpus.files.get(Ref(unit.kind, unit.key))):
            return file
        coding = self.corpus.annotations.get(unit.key) if unit.kind == "stance" else None
        return coding.file if coding else str(unit)


def _make(shared: Shared[Place], unit: Unit) -> Kept:
    return shared.get().make(unit)


def make(
    place: Place, units: list[Unit], workers: Workers, progress: Callable[[int, int], None]
) -> Iterator[tuple[Unit, Kept]]:
    """Make units; the large ones, of which there is one of a kind, first."""
    ordered = sorted(units, key=lambda unit: bool(unit.key))
    shared = Shared(place)
    try:
        results = workers.each(
            partial(_make, shared),
            ordered,
            few=FEW,
            where=place.file_of,
            shared=shared,
            told=lambda done: progress(done, len(ordered)),
        )
        yield from zip(ordered, results, strict=True)
    finally:
        shared.release()
