"""Which kind of nothing there is where no stance was coded, and what waits for a coder."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from digest.model.corpus import Corpus
from digest.model.empties import Empties, Empty, Noted, Together
from digest.model.findings import Mention
from digest.text import plain

Pair = tuple[str, str]
"""Actor and topic."""
Place = tuple[int, int]
"""Passage and sentence."""


def empties(
    corpus: Corpus,
    mentions: Mapping[str, Sequence[Mention]],
    named: Mapping[str, Sequence[Together]],
) -> Empties:
    """All empties; the cost grows with mentions and stances, not with actors × topics × sources.

    `mentions` and `named` (see `together`) are those of each source.
    A stance covers its holders and nobody else: neither those who speak for them, nor a body for
    its members.
    """
    standing = [id for id, source in corpus.sources.items() if source.stands]
    waiting: dict[Pair, list[Together]] = defaultdict(list)
    noted: dict[Pair, list[Noted]] = defaultdict(list)
    for id in standing:
        coding = corpus.annotations.get(id)
        stances, notes = (coding.stances, coding.mentioned) if coding else ((), ())
        covered = {(actor, stance.topic) for stance in stances for actor in stance.holders}
        for note in notes:
            noted[note.actor, note.topic].append(Noted(id, note))
            covered.add((note.actor, note.topic))
        for both in named[id]:
            if (both.actor, both.topic) not in covered:
                waiting[both.actor, both.topic].append(both)
    searched, everywhere = _searched(corpus, standing, mentions)
    return Empties(
        {pair: tuple(items) for pair, items in sorted(waiting.items())},
        {pair: tuple(items) for pair, items in sorted(noted.items())},
        searched,
        everywhere,
        _by_topic(corpus, waiting, noted),
    )


def together(
    source: str,
    mentions: Sequence[Mention],
    texts: Sequence[str],
    bounds: Sequence[Sequence[tuple[int, int]]],
) -> tuple[Together, ...]:
    """Actors and topics that a sentence of one digest names both, whatever was coded of them.

    `texts`: those of its passages, `bounds`: the sentences of each.
    """
    by_passage: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.ref.kind in ("actor", "topic"):
            by_passage[mention.passage].append(mention)
    found: dict[Pair, list[Place]] = {}
    told: dict[Place, str] = {}
    for number, inside in sorted(by_passage.items()):
        if len({mention.ref.kind for mention in inside}) < 2:
            continue
        starts = [start for start, _ in bounds[number]]
        actors: dict[int, dict[str, None]] = defaultdict(dict)
        topics: dict[int, dict[str, None]] = defaultdict(dict)
        for mention in inside:
            sentence = bisect_right(starts, mention.start) - 1
            table = actors if mention.ref.kind == "actor" else topics
            table[sentence][mention.ref.id] = None
        for sentence in sorted(actors.keys() & topics.keys()):
            told[number, sentence] = plain(texts[number][slice(*bounds[number][sentence])])
            for actor in actors[sentence]:
                for topic in topics[sentence]:
                    found.setdefault((actor, topic), []).append((number, sentence))
    return tuple(
        Together(source, *pair, tuple(places), tuple(told[place] for place in places))
        for pair, places in found.items()
    )


def _searched(
    corpus: Corpus, standing: Sequence[str], mentions: Mapping[str, Sequence[Mention]]
) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """For each actor the topics for which all sources that name it were searched, and for all.

    Sources that searched the same topics are one set; actors named in the same sets share one.
    """
    naming: dict[str, dict[frozenset[str], None]] = defaultdict(dict)
    sets: dict[frozenset[str], None] = {}
    for id in standing:
        coding = corpus.annotations.get(id)
        topics = frozenset(coding.searched if coding else ())
        sets[topics] = None
        actors = {mention.ref.id for mention in mentions[id] if mention.ref.kind == "actor"}
        actors |= {actor for s in (coding.stances if coding else ()) for actor in s.holders}
        for actor in actors:
            naming[actor][topics] = None
    met: dict[frozenset[frozenset[str]], frozenset[str]] = {}
    found = {}
    for actor in sorted(naming):
        key = frozenset(naming[actor])
        if key not in met:
            met[key] = frozenset.intersection(*key)
        found[actor] = met[key]
    return found, frozenset.intersection(*sets) if sets else frozenset()


def _by_topic(
    corpus: Corpus, waiting: Mapping[Pair, object], noted: Mapping[Pair, object]
) -> dict[str, dict[Empty, tuple[str, ...]]]:
    """Topic → kind → actors without any stance on it, in the order of the registry."""
    held = {
        (actor, stance.topic)
        for stance in corpus.stances()
        if corpus.sources[stance.source].stands
        for actor in stance.holders
    }
    order = {id: number for number, id in enumerate(corpus.actors)}
    found: dict[str, dict[Empty, list[str]]] = {}
    for kind, pairs in ((Empty.UNCODED, waiting), (Empty.MENTIONED, noted)):
        for actor, topic in pairs:
            waits = kind is Empty.MENTIONED and (actor, topic) in waiting
            if (actor, topic) not in held and not waits:
                found.setdefault(topic, {}).setdefault(kind, []).append(actor)
    return {
        topic: {kind: tuple(sorted(ids, key=order.__getitem__)) for kind, ids in kinds.items()}
        for topic, kinds in sorted(found.items())
    }
