"""`Corpus` → `Findings`: the steps of the analysis, one after the other."""

from __future__ import annotations

from itertools import chain

from digest import passages
from digest.analyse import backlinks, facts, mentions, positions, quotes, relations
from digest.analyse.names import Names
from digest.model.corpus import Corpus
from digest.model.findings import Findings


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
    return Findings(
        links=links,
        mentions=named,
        marks=marks,
        backlinks=backlinks.collect(pointing),
        standings=standings,
        spoken_for=positions.spoken_for(corpus),
        shifts=positions.shifts(corpus, standings.values()),
        agreement=relations.agreement(standings),
        named_with=relations.named_with(named, texts),
        disputes=facts.disputes(corpus),
        roots=root,
    )
