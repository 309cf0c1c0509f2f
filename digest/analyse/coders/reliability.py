"""Codings of one source by several coders: where they agree, and where not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from digest.analyse.coders.alpha import Sample
from digest.analyse.stances.positions import basis, overall
from digest.model.agreement import LEAST, TENTATIVE, Reliability, Tentative, TopicReliability
from digest.model.coding import Annotations, Stance
from digest.model.corpus import Corpus
from digest.model.scale import Position

FIRST = "first"
"""Coder's name in `<id>.first.yaml`: the first coding as it was before anything was settled."""

Unit = tuple[int, str, str]
"""Paragraph, holder, topic."""
Judged = list[Hashable]
"""What the coders who judged a unit said of it."""

ORDER = [position for position in Position if position.score is not None]


def codings(corpus: Corpus) -> dict[str, list[Annotations]]:
    """Source → the codings to compare, the first coder's first; sources coded once are left out.

    What the site shows may have been settled with the help of the second coding.  So where the
    first coding was kept as it was, that is compared instead.
    """
    besides: dict[str, list[Annotations]] = defaultdict(list)
    for coding in corpus.second:
        if coding.source in corpus.annotations:
            besides[coding.source].append(coding)
    found = {}
    for source, others in sorted(besides.items()):
        kept = [coding for coding in others if coding.coder == FIRST]
        first = kept[0] if kept else corpus.annotations[source]
        rest = [coding for coding in others if coding.coder != FIRST]
        if rest:
            found[source] = [first, *rest]
    return found


def reliability(found: Mapping[str, Sequence[Annotations]]) -> tuple[Reliability, ...]:
    """Agreement over all sources that were coded more than once, variable by variable."""
    if not found:
        return ()
    sources = tuple(found)
    positions = [judged for coded in found.values() for _, judged in _positions(coded)]
    voices = [judged for coded in found.values() for judged in _voices(coded)]
    actors = [judged for coded in found.values() for judged in _actors(coded)]
    topics = [judged for coded in found.values() for _, judged in _topics(coded)]
    return (
        _measured("actor found in a paragraph", actors, sources, interval=True),
        _measured("topic found in a paragraph", topics, sources, interval=True),
        _measured("position (nominal)", positions, sources, interval=True),
        _measured("position (ordinal)", map(_scored, positions), sources, ORDER, interval=True),
        _measured("voice", voices, sources, interval=True),
    )


def by_topic(
    corpus: Corpus, found: Mapping[str, Sequence[Annotations]]
) -> tuple[TopicReliability, ...]:
    """Agreement for each topic that a coder found in a source coded more than once."""
    presence: dict[str, list[Judged]] = defaultdict(list)
    positions: dict[str, list[Judged]] = defaultdict(list)
    sources: dict[str, dict[str, None]] = defaultdict(dict)
    for source, coded in found.items():
        for topic, judged in _topics(coded):
            presence[topic].append(judged)
            sources[topic][source] = None
        for (_, _, topic), judged in _positions(coded):
            positions[topic].append(_scored(judged))
    return tuple(
        TopicReliability(
            topic,
            _measured("topic found in a paragraph", presence[topic], tuple(sources[topic])),
            _measured("position (ordinal)", positions[topic], tuple(sources[topic]),
                      ORDER, least=LEAST),
        )
        for topic in corpus.topics if topic in presence
    )  # fmt: skip


def tentative(topics: Iterable[TopicReliability]) -> dict[str, Tentative]:
    """Topics on which coders agree too little, and by which figure; the lower where both are."""
    low: dict[str, Tentative] = {}
    for item in topics:
        for one in (item.found, item.position):
            if one.alpha is not None and one.alpha < TENTATIVE:
                reason = Tentative(one.variable, one.alpha, one.units)
                low[item.topic] = min(low.get(item.topic, reason), reason, key=lambda r: r.alpha)
    return low


def _measured(
    name: str,
    units: Iterable[Judged],
    sources: tuple[str, ...],
    order: Sequence[Position] | None = None,
    *,
    interval: bool = False,
    least: int = 0,
) -> Reliability:
    """Alpha of some units; not given for fewer than `least`."""
    sample: Sample[Hashable] = Sample(units, order)
    alpha = sample.alpha() if sample.units >= least else None
    drawn = sample.interval() if interval else None
    return Reliability(
        name, sample.units, sample.agreed, alpha, (drawn.low, drawn.high) if drawn else None,
        drawn.undefined if drawn else 0, sources,
    )  # fmt: skip


def _actors(coded: Sequence[Annotations]) -> Iterator[Judged]:
    """Every paragraph with a stance × every actor found in the source: found here by each?"""
    yield from (judged for _, judged in _presence(coded, lambda stance: stance.holders))


def _topics(coded: Sequence[Annotations]) -> Iterator[tuple[str, Judged]]:
    """The same for topics; a coder who did not look for a topic has not judged it."""
    looked = [{*coding.searched, *(s.topic for s in coding.stances)} for coding in coded]
    for topic, judged in _presence(coded, lambda stance: (stance.topic,)):
        here: Judged = [
            value for value, known in zip(judged, looked, strict=True) if topic in known
        ]
        if len(here) > 1:
            yield topic, here


def _presence(
    coded: Sequence[Annotations], of: Callable[[Stance], Iterable[str]]
) -> Iterator[tuple[str, Judged]]:
    found = [{(s.paragraph, id) for s in coding.stances for id in of(s)} for coding in coded]
    every = set().union(*found)
    for id in sorted({id for _, id in every}):
        for paragraph in sorted({paragraph for paragraph, _ in every}):
            yield id, [(paragraph, id) in here for here in found]


def _positions(coded: Sequence[Annotations]) -> Iterator[tuple[Unit, Judged]]:
    """Units in which more than one coder found a stance, and the position that each found."""
    for unit, stances in _shared(coded):
        yield unit, [overall(stance.position for stance in found) for found in stances]


def _scored(judged: Judged) -> Judged:
    """Without the positions that have no place on the ordered scale."""
    return [value for value in judged if value in ORDER]


def _voices(coded: Sequence[Annotations]) -> Iterator[Judged]:
    for _, stances in _shared(coded):
        yield [basis(found) for found in stances]


def _shared(coded: Sequence[Annotations]) -> Iterator[tuple[Unit, list[list[Stance]]]]:
    """Units in which more than one coder found stances, and these."""
    found = [units(coding) for coding in coded]
    for unit in sorted(set().union(*found)):
        here = [one[unit] for one in found if unit in one]
        if len(here) > 1:
            yield unit, here


def units(coding: Annotations) -> dict[Unit, list[Stance]]:
    """Paragraph, holder and topic → what a coder has there, in order of the file."""
    found: dict[Unit, list[Stance]] = defaultdict(list)
    for stance in coding.stances:
        for holder in stance.holders:
            found[stance.paragraph, holder, stance.topic].append(stance)
    return found
