"""A document: what it is, who made it, what it says topic by topic."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.document import Document
from digest.model.findings import Findings
from digest.model.refs import Ref, address
from digest.render.builder import Builder
from digest.render.links import also_called
from digest.render.parts import BacklinkGroup, DisputeView, Link, PageView


class Said(Struct, frozen=True):
    """One thing it says."""

    says: str
    quote: str
    citations: tuple[Link, ...]
    support: str


class ProvisionView(Struct, frozen=True):
    """What it says on one topic."""

    topic: Link
    said: tuple[Said, ...]
    others: tuple[tuple[Link, str, str], ...]
    """The same topic in the document before and the one after: link, date, what it says."""


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
    disputes: tuple[DisputeView, ...]
    backlinks: tuple[BacklinkGroup, ...]


def pages(corpus: Corpus, findings: Findings) -> Iterator[DocumentView]:
    """A page for each document."""
    ordered = sorted(
        (d for d in corpus.documents.values() if d.date),
        key=lambda d: (d.date.first, d.id),  # type: ignore[union-attr]
    )
    by_topic: dict[str, list[tuple[Document, str]]] = {}
    for document in ordered:
        for provision in document.provisions:
            by_topic.setdefault(provision.topic, []).append((document, provision.says))
    for id, document in corpus.documents.items():
        b = Builder(corpus, findings, address(Ref("document", id)), Ref("document", id))
        yield _view(b, document, by_topic)


def _view(
    b: Builder, document: Document, by_topic: dict[str, list[tuple[Document, str]]]
) -> DocumentView:
    ref = Ref("document", document.id)
    dates = (
        ("adopted", document.adopted), ("signed", document.signed),
        ("in force", document.in_force), ("ended", document.end),
    )  # fmt: skip
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
        provisions=_provisions(b, document, by_topic),
        disputes=b.disputes(ref),
        backlinks=b.backlinks(ref),
    )  # fmt: skip


def _provisions(
    b: Builder, document: Document, by_topic: dict[str, list[tuple[Document, str]]]
) -> tuple[ProvisionView, ...]:
    """What it says, topic by topic, in the order in which the topics first come up."""
    found: dict[str, list[Said]] = {}
    for p in document.provisions:
        support = "" if p.support.value == "pages" else p.support.label
        said = Said(b.prose(p.says), p.quote, b.citations(p.sources), support)
        found.setdefault(p.topic, []).append(said)
    return tuple(
        ProvisionView(
            b.link("topic", topic),
            tuple(said),
            _neighbours(b, document, by_topic.get(topic, [])),
        )
        for topic, said in found.items()
    )


def date_of(document: Document) -> str:
    """The date by which it is listed, in words."""
    return document.date.words if document.date else "undated"


def _neighbours(
    b: Builder, document: Document, row: list[tuple[Document, str]]
) -> tuple[tuple[Link, str, str], ...]:
    """The provisions on the same topic just before and just after, in time."""
    here = [index for index, (other, _) in enumerate(row) if other.id == document.id]
    if not here:
        return ()
    near = [index for index in (here[0] - 1, here[-1] + 1) if 0 <= index < len(row)]
    return tuple(
        (
            b.link("document", row[index][0].id),
            date_of(row[index][0]),
            b.prose(row[index][1]),
        )
        for index in near
    )
