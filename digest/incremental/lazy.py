"""Corpus and findings as steps and makers see them: what is asked for is noted, or made then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from digest.incremental.tables import Fields, Later
from digest.incremental.tracing import Tracer
from digest.model.corpus import Corpus
from digest.model.findings import Findings

if TYPE_CHECKING:
    from digest.incremental.steps import Steps

CORPUS, FINDINGS = "corpus.", "findings"
"""How the names of their tables begin."""


class LazyFindings(Findings):
    """Findings of which each is made when it is wanted."""

    steps: Steps

    def __reduce__(self) -> tuple[Any, ...]:
        """In another process all of them are there."""
        return Findings, tuple(self._asdict().values())

    def _asdict(self) -> dict[str, Any]:
        return {name: getattr(self.steps, name) for name in Findings._fields}

    def _replace(self, **changed: Any) -> Findings:  # type: ignore[override]
        return Findings(**{**self._asdict(), **changed})

    def traced(self, tracer: Tracer) -> Findings:
        """The same, noting what is asked of it."""
        return _traced(self.steps, tracer)


def _field(name: str) -> property:
    return property(lambda self: getattr(self.steps, name))


for _name in Findings._fields:
    setattr(LazyFindings, _name, _field(_name))


def _traced(steps: Steps, tracer: Tracer) -> Findings:
    held: dict[str, Any] = {}
    fields = tracer.add(Fields(FINDINGS, {}))

    def get(name: str) -> Any:
        found = held.get(name)
        if found is None:
            whole = f"{FINDINGS}.{name}"
            if steps.is_table(name):
                found = tracer.add(
                    Later(whole, lambda: getattr(steps, name), lambda key: steps.entry(name, key))
                )
            else:
                value = getattr(steps, name)
                found = tracer.wrap(whole, value)
                if found is value:
                    plain.add(name)
            held[name] = found
        if name in plain:
            fields.seen.add(name)
        return found

    plain: set[str] = set()

    def field(name: str) -> property:
        return property(lambda _: get(name))

    fill: dict[str, Any] = {name: field(name) for name in Findings._fields}
    kind = type("Findings", (Findings,), fill)
    made: Findings = tuple.__new__(kind, ())
    return made


class View(Corpus):
    """A corpus that tells which of its fields are read."""

    _whole: Corpus
    _told: Callable[[str], None]

    def __new__(cls, whole: Corpus, told: Callable[[str], None]) -> View:
        """`told` hears the name of each field that is read: `corpus.sources`."""
        made = tuple.__new__(cls, whole)
        made._whole, made._told = whole, told
        return made

    def _replace(self, **changed: Any) -> Corpus:  # type: ignore[override]
        raise TypeError("what is traced is not changed")


def _noted(name: str) -> property:
    def get(self: Any) -> Any:
        self._told(CORPUS + name)
        return getattr(self._whole, name)

    return property(get)


for _name in Corpus._fields:
    setattr(View, _name, _noted(_name))
