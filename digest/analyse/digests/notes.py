"""Notes and other plain texts of ours: where they stand, and what they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from digest.analyse.digests.names import Names
from digest.model.coding import Annotations
from digest.model.corpus import Corpus, Entry
from digest.model.findings import Backlink, Hit
from digest.model.refs import ENTRY_LINK, Ref
from digest.text import plain, sentence_around

_PROSE = frozenset(
    "note text says summary scope outcomes firsts include exclude condition author_note date_note "
    "standing_note collected description why".split()
)
"""Fields that hold sentences of ours, wherever they stand."""


class Note(NamedTuple):
    """A plain text of ours."""

    text: str
    anchor: str = ""
    """Its place on the page of the entry to which it belongs."""


class Read(NamedTuple):
    """A note with what it names."""

    text: str
    hits: tuple[Hit, ...]
    """Names in it, those apart that stand in links by hand."""
    pointing: tuple[tuple[Ref, Backlink], ...]
    """Each entry named or linked, and the sentence that does it."""


def of_entry(entry: Entry) -> Iterator[Note]:
    """The texts of the record of an entry."""
    return (Note(text) for text in _prose(entry))


def of_coding(coding: Annotations) -> Iterator[Note]:
    """The texts of the stances and facts of a source."""
    for stance in coding.stances:
        for text in _prose(stance):
            yield Note(text, f"stance-{stance.permalink}")
    for fact in coding.facts:
        for text in _prose(fact):
            yield Note(text, "facts")


def _prose(record: msgspec.Struct) -> Iterator[str]:
    is_prose, values = _fields(type(record))
    for prose, value in zip(is_prose, values(record), strict=True):
        if not value:
            continue
        if isinstance(value, str):
            if prose:
                yield value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, str) and prose:
                    yield item
                elif isinstance(item, msgspec.Struct):
                    yield from _prose(item)
        elif isinstance(value, msgspec.Struct):
            yield from _prose(value)


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[bool, ...], Any]:
    """For each field of a type whether it holds prose, and what gets the values of all."""
    names = kind.__struct_fields__
    values = attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),)
    return tuple(name in _PROSE for name in names), values


def linked(corpus: Corpus, notes: Iterable[Note]) -> dict[str, str]:
    """The entries to which notes link by hand: `kind:id` → name."""
    found = {}
    for note in notes:
        for match in ENTRY_LINK.finditer(note.text) if "[[" in note.text else ():
            written = f"{match['kind']}:{match['id']}"
            ref = corpus.find(written)
            if ref:
                found[written] = corpus.name(ref)
    return found


def read(names: Names, origin: Ref, note: Note, linked: Mapping[str, str]) -> Read:
    """What a note on the page of an entry names; `linked` as the function of that name gives it."""
    text = note.text
    by_hand = list(ENTRY_LINK.finditer(text)) if "[[" in text else []
    hits = names.find(text, [match.span() for match in by_hand])
    links = [
        Hit(match.start(), match.end(), Ref(match["kind"], match["id"]))  # type: ignore[arg-type]
        for match in by_hand
        if f"{match['kind']}:{match['id']}" in linked
    ]
    pointing = []
    for hit in sorted([*hits, *links]) if links else hits:
        sentence = sentence_around(text, hit.start, hit.end)
        shown = _shown(sentence, linked) if by_hand else plain(sentence)
        pointing.append((hit.ref, Backlink(origin, shown, note.anchor, True)))
    return Read(text, tuple(hits), tuple(pointing))


def _shown(text: str, linked: Mapping[str, str]) -> str:
    """The text with links to entries as readers see them."""

    def label(match: re.Match[str]) -> str:
        return match["text"] or linked.get(f"{match['kind']}:{match['id']}") or match[0]

    return plain(ENTRY_LINK.sub(label, text))
