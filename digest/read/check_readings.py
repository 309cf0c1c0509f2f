"""Checks of what analysts settle by hand: what names mean, and where there is no position."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.matching import find_words
from digest.model.actor import Actor, Name, full_names
from digest.model.document import Document
from digest.model.event import Summit
from digest.model.refs import Kind, Ref
from digest.model.source import Reading, Source
from digest.model.words import NameKind
from digest.passages import Passage, parse, passages
from digest.read.check_ids import entry_fault, target_fault
from digest.read.draft import Draft
from digest.text import did_you_mean, fold, fold_in_place, sentence_spans

_NAMED: tuple[Kind, ...] = ("actor", "summit", "document")
"""Kinds of entry that have other names."""

PLACES = ("city", "region")
"""Readings of a place name that mean the place."""


def check_readings(draft: Draft) -> None:
    """Only metonyms have other readings, and each reading is one."""
    for ref, index, name in _registered(draft):
        file, _ = draft.place(ref)
        path = (ref.id, "names", index, "also")
        if name.also and name.kind is not NameKind.METONYM:
            draft.report(file, path, "only a metonym has other readings")
        for number, reading in enumerate(name.also):
            prefix, colon, target = reading.partition(":")
            if reading in PLACES:
                continue
            fault = (
                target_fault(draft, prefix, target)
                if colon
                else (f"'{reading}' is no reading: use city, region or kind:id", "")
            )
            if fault:
                draft.report(file, (*path, number), *fault)


def _registered(draft: Draft) -> Iterator[tuple[Ref, int, Name]]:
    """Other names in the registries: whose, which in its list, the name."""
    for kind in _NAMED:
        for id, entry in draft.tables[kind].items():
            if isinstance(entry, Actor | Summit | Document):
                for index, name in enumerate(full_names(entry.names)):
                    yield Ref(kind, id), index, name


def check_settled(draft: Draft) -> None:
    """A reading in a front matter settles a metonym that stands in that digest, and only one."""
    found = [
        (id, source)
        for id, source in draft.tables["source"].items()
        if isinstance(source, Source) and source.readings
    ]
    if not found:
        return
    entries = [entry for kind in _NAMED for entry in draft.tables[kind].values()]
    names = {fold(getattr(entry, "name", "")) for entry in entries}
    metonyms = {}
    for _, _, name in _registered(draft):
        names.add(fold(name.name))
        if name.kind is NameKind.METONYM:
            metonyms[fold(name.name)] = name.name
    for id, source in found:
        _check_source(draft, id, source, metonyms, names)


def _check_source(
    draft: Draft, id: str, source: Source, metonyms: dict[str, str], names: set[str]
) -> None:
    file, _ = draft.place(Ref("source", id))
    texts = passages(parse(draft.bodies.get(id) or "<p></p>"))
    settled: dict[tuple[str, str], int] = {}
    for number, reading in enumerate(source.readings):
        path = ("readings", number)
        name = fold(reading.name)
        fault = None if reading.means in PLACES else entry_fault(draft, reading.means)
        if fault:
            hint = fault[1] or "or write city or region"
            draft.report(file, (*path, "means"), fault[0], hint)
        if name not in metonyms:
            message = f"'{reading.name}' is no metonym of the registries"
            hint = did_you_mean(reading.name, metonyms.values())
            draft.report(file, (*path, "name"), message, hint)
            continue
        earlier = settled.setdefault((name, fold(reading.near)), number)
        if earlier != number:
            draft.report(file, path, f"settles the same as readings[{earlier}]", "remove one")
        elif draft.bodies.get(id):
            _check_use(draft, file, number, reading, texts, names)


def _check_use(
    draft: Draft,
    file: str,
    number: int,
    reading: Reading,
    texts: list[Passage],
    names: set[str],
) -> None:
    """The words stand in the digest, and the name in a sentence with them."""
    path = ("readings", number)
    near = fold(reading.near)
    if near and not any(find_words(fold(passage.text), near) >= 0 for passage in texts):
        draft.report(file, (*path, "near"), f"'{reading.near}' does not stand in the digest")
    elif not any(_open(passage, reading, names) for passage in texts):
        where = f"beside '{reading.near}'" if near else "in the digest"
        message = f"settles nothing: '{reading.name}' does not stand {where} on its own"
        hint = "remove it, or mend it; longer names and links by hand mean what they say"
        draft.warn(file, path, message, hint)


def _open(passage: Passage, reading: Reading, names: set[str]) -> bool:
    """Whether the name stands in a sentence with the words, outside links and longer names."""
    name, near = fold(reading.name), fold(reading.near)
    longer = [_pattern(other) for other in names if len(other) > len(name) and name in other]
    pattern = _pattern(name)
    for start, end in sentence_spans(passage.text):
        sentence = fold_in_place(passage.text[start:end])
        if near and find_words(fold(sentence), near) < 0:
            continue
        for match in pattern.finditer(sentence):
            place = start + match.start(), start + match.end()
            linked = any(a < place[1] and place[0] < b for a, b in passage.closed)
            if not linked and not _within(sentence, match, longer):
                return True
    return False


def _pattern(folded: str) -> re.Pattern[str]:
    """Finds a folded name as a whole word in a text that is folded in place."""
    words = r"\s+".join(map(re.escape, folded.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _within(sentence: str, match: re.Match[str], longer: list[re.Pattern[str]]) -> bool:
    """Whether the match is a part of a longer name."""
    return any(
        whole.start() <= match.start() and match.end() <= whole.end()
        for other in longer
        for whole in other.finditer(sentence)
    )


def check_mentioned(draft: Draft) -> None:
    """A note that there is no position stands once, and beside no stance that codes one."""
    for coding in draft.annotations.values():
        file = coding.file
        stances = {(a, s.topic): s.index for s in coding.stances for a in s.holders}
        seen: dict[tuple[str, str], int] = {}
        for number, note in enumerate(coding.mentioned):
            pair = note.actor, note.topic
            if pair in stances:
                message = f"says that there is no position, but stances[{stances[pair]}] codes one"
                draft.report(file, ("mentioned", number), message, "remove one of them")
            elif seen.setdefault(pair, number) != number:
                message = f"says the same as mentioned[{seen[pair]}]"
                draft.report(file, ("mentioned", number), message, "remove one of them")
