"""`Corpus` → `Findings`: the steps of the analysis, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import chain
from typing import TypeVar

from digest import passages
from digest.analyse import backlinks, coders, facts, mentions, positions, quotes, relations
from digest.analyse.names import Names
from digest.model.corpus import Corpus
from digest.model.findings import Findings

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


def _grouped(
    items: Iterable[Item], keys: Callable[[Item], Iterable[Key]]
) -> dict[Key, tuple[Item, ...]]:
    """Items under each of their keys, order kept."""
    found: dict[Key, list[Item]] = {}
    for item in items:
        for key in keys(item):
            found.setdefault(key, []).append(item)
    return {key: tuple(inside) for key, inside in found.items()}


def analyse(corpus: Corpus) -> Findings:
    """All findings.  Pure; the cost grows with the texts and stances, not with pairs of them."""
    names = Names(corpus)
    texts = {
        id: passages.passages(passages.parse(body or "<p></p>"))
        for id, body in corpus.bodies.items()
    }
    links = mentions.links(names, corpus)
    named = {id: mentions.mentions(names, found) for id, found in texts.items()}
    marks = {
        id: quotes.marks(corpus.annotations[id].stances if id in corpus.annotations else (), found)
        for id, found in texts.items()
    }
    pointing = chain(
        backlinks.from_records(corpus), backlinks.from_texts(corpus, links, named, texts)
    )
    root = positions.roots(corpus)
    standings = positions.standings(corpus, root)
    shifts = positions.shifts(corpus, standings.values())
    disputes = facts.disputes(corpus)
    return Findings(
        links=links,
        mentions=named,
        marks=marks,
        backlinks=backlinks.collect(pointing),
        standings=standings,
        at_summits=positions.at_summits(corpus, root),
        spoken_for=positions.spoken_for(corpus),
        shifts=shifts,
        agreement=relations.agreement(corpus, standings),
        named_with=relations.named_with(named, texts),
        disputes=disputes,
        shifts_of=_grouped(shifts, lambda shift: [shift.actor]),
        disputes_about=_grouped(disputes, lambda dispute: [dispute.ref]),
        disputes_in=_grouped(disputes, lambda d: {claim.fact.source: None for claim in d.claims}),
        reliability=coders.reliability(corpus),
        roots=root,
    )
