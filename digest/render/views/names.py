"""The A–Z index: every name and alias, and the page that explains an address that leads nowhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, structs

from digest.model.actor import full_names
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import relative
from digest.model.words import NameKind
from digest.render.builder import Builder
from digest.render.division import Part, Place, Row, Step, by_name, divide
from digest.render.parts import Link, PageView
from digest.render.views.part import Block, Pages, PartView, key_of, pages_of, part_view
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
    pages: Pages | None
    """The names on pages by letter, where there are too many for one."""


class NotFoundView(Struct, frozen=True):
    """The page for addresses that lead nowhere; its links work from any folder."""

    page: PageView
    links: tuple[Link, ...]


PATH = "a-z.html"
FULL = 1_000
"""Names on a page: about 130 bytes each."""


class Shared(NamedTuple):
    """What the pages have in common."""

    entries: Sequence[IndexEntry]
    """All, in order, as links from the index; empty where there are pages by letter."""
    number: int
    top: Sequence[Place]
    parts: Mapping[str, Part]
    """Every page of a letter by its key; its rows are entries and their names."""


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """All names, in order; on pages by letter where they are many."""
    b = Builder(corpus, findings, PATH)
    entries = sorted(entries_of(b), key=lambda e: (sort_key(e.name), e.link.href))
    if len(entries) <= FULL:
        return Shared(entries, len(entries), (), {})
    rows = []
    for e in entries:
        letter = _letter(e.name)
        first = Step(_slug(letter), letter)
        two = by_name(e.name)[-1]
        second = Step(f"{first.slug}-{two.slug}", two.name)
        rows.append(Row(f"{e.name} {e.link.href}", (first, second), e))
    rows.sort(key=lambda row: _place(row.steps[0].name))
    found = divide("a-z", rows, FULL)
    return Shared((), len(entries), found.top, {key_of(p): part for p, part in found.parts.items()})


def _place(letter: str) -> tuple[bool, bool, str]:
    return (not letter.isascii(), letter == "0–9", letter)


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterator[str]:
    """Empty for the index, and of every page of a letter."""
    yield ""
    yield from common.parts


def pages(
    corpus: Corpus, findings: Findings, common: Shared, key: str
) -> Iterator[IndexView | PartView]:
    """The index, or a page of it."""
    if key:
        part = common.parts[key]
        b = Builder(corpus, findings, part.path)
        entries = tuple(
            structs.replace(e, link=Link(b.to(e.link.href), e.link.text)) for e in part.rows
        )
        yield part_view(
            b, part, "A–Z index", "name", Link(b.to(PATH), "All letters, with their counts"),
            [Block("names", entries)], trail=(Link(b.to(PATH), "A–Z index"),),
        )  # fmt: skip
        return
    b = Builder(corpus, findings, PATH)
    letters: dict[str, list[IndexEntry]] = {}
    for entry in common.entries:
        letters.setdefault(_letter(entry.name), []).append(entry)
    yield IndexView(
        b.page("index", "A–Z index", "Every name and alias in the digest."),
        f"{plural(common.number, 'name')}: entries, aliases, short and Hangul forms, metonyms.",
        tuple(
            Letter(f"letter-{_slug(letter)}", letter, tuple(letters[letter]))
            for letter in sorted(letters, key=_place)
        ),
        pages_of(b, "All names, by letter", common.top) if common.top else None,
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
