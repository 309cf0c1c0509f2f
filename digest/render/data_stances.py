"""Tables of what the sources say: stances, and facts with what others give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from digest.dates import PartialDate
from digest.model.coding import Fact, Stance, fact_id, stance_id
from digest.model.corpus import Corpus
from digest.model.disputes import Claim, Dispute
from digest.model.findings import Findings
from digest.model.refs import ActorId, Ref, SourceId, address, stance_address
from digest.model.verdicts import Lint, Remark
from digest.model.words import FactProperty, Standing
from digest.render.columns import Column, Value, column, field, fields, plain
from digest.render.links import Linker
from digest.render.schema import descriptions
from digest.render.tabular import Table
from digest.render.voices import voice


class Said(NamedTuple):
    """A stance with what the machine remarks on it."""

    stance: Stance
    id: str
    remarks: tuple[Remark, ...]


class Stated(NamedTuple):
    """A fact with its verdict."""

    fact: Fact
    id: str
    claim: Claim
    dispute: Dispute


def _stances(corpus: Corpus, findings: Findings) -> Iterator[Said]:
    remarks: dict[str, list[Remark]] = defaultdict(list)
    for remark in findings.remarks:
        remarks[remark.stance].append(remark)
    for stance in corpus.stances():
        id = stance_id(stance)
        yield Said(stance, id, tuple(remarks.get(id, ())))


def _page(b: Linker, said: Said) -> Value:
    return f"{address(Ref('source', said.stance.source))}#stance-{said.id}"


def _chain(b: Linker, said: Said) -> Value:
    return voice(b, b.findings.chains[said.id]).striptags()


def _offices(b: Linker, said: Said) -> Value:
    return tuple(office.sentence for office in b.findings.offices.get(said.id, ()))


def _dated(b: Linker, said: Said) -> Value:
    source = b.corpus.sources[said.stance.source]
    if said.stance.date:
        return "own"
    return "source" if source.published else "not-before" if source.not_before else "unknown"


def _open(b: Linker, said: Said) -> Value:
    return tuple(remark.lint.value for remark in said.remarks if not remark.why)


def _accepted(b: Linker, said: Said) -> Value:
    return tuple(f"{remark.lint.value}: {remark.why}" for remark in said.remarks if remark.why)


def _place(b: Linker, item: Said | Stated) -> int | None:
    found = b.findings.attested.get(item.id)
    return found.paragraph if found else None


_ATTESTED = (
    column("attested", "Whether the words were checked against the original and not changed since.",
           lambda b, item: _place(b, item) is not None, bool),
    column("attested_paragraph", "The paragraph of the original in which they were found.", _place,
           int | None),
)  # fmt: skip

_FACT = descriptions(Fact)


def _paragraph(of: str) -> Column:
    """The paragraph that the coding gives, which may be none."""

    def value(b: Linker, item: Any) -> Value:
        return getattr(item, of).paragraph or None

    return column("paragraph", descriptions(Stance)["paragraph"], value, int | None)


STANCES = Table(
    "stances",
    "Every stance of the coding that the site shows, by source and place in its file.",
    _stances,
    (
        column("id", "Id of the stance, for life.", lambda b, s: s.id),
        column("permalink", "Its own page.", lambda b, s: stance_address(s.id)),
        column("page", "Where it stands on the page of its source.", _page),
        column("source", "The source that shows it.", lambda b, s: s.stance.source, SourceId),
        column("source_standing", "Whether that source still stands.",
               lambda b, s: plain(b.corpus.sources[s.stance.source].standing), Standing),
        column("counted", "Whether it counts in figures: its source stands, and the same statement "
               "does not count from another source.", lambda b, s: s.id in b.findings.counted,
               bool),
        _paragraph("stance"),
        *fields(Stance, "topic position", "stance"),
        column("holders", "Who holds it; several for a joint statement.",
               lambda b, s: s.stance.holders, tuple[ActorId, ...]),
        column("score", "The position as a number from −2 to 2; empty for those without a score.",
               lambda b, s: s.stance.position.score, int | None),
        field(Stance, "voice", "stance"),
        column("chain", "Through whom the words came, in one sentence.", _chain),
        *fields(Stance, "speaker office", "stance"),
        column("office_then", "The office of who speaks on that date, in words.", _offices,
               tuple[str, ...]),
        *fields(Stance, "via to", "stance"),
        column("date", "When the stance was taken, else the date of its source.",
               lambda b, s: plain(b.corpus.date_of(s.stance)), PartialDate | None),
        column("dated", "How that date is known: `own`, `source` (published then), `not-before` "
               "(the source is undated), or `unknown`.", _dated,
               Literal["own", "source", "not-before", "unknown"]),
        *fields(Stance, "summit act condition confidence quote prefix suffix note", "stance"),
        *_ATTESTED,
        column("open", "Checks of the machine that call for a second look.", _open,
               tuple[Lint, ...]),
        column("accepted", "Checks whose finding is right as it is, each with the reason.",
               _accepted, tuple[str, ...]),
    ),
    facets="topic position voice source holders",
)  # fmt: skip


def _facts(corpus: Corpus, findings: Findings) -> Iterator[Stated]:
    found = {
        (claim.fact.source, claim.fact.index): (claim, dispute)
        for dispute in findings.disputes
        for claim in dispute.claims
    }
    for fact in corpus.facts():
        if (fact.source, fact.index) in found:
            yield Stated(fact, fact_id(fact), *found[fact.source, fact.index])


FACTS = Table(
    "facts",
    "Every checkable statement of a source about an entry, and how it stands to what others give.",
    _facts,
    (
        column("id", "Id of the fact.", lambda b, f: f.id),
        column("about", "The entry.", lambda b, f: str(f.dispute.ref), Ref),
        column("property", "What it says of the entry.", lambda b, f: plain(f.fact.prop),
               FactProperty),
        field(Fact, "what", "fact"),
        column("value", _FACT["value"], lambda b, f: f.fact.values, tuple[str, ...]),
        field(Fact, "unit", "fact"),
        column("correct", _FACT["correct"], lambda b, f: f.fact.corrections, tuple[str, ...]),
        field(Fact, "quote", "fact"),
        column("source", "The source that makes the statement.", lambda b, f: f.fact.source,
               SourceId),
        _paragraph("fact"),
        *fields(Fact, "note sources", "fact"),
        field(Claim, "verdict", "claim"),
        field(Claim, "against", "claim"),
        field(Claim, "slip", "claim"),
        column("registry", "What our registry has, in words; empty when nothing of the kind.",
               lambda b, f: plain(f.dispute.registry), str | None),
        *_ATTESTED,
    ),
    facets="verdict property source",
)  # fmt: skip
