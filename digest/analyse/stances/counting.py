"""What counts in figures: each statement once, from sources that stand, for whom it was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from digest.analyse.stances.lineage import current, repeated, roots, twins
from digest.analyse.stances.periods import known_date
from digest.dates import earliest
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Tally
from digest.model.refs import Ref
from digest.model.words import Voice


class Count(NamedTuple):
    """What is counted, and what is not."""

    stances: tuple[Stance, ...]
    """Each statement once, from current sources, by source and place in the file."""
    in_time: tuple[Stance, ...]
    """The same by date (undated first), then source and place in the file."""
    left_out: tuple[Stance, ...]
    """Those whose source was corrected, superseded or retracted."""
    roots: dict[str, str]
    """Source → the source from which it derives in the end."""
    twins: dict[str, tuple[Stance, ...]]
    """Permalink → the same statement in other sources of its lineage."""
    spoken: dict[str, tuple[str, ...]]
    """Permalink → bodies for which its holders spoke by their office on that date."""


def count(corpus: Corpus) -> Count:
    """Decide for every stance whether it counts, and for whom."""
    root = roots(corpus)
    same = twins(corpus, root)
    again = repeated(same)
    standing: list[Stance] = []
    fallen: list[Stance] = []
    for stance in corpus.stances():
        if stance_id(stance) not in again:
            (standing if current(corpus, stance) else fallen).append(stance)
    spoken = {stance_id(stance): tuple(_bodies(corpus, stance)) for stance in standing}
    return Count(tuple(standing), in_time(corpus, standing), tuple(fallen), root, same, spoken)


def in_time(corpus: Corpus, stances: Iterable[Stance]) -> tuple[Stance, ...]:
    """Stances by date (undated first), then source and place in the file."""

    def key(stance: Stance) -> tuple[object, ...]:
        return (earliest(corpus.date_of(stance)), stance.source, stance.index)

    return tuple(sorted(stances, key=key))


def _bodies(corpus: Corpus, stance: Stance) -> Iterator[str]:
    """The bodies for which a stance's holders speak by office; nobody without a certain date."""
    date = known_date(corpus, stance)
    if date is None:
        return
    found = {
        role.speaks_for
        for holder in stance.holders
        for role in corpus.actors[holder].roles
        if role.speaks_for and role.speaks_for not in stance.holders and role.held(date)
    }
    yield from sorted(found)


def tally(
    corpus: Corpus, found: Count, stances: Iterable[Stance], actor: str = "", left_out: int = 0
) -> Tally:
    """How much evidence some counted stances are; each counts once whoever holds it.

    `actor`: for whom, so that what others said for it by their office is told apart.
    """
    listed = list(stances)
    voices = [stance.voice for stance in listed]
    sources = {stance.source for stance in listed}
    for stance in listed:
        for other in found.twins.get(stance.permalink, ()):
            if current(corpus, other):
                sources.add(other.source)
    return Tally(
        voices.count(Voice.OWN_WORDS), voices.count(Voice.REPORTED), voices.count(Voice.ANALYSIS),
        len(sources), len({found.roots[source] for source in sources}),
        sum(1 for stance in listed if stance.condition),
        sum(1 for stance in listed if actor in found.spoken.get(stance.permalink, ())),
        left_out,
    )  # fmt: skip


def tallies(corpus: Corpus, found: Count) -> dict[Ref, Tally]:
    """Entry → how much evidence its page shows, each statement once whoever holds or voices it."""
    groups: dict[Ref, dict[str, Stance]] = defaultdict(dict)
    for stance in found.stances:
        id = stance_id(stance)
        under = [Ref("source", ""), Ref("source", stance.source), Ref("topic", stance.topic)]
        people = (*stance.holders, *found.spoken[id], *([stance.speaker] if stance.speaker else ()))
        under += [Ref("actor", actor) for actor in people]
        under += [Ref("summit", stance.summit)] if stance.summit else []
        for ref in under:
            groups[ref][id] = stance
    return {
        ref: tally(corpus, found, stances.values(), ref.id if ref.kind == "actor" else "")
        for ref, stances in groups.items()
    }
