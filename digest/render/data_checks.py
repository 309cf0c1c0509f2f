"""Tables of what the machine found: contradictions, facts in conflict, place names, checks."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model.coding import fact_id, stance_id
from digest.model.corpus import Corpus
from digest.model.disputes import Dispute
from digest.model.empties import Noted, Together
from digest.model.evidence import Contradiction
from digest.model.findings import Findings
from digest.model.metonym import Metonym
from digest.model.verdicts import Remark
from digest.render.links import Linker
from digest.render.tabular import Column, Table, Value, field, fields, plain
from digest.text import listing

CONTRADICTIONS = Table(
    "contradictions",
    "Opposite positions that no lapse of time explains: an actor against itself, a member against "
    "its body.",
    lambda corpus, findings: findings.contradictions,
    (
        *fields(Contradiction, "actor body"),
        Column("topic", "The topic.", lambda b, c: c.topic),
        Column("one", "Permalink of a stance.", lambda b, c: stance_id(c.one)),
        Column("other", "Permalink of the stance opposite to it.", lambda b, c: stance_id(c.other)),
        Column("one_position", "Its position.", lambda b, c: plain(c.one.position)),
        Column("other_position", "The other’s position.", lambda b, c: plain(c.other.position)),
        field(Contradiction, "where"),
    ),
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
        Column("about", "The entry, as `kind:id`.", lambda b, d: str(d.ref)),
        Column("property", "The property.", lambda b, d: d.prop),
        field(Dispute, "what"),
        field(Dispute, "conflict"),
        field(Dispute, "sources_differ"),
        Column("claims", "What each source gives, with the verdict on it.", _claims),
        Column("facts", "Keys of these facts.",
               lambda b, d: tuple(fact_id(claim.fact) for claim in d.claims)),
        Column("registry", "What our registry has, in words; empty when nothing of the kind.",
               lambda b, d: plain(d.registry)),
        Column("registry_sources", "What that rests on.",
               lambda b, d: d.held.sources if d.held else ()),
    ),
)  # fmt: skip


METONYMS = Table(
    "metonyms",
    "Every place name in a digest that can stand for somebody, and how it was read.",
    lambda corpus, findings: findings.metonyms,
    (
        field(Metonym, "name"),
        Column("source", "The source in whose digest it stands.", lambda b, m: m.source),
        *fields(Metonym, "passage sentence"),
        Column("words", "The sentence.", lambda b, m: m.words),
        Column("means", "The entry that is meant, as `kind:id`, or the sort of place; empty while "
               "it is open.", lambda b, m: str(m.ref) if m.ref else plain(m.place)),
        Column("reason", "Why it was read so.", lambda b, m: m.reason.value),
        *fields(Metonym, "cue administration readings"),
    ),
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
        Column("actor", "The actor.", lambda b, item: _pair(item)[0]),
        Column("topic", "The topic.", lambda b, item: _pair(item)[1]),
        Column("source", "The source.", lambda b, item: item.source),
        Column("state", "`uncoded` (waits for a coder) or `mentioned` (a coder found no position).",
               lambda b, item: "mentioned" if isinstance(item, Noted) else "uncoded"),
        Column("sentences", "The sentences of our digest that name them together.",
               lambda b, item: () if isinstance(item, Noted) else item.sentences),
        Column("why", "Why it is no position, where a coder noted so.",
               lambda b, item: plain(item.note.why) if isinstance(item, Noted) else None),
    ),
)  # fmt: skip


def _path(b: Linker, item: Remark) -> Value:
    return ".".join(map(str, item.path))


CHECKS = Table(
    "checks",
    "Every finding of the machine’s checks, open or accepted with a reason.",
    lambda corpus, findings: findings.remarks,
    (
        Column("check", "Which check.", lambda b, r: r.lint.value),
        field(Remark, "file"),
        Column("path", "The value in it.", _path),
        *fields(Remark, "message source stance why"),
    ),
)
