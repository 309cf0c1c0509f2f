"""Finding names: longest match, whole words, in one pass whatever their number (Aho–Corasick)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import ahocorasick

from digest.analyse.digests.readings import AROUND, Borne, borne, decide
from digest.matching import is_word, lower
from digest.model.corpus import Corpus
from digest.model.findings import Hit
from digest.model.refs import Ref
from digest.model.words import NameKind
from digest.text import fold_in_place, sentence_spans


class Form(NamedTuple):
    """One spelling of a name."""

    text: str
    exact: bool
    """Whether case matters."""
    ref: Ref
    metonym: Borne | None = None
    """A place name that stands for the entry; context or date may say otherwise."""


class Span(NamedTuple):
    """A name or cue in a text, with all who bear it."""

    start: int
    end: int
    """Range of characters in the text."""
    ref: Ref | None
    """The one entry that bears it; `None` for a metonym of several."""
    owners: tuple[Borne, ...]
    """For a metonym: the name as each entry bears it."""


class Names:
    """Names and cues, ready to be found in texts."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._automaton = ahocorasick.Automaton()
        alike: dict[str, list[Form]] = {}
        for form in forms:
            alike.setdefault(_lower(form.text), []).append(form)
        for key, same in sorted(alike.items()):
            spelt = [(form, fold_in_place(form.text) if form.exact else "") for form in same]
            self._automaton.add_word(key, (len(key), spelt, *_bearers(same)))
        self._empty = not alike
        self._automaton.make_automaton()

    def spans(self, text: str) -> list[Span]:
        """Every name in a text, also within longer ones, left to right, the longer first."""
        if self._empty or not text:
            return []
        found = []
        written = fold_in_place(text)
        for last, (length, spelt, ref, owners) in self._automaton.iter(_lower(text)):
            start, end = last - length + 1, last + 1
            if is_word(text, start, end):
                fitting = [form for form, exact in spelt if exact in ("", written[start:end])]
                if 0 < len(fitting) < len(spelt):
                    ref, owners = _bearers(fitting)
                if fitting:
                    found.append(Span(start, end, ref, owners))
        found.sort(key=lambda span: (span.start, -span.end))
        return found

    def find(self, text: str, closed: Iterable[tuple[int, int]] = ()) -> list[Hit]:
        """Names in a text without a date, the longest at each place; none within `closed`.

        A metonym is taken for what the words around it show, and for nothing where they do not.
        """
        hits = []
        sentences: list[tuple[int, int]] = []
        for span in longest(self.spans(text), closed):
            ref = span.ref
            if span.owners:
                sentences = sentences or sentence_spans(text)
                start, end = sentences[bisect_right(sentences, (span.start, len(text))) - 1]
                start, end = max(start, span.start - AROUND), min(end, span.end + AROUND)
                place = span.start - start, span.end - start
                option = decide(span.owners, text[start:end], *place).option
                ref = option.ref if option else None
            if ref:
                hits.append(Hit(span.start, span.end, ref))
        return hits


def longest(spans: Sequence[Span], closed: Iterable[tuple[int, int]] = ()) -> list[Span]:
    """Of names that overlap the first and longest; none within `closed` ranges.

    Names of one entry that overlap are taken for one: `NATO Madrid` and `Madrid Summit`.
    """
    shut = sorted(closed)
    kept = []
    position = 0
    for index, span in enumerate(spans):
        start, end, ref = span.start, span.end, span.ref
        if start < position or any(a < end and start < b for a, b in shut):
            continue
        for other in islice(spans, index + 1, None):
            if other.start >= end:
                break
            if ref and other.ref == ref:
                end = max(end, other.end)
        position = end
        kept.append(span if end == span.end else span._replace(end=end))
    return kept


def forms(corpus: Corpus) -> Iterator[Form]:
    """All names and cues of a corpus; what is known to be misspelt is none."""
    for topic in corpus.topics.values():
        ref = Ref("topic", topic.id)
        yield Form(topic.name, False, ref)
        for cue in topic.cues:
            yield Form(cue, cue != cue.lower(), ref)
    for kind in ("actor", "summit", "document"):
        for id in corpus.table(kind):
            ref = Ref(kind, id)
            yield Form(corpus.name(ref), True, ref)
            for name in corpus.names(ref):
                if name.kind is not NameKind.MISSPELLING:
                    is_place = name.kind is NameKind.METONYM
                    metonym = borne(corpus, ref, name) if is_place else None
                    yield Form(name.name, True, ref, metonym)


def _lower(text: str) -> str:
    """The text in lower case and plain punctuation, every character at its place."""
    return fold_in_place(lower(text))


def _bearers(forms: Sequence[Form]) -> tuple[Ref | None, tuple[Borne, ...]]:
    """The one entry meant by all of some forms, and the metonyms among them."""
    refs = {form.ref for form in forms}
    owners = tuple(form.metonym for form in forms if form.metonym)
    return forms[0].ref if len(refs) == 1 else None, owners
