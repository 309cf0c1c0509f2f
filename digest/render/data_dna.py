"""The statements for users of Discourse Network Analyzer, with its variable names.

After P. Leifeld, Discourse Network Analyzer 3 (https://github.com/leifeld/dna): the columns and the
semicolons of its event list, for its default statement type of person, organization, concept and
agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from digest.dates import PartialDate
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.office import Tenure
from digest.model.refs import SourceId, TopicId, stance_address
from digest.model.source import Source
from digest.model.words import ActorKind, SourceKind
from digest.render.columns import StanceId, Value, column, field, plain
from digest.render.links import Linker
from digest.render.tabular import Table


class Statement(NamedTuple):
    """A stance of one holder, as a row."""

    number: int
    stance: Stance
    source: Source
    person: str
    """An actor's id; empty where no person is named."""
    organization: str
    """An actor's id; empty for a person of whom no office on that date is known."""


def statements(corpus: Corpus, findings: Findings) -> Iterator[Statement]:
    """Every counted stance that takes a side, once for each holder."""
    number = 0
    for stance in corpus.stances():
        if stance.position.side and stance_id(stance) in findings.counted:
            for holder in stance.holders:
                number += 1
                source = corpus.sources[stance.source]
                yield Statement(number, stance, source, *_who(corpus, findings, stance, holder))


def left_out(corpus: Corpus, findings: Findings) -> int:
    """How many counted stances take no side, and so have no row."""
    counted = (s for s in corpus.stances() if stance_id(s) in findings.counted)
    return sum(not stance.position.side for stance in counted)


def _who(corpus: Corpus, findings: Findings, stance: Stance, holder: str) -> tuple[str, str]:
    """Person and organization."""
    if corpus.actors[holder].kind is not ActorKind.PERSON:
        return stance.speaker, holder
    held = (
        office.body
        for office in findings.offices.get(stance_id(stance), ())
        if office.person == holder and office.verdict in (Tenure.HELD, Tenure.ACTING)
    )
    return holder, next(held, "")


def _name(b: Linker, actor: str) -> Value:
    return b.corpus.actors[actor].name if actor else None


def _date(item: Statement) -> PartialDate | None:
    """When it was said: never the day before which an undated source cannot lie."""
    return item.stance.date or item.source.published


def _time(b: Linker, item: Statement) -> Value:
    date = _date(item)
    return f"{date.iso} 00:00:00" if date and date.day else None


def _authors(b: Linker, item: Statement) -> Value:
    return ", ".join(b.corpus.actors[id].name for id in item.source.authors) or None


def _coder(b: Linker, item: Statement) -> str:
    return b.corpus.annotations[item.source.id].coder


def _nothing(b: Linker, item: Statement) -> None:
    return None


DNA = Table(
    "dna-statements",
    "Every counted stance that takes a side, once for each holder, as Discourse Network Analyzer "
    "writes an event list.",
    statements,
    (
        column("statement_id", "Number of the row; `stance` is what stays from edition to edition.",
               lambda b, s: s.number, int),
        column("time", "The day, with midnight for the hour, which is not known; empty where the "
               "day is not known.", _time, str | None),
        column("person", "Who spoke for the holder, or the holder where it is a person.",
               lambda b, s: _name(b, s.person), str | None),
        column("organization", "The holder; for a person, the body of the office held on that "
               "date, where the registry has one.",
               lambda b, s: _name(b, s.organization), str | None),
        column("concept", "The topic’s proposition.",
               lambda b, s: b.corpus.topics[s.stance.topic].proposition),
        column("agreement", "1 where the holder supports the proposition or leans towards it, 0 "
               "where it opposes it or leans against it.",
               lambda b, s: int(s.stance.position.side > 0), int),
        column("start_position", "Empty: the originals are not published.", _nothing, int | None),
        column("stop_position", "Empty likewise; see `paragraph`.", _nothing, int | None),
        column("text", "The quotation.", lambda b, s: s.stance.quote, quoted=True),
        column("coder", "The coder.", _coder),
        column("document_id", "The source.", lambda b, s: s.source.id, SourceId),
        column("document_title", "Its title.", lambda b, s: s.source.title),
        column("document_author", "Its authors; empty when unknown.", _authors, str | None),
        column("document_source", "Its publisher.",
               lambda b, s: _name(b, s.source.publisher), str | None),
        column("document_section", "Empty: sources have no sections here.", _nothing, str | None),
        column("document_type", "What sort of source.", lambda b, s: s.source.kind.value,
               SourceKind),
        column("stance", "The stance.", lambda b, s: stance_id(s.stance), StanceId),
        column("topic", "The topic.", lambda b, s: s.stance.topic, TopicId),
        column("position", "The position as coded.", lambda b, s: s.stance.position.value,
               Literal["opposes", "leans-oppose", "leans-support", "supports"]),
        field(Stance, "voice", "stance"),
        column("date", "When it was said, as precisely as it is known: the stance’s own date, else "
               "that of its source.", lambda b, s: plain(_date(s)), PartialDate | None),
        column("paragraph", "The paragraph of the original that the coding gives.",
               lambda b, s: s.stance.paragraph or None, int | None),
        column("permalink", "The stance’s page.", lambda b, s: stance_address(stance_id(s.stance))),
    ),
    separator=";",
)  # fmt: skip
