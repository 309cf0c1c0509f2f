"""Language drift: how the wording on a topic changes from one text of a body to its next.

Only quotations are compared, never our paraphrases, and only with an earlier quotation of the
same series that is another version of the same words.  A quotation is cut out of a longer text:
what one of two has before or after all that the other covers proves nothing and is not marked,
and a document of which no words are quoted is passed over.  Nothing is said of silence, because
the list of a document's provisions need not be complete.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from digest.model.corpus import Corpus
from digest.model.document import Document
from digest.model.drift import Drift, Mark, Saying, Series, Token, Wording
from digest.model.words import DocumentKind
from digest.text import fold

SERIAL = frozenset({DocumentKind.DECLARATION, DocumentKind.COMMUNIQUE, DocumentKind.CONCEPT})
"""Kinds of document of which a body issues one after the other."""

ALIKE = 0.5
"""Share of common words, of all words of both, from which on two quotations are versions of one."""
WORDS = 3
"""Words that two versions must share at least, so that no name alone makes them alike."""
BACK = 12
"""So many earlier quotations on the topic are looked at, latest first."""


def drift(corpus: Corpus) -> dict[str, Drift]:
    """Topic → the documents that speak of it, in the order of the topics.

    The cost grows with the provisions: each is compared with at most `BACK` others.
    """
    speaking: dict[str, list[Document]] = defaultdict(list)
    for document in in_time(corpus):
        for topic in dict.fromkeys(provision.topic for provision in document.provisions):
            speaking[topic].append(document)
    return {id: _drift(id, speaking[id]) for id in corpus.topics if id in speaking}


def in_time(corpus: Corpus) -> list[Document]:
    """All documents by date, undated ones last, then by id."""
    return sorted(
        corpus.documents.values(), key=lambda d: (d.date.first if d.date else (9999, 1, 1), d.id)
    )


def _drift(topic: str, documents: Sequence[Document]) -> Drift:
    bodies: dict[tuple[str, ...], list[Document]] = defaultdict(list)
    for document in documents:
        if document.kind in SERIAL and document.parties and document.date:
            bodies[tuple(sorted(document.parties))].append(document)
    serial = {body: found for body, found in bodies.items() if len(found) > 1}
    inside = {document.id for found in serial.values() for document in found}
    return Drift(
        topic,
        tuple(
            Series(body, tuple(_compared(topic, found)))
            for body, found in sorted(serial.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        ),
        tuple(
            Saying(document.id, tuple(_alone(topic, document)))
            for document in documents
            if document.id not in inside
        ),
    )


def _alone(topic: str, document: Document) -> Iterator[Wording]:
    for index, provision in enumerate(document.provisions):
        if provision.topic == topic:
            words = provision.quote.split()
            yield Wording(index, tuple(Token(word, Mark.KEPT) for word in words), "")


def _compared(topic: str, documents: Sequence[Document]) -> Iterator[Saying]:
    """A series, each quotation compared with its nearest earlier version."""
    earlier: list[tuple[str, list[str]]] = []
    for document in documents:
        found = []
        quoted = []
        for wording in _alone(topic, document):
            words = [token.text for token in wording.tokens]
            version = _version(words, earlier) if words else None
            if version:
                since, older = version
                wording = Wording(wording.provision, tuple(marked(older, words)), since)
            if words:
                quoted.append((document.id, words))
            found.append(wording)
        earlier += quoted
        yield Saying(document.id, tuple(found))


def _version(
    words: list[str], earlier: Sequence[tuple[str, list[str]]]
) -> tuple[str, list[str]] | None:
    """The likest quotation in the latest document that has a version of these words."""
    best: tuple[float, str, list[str]] | None = None
    for document, older in reversed(earlier[-BACK:]):
        if best and best[1] != document:
            break
        matcher = _matcher(older, words)
        shared = sum(block.size for block in matcher.get_matching_blocks())
        ratio = matcher.ratio()
        if shared >= WORDS and ratio >= ALIKE and (best is None or ratio >= best[0]):
            best = ratio, document, older
    return best[1:] if best else None


def marked(older: Sequence[str], newer: Sequence[str]) -> Iterator[Token]:
    """The newer words, marked, with those of the older ones that fell out where they stood.

    Before the first and after the last common word, only as many words are compared as both have:
    what one has beyond the other may merely not have been quoted.
    """
    steps = _matcher(older, newer).get_opcodes()
    for place, (tag, i1, i2, j1, j2) in enumerate(steps):
        if tag == "equal":
            yield from (Token(word, Mark.KEPT) for word in newer[j1:j2])
            continue
        known = min(i2 - i1, j2 - j1)
        first, last = place == 0, place == len(steps) - 1
        if first:
            yield from (Token(word, Mark.BEYOND) for word in newer[j1 : j2 - known])
            i1, j1 = i2 - known, j2 - known
        rest = j2
        if last and not first:
            i2, j2 = i1 + known, j1 + known
        yield from (Token(word, Mark.LEFT_OUT) for word in older[i1:i2])
        yield from (Token(word, Mark.ADDED) for word in newer[j1:j2])
        yield from (Token(word, Mark.BEYOND) for word in newer[j2:rest])


def _matcher(older: Sequence[str], newer: Sequence[str]) -> difflib.SequenceMatcher[str]:
    return difflib.SequenceMatcher(None, [*map(_bare, older)], [*map(_bare, newer)], autojunk=False)


def _bare(word: str) -> str:
    """A word for comparing: folded, without case and the punctuation around it."""
    return fold(word).casefold().strip(".,;:!?()[]\"'…") or word
