"""`Corpus` → `Findings`: the steps of the analysis, one after the other."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import TypeVar

from digest.analyse import drift, lints
from digest.analyse.coders import reliability, settling
from digest.analyse.digests import backlinks, empties, metonyms, notes
from digest.analyse.digests.known import Known
from digest.analyse.digests.notes import Read
from digest.analyse.digests.texts import Job, Text, job_of, text_of
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
from digest.model.findings import Findings, Hit

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


Each = Callable[[Callable[[Job], Text], Iterable[Job]], Iterable[Text]]


def analyse(corpus: Corpus, each: Each = map) -> Findings:
    """All findings.  Pure; the cost grows with the texts and stances, not with pairs of them.

    `each` maps a function over the sources: an executor's `map` reads them in parallel.  It may
    as well remember results, by `Known.fingerprint` and by what is in a `Job`.
    """
    known = Known.of(corpus)
    jobs = [job_of(corpus, id) for id in corpus.bodies]
    texts = dict(zip(corpus.bodies, each(partial(text_of, known), jobs), strict=True))
    entries, description = _notes(corpus, known)
    coded = [texts[id].coded for id in corpus.annotations]
    links = {
        note.text: note.hits
        for note in itertools.chain(entries, *(text.about for text in texts.values()), *coded)
    }
    links[corpus.settings.description] = description
    named = {id: text.mentions for id, text in texts.items()}
    marks = {id: text.marks for id, text in texts.items()}
    metonymy = tuple(row for text in texts.values() for row in text.metonyms)
    nothing = empties.empties(corpus, named, {id: text.together for id, text in texts.items()})
    pointing = itertools.chain(
        backlinks.from_records(corpus),
        *(text.pointing for text in texts.values()),
        *(note.pointing for note in entries),
        *(note.pointing for text in texts.values() for note in text.about),
        *(note.pointing for notes in coded for note in notes),
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
        moved={},
    )
    remarks = lints.remarks(corpus, found)
    return found._replace(
        remarks=tuple(remark for remark in remarks if not lints.is_stale(remark)),
        stale=tuple(filter(lints.is_stale, remarks)),
    )


def _notes(corpus: Corpus, known: Known) -> tuple[list[Read], tuple[Hit, ...]]:
    """The texts of the registries read, and the names in the description of the digest."""
    found = []
    for ref in corpus.refs():
        if ref.kind != "source":
            inside = list(notes.of_entry(corpus.table(ref.kind)[ref.id]))
            linked = notes.linked(corpus, inside)
            found += [notes.read(known.names, ref, note, linked) for note in inside]
    return found, tuple(known.names.find(corpus.settings.description))
