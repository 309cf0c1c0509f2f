"""`Corpus` → `Findings`: the steps of the analysis."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

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
from digest.model.findings import Backlink, Findings, Hit
from digest.model.refs import Ref

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)

Each = Callable[[Callable[[Job], Text], Iterable[Job]], Iterable[Text]]

Step = Callable[[Corpus, Any], Any]
"""Makes one thing of the corpus and of what other steps have made, which are its attributes."""


def analyse(corpus: Corpus, each: Each = map) -> Findings:
    """All findings.  Pure; the cost grows with the texts and stances, not with pairs of them.

    `each` maps a function over the sources: an executor's `map` reads them in parallel.  It may
    as well remember results, by `Known.fingerprint` and by what is in a `Job`.
    """
    return findings_of(Found(corpus, read_texts(corpus, each)))


def read_texts(corpus: Corpus, each: Each = map) -> dict[str, Any]:
    """What is found in texts, each by itself: the results of the first steps."""
    known = Known.of(corpus)
    jobs = [job_of(corpus, id) for id in corpus.bodies]
    texts = dict(zip(corpus.bodies, each(partial(text_of, known), jobs), strict=True))
    entries, description = _notes(corpus, known)
    return {"texts": texts, "entries": entries, "description": description}


def findings_of(found: Any) -> Findings:
    """Findings of what holds the results of all steps."""
    return Findings(**{name: getattr(found, name) for name in Findings._fields if name in STEPS})


class Found:
    """The results of steps, each made when it is first wanted."""

    def __init__(self, corpus: Corpus, texts: Mapping[str, Any]) -> None:
        """`texts` is what `read_texts` gives."""
        self._corpus = corpus
        self.__dict__ |= texts

    def __getattr__(self, name: str) -> Any:
        """The result of a step."""
        if name not in STEPS:
            raise AttributeError(name)
        made = self.__dict__[name] = STEPS[name](self._corpus, self)
        return made


def _grouped(
    items: Iterable[Item], keys: Callable[[Item], Iterable[Key]]
) -> dict[Key, tuple[Item, ...]]:
    """Items under each of their keys, order kept."""
    found: dict[Key, list[Item]] = {}
    for item in items:
        for key in keys(item):
            found.setdefault(key, []).append(item)
    return {key: tuple(inside) for key, inside in found.items()}


def _notes(corpus: Corpus, known: Known) -> tuple[list[Read], tuple[Hit, ...]]:
    """The texts of the registries read, and the names in the description of the digest."""
    found = []
    for ref in corpus.refs():
        if ref.kind != "source":
            inside = list(notes.of_entry(corpus.table(ref.kind)[ref.id]))
            linked = notes.linked(corpus, inside)
            found += [notes.read(known.names, ref, note, linked) for note in inside]
    return found, tuple(known.names.find(corpus.settings.description))


def _links(corpus: Corpus, found: Any) -> dict[str, tuple[Hit, ...]]:
    coded = (found.texts[id].coded for id in corpus.annotations)
    about = (text.about for text in found.texts.values())
    links = {note.text: note.hits for note in itertools.chain(found.entries, *about, *coded)}
    links[corpus.settings.description] = found.description
    return links


def _pointing(corpus: Corpus, found: Any) -> tuple[tuple[Ref, Backlink], ...]:
    """What texts point to."""
    texts = found.texts.values()
    return (
        *itertools.chain.from_iterable(text.pointing for text in texts),
        *(one for note in found.entries for one in note.pointing),
        *(one for text in texts for note in text.about for one in note.pointing),
        *(one for id in corpus.annotations for note in found.texts[id].coded
          for one in note.pointing),
    )  # fmt: skip


def _contradictions(corpus: Corpus, found: Any) -> Any:
    return contradictions.ordered(
        corpus,
        itertools.chain(
            members.against_bodies(corpus, found.standings),
            contradictions.within_itself(corpus, found.standings, found.shifts),
        ),
    )


def _disputes_in(corpus: Corpus, found: Any) -> Any:
    left = verdicts.disputes(corpus, found.roots, standing=False)
    return _grouped(
        [*found.disputes, *left], lambda d: {claim.fact.source: None for claim in d.claims}
    )


STEPS: dict[str, Step] = {
    "links": _links,
    "mentions": lambda c, f: {id: text.mentions for id, text in f.texts.items()},
    "marks": lambda c, f: {id: text.marks for id, text in f.texts.items()},
    "together": lambda c, f: {id: text.together for id, text in f.texts.items()},
    "pointing": _pointing,
    "backlinks": lambda c, f: backlinks.collect(
        itertools.chain(backlinks.from_records(c), f.pointing)
    ),
    "count": lambda c, f: counting.count(c),
    "standings": lambda c, f: positions.standings(c, f.count),
    "at_summits": lambda c, f: positions.at_summits(c, f.count),
    "periods": lambda c, f: tuple(period.name for period in periods.periods(c)),
    "by_period": lambda c, f: positions.by_period(c, f.count),
    "by_voice": lambda c, f: positions.by_voice(c, f.count),
    "left_out": lambda c, f: positions.left_out(f.count),
    "twins": lambda c, f: f.count.twins,
    "counted": lambda c, f: frozenset(map(stance_id, f.count.stances)),
    "attested": lambda c, f: attesting.attested(c),
    "overlaps": lambda c, f: kinship.overlaps(c),
    "chains": lambda c, f: chains.chains(c),
    "tallies": lambda c, f: counting.tallies(c, f.count),
    "spoken_for": lambda c, f: positions.spoken_for(c, f.count),
    "shifts": lambda c, f: shifts.shifts(c, f.standings, f.by_period, f.at_summits),
    "contradictions": _contradictions,
    "network": lambda c, f: network.network(c, f.count, f.standings, f.by_period),
    "agreement": lambda c, f: network.agreement(f.network),
    "empties": lambda c, f: empties.empties(c, f.mentions, f.together),
    "metonyms": lambda c, f: tuple(row for text in f.texts.values() for row in text.metonyms),
    "metonyms_of": lambda c, f: metonyms.tallied(c, f.metonyms),
    "disputes": lambda c, f: verdicts.disputes(c, f.roots),
    "offices": lambda c, f: offices.offices(c),
    "shifts_of": lambda c, f: _grouped(f.shifts, lambda shift: [shift.actor]),
    "shifts_on": lambda c, f: _grouped(f.shifts, lambda shift: [shift.topic]),
    "contradictions_of": lambda c, f: _grouped(
        f.contradictions, lambda one: filter(None, [one.actor, one.body])
    ),
    "contradictions_on": lambda c, f: _grouped(f.contradictions, lambda one: [one.topic]),
    "disputes_about": lambda c, f: _grouped(
        f.disputes, lambda dispute: verdicts.concerned(c, dispute)
    ),
    "disputes_in": _disputes_in,
    "codings": lambda c, f: reliability.codings(c),
    "reliability": lambda c, f: reliability.reliability(f.codings),
    "topic_reliability": lambda c, f: reliability.by_topic(c, f.codings),
    "tentative": lambda c, f: reliability.tentative(f.topic_reliability),
    "coded_apart": lambda c, f: settling.disagreements(c, f.codings),
    "roots": lambda c, f: f.count.roots,
    "drift": lambda c, f: drift.drift(c),
    "authors": lambda c, f: frozenset(id for one in c.sources.values() for id in one.authors),
    "checked": lambda c, f: lints.remarks(c, f),
    "remarks": lambda c, f: tuple(one for one in f.checked if not lints.is_stale(one)),
    "stale": lambda c, f: tuple(filter(lints.is_stale, f.checked)),
}
"""What analysis is made of.  To add a finding, add a field to `Findings` and a line here; what a
step needs of others it asks for as `f.name`."""
