"""Where entries are named: in digests, and in every note and other text of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from lxml import etree

from digest.analyse.digests.names import Names, Span, longest
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Hit, Mention
from digest.model.metonym import Metonym
from digest.model.refs import ENTRY_LINK, KINDS, Ref
from digest.passages import Passage

_PROSE = frozenset(
    "note text says summary scope outcomes firsts include exclude condition author_note date_note "
    "standing_note collected description why".split()
)
"""Fields that hold sentences of ours, wherever they stand."""


def mentions(
    passages: Sequence[Passage],
    spans: Sequence[Sequence[Span]],
    metonyms: Iterable[Metonym],
) -> tuple[Mention, ...]:
    """Names and links by hand in a digest; `first` marks an entry's first in its section.

    `spans`: all names of each passage; `metonyms`: how the place names among them were read.
    """
    read = {(row.passage, row.start): row.ref for row in metonyms}
    seen: set[tuple[int, Ref]] = set()
    found = []
    for number, passage in enumerate(passages):
        hits = []
        for span in longest(spans[number], passage.closed):
            ref = read.get((number, span.start)) if span.owners else span.ref
            if ref:
                hits.append(Hit(span.start, span.end, ref))
        for hit in sorted([*hits, *by_hand(passage)]):
            key = (passage.section, hit.ref)
            found.append(Mention(number, hit.start, hit.end, hit.ref, key not in seen))
            seen.add(key)
    return tuple(found)


def by_hand(passage: Passage) -> Iterator[Hit]:
    """Links to entries that the digest's author set, each once."""
    spans: dict[etree._Element, tuple[int, int]] = {}
    for node in passage.nodes:
        element = node.element.getparent() if node.tail else node.element
        while element is not None and element.tag != "a":
            element = element.getparent()
        if element is not None and element.get("href", "").startswith("ref:"):
            start, _ = spans.get(element, (node.start, 0))
            spans[element] = start, node.start + len(node.text)
    for element, (start, end) in spans.items():
        _, kind, id = element.get("href", "").split(":", 2)
        yield Hit(start, end, Ref(next(known for known in KINDS if known == kind), id))


def texts(corpus: Corpus) -> Iterator[tuple[Ref, str, str]]:
    """Every plain text of ours: the entry on whose page it stands, the place there, the text."""
    for kind in KINDS:
        for id, entry in corpus.table(kind).items():
            for text in _prose(entry):
                yield Ref(kind, id), "", text
    for coding in corpus.annotations.values():
        for stance in coding.stances:
            for text in _prose(stance):
                yield Ref("source", coding.source), _anchor(stance), text
        for fact in coding.facts:
            for text in _prose(fact):
                yield Ref("source", coding.source), "facts", text


def _anchor(stance: Stance) -> str:
    return f"stance-{stance_id(stance)}"


def _prose(record: msgspec.Struct, inherited: bool = False) -> Iterator[str]:
    for name in record.__struct_fields__:
        value = getattr(record, name)
        prose = name in _PROSE or inherited
        if isinstance(value, str):
            if name in _PROSE and value:
                yield value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, str) and prose:
                    yield item
                elif isinstance(item, msgspec.Struct):
                    yield from _prose(item)
        elif isinstance(value, msgspec.Struct):
            yield from _prose(value)


def links(names: Names, corpus: Corpus) -> dict[str, tuple[Hit, ...]]:
    """Every plain text of ours → the names in it."""
    found: dict[str, tuple[Hit, ...]] = {}
    for _, _, text in texts(corpus):
        if text not in found:
            by_hand = [match.span() for match in ENTRY_LINK.finditer(text)]
            found[text] = tuple(names.find(text, by_hand))
    description = corpus.settings.description
    found[description] = tuple(names.find(description))
    return found
