"""Every quotation held against the originals: what is recorded, what is wrong, what to tell."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from digest.analyse.originals.diagnosis import TOO_SHORT, Diagnosis, diagnose
from digest.analyse.originals.fragments import Finder
from digest.analyse.originals.nearest import Library
from digest.analyse.originals.overlaps import Words, overlaps, words
from digest.analyse.originals.quotations import Quotation, distinctive, quotations
from digest.analyse.originals.speech import is_spoken
from digest.errors import Path
from digest.matching import WORDS_AT_MOST, is_too_short
from digest.model.attestation import Attestation, Found, Shared, quotation_hash
from digest.model.coding import Stance, spot
from digest.model.corpus import Corpus
from digest.model.refs import Ref
from digest.original import Match, Original
from digest.text import plural


class Note(NamedTuple):
    """Something to tell of a value in a file of the sources."""

    file: str
    path: Path
    message: str
    hint: str = ""


class Checked(NamedTuple):
    """What came of checking."""

    records: dict[str, Attestation]
    """Source → its record, by id; without originals the previous ones."""
    faults: tuple[Note, ...]
    """What stops the record from being written."""
    notes: tuple[Note, ...]
    """What moved, and what could not be checked."""
    quotations: int
    """Stances of all coders that were checked."""
    facts: int
    sources: int


def check(corpus: Corpus, originals: Mapping[str, Original]) -> Checked:
    """Hold every quotation against its original; the cost grows with the texts."""
    library = Library({id: text for id, text in originals.items() if id in corpus.sources})
    by_source: dict[str, list[Quotation]] = {id: [] for id in corpus.sources}
    for quotation in quotations(corpus, second=True):
        by_source[quotation.source].append(quotation)
    shared = _overlaps(corpus, library.originals)
    is_name = distinctive(corpus)
    records: dict[str, Attestation] = {}
    faults: list[Note] = []
    notes: list[Note] = []
    stances = facts = 0
    for id in sorted(corpus.sources):
        inside = by_source[id]
        if id not in library.originals:
            kept = corpus.attestations.get(id)
            if kept:
                records[id] = _kept(kept, inside, shared.get(id, {}))
            if kept or inside:
                notes.append(_unread(corpus, id, kept, inside))
            continue
        source = _Source(corpus, id, library, is_name)
        for quotation in inside:
            source.take(quotation)
        source.check_numbers()
        faults += source.faults
        notes += source.notes
        stances += sum(isinstance(quotation.item, Stance) for quotation in inside)
        facts += sum(not isinstance(quotation.item, Stance) for quotation in inside)
        records[id] = source.record(shared.get(id, {}))
    read = sum(id in library.originals for id in corpus.sources)
    return Checked(records, tuple(faults), tuple(notes), stances, facts, read)


class _Source:
    """One source while its quotations are checked."""

    def __init__(
        self, corpus: Corpus, id: str, library: Library, is_name: Callable[[str], bool]
    ) -> None:
        self.corpus, self.id, self.library, self.is_name = corpus, id, library, is_name
        self.text = library.originals[id]
        self.hash = text_hash(self.text)
        self.before = corpus.attestations.get(id)
        self.finder = Finder(self.text) if corpus.sources[id].url else None
        self.faults: list[Note] = []
        self.notes: list[Note] = []
        self.found: dict[str, Found] = {}

    def take(self, quotation: Quotation) -> None:
        """Find one quotation, or note what is wrong with it."""
        count = len(quotation.quote.split())
        if count > WORDS_AT_MOST:
            message = f"quotes {count} words; at most {WORDS_AT_MOST} may stand here"
            self._fault(quotation, Diagnosis("quote", message, ""))
        elif is_too_short(quotation.quote, self.is_name):
            self._fault(quotation, TOO_SHORT)
        else:
            found = quotation.matches(self.text)
            match = found[0] if len(found) == 1 else None
            moved = None if found else self._moved(quotation)
            if match is None and moved is None:
                self._fault(quotation, diagnose(quotation, self.text, self.library))
            elif moved:
                message = (
                    f"the original changed: the words moved from paragraph {quotation.paragraph} "
                    f"to paragraph {moved.paragraph}"
                )
                path = (*quotation.path, "paragraph")
                hint = f"write 'paragraph: {moved.paragraph}'"
                self.notes.append(Note(quotation.file, path, message, hint))
            if (match or moved) and not quotation.second:
                self._keep(quotation, match or moved, quotation.paragraph if moved else 0)

    def _moved(self, quotation: Quotation) -> Match | None:
        """The one place of a quotation elsewhere, if the original changed since it was recorded.

        Or if it changed earlier, and the coding still gives the paragraph of before.
        """
        if self.before is None:
            return None
        recorded = self.before.quotations.get(quotation.key)
        if not quotation.second and (
            recorded is None or recorded.quote != quotation_hash(quotation.quote)
        ):
            return None
        found = quotation.matches(self.text, paragraph=0)
        if len(found) != 1:
            return None
        changed = self.before.text != self.hash
        return found[0] if changed or self._moved_before(quotation, found[0]) else None

    def _moved_before(self, quotation: Quotation, match: Match) -> bool:
        """Whether words of this paragraph are on record as moved to where these now stand."""
        records = self.before.quotations.values() if self.before else ()
        return any(
            r.moved == quotation.paragraph and r.paragraph == match.paragraph for r in records
        )

    def _keep(self, quotation: Quotation, match: Match | None, moved: int) -> None:
        assert match is not None
        spots = self.text.spots(match.paragraph)
        start, end = spots[match.offset], spots[match.end - 1] + 1
        self.found[quotation.key] = Found(
            quote=quotation_hash(quotation.quote),
            paragraph=match.paragraph,
            offset=match.offset,
            moved=moved,
            words="" if match.words == quotation.quote else match.words,
            marked=is_spoken(self.text.paragraphs[match.paragraph - 1], start, end),
            fragment=self.finder.fragment(match) if self.finder else None,
        )

    def check_numbers(self) -> None:
        """Facts without a quotation name paragraphs that there are."""
        coding = self.corpus.annotations.get(self.id)
        count = len(self.text.paragraphs)
        for fact in coding.facts if coding else ():
            if not fact.quote and not 0 <= fact.paragraph <= count:
                message = f"the original has {plural(count, 'paragraph')}, not {fact.paragraph}"
                self.faults.append(Note(*spot(fact, "paragraph"), message))

    def _fault(self, quotation: Quotation, diagnosis: Diagnosis) -> None:
        path = (*quotation.path, diagnosis.field)
        self.faults.append(Note(quotation.file, path, diagnosis.message, diagnosis.hint))

    def record(self, shared: Mapping[str, Shared]) -> Attestation:
        """What is written down of the source."""
        mine = words(self.text, "")
        return Attestation(
            self.hash, len(mine.words), len(self.text.paragraphs), len(mine.figures), shared,
            dict(sorted(self.found.items())),
        )  # fmt: skip


def text_hash(original: Original) -> str:
    """SHA-256 of the folded paragraphs, joined by line ends, in hex."""
    return hashlib.sha256("\n".join(original.folded).encode()).hexdigest()


def _overlaps(corpus: Corpus, originals: Mapping[str, Original]) -> dict[str, dict[str, Shared]]:
    """What is shared, as found; as recorded where an original is not at hand and none changed."""
    texts: dict[str, Words] = {
        id: words(text, corpus.sources[id].language) for id, text in originals.items()
    }
    found = overlaps(texts)
    for id, other, shared in _recorded(corpus, originals):
        found.setdefault(id, {})[other] = shared
    return {id: dict(sorted(items.items())) for id, items in found.items()}


def _recorded(
    corpus: Corpus, originals: Mapping[str, Original]
) -> Iterator[tuple[str, str, Shared]]:
    same = {
        id for id, record in corpus.attestations.items()
        if id in corpus.sources
        and (id not in originals or text_hash(originals[id]) == record.text)
    }  # fmt: skip
    for id in sorted(same):
        for other, shared in corpus.attestations[id].overlaps.items():
            if other in same and not (id in originals and other in originals):
                yield id, other, shared


def _kept(
    record: Attestation, inside: list[Quotation], shared: Mapping[str, Shared]
) -> Attestation:
    """A previous record without the quotations that are gone."""
    keys = {quotation.key for quotation in inside if not quotation.second}
    left = {key: found for key, found in sorted(record.quotations.items()) if key in keys}
    return record._replace(overlaps=shared, quotations=left)


def _unread(corpus: Corpus, id: str, kept: Attestation | None, inside: list[Quotation]) -> Note:
    message = f"has no original here; {plural(len(inside), 'quotation')} not checked"
    if kept:
        message += ", the previous record is kept"
    return Note(corpus.files[Ref("source", id)], (), message)
