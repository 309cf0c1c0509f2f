"""Finding names: longest match, whole words, in one pass whatever their number (Aho–Corasick)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

import ahocorasick

from digest.model.actor import full_names
from digest.model.corpus import Corpus
from digest.model.findings import Hit
from digest.model.refs import Ref
from digest.model.words import NameKind

_PARTICLES = re.compile(
    "(?:은|는|이|가|을|를|의|에|에서|에게|께서|와|과|도|만|로|으로|이나|나|보다|부터|까지|처럼|라고|이라고){1,2}"
    "(?![가-힣])"
)
_HANGUL = re.compile("[가-힣]")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|to|outside|around|visits?|visited|via)$", re.I)
_ACTOR_BEFORE = re.compile(r"\b(?:with|by|against|between|towards|toward)$", re.I)
_ACTOR_AFTER = re.compile(
    r"['’]s\b|-[A-Z]|\s+(?:has|had|is|was|will|would|may|might|could|can|cannot|should|must|does|"
    r"did|do|says|said|sees|saw|wants|wanted|argues|argued|denies|denied|condemned|condemns|"
    r"refused|refuses|rejected|rejects|supports|supported|opposed|opposes|warned|warns|faces|"
    r"faced|keeps|kept|joined|joins|sought|seeks|stands|holds|itself|also|not|itself|no longer|"
    r"administration|government)\b"
)
_FOLD = str.maketrans("‘’“”–—‐‑\u00a0\u202f\t\n", "''\"\"----    ")


class _Form(NamedTuple):
    """One spelling of a name."""

    text: str
    exact: bool
    """Whether case matters."""
    ref: Ref
    ambiguous: bool
    """Whether it is a metonym with other readings: the context must decide."""


class Names:
    """All names and cues of a corpus, ready to be found in texts."""

    def __init__(self, corpus: Corpus) -> None:
        self._automaton = ahocorasick.Automaton()
        forms: dict[str, list[_Form]] = {}
        for form in _forms(corpus):
            forms.setdefault(_lower(form.text), []).append(form)
        for key, same in sorted(forms.items()):
            self._automaton.add_word(key, (len(key), tuple(same)))
        self._empty = not forms
        self._automaton.make_automaton()

    def find(self, text: str, closed: Iterable[tuple[int, int]] = ()) -> list[Hit]:
        """Names in a text, left to right, the longest at each place; none within `closed`.

        A metonym of several entries is linked to none of them.
        """
        if self._empty or not text:
            return []
        folded = _lower(text)
        candidates: list[tuple[int, int, _Form | None]] = []
        for last, (length, forms) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if _is_word(text, start, end):
                fitting = [form for form in forms if _fits(form, text, start, end)]
                if fitting:
                    shared = len({form.ref for form in fitting}) > 1
                    candidates.append((start, -end, None if shared else fitting[0]))
        candidates.sort(key=lambda candidate: candidate[:2])
        shut = sorted(closed)
        hits: list[Hit] = []
        position = 0
        for index, (start, negative_end, form) in enumerate(candidates):
            end = -negative_end
            if start < position or any(a < end and start < b for a, b in shut):
                continue
            for later, their_end, other in islice(candidates, index + 1, None):
                if later >= end:
                    break
                if form and other and other.ref == form.ref:
                    end = max(end, -their_end)
            position = end
            if form and (not form.ambiguous or _means_actor(text, start, end)):
                hits.append(Hit(start, end, form.ref))
        return hits


def _forms(corpus: Corpus) -> Iterable[_Form]:
    for topic in corpus.topics.values():
        ref = Ref("topic", topic.id)
        yield _Form(topic.name, False, ref, False)
        for cue in topic.cues:
            yield _Form(cue, cue != cue.lower(), ref, False)
    for kind in ("actor", "summit", "document"):
        for id, entry in corpus.table(kind).items():
            ref = Ref(kind, id)
            yield _Form(corpus.name(ref), True, ref, False)
            for name in full_names(getattr(entry, "names", ())):
                if name.kind is not NameKind.MISSPELLING:
                    yield _Form(name.name, True, ref, bool(name.also))


def _lower(text: str) -> str:
    """The text in lower case and plain punctuation, every character at its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered.translate(_FOLD)


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether the range is a whole word; a particle may follow a Hangul word."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return False
    if end == len(text) or not text[end].isalnum() or not text[end - 1].isalnum():
        return True
    return bool(_HANGUL.match(text[end - 1]) and _PARTICLES.match(text, end))


def _fits(form: _Form, text: str, start: int, end: int) -> bool:
    return not form.exact or text[start:end].translate(_FOLD) == form.text.translate(_FOLD)


def _means_actor(text: str, start: int, end: int) -> bool:
    """Whether the context shows that an ambiguous metonym means the actor, not the place."""
    before = text[:start].rstrip()
    if _PLACE_BEFORE.search(before):
        return False
    return bool(_ACTOR_BEFORE.search(before) or _ACTOR_AFTER.match(text, end))
