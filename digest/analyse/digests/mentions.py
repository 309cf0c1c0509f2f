"""Where entries are named in a digest, and where its author linked them by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from digest.analyse.digests.names import Span, longest
from digest.model.findings import Hit, Mention
from digest.model.metonym import Metonym
from digest.model.refs import KINDS, Ref
from digest.passages import Passage


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
    if not passage.closed:
        return
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
