"""The box for citing on a page, its tags in the head, and the files of the whole bibliography."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup
from msgspec import Struct

from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.render.cite import head
from digest.render.cite.apa import apa
from digest.render.cite.chicago import chicago
from digest.render.cite.csl import Item
from digest.render.cite.items import (
    all_sources,
    digest_item,
    entry_item,
    source_item,
    stance_item,
)
from digest.render.cite.machines import bibtex, csl_json, ris
from digest.render.parts import Link, PageView

FORMATS: tuple[tuple[str, str, Callable[[Sequence[Item]], str]], ...] = (
    ("bib", "BibTeX", bibtex),
    ("ris", "RIS", lambda items: ris(items).replace("\n", "\r\n")),
    ("csl.json", "CSL-JSON", csl_json),
)
"""Ending, name and maker of each form for reference managers."""


class Reference(Struct, frozen=True):
    """One thing to cite, in every form."""

    heading: str
    """What it is; empty where there is only one."""
    chicago: Markup
    apa: Markup
    machines: tuple[tuple[str, Markup], ...]
    """Name of the format, and the record in it."""


class CiteView(Struct, frozen=True):
    """What a page offers for citing it."""

    references: tuple[Reference, ...]
    link: Link
    """The address of the page; relative where it is not known where the site stands."""
    tags: tuple[head.Tag, ...]
    """For the head of the page."""


def for_page(corpus: Corpus, findings: Findings, page: PageView) -> CiteView | None:
    """What goes with a page; `None` where there is nothing to cite."""
    base = corpus.settings.base_url.rstrip("/")
    whole = f"{base}/{page.path}"
    link = Link(whole, whole) if base else Link(page.path.rpartition("/")[2], page.path)
    if page.stance:
        item = stance_item(corpus, findings, _stance(corpus, page))
    elif page.own and page.own.kind == "source":
        source = corpus.sources[page.own.id]
        item, ours = source_item(corpus, source), digest_item(corpus, source)
        both = (_reference(item, "The source"), _reference(ours, "This digest of it"))
        return CiteView(both, link, head.of_source(item, whole if base else ""))
    elif page.own and page.own.kind in ("topic", "summit"):
        item = entry_item(corpus, page.own)
    else:
        return None
    return CiteView((_reference(item),), link, head.of_page(item))


def _stance(corpus: Corpus, page: PageView) -> Stance:
    """The stance of a page: it stands in the file from which the page is made."""
    source = page.file.rpartition("/")[2].partition(".")[0]
    stances = corpus.annotations[source].stances
    return next(stance for stance in stances if stance_id(stance) == page.stance)


def _reference(item: Item, heading: str = "") -> Reference:
    machines = tuple((name, _text(make([item]))) for _, name, make in FORMATS)
    return Reference(heading, chicago(item), apa(item), machines)


def _text(record: str) -> Markup:
    """A record as the text of an element; quotation marks need no escape there."""
    record = record.replace("\r", "").removesuffix("\n")
    return Markup(record.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))  # noqa: S704


def bibliography(ending: str, corpus: Corpus) -> bytes:
    """All sources in the form of files with that ending."""
    make = next(make for known, _, make in FORMATS if known == ending)
    return make(all_sources(corpus)).encode()
