"""What points to each entry: texts that name it, and records that refer to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from digest.model.corpus import Corpus
from digest.model.findings import Backlink, Mention
from digest.model.refs import KINDS, Ref
from digest.model.source import Source
from digest.text import plain, sentence_around, squash

_ORDER = {kind: number for number, kind in enumerate(KINDS)}


def from_records(corpus: Corpus) -> Iterator[tuple[Ref, Backlink]]:
    """Connections that records state: (the entry pointed to, how).

    Offices, memberships, parts and authorship are left out: the entry's page has its own place
    for them.
    """
    for summit in corpus.summits.values():
        own = Ref("summit", summit.id)
        for person in summit.all_participants:
            phrase = "took part"
            if person.by:
                phrase = f"represented by {corpus.actors[person.by].name}"
                yield (
                    Ref("actor", person.by),
                    Backlink(own, f"came for {corpus.actors[person.actor].name}"),
                )
            yield Ref("actor", person.actor), Backlink(own, phrase)
        for outcome in summit.all_outcomes:
            if outcome.topic:
                yield Ref("topic", outcome.topic), Backlink(own, outcome.text, quoted=True)
    for milestone in corpus.milestones.values():
        own = Ref("milestone", milestone.id)
        for id in milestone.actors:
            yield Ref("actor", id), Backlink(own, milestone.text, quoted=True)
        for id in milestone.topics:
            yield Ref("topic", id), Backlink(own, milestone.text, quoted=True)
        for id in milestone.documents:
            yield Ref("document", id), Backlink(own, milestone.text, quoted=True)
        if milestone.summit:
            yield Ref("summit", milestone.summit), Backlink(own, milestone.text, quoted=True)
    for document in corpus.documents.values():
        own = Ref("document", document.id)
        for id in document.parties:
            yield Ref("actor", id), Backlink(own, "is a party to it, or issued it")
        for id in document.signatories:
            yield Ref("actor", id), Backlink(own, "signed it")
    for source in corpus.sources.values():
        yield from from_source(source)


def from_source(source: Source) -> Iterator[tuple[Ref, Backlink]]:
    """The connection that a source's record states: (the source from which it derives, how)."""
    origin = source.derived_from
    if origin and origin.source:
        own = Ref("source", source.id)
        yield Ref("source", origin.source), Backlink(own, f"derives from it ({origin.how.label})")


def from_digest(
    source: str,
    mentions: Sequence[Mention],
    texts: Sequence[str],
    bounds: Sequence[Sequence[tuple[int, int]]],
) -> Iterator[tuple[Ref, Backlink]]:
    """Sentences of a digest, the first in each section, that name an entry.

    `texts`: those of its passages, `bounds`: the sentences of each.
    """
    origin = Ref("source", source)
    for mention in mentions:
        if mention.first:
            number = mention.passage
            sentence = sentence_around(texts[number], mention.start, mention.end, bounds[number])
            yield mention.ref, Backlink(origin, plain(sentence), f"p{number}", True)


def collect(found: Iterator[tuple[Ref, Backlink]]) -> dict[Ref, tuple[Backlink, ...]]:
    """Entry → what points to it, each sentence once, never from itself."""
    by_entry: dict[Ref, dict[Ref, list[Backlink]]] = defaultdict(dict)
    for ref, link in found:
        if link.origin != ref:
            by_entry[ref].setdefault(link.origin, []).append(link)
    return {
        ref: tuple(
            link
            for origin in sorted(links, key=lambda origin: (_ORDER[origin.kind], origin.id))
            for link in _once(links[origin])
        )
        for ref, links in by_entry.items()
    }


def told_otherwise(
    before: Mapping[Ref, tuple[Backlink, ...]], found: Iterable[tuple[Ref, Backlink]]
) -> dict[Ref, tuple[Backlink, ...]] | None:
    """The entries at which sentences of one origin are others than `before`: what points to each.

    `found` is all of that origin, in the order in which `collect` gets it.  `None` where more than
    the words of sentences is another.
    """
    changed = {}
    for ref, links in collect(iter(found)).items():
        origin = links[0].origin
        old = before.get(ref, ())
        own = [number for number, link in enumerate(old) if link.origin == origin]
        if [old[number]._replace(sentence="") for number in own] != [
            link._replace(sentence="") for link in links
        ]:
            return None
        new = (*old[: own[0]], *links, *old[own[-1] + 1 :])
        if new != old:
            changed[ref] = new
    return changed


def _once(links: list[Backlink]) -> Iterable[Backlink]:
    """Those of one origin, without such as say the same in other spelling."""
    if len(links) == 1:
        return links
    kept: dict[str, Backlink] = {}
    for link in links:
        kept.setdefault(squash(link.sentence), link)
    return kept.values()
