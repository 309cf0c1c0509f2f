"""Everything that was read, with look-ups by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from digest.dates import PartialDate
from digest.model.actor import Actor, Name, full_names
from digest.model.attestation import Attestation
from digest.model.change import Revision
from digest.model.coding import Annotations, Fact, Stance
from digest.model.document import Document, Topic
from digest.model.event import Milestone, Summit
from digest.model.refs import KINDS, Kind, Ref
from digest.model.settings import Settings
from digest.model.source import Source

_TABLES: dict[Kind, str] = {kind: f"{kind}s" for kind in KINDS}

Entry = Topic | Actor | Summit | Milestone | Document | Source


class Corpus(NamedTuple):
    """The digest as written: checked, cleaned, and nothing computed yet."""

    settings: Settings
    topics: Mapping[str, Topic]
    actors: Mapping[str, Actor]
    summits: Mapping[str, Summit]
    milestones: Mapping[str, Milestone]
    documents: Mapping[str, Document]
    sources: Mapping[str, Source]
    """By id, in order of id (registries keep the order of their file)."""
    bodies: Mapping[str, str]
    """Source id → its digest as clean HTML; links to entries have `ref:kind:id` as address."""
    annotations: Mapping[str, Annotations]
    """Source id → the coding that the site shows."""
    second: tuple[Annotations, ...]
    """Codings by other coders, by source and coder."""
    files: Mapping[Ref, str]
    """Entry → the file that holds it, relative to the sources folder."""
    changes: tuple[Revision, ...] = ()
    """What changed from one state of the digest to the next, latest first."""
    attestations: Mapping[str, Attestation] = {}
    """Source id → what was found in its original; also of sources that are gone."""

    def table(self, kind: Kind) -> Mapping[str, Entry]:
        """All entries of a kind by id."""
        found: Mapping[str, Entry] = getattr(self, _TABLES[kind])
        return found

    def name(self, ref: Ref) -> str:
        """The name by which pages call an entry."""
        entry = self.table(ref.kind)[ref.id]
        return entry.title if isinstance(entry, Milestone | Source) else entry.name

    def refs(self) -> Iterator[Ref]:
        """Every entry, kind by kind."""
        for kind in KINDS:
            for id in self.table(kind):
                yield Ref(kind, id)

    def find(self, written: str) -> Ref | None:
        """The entry meant by `id` or `kind:id`; `None` when there is none, or more than one."""
        kind, colon, id = written.rpartition(":")
        kinds = [k for k in KINDS if k == kind] if colon else list(KINDS)
        found = [Ref(k, id) for k in kinds if id in self.table(k)]
        return found[0] if len(found) == 1 else None

    def names(self, ref: Ref) -> tuple[Name, ...]:
        """Other names of an entry; none where entries of its kind have none."""
        return full_names(getattr(self.table(ref.kind)[ref.id], "names", ()))

    def ancestry(self, actor: str) -> Iterator[str]:
        """An actor and all of which it is a part, from the inside out; nothing for another id."""
        seen: set[str] = set()
        while actor in self.actors and actor not in seen:
            yield actor
            seen.add(actor)
            actor = self.actors[actor].parent

    def stances(self) -> Iterator[Stance]:
        """Every stance of the coding that the site shows, by source and place in its file."""
        for coding in self.annotations.values():
            yield from coding.stances

    def facts(self) -> Iterator[Fact]:
        """Every fact, by source and place in its file."""
        for coding in self.annotations.values():
            yield from coding.facts

    def date_of(self, stance: Stance) -> PartialDate | None:
        """When a stance was taken: its own date, else that of its source; `None` when unknown."""
        return stance.date or self.sources[stance.source].date

    @property
    def as_of(self) -> PartialDate | None:
        """The digest's own date: as set, else the latest publication among its sources."""
        if self.settings.as_of:
            return self.settings.as_of
        dates = (source.published for source in self.sources.values() if source.published)
        return max(dates, default=None)
