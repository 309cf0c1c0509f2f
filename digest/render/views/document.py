"""A document: what it is, who made it, what it says topic by topic."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.document import Document
from digest.model.findings import Findings
from digest.model.refs import Ref, address
from digest.render.builder import Builder
from digest.render.drift import DriftRow, drift_step
from digest.render.links import also_called
from digest.render.pager import Order, Turn, by_date, order, turns
from digest.render.parts import BacklinkGroup, DisputeView, Link, PageView


class ProvisionView(Struct, frozen=True):
    """What it says on one topic."""

    topic: Link
    row: DriftRow
    """Its wording between that of the document before and of the one after."""


class DocumentView(Struct, frozen=True):
    """Everything on a document's page."""

    page: PageView
    kind: str
    names: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    parties: tuple[Link, ...]
    signatories: tuple[Link, ...]
    summit: Link | None
    number: str
    url: Link | None
    summary: str
    note: str
    provisions: tuple[ProvisionView, ...]
    compared: bool
    """Whether any wording is compared with an earlier one."""
    disputes: tuple[DisputeView, ...]
    all_disputes: Link | None
    """To all of them, where the page has no room."""
    backlinks: tuple[BacklinkGroup, ...]
    turns: tuple[Turn, ...]
    """The documents before and after it in time."""


def shared(corpus: Corpus, findings: Findings) -> Order:
    """The documents in order of time."""
    return order("document", by_date((d.date, id) for id, d in corpus.documents.items()))


def pages(corpus: Corpus, findings: Findings, row: Order, id: str) -> Iterator[DocumentView]:
    """The page of a document."""
    b = Builder(corpus, findings, address(Ref("document", id)), Ref("document", id))
    yield _view(b, corpus.documents[id], turns(b, "document", id, (row,)))


def _view(b: Builder, document: Document, around: tuple[Turn, ...]) -> DocumentView:
    ref = Ref("document", document.id)
    dates = (
        ("adopted", document.adopted), ("signed", document.signed),
        ("in force", document.in_force), ("ended", document.end),
    )  # fmt: skip
    provisions = _provisions(b, document)
    return DocumentView(
        page=b.page(
            "document", document.name,
            document.summary or f"{document.name}, {document.kind.label}.",
            support=document.support, sources=document.sources,
        ),
        kind=document.kind.label,
        names=also_called(document.name, document.other_names),
        dates=tuple((word, date.words) for word, date in dates if date),
        parties=b.links("actor", document.parties),
        signatories=b.links("actor", document.signatories),
        summit=b.link("summit", document.summit) if document.summit else None,
        number=document.number,
        url=Link(document.url, document.url, out=True) if document.url else None,
        summary=b.prose(document.summary) if document.summary else "",
        note=b.prose(document.note) if document.note else "",
        provisions=provisions,
        compared=any(provision.row.compared for provision in provisions),
        disputes=b.disputes(ref),
        all_disputes=b.all_disputes(ref),
        backlinks=b.backlinks(ref),
        turns=around,
    )  # fmt: skip


def _provisions(b: Builder, document: Document) -> tuple[ProvisionView, ...]:
    """What it says, topic by topic, in the order in which the topics first come up."""
    topics = dict.fromkeys(provision.topic for provision in document.provisions)
    return tuple(
        ProvisionView(b.link("topic", topic), drift_step(b, document, topic)) for topic in topics
    )
