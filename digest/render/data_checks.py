"""Tables of what the machine found: contradictions, facts in conflict, place names, checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from digest.model.coding import fact_id, stance_id
from digest.model.corpus import Corpus
from digest.model.disputes import Dispute
from digest.model.empties import Noted, Together
from digest.model.evidence import Contradiction
from digest.model.findings import Findings
from digest.model.metonym import Metonym, Reason
from digest.model.refs import ActorId, Citation, Ref, SourceId, TopicId
from digest.model.scale import Position
from digest.model.verdicts import Lint, Remark
from digest.model.words import FactProperty
from digest.render.columns import FactId, StanceId, Value, column, field, fields, plain
from digest.render.links import Linker
from digest.render.tabular import Table
from digest.text import listing

CONTRADICTIONS = Table(
    "contradictions",
    "Opposite positions that no lapse of time explains: an actor against itself, a member against "
    "its body.",
    lambda corpus, findings: findings.contradictions,
    (
        field(Contradiction, "actor", hint=ActorId),
        field(Contradiction, "body", hint=ActorId | None),
        column("topic", "The topic.", lambda b, c: c.topic, TopicId),
        column("one", "One stance.", lambda b, c: stance_id(c.one), StanceId),
        column("other", "The stance opposite to it.", lambda b, c: stance_id(c.other), StanceId),
        column("one_position", "Its position.", lambda b, c: plain(c.one.position), Position),
        column(
            "other_position",
            "The other’s position.",
            lambda b, c: plain(c.other.position),
            Position,
        ),
        field(Contradiction, "where", hint=str),
    ),
    facets="topic",
)


def _claims(b: Linker, item: Dispute) -> Value:
    return tuple(
        f"{claim.fact.source}: {listing(claim.fact.values)} ({claim.verdict.value})"
        for claim in item.claims
    )


DISAGREEMENTS = Table(
    "disagreements",
    "Every property of an entry of which a source speaks, with what each source and our registry "
    "have.",
    lambda corpus, findings: findings.disputes,
    (
        column("about", "The entry.", lambda b, d: str(d.ref), Ref),
        column("property", "The property.", lambda b, d: d.prop, FactProperty),
        field(Dispute, "what"),
        field(Dispute, "conflict"),
        field(Dispute, "sources_differ"),
        column("claims", "What each source gives, with the verdict on it.", _claims,
               tuple[str, ...]),
        column("facts", "These facts.",
               lambda b, d: tuple(fact_id(claim.fact) for claim in d.claims), tuple[FactId, ...]),
        column("registry", "What our registry has, in words; empty when nothing of the kind.",
               lambda b, d: plain(d.registry), str | None),
        column("registry_sources", "What that rests on.",
               lambda b, d: d.held.sources if d.held else (), tuple[Citation, ...]),
    ),
    facets="property conflict",
)  # fmt: skip


METONYMS = Table(
    "metonyms",
    "Every place name in a digest that can stand for somebody, and how it was read.",
    lambda corpus, findings: findings.metonyms,
    (
        field(Metonym, "name", hint=str),
        column("source", "The source in whose digest it stands.", lambda b, m: m.source, SourceId),
        *fields(Metonym, "passage sentence"),
        column("words", "The sentence.", lambda b, m: m.words),
        column("means", "The entry that is meant, as `kind:id`, or the sort of place; empty while "
               "it is open.", lambda b, m: str(m.ref) if m.ref else plain(m.place), str | None),
        column("reason", "Why it was read so.", lambda b, m: m.reason.value, Reason),
        *fields(Metonym, "cue administration readings"),
    ),
    facets="name reason source",
)  # fmt: skip


def _without(corpus: Corpus, findings: Findings) -> Iterator[Together | Noted]:
    for waiting in findings.empties.uncoded.values():
        yield from waiting
    for noted in findings.empties.mentioned.values():
        yield from noted


def _pair(item: Together | Noted) -> tuple[str, str]:
    if isinstance(item, Noted):
        return item.note.actor, item.note.topic
    return item.actor, item.topic


WITHOUT = Table(
    "named-without-position",
    "Where a source names an actor with a topic and no stance is coded: not coded yet, or noted to "
    "give no position.",
    _without,
    (
        column("actor", "The actor.", lambda b, item: _pair(item)[0], ActorId),
        column("topic", "The topic.", lambda b, item: _pair(item)[1], TopicId),
        column("source", "The source.", lambda b, item: item.source, SourceId),
        column("state", "`uncoded` (waits for a coder) or `mentioned` (a coder found no position).",
               lambda b, item: "mentioned" if isinstance(item, Noted) else "uncoded",
               Literal["uncoded", "mentioned"]),
        column("sentences", "The sentences of our digest that name them together.",
               lambda b, item: () if isinstance(item, Noted) else item.sentences, tuple[str, ...]),
        column("why", "Why it is no position, where a coder noted so.",
               lambda b, item: plain(item.note.why) if isinstance(item, Noted) else None,
               str | None),
    ),
    facets="state topic source",
)  # fmt: skip


def _path(b: Linker, item: Remark) -> Value:
    return ".".join(map(str, item.path)) or None


CHECKS = Table(
    "checks",
    "Every finding of the machine’s checks, open or accepted with a reason.",
    lambda corpus, findings: findings.remarks,
    (
        column("check", "Which check.", lambda b, r: r.lint.value, Lint),
        field(Remark, "file", hint=str),
        column("path", "The value in it; empty for the file as a whole.", _path, str | None),
        field(Remark, "message", hint=str),
        field(Remark, "source", hint=SourceId | None),
        field(Remark, "stance", hint=StanceId | None),
        field(Remark, "why"),
    ),
    facets="check source",
)
