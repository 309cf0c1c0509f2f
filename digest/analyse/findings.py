"""`Corpus` → `Findings`: the steps of the analysis, one after the other."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from digest import passages
from digest.analyse import drift, lints
from digest.analyse.coders import reliability, settling
from digest.analyse.digests import backlinks, empties, mentions, metonyms, quotes
from digest.analyse.digests.governments import Governments
from digest.analyse.digests.names import Names
from digest.analyse.facts import verdicts
from digest.analyse.originals import attesting, kinship
from digest.analyse.stances import (
    chains,
    contradictions,
    counting,
    members,
    network,
    offices,
    periods,
    positions,
    shifts,
)
from digest.model.coding import stance_id
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
    governments = Governments(corpus)
    named, places = {}, {}
    for id, text in texts.items():
        spans = [names.spans(passage.text) for passage in text]
        places[id] = metonyms.metonyms(corpus, governments, id, text, spans)
        named[id] = mentions.mentions(text, spans, places[id])
    metonymy = tuple(itertools.chain.from_iterable(places.values()))
    nothing = empties.empties(corpus, named, texts)
    marks = {
        id: quotes.marks(corpus.annotations[id].stances if id in corpus.annotations else (), found)
        for id, found in texts.items()
    }
    pointing = itertools.chain(
        backlinks.from_records(corpus), backlinks.from_texts(corpus, links, named, texts)
    )
    count = counting.count(corpus)
    standings = positions.standings(corpus, count)
    by_period = positions.by_period(corpus, count)
    between = network.network(corpus, count, standings, by_period)
    codings = reliability.codings(corpus)
    by_topic = reliability.by_topic(corpus, codings)
    at_summits = positions.at_summits(corpus, count)
    found_shifts = shifts.shifts(corpus, standings, by_period, at_summits)
    opposed = contradictions.ordered(
        corpus,
        itertools.chain(
            members.against_bodies(corpus, standings),
            contradictions.within_itself(corpus, standings, found_shifts),
        ),
    )
    disputes = verdicts.disputes(corpus, count.roots)
    found = Findings(
        links=links,
        mentions=named,
        marks=marks,
        backlinks=backlinks.collect(pointing),
        standings=standings,
        at_summits=at_summits,
        periods=tuple(period.name for period in periods.periods(corpus)),
        by_period=by_period,
        by_voice=positions.by_voice(corpus, count),
        left_out=positions.left_out(count),
        twins=count.twins,
        counted=frozenset(map(stance_id, count.stances)),
        attested=attesting.attested(corpus),
        overlaps=kinship.overlaps(corpus),
        chains=chains.chains(corpus),
        tallies=counting.tallies(corpus, count),
        spoken_for=positions.spoken_for(corpus, count),
        shifts=found_shifts,
        contradictions=opposed,
        network=between,
        agreement=network.agreement(between),
        empties=nothing,
        metonyms=metonymy,
        metonyms_of=metonyms.tallied(corpus, metonymy),
        disputes=disputes,
        offices=offices.offices(corpus),
        shifts_of=_grouped(found_shifts, lambda shift: [shift.actor]),
        shifts_on=_grouped(found_shifts, lambda shift: [shift.topic]),
        contradictions_of=_grouped(opposed, lambda c: filter(None, [c.actor, c.body])),
        contradictions_on=_grouped(opposed, lambda c: [c.topic]),
        disputes_about=_grouped(disputes, lambda dispute: verdicts.concerned(corpus, dispute)),
        disputes_in=_grouped(
            [*disputes, *verdicts.disputes(corpus, count.roots, standing=False)],
            lambda d: {claim.fact.source: None for claim in d.claims},
        ),
        reliability=reliability.reliability(codings),
        topic_reliability=by_topic,
        tentative=reliability.tentative(by_topic),
        coded_apart=settling.disagreements(corpus, codings),
        roots=count.roots,
        drift=drift.drift(corpus),
        remarks=(),
        stale=(),
    )
    remarks = lints.remarks(corpus, found)
    return found._replace(
        remarks=tuple(remark for remark in remarks if not lints.is_stale(remark)),
        stale=tuple(filter(lints.is_stale, remarks)),
    )
