"""Who agrees with whom, and which topics an actor is named with without a position."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from digest.model.corpus import Corpus
from digest.model.findings import Agreement, Mention, Standing
from digest.passages import Passage
from digest.text import sentence_spans


def agreement(
    corpus: Corpus, standings: Mapping[tuple[str, str], Standing]
) -> dict[str, tuple[Agreement, ...]]:
    """Actor → the actors with whom it shares topics on which both take a side, most shared first.

    Authors of sources are left out: they are as many as the sources, and readers ask it of those
    whom the sources are about.  So the cost grows with the actors on a topic, not with sources.
    """
    authors = {id for source in corpus.sources.values() for id in source.authors}
    sides: dict[str, dict[str, int]] = defaultdict(dict)
    for (actor, topic), standing in standings.items():
        score = standing.position.score
        if score and actor not in authors:
            sides[topic][actor] = 1 if score > 0 else -1
    same: Counter[tuple[str, str]] = Counter()
    opposite: Counter[tuple[str, str]] = Counter()
    for actors in sides.values():
        for one, side in actors.items():
            for other, their in actors.items():
                if one != other:
                    (same if side == their else opposite)[one, other] += 1
    found: dict[str, list[Agreement]] = defaultdict(list)
    for one, other in sorted(same.keys() | opposite.keys()):
        found[one].append(Agreement(other, same[one, other], opposite[one, other]))
    return {
        actor: tuple(sorted(items, key=lambda a: (-a.same - a.opposite, a.actor)))
        for actor, items in found.items()
    }


def named_with(
    mentions: Mapping[str, tuple[Mention, ...]], passages: Mapping[str, list[Passage]]
) -> frozenset[tuple[str, str]]:
    """(actor, topic) pairs named in one sentence of a digest."""
    pairs = set()
    for source, found in mentions.items():
        by_passage: dict[int, list[Mention]] = defaultdict(list)
        for mention in found:
            by_passage[mention.passage].append(mention)
        for number, inside in by_passage.items():
            if len({mention.ref.kind for mention in inside} & {"actor", "topic"}) < 2:
                continue
            for start, end in sentence_spans(passages[source][number].text):
                here = [m.ref for m in inside if start <= m.start < end]
                actors = [ref.id for ref in here if ref.kind == "actor"]
                topics = [ref.id for ref in here if ref.kind == "topic"]
                pairs |= {(actor, topic) for actor in actors for topic in topics}
    return frozenset(pairs)
