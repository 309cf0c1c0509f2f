"""How documents speak of a topic, side by side, as views of one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from digest.model.document import Document
from digest.model.drift import Mark, Saying, Token, Wording
from digest.model.refs import Ref
from digest.render.charts.wording import Wordings, wordings
from digest.render.links import Linker
from digest.render.parts import Link
from digest.text import listing


class Run(Struct, frozen=True):
    """Words of a quotation that stand alike to the earlier wording."""

    text: str
    mark: str
    """`kept`, `added`, `left-out` or `beyond` (see `Mark`)."""


class WordingView(Struct, frozen=True):
    """One provision."""

    runs: tuple[Run, ...]
    """The quotation; empty when the wording is not quoted."""
    since: Link | None
    """The earlier document with which it is compared."""
    relation: str
    """How it stands to that one, in words that go before its name."""
    says: str
    """HTML; our paraphrase."""
    citations: tuple[Link, ...]
    support: str


class Column(Struct, frozen=True):
    """What one document says."""

    document: Link
    date: str
    here: bool
    """Whether it is the document of this page."""
    wordings: tuple[WordingView, ...]


class DriftRow(Struct, frozen=True):
    """Documents side by side, in order of time."""

    name: str
    """Heading; empty where there is nothing to tell apart."""
    compared: bool
    """Whether any quotation is compared with an earlier one."""
    columns: tuple[Column, ...]
    picture: Wordings | None = None
    """How much each keeps of the earlier wording; only where all of a series is shown."""


class DriftView(Struct, frozen=True):
    """Every document that speaks of a topic."""

    rows: tuple[DriftRow, ...]
    compared: bool
    """Whether any quotation is compared with an earlier one."""


def drift_view(b: Linker, topic: str) -> DriftView | None:
    """What documents say of a topic: texts of one body first, all others apart; `None` if none."""
    found = b.findings.drift.get(topic)
    if not found:
        return None
    rows = [
        _whole(b, topic, series.sayings, f"One after the other: texts of {_names(b, series.body)}")
        for series in found.series
    ]
    if found.others:
        rows.append(_whole(b, topic, found.others, "Other documents" if rows else ""))
    return DriftView(tuple(rows), any(row.compared for row in rows))


def drift_step(b: Linker, document: Document, topic: str) -> DriftRow:
    """What a document says of a topic, between the one before and the one after.

    Neighbours are those of its series; for a document in none, those among the others.  An undated
    document has none.
    """
    rows = b.findings.drift[topic].rows
    row, place = next(
        (row, place)
        for row in rows
        for place, saying in enumerate(row)
        if saying.document == document.id
    )
    near = row[max(0, place - 1) : place + 2] if document.date else row[place : place + 1]
    return _row(b, topic, [s for s in near if _dated(b, s) or s is row[place]], "")


def _dated(b: Linker, saying: Saying) -> bool:
    return b.corpus.documents[saying.document].date is not None


def _names(b: Linker, actors: Iterable[str]) -> str:
    return listing(b.corpus.name(Ref("actor", id)) for id in actors)


def _whole(b: Linker, topic: str, sayings: Sequence[Saying], name: str) -> DriftRow:
    """All documents of a row, with their picture."""
    return replace(_row(b, topic, sayings, name), picture=wordings(b, topic, sayings))


def _row(b: Linker, topic: str, sayings: Sequence[Saying], name: str) -> DriftRow:
    columns = tuple(_column(b, saying) for saying in sayings)
    compared = any(w.since for column in columns for w in column.wordings)
    return DriftRow(name, compared, columns)


def _column(b: Linker, saying: Saying) -> Column:
    document = b.corpus.documents[saying.document]
    return Column(
        b.link("document", document.id),
        document.date.words if document.date else "undated",
        b.own == Ref("document", document.id),
        tuple(_wording(b, document, wording) for wording in saying.wordings),
    )


def _wording(b: Linker, document: Document, wording: Wording) -> WordingView:
    provision = document.provisions[wording.provision]
    runs = _runs(wording.tokens)
    return WordingView(
        runs,
        b.link("document", wording.since) if wording.since else None,
        _relation(wording),
        b.prose(provision.says),
        b.citations(provision.sources),
        provision.support.caveat,
    )


def _relation(wording: Wording) -> str:
    marks = {token.mark for token in wording.tokens}
    if marks & {Mark.ADDED, Mark.LEFT_OUT}:
        return "Compared with"
    return "As far as both are quoted, the same words as in"


def _runs(tokens: Iterable[Token]) -> tuple[Run, ...]:
    return tuple(
        Run(" ".join(token.text for token in inside), mark.value)
        for mark, inside in groupby(tokens, key=lambda token: token.mark)
    )
