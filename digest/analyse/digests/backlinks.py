"""What points to each entry: texts that name it, and records that refer to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from digest.analyse.digests.mentions import texts
from digest.model.corpus import Corpus
from digest.model.findings import Backlink, Hit, Mention
from digest.model.refs import ENTRY_LINK, KINDS, Ref
from digest.passages import Passage
from digest.text import sentence_around, squash


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
        own = Ref("source", source.id)
        if source.derived_from and source.derived_from.source:
            how = source.derived_from.how.label
            yield (
                Ref("source", source.derived_from.source),
                Backlink(own, f"derives from it ({how})"),
            )


def from_texts(
    corpus: Corpus,
    links: Mapping[str, tuple[Hit, ...]],
    mentions: Mapping[str, tuple[Mention, ...]],
    passages: Mapping[str, list[Passage]],
) -> Iterator[tuple[Ref, Backlink]]:
    """Sentences of digests (the first in each section) and of notes that name an entry."""
    for source, found in mentions.items():
        for mention in found:
            if mention.first:
                text = passages[source][mention.passage].text
                sentence = sentence_around(text, mention.start, mention.end)
                yield (
                    mention.ref,
                    Backlink(
                        Ref("source", source),
                        " ".join(sentence.split()),
                        f"p{mention.passage}",
                        True,
                    ),
                )
    for origin, anchor, text in texts(corpus):
        for hit in sorted([*links[text], *_by_hand(corpus, text)]):
            sentence = _plain(corpus, sentence_around(text, hit.start, hit.end))
            yield hit.ref, Backlink(origin, sentence, anchor, True)


def _by_hand(corpus: Corpus, text: str) -> Iterator[Hit]:
    for match in ENTRY_LINK.finditer(text):
        ref = corpus.find(f"{match['kind']}:{match['id']}")
        if ref:
            yield Hit(match.start(), match.end(), ref)


def _plain(corpus: Corpus, text: str) -> str:
    """The text with links to entries as readers see them."""

    def label(match: re.Match[str]) -> str:
        ref = corpus.find(f"{match['kind']}:{match['id']}")
        return match["text"] or (corpus.name(ref) if ref else match[0])

    return " ".join(ENTRY_LINK.sub(label, text).split())


def collect(found: Iterator[tuple[Ref, Backlink]]) -> dict[Ref, tuple[Backlink, ...]]:
    """Entry → what points to it, each sentence once, never from itself."""
    by_entry: dict[Ref, dict[tuple[Ref, str], Backlink]] = defaultdict(dict)
    for ref, link in found:
        if link.origin != ref:
            by_entry[ref].setdefault((link.origin, squash(link.sentence)), link)
    return {
        ref: tuple(sorted(links.values(), key=lambda b: (KINDS.index(b.origin.kind), b.origin.id)))
        for ref, links in by_entry.items()
    }
