"""What reading has gathered before it is known to be whole."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from digest.errors import Path, Place, Problem
from digest.model.actor import Actor
from digest.model.attestation import Attestation
from digest.model.change import Revision
from digest.model.coding import ARTICLES, Annotations
from digest.model.corpus import Corpus, Entry
from digest.model.document import Document, Topic
from digest.model.event import Milestone, Summit
from digest.model.refs import KINDS, Kind, Ref
from digest.model.settings import Settings
from digest.model.source import Source
from digest.read.files import Folder
from digest.read.references import Use

T = TypeVar("T")

Registered = Topic | Actor | Summit | Milestone | Document

REGISTRIES: tuple[tuple[Kind, str, type[Registered]], ...] = (
    ("topic", "topics.yaml", Topic),
    ("actor", "actors.yaml", Actor),
    ("summit", "summits.yaml", Summit),
    ("milestone", "milestones.yaml", Milestone),
    ("document", "documents.yaml", Document),
)
"""Kind of entry, its file, its type.  To add a kind of record, add a line."""

SETTINGS = "digest.yaml"

_NAMELESS = re.compile(r'(<a href="ref:([a-z]+):([a-z0-9-]+)">)</a>')


@dataclass
class Draft:
    """All that was read so far, and all that is wrong with it."""

    folder: Folder
    settings: Settings | None = None
    tables: dict[Kind, dict[str, Entry]] = field(default_factory=lambda: {k: {} for k in KINDS})
    """Whole records by kind and id."""
    ids: dict[Kind, dict[str, None]] = field(default_factory=lambda: {k: {} for k in KINDS})
    """Every id that was written, also of records with faults, so that no fault brings another."""
    unreadable: set[Kind] = field(default_factory=set)
    """Kinds whose ids are not all known because a file could not be read."""
    bodies: dict[str, str] = field(default_factory=dict)
    codings: set[str] = field(default_factory=set)
    """Files with annotations, also those with faults."""
    annotations: dict[str, Annotations] = field(default_factory=dict)
    second: list[Annotations] = field(default_factory=list)
    links: list[tuple[Place, str, str]] = field(default_factory=list)
    """Links to entries in digests: place, kind, id."""
    written: list[tuple[str, Use]] = field(default_factory=list)
    """Ids, citations and texts in records that have faults: file, use."""
    changes: tuple[Revision, ...] = ()
    """What `CHANGES.yaml` records."""
    attestations: dict[str, Attestation] = field(default_factory=dict)
    """What `attestations.yaml` records."""
    problems: list[Problem] = field(default_factory=list)

    def report(
        self, file: str, path: Path, message: str, hint: str = "", *, key: bool = False
    ) -> None:
        """Note a fault; `file` is relative to the sources folder."""
        self.problems.append(
            Problem(Place(self.folder.shown(file), path, at_key=key), message, hint)
        )

    def warn(self, file: str, path: Path, message: str, hint: str = "") -> None:
        """Note something that does not stop the build."""
        self.problems.append(
            Problem(Place(self.folder.shown(file), path), message, hint, "warning")
        )

    def place(self, ref: Ref) -> tuple[str, Path]:
        """File and path of an entry's record."""
        if ref.kind == "source":
            return f"{ARTICLES}/{ref.id}.md", ()
        return next(file for kind, file, _ in REGISTRIES if kind == ref.kind), (ref.id,)

    def corpus(self) -> Corpus:
        """Everything, once nothing is wrong."""
        assert self.settings is not None
        tables = self.tables
        return Corpus(
            settings=self.settings,
            topics=_only(tables["topic"], Topic),
            actors=_only(tables["actor"], Actor),
            summits=_only(tables["summit"], Summit),
            milestones=_only(tables["milestone"], Milestone),
            documents=_only(tables["document"], Document),
            sources=_only(tables["source"], Source),
            bodies={id: named(body, tables.__getitem__) for id, body in self.bodies.items()},
            annotations=self.annotations,
            second=tuple(self.second),
            files={
                Ref(kind, id): self.place(Ref(kind, id))[0] for kind in KINDS for id in tables[kind]
            },
            changes=self.changes,
            attestations=self.attestations,
        )


def named(body: str, table: Callable[[Kind], Mapping[str, Entry]]) -> str:
    """A digest in which links without a text show the name of their entry."""

    def name(match: re.Match[str]) -> str:
        kind = next(known for known in KINDS if known == match[2])
        entry = table(kind)[match[3]]
        title = entry.title if isinstance(entry, Milestone | Source) else entry.name
        return f"{match[1]}{html.escape(title, quote=False)}</a>"

    return _NAMELESS.sub(name, body)


def records(draft: Draft) -> Iterator[tuple[str, Path, msgspec.Struct]]:
    """Every record with its file and path."""
    if draft.settings:
        yield SETTINGS, (), draft.settings
    for kind in KINDS:
        for id, entry in draft.tables[kind].items():
            yield *draft.place(Ref(kind, id)), entry
    for coding in codings(draft):
        yield coding.file, (), coding


def codings(draft: Draft) -> Iterator[Annotations]:
    """Every coding, first and second."""
    yield from draft.annotations.values()
    yield from draft.second


def _only(table: dict[str, Entry], kind: type[T]) -> dict[str, T]:
    return {id: entry for id, entry in table.items() if isinstance(entry, kind)}
