"""Who agrees with whom: congruence and conflict between actors over topics.

Method: P. Leifeld's discourse network analysis («Discourse Network Analysis: Policy Debates as
Dynamic Networks», in The Oxford Handbook of Political Networks, 2017): an actor × topic
affiliation with two sides, made into a network of actors by counting the topics on which two of
them take the same side (congruence) or opposite sides (conflict), and divided by their average
activity, which is the mean number of topics on which the two take a side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from digest.analyse.stances.counting import Count
from digest.analyse.stances.periods import periods
from digest.analyse.stances.positions import summed
from digest.analyse.stances.ties import SameWords, Ties
from digest.model.agreement import Agreement, Edge
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Standing

Pair = tuple[str, str]
Sides = dict[str, dict[str, int]]
"""Topic → actor → 1 or −1."""


def network(
    corpus: Corpus,
    count: Count,
    standings: Mapping[tuple[str, str], Standing],
    by_period: Mapping[tuple[str, str, str], Standing],
) -> tuple[Edge, ...]:
    """Every pair of actors who take sides on a topic: over the whole time, then by period.

    Only standings are compared, so each statement counts once and derived or withdrawn sources
    do not count.  Authors of sources are left out: they are as many as the sources, and readers
    ask it of those whom the sources are about.  So the cost grows with the stances and with the
    pairs of actors on a topic, not with pairs of sources.
    """
    authors = {id for source in corpus.sources.values() for id in source.authors}
    names = ["", *(period.name for period in periods(corpus))]
    found: dict[str, dict[tuple[str, str], Standing]] = {name: {} for name in names}
    whole = {(actor, topic, ""): standing for (actor, topic), standing in standings.items()}
    for (actor, topic, name), standing in {**whole, **by_period}.items():
        if actor not in authors and not standing.on_condition:
            found[name][actor, topic] = standing
    same_words = Ties(corpus).same_words(count)
    topics = {id: number for number, id in enumerate(corpus.topics)}
    return tuple(
        edge
        for period, inside in found.items()
        for edge in _edges(period, inside, same_words, topics)
    )


def _edges(
    period: str,
    standings: Mapping[tuple[str, str], Standing],
    same_words: SameWords,
    order: Mapping[str, int],
) -> Iterator[Edge]:
    sides: Sides = defaultdict(dict)
    active: dict[str, int] = defaultdict(int)
    for (actor, topic), standing in standings.items():
        if side := standing.position.side:
            sides[topic][actor] = side
            active[actor] += 1
    same: dict[Pair, list[str]] = defaultdict(list)
    opposite: dict[Pair, list[str]] = defaultdict(list)
    for topic in sorted(sides, key=order.__getitem__):
        for one, other in combinations(sorted(sides[topic]), 2):
            ours, theirs = sides[topic][one], sides[topic][other]
            words = same_words.get((one, other, topic))
            if words:
                ours = _without(standings[one, topic].stances, words)
                theirs = _without(standings[other, topic].stances, words)
            if ours and theirs:
                (same if ours == theirs else opposite)[one, other].append(topic)
    for pair in sorted(same.keys() | opposite.keys()):
        one, other = pair
        mean = (active[one] + active[other]) / 2
        agreed, differed = same.get(pair, ()), opposite.get(pair, ())
        yield Edge(
            one, other, period, tuple(agreed), tuple(differed), active[one], active[other],
            round(len(agreed) / mean, 4), round(len(differed) / mean, 4),
        )  # fmt: skip


def _without(stances: Sequence[Stance], words: set[str]) -> int:
    """The side that stances take without some of them; 0 when nothing is left."""
    left = [stance for stance in stances if stance_id(stance) not in words]
    return summed(left)[0].side if left else 0


def agreement(network: Iterable[Edge]) -> dict[str, tuple[Agreement, ...]]:
    """Actor → the actors with whom it takes sides over the whole time, most topics first."""
    found: dict[str, list[Agreement]] = defaultdict(list)
    for edge in network:
        if not edge.period:
            for one, other in ((edge.one, edge.other), (edge.other, edge.one)):
                found[one].append(Agreement(other, len(edge.same), len(edge.opposite)))
    return {
        actor: tuple(sorted(items, key=lambda a: (-a.same - a.opposite, a.actor)))
        for actor, items in sorted(found.items())
    }
