"""Tables of the registries: topics, actors and their offices, meetings, documents, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from digest.model.actor import Actor, Name, Role, full_names
from digest.model.coding import fact_id, stance_id
from digest.model.corpus import Corpus
from digest.model.document import Document, Provision, Topic
from digest.model.event import Milestone, Outcome, Participant, Summit
from digest.model.findings import Findings
from digest.model.refs import ActorId, DocumentId, Kind, Ref, SourceId, SummitId, address
from digest.model.source import Source
from digest.model.words import Derivation
from digest.render.columns import Column, Value, column, field, fields, plain
from digest.render.links import Linker
from digest.render.tabular import Table


class _Of(NamedTuple):
    """A record that belongs to an entry."""

    entry: str
    item: Any


def _all(kind: Kind) -> Callable[[Corpus, Findings], Iterable[Any]]:
    return lambda corpus, findings: corpus.table(kind).values()


def _each(kind: Kind, name: str) -> Callable[[Corpus, Findings], Iterable[_Of]]:
    """The records that a field or property of the entries lists."""

    def items(corpus: Corpus, findings: Findings) -> Iterator[_Of]:
        for id, entry in corpus.table(kind).items():
            for item in getattr(entry, name):
                yield _Of(id, item)

    return items


def _id(kind: Kind) -> tuple[Column, ...]:
    return (
        column("id", "Its id, for life.", lambda b, item: item.id),
        column("page", "Where it stands on the site.",
               lambda b, item: address(Ref(kind, item.id))),
    )  # fmt: skip


def _names(b: Linker, item: Any) -> Value:
    return tuple(name.name for name in full_names(item.names))


_NAMES = column("names", "Other names.", _names, tuple[str, ...])

TOPICS = Table(
    "topics", "The codebook: every topic.", _all("topic"),
    (*_id("topic"), *fields(Topic, "name proposition scope include exclude broader cues note")),
)  # fmt: skip


def _members(b: Linker, item: Actor) -> Value:
    return tuple(member.actor for member in item.all_members)


ACTORS = Table(
    "actors", "Every actor.", _all("actor"),
    (
        *_id("actor"), *fields(Actor, "name kind parent"), _NAMES,
        column("members", "Members of a group or organisation.", _members,
               tuple[ActorId, ...]),
        *fields(Actor, "start end url note support sources"),
    ),
    facets="kind support",
)  # fmt: skip


OFFICES = Table(
    "offices", "Every office or function of a person over time.", _each("actor", "roles"),
    (
        column("person", "Who holds it.", lambda b, r: r.entry, ActorId),
        *fields(Role, "role of speaks_for start end acting seen note support", "item"),
    ),
    facets="speaks_for",
)  # fmt: skip


def _aliases(corpus: Corpus, findings: Findings) -> Iterator[_Of]:
    for ref in corpus.refs():
        for name in corpus.names(ref):
            yield _Of(str(ref), name)


NAMES = Table(
    "names", "Every other name of an entry.", _aliases,
    (
        column("entry", "The entry.", lambda b, n: n.entry, Ref),
        *fields(Name, "name kind lang start end also note support", "item"),
    ),
    facets="kind lang",
)  # fmt: skip


SUMMITS = Table(
    "summits", "Every summit, meeting, visit and signing that has a page.", _all("summit"),
    (
        *_id("summit"), field(Summit, "name"), _NAMES,
        *fields(Summit, "kind start end place status documents part_of note support sources"),
    ),
    facets="kind status",
)  # fmt: skip


PARTICIPANTS = Table(
    "participants", "Who took part in which meeting.", _each("summit", "all_participants"),
    (
        column("summit", "The meeting.", lambda b, p: p.entry, SummitId),
        *fields(Participant, "actor by level on_behalf_of note", "item"),
    ),
    facets="actor",
)  # fmt: skip


OUTCOMES = Table(
    "outcomes", "What came out of which meeting.", _each("summit", "all_outcomes"),
    (
        column("summit", "The meeting.", lambda b, o: o.entry, SummitId),
        *fields(Outcome, "text topic support sources", "item"),
    ),
    facets="topic support",
)  # fmt: skip

MILESTONES = Table(
    "milestones", "Every dated happening that has no page.", _all("milestone"),
    (
        *_id("milestone"),
        *fields(
            Milestone,
            "date end title kind place actors topics summit documents text note support sources",
        ),
    ),
    facets="kind topics",
)  # fmt: skip

DOCUMENTS = Table(
    "documents", "Every declaration, agreement, concept and other document.", _all("document"),
    (
        *_id("document"), field(Document, "name"), _NAMES,
        *fields(
            Document,
            "kind adopted signed in_force end parties signatories summit number url summary note "
            "support sources",
        ),
    ),
    facets="kind",
)  # fmt: skip


PROVISIONS = Table(
    "provisions", "What documents say on topics.", _each("document", "provisions"),
    (
        column("document", "The document.", lambda b, p: p.entry, DocumentId),
        *fields(Provision, "topic says quote sources support", "item"),
    ),
    facets="topic document",
)  # fmt: skip


def _root(b: Linker, item: Source) -> Value:
    root = b.findings.roots[item.id]
    return root if root != item.id else None


def _how(b: Linker, item: Source) -> Value:
    return plain(item.derived_from.how) if item.derived_from else None


def _quoted(b: Linker, item: Source) -> list[str]:
    """Keys of the stances and facts that rest on words of a source."""
    coding = b.corpus.annotations.get(item.id)
    if coding is None:
        return []
    facts = [fact_id(fact) for fact in coding.facts if fact.quote]
    return [*map(stance_id, coding.stances), *facts]


def _count(b: Linker, item: Source) -> int:
    coding = b.corpus.annotations.get(item.id)
    return len(coding.stances) if coding else 0


SOURCES = Table(
    "sources", "Every source.", _all("source"),
    (
        *_id("source"),
        *fields(
            Source,
            "title authors author_note publisher published not_before date_note url language "
            "translations kind access rights publish",
        ),
        column("derives_how", "How it derives from another text.", _how, Derivation | None),
        column("root", "The source of the digest from which it derives in the end.", _root,
               SourceId | None),
        *fields(Source, "standing standing_note summary collected"),
        column("stances", "How many stances the coding shown has.", _count, int),
        column("quotations", "How many quotations of it the digest rests on.",
               lambda b, item: len(_quoted(b, item)), int),
        column("attested", "How many of them were checked against the original.",
               lambda b, item: sum(key in b.findings.attested for key in _quoted(b, item)),
               int),
    ),
    facets="kind access publisher",
)  # fmt: skip
