"""What the records of the search are made of: names, plain texts, facets."""

from __future__ import annotations

from collections.abc import Iterable

from digest.model.actor import Name
from digest.model.refs import ENTRY_LINK, KINDS, Kind, Ref
from digest.model.search import Facet
from digest.render.links import Linker
from digest.text import listing, unique


def all_names(title: str, others: Iterable[Name]) -> tuple[tuple[str, str], ...]:
    """Every name, also wrong forms found in sources: who looks for these means the entry."""
    return tuple(dict.fromkeys([(title, ""), *((name.name, name.lang) for name in others)]))


def facets_of(b: Linker, kind: Kind, ids: Iterable[str]) -> tuple[Facet, ...]:
    """Entries by which results can be narrowed down; ids that name none are passed over."""
    table = b.corpus.table(kind)
    return tuple(Facet(kind, id, b.corpus.name(Ref(kind, id))) for id in ids if id in table)


def plain(b: Linker, texts: Iterable[str]) -> tuple[str, ...]:
    """Texts of ours without the marks of links, and without the empty ones."""

    def name(kind: str, id: str) -> str:
        return b.corpus.name(Ref(next(known for known in KINDS if known == kind), id))

    return tuple(
        ENTRY_LINK.sub(lambda m: m["text"] or name(m["kind"], m["id"]), " ".join(text.split()))
        for text in texts
        if text
    )


def listed(b: Linker, ids: Iterable[str]) -> str:
    """Names of actors; ids that are of none are passed over."""
    return listing(b.corpus.actors[id].name for id in unique(ids) if id in b.corpus.actors)
