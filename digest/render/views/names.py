"""The A–Z index: every name and alias, and the page that explains an address that leads nowhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from digest.model.actor import full_names
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import relative
from digest.model.words import NameKind
from digest.render.builder import Builder
from digest.render.parts import Link, PageView
from digest.text import plural, sort_key


class IndexEntry(Struct, frozen=True):
    """A name."""

    name: str
    lang: str
    link: Link
    """To the entry; its text is the entry's own name."""
    see: bool
    """Whether the name is not the entry's own."""
    kind: str
    """Of the entry; for an alias also of the name."""


class Letter(Struct, frozen=True):
    """Names under one letter."""

    id: str
    letter: str
    entries: tuple[IndexEntry, ...]


class IndexView(Struct, frozen=True):
    """The index."""

    page: PageView
    answer: str
    letters: tuple[Letter, ...]


class NotFoundView(Struct, frozen=True):
    """The page for addresses that lead nowhere; its links work from any folder."""

    page: PageView
    links: tuple[Link, ...]


def pages(corpus: Corpus, findings: Findings) -> Iterator[IndexView]:
    """The one index."""
    b = Builder(corpus, findings, "a-z.html")
    entries = sorted(entries_of(b), key=lambda e: (sort_key(e.name), e.link.href))
    letters: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        letters.setdefault(_letter(entry.name), []).append(entry)
    ordered = sorted(letters, key=lambda letter: (not letter.isascii(), letter == "0–9", letter))
    yield IndexView(
        b.page("index", "A–Z index", "Every name and alias in the digest."),
        f"{plural(len(entries), 'name')}: entries, aliases, short and Hangul forms, metonyms.",
        tuple(Letter(f"letter-{_slug(key)}", key, tuple(letters[key])) for key in ordered),
    )  # fmt: skip


def entries_of(b: Builder) -> Iterator[IndexEntry]:
    """Every name of every entry that has a page, in no order of readers."""
    for ref in b.corpus.refs():
        if ref.kind == "milestone":
            continue
        link = b.link(ref.kind, ref.id)
        noun = "meeting" if ref.kind == "summit" else ref.kind
        yield IndexEntry(link.text, "", link, False, noun)
        for name in full_names(getattr(b.corpus.table(ref.kind)[ref.id], "names", ())):
            what = "" if name.kind is NameKind.ALIAS else f", {name.kind.label}"
            yield IndexEntry(name.name, name.lang, link, True, noun + what)


def _letter(name: str) -> str:
    first = sort_key(name)[0][:1]
    if first.isdigit() or not first:
        return "0–9"
    if "가" <= name[0] <= "힣":
        initials = "가나다라마바사아자차카타파하"
        return max(initial for initial in initials if initial <= name[0])
    if "\u4e00" <= name[0] <= "\u9fff":
        return "漢字"
    return unicodedata.normalize("NFC", first.upper())


def _slug(letter: str) -> str:
    return (
        letter.lower() if letter.isascii() else f"u{ord(letter[0]):x}" if letter != "0–9" else "09"
    )


def not_found(corpus: Corpus, findings: Findings) -> Iterator[NotFoundView]:
    """The 404 page; relative to the top of the site, or to its address where one is set."""
    b = Builder(corpus, findings, "404.html")
    base = corpus.settings.base_url.rstrip("/")
    paths = ("index.html", "topics/index.html", "actors/index.html", "summits/index.html",
             "documents/index.html", "sources/index.html", "a-z.html")  # fmt: skip
    titles = (
        "Home",
        "Topics",
        "Actors",
        "Summits and meetings",
        "Documents",
        "Sources",
        "A–Z index",
    )
    yield NotFoundView(
        b.page("notfound", "Page not found", "There is no page at this address."),
        tuple(
            Link(f"{base}/{path}" if base else relative(path, b.path), title)
            for path, title in zip(paths, titles, strict=True)
        ),
    )
