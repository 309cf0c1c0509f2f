"""The search page: what results can be narrowed down by; and a list of names for where it can't."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Page
from digest.model.scale import Position
from digest.model.search import Found
from digest.model.words import Voice
from digest.render.builder import Builder, chip
from digest.render.counts import WORDS
from digest.render.parts import Chip, Link, PageView
from digest.render.previews import shard
from digest.render.search import PAGE
from digest.render.views.names import entries_of
from digest.render.views.source import LANGUAGES
from digest.text import sort_key

NAMES = "assets/names.js"
"""Every name with its page, for a search in names alone: a script, as pages opened from a folder
can load nothing else."""

MANY = 2_000
"""Names in one script: about 200 kB."""

ENTRIES = (("topic", "Topic"), ("actor", "Actor"), ("summit", "Meeting"))
"""Facets whose values are entries: the page has them from the index."""


class Choice(Struct, frozen=True):
    """A word by which results can be narrowed down."""

    value: str
    label: str
    chip: Chip | None = None
    """In place of the label, for a position."""


class FacetView(Struct, frozen=True):
    """A facet whose words are known beforehand."""

    name: str
    label: str
    choices: tuple[Choice, ...]


class SearchView(Struct, frozen=True):
    """The search page."""

    page: PageView
    facets: tuple[FacetView, ...]
    entries: tuple[tuple[str, str], ...]
    """Name and label of the facets whose values are entries."""
    index: Link
    """To the list of all names."""
    lists: tuple[Link, ...]
    names: int
    """How many scripts hold the names."""


def pages(corpus: Corpus, findings: Findings) -> Iterator[SearchView]:
    """The one page."""
    b = Builder(corpus, findings, PAGE)
    spoken = sorted({source.language for source in corpus.sources.values()})
    lists = ("Topics", "Actors", "Summits", "Documents", "Sources", "Stances")
    yield SearchView(
        b.page("search", "Search", "Search the digests, the entries under all their names, and "
               "every stance by its words."),
        (
            FacetView("kind", "Kind", tuple(Choice(f.value, f.label) for f in Found)),
            FacetView("position", "Position of a stance", tuple(
                Choice(p.value, p.label, chip(p)) for p in Position)),
            FacetView("voice", "Known by", tuple(Choice(v.value, WORDS[v]) for v in Voice)),
            FacetView("language", "Language of the source", tuple(
                Choice(code, LANGUAGES.get(code, code)) for code in spoken)),
        ),
        ENTRIES,
        Link(b.to("a-z.html"), "A–Z index"),
        tuple(Link(b.to(f"{name.lower()}/index.html"), name.lower()) for name in lists),
        _files(sum(1 for _ in entries_of(b))),
    )  # fmt: skip


def names(corpus: Corpus, findings: Findings) -> Iterator[Page]:
    """The scripts that hold every name: name, page, the entry's own name, kind, language.

    One while it is light; else several, each name in one of them by a hash of its page.
    """
    b = Builder(corpus, findings, PAGE)
    entries = sorted(entries_of(b), key=lambda e: (sort_key(e.name), e.link.href))
    count = _files(len(entries))
    rows: list[list[list[str]]] = [[] for _ in range(count)]
    for e in entries:
        row = [e.name, e.link.href, e.link.text if e.see else "", e.kind, e.lang]
        rows[shard(e.link.href, count)].append(row)
    for number, own in enumerate(rows):
        written = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
        for char in "<>&/\u2028\u2029":  # a slash too: a name may hold what looks like an address
            written = written.replace(char, f"\\u{ord(char):04x}")
        if count > 1:
            written = f"(window.digestNames||[]).concat({written})"
        path = NAMES.replace(".js", f"-{number}.js") if count > 1 else NAMES
        yield Page(path, f"var digestNames={written};\n".encode())


def _files(names: int) -> int:
    """How many scripts hold so many names; a power of two, so that it seldom changes."""
    return 1 << max(0, -(-names // MANY) - 1).bit_length()
