"""A source: what it is, our digest of it with its stances in the margin, its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup
from msgspec import Struct

from digest.model.coding import Annotations, Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import Ref, address
from digest.model.source import Source
from digest.model.words import Standing
from digest.render import prose
from digest.render.builder import Builder, anchor, chip
from digest.render.charts.lineage import Lineage, families, lineage
from digest.render.counts import coded
from digest.render.markup import escaped, link_to, marked
from digest.render.overlap import OverlapView, overlap_views
from digest.render.pager import Order, Turn, by_date, order, turns
from digest.render.parts import BacklinkGroup, DisputeView, Link, PageView, StanceView
from digest.text import listing, plural

LANGUAGES = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "ja": "Japanese",
    "ko": "Korean", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
"""Names of languages; a code that is not here is shown as it is."""


class Paragraph(Struct, frozen=True):
    """Stances resting on one paragraph of the original."""

    number: int
    stances: tuple[StanceView, ...]


class SourceView(Struct, frozen=True):
    """Everything on a source's page."""

    page: PageView
    kind: str
    authors: str
    author_note: str
    publisher: Link | None
    date: str
    date_note: str
    url: Link | None
    language: str
    translations: str
    access: str
    rights: str
    standing: str
    """Empty while the source stands as published."""
    standing_note: str
    """What was corrected, and when; HTML."""
    origin: str
    """How it derives from another text; HTML."""
    collected: str
    summary: str
    answer: str
    body: str
    """Our digest; HTML."""
    paragraphs: tuple[Paragraph, ...]
    disputes: tuple[DisputeView, ...]
    searched: tuple[Link, ...]
    silent: tuple[Link, ...]
    """Topics looked for, on which nothing was found."""
    lineage: Lineage | None
    """The sources of its lineage as a picture."""
    overlaps: tuple[OverlapView, ...]
    """What its text shares with other sources."""
    backlinks: tuple[BacklinkGroup, ...]
    turns: tuple[Turn, ...]
    """The sources before and after it in time."""


class Shared(NamedTuple):
    """What the pages of sources have in common."""

    row: Order
    """The sources in order of time."""
    kin: Mapping[str, tuple[str, ...]]
    """Source → the sources of its lineage."""


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """What the pages of sources have in common."""
    dated = ((source.date, id) for id, source in corpus.sources.items())
    return Shared(order("source", by_date(dated)), families(corpus, findings))


def pages(corpus: Corpus, findings: Findings, common: Shared, id: str) -> Iterator[SourceView]:
    """The page of a source."""
    b = Builder(corpus, findings, address(Ref("source", id)), Ref("source", id))
    coding = corpus.annotations.get(id, Annotations(source=id))
    around = turns(b, "source", id, (common.row,))
    yield _view(b, corpus.sources[id], coding, around, common.kin[id])


def _view(
    b: Builder,
    source: Source,
    coding: Annotations,
    around: tuple[Turn, ...],
    kin: tuple[str, ...],
) -> SourceView:
    ref = Ref("source", source.id)
    stances = {stance_id(stance): stance for stance in coding.stances}
    topics = {stance.topic for stance in coding.stances}
    answer = (
        f"{coded(b, source.id)} on {plural(len(topics), 'topic')}, "
        f"{plural(len(coding.facts), 'fact')}."
    )
    return SourceView(
        page=b.page(
            "source",
            source.title,
            source.summary or f"{source.title}: {answer}",
            head=f"{source.title} ({b.short(source.id)})",
        ),
        kind=source.kind.label,
        authors=b.actors(source.authors) or "unknown",
        author_note=b.prose(source.author_note) if source.author_note else "",
        publisher=b.link("actor", source.publisher) if source.publisher else None,
        date=date_of(source),
        date_note=b.prose(source.date_note) if source.date_note else "",
        url=Link(source.url, source.url, out=True) if source.url else None,
        language=LANGUAGES.get(source.language, source.language),
        translations=listing(LANGUAGES.get(code, code) for code in source.translations),
        access=source.access.meaning.removesuffix("."),
        rights=source.rights,
        standing="" if source.standing is Standing.CURRENT else source.standing.label,
        standing_note=b.prose(source.standing_note) if source.standing_note else "",
        origin=_origin(b, source),
        collected=b.prose(source.collected) if source.collected else "",
        summary=b.prose(source.summary) if source.summary else "",
        answer=answer,
        body=prose.digest(
            b.corpus.bodies[source.id] or "<p></p>",
            b.findings.mentions[source.id],
            b.findings.marks[source.id],
            b.href,
            b.corpus.name,
            lambda id: _note(b, stances[id]),
        ),
        paragraphs=_paragraphs(b, coding),
        disputes=tuple(map(b.dispute, b.findings.disputes_in.get(source.id, ()))),
        searched=b.links("topic", coding.searched),
        silent=b.links("topic", [id for id in coding.searched if id not in topics]),
        lineage=lineage(b, kin, source.id),
        overlaps=overlap_views(b, source.id),
        backlinks=b.backlinks(ref),
        turns=around,
    )


def date_of(source: Source) -> str:
    """When it was published, in words that claim no more than is known."""
    if source.published:
        return source.published.words
    return f"undated; not before {source.not_before.words}" if source.not_before else "undated"


def _note(b: Builder, stance: Stance) -> Markup:
    """The margin note of a stance."""
    mark = chip(stance.position)
    topic = b.corpus.topics[stance.topic].name
    return marked(
        f'<p class="note"><a class="chip p-{mark.position}" href="#{escaped(anchor(stance))}">'
        f'<span aria-hidden="true">{mark.glyph}</span> {mark.label}</a> '
        f"{b.actors(stance.holders)} on {link_to(b.href(Ref('topic', stance.topic)), topic)}</p>"
    )


def _paragraphs(b: Builder, coding: Annotations) -> tuple[Paragraph, ...]:
    by_number: dict[int, list[Stance]] = {}
    for stance in coding.stances:
        by_number.setdefault(stance.paragraph, []).append(stance)
    return tuple(
        Paragraph(number, b.stances(stances)) for number, stances in sorted(by_number.items())
    )


def _origin(b: Builder, source: Source) -> Markup:
    origin = source.derived_from
    if not origin:
        return Markup("")
    target = Markup("{}").format(origin.title)
    if origin.source in b.corpus.sources:
        link = b.link("source", origin.source)
        target = Markup('<a href="{}">{}</a>').format(link.href, link.text)
    elif origin.url:
        target = Markup('<a class="out" rel="noopener" href="{}">{}</a>').format(
            origin.url, origin.title
        )
    note = b.prose(origin.note) if origin.note else Markup("")
    return Markup("{} of {}{}").format(
        origin.how.label.capitalize(), target, Markup(". {}").format(note) if note else ""
    )
