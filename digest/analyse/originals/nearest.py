"""The passage most like words that stand nowhere: found by rare words, shown as a diff of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from digest.matching import WORDS_AT_MOST, tokens
from digest.original import Match, Original
from digest.text import fold

ALIKE = 0.65
"""Share of words in common, and in order, from which a passage is near: two of three."""

_RARE = 4
"""So many of the rarest words are followed."""
_TRIES = 40
"""So many windows are compared."""


class Near(NamedTuple):
    """A passage that is like the words sought."""

    paragraph: int
    diff: str
    """The passage, with `[-…-]` around what it has not and `{+…+}` around what it has."""
    words: str
    """The passage itself, folded."""


class Index:
    """The words of one original by their places."""

    def __init__(self, original: Original) -> None:
        self._paragraphs = [text.split(" ") for text in original.folded]
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, words in enumerate(self._paragraphs):
            for place, word in enumerate(words):
                self._places[_key(word)].append((number, place))

    def nearest(self, quote: str) -> Near | None:
        """The passage most like a quotation; `None` when none is near."""
        sought = fold(quote).split(" ")
        keys = [_key(word) for word in sought]
        rare = sorted(
            (place for place, key in enumerate(keys) if key and key in self._places),
            key=lambda place: (len(self._places[keys[place]]), place),
        )[:_RARE]
        starts = {
            (number, max(0, at - place)): None
            for place in rare
            for number, at in self._places[keys[place]][:_TRIES]
        }
        best: tuple[float, int, list[str]] = (0.0, 0, [])
        for number, start in list(starts)[:_TRIES]:
            words = _trimmed(keys, self._paragraphs[number], start)
            pairs = SequenceMatcher(None, keys, [_key(word) for word in words], autojunk=False)
            same = sum(block.size for block in pairs.get_matching_blocks())
            ratio = same / max(len(keys), len(words))
            if ratio > best[0]:
                best = (ratio, number, words)
        ratio, number, words = best
        if ratio < ALIKE:
            return None
        words = _bare(sought, words)
        bare = " ".join(words).strip(" -–—,;:")
        return Near(number + 1, diff(sought, words[:WORDS_AT_MOST]), bare)


def _bare(sought: list[str], words: list[str]) -> list[str]:
    """The words without marks at their ends that the sought ones do not have there."""
    ends = ".,;:!?()\"'"
    bare = list(words)
    if sought[0][0] not in ends:
        bare[0] = bare[0].lstrip(ends)
    if sought[-1][-1] not in ends:
        bare[-1] = bare[-1].rstrip(ends)
    return bare


def _key(word: str) -> str:
    return "".join(tokens(word))


def _trimmed(keys: list[str], words: list[str], start: int) -> list[str]:
    """The words from about `start` on that fit the sought ones best, as many as are sought."""
    low, high = max(0, start - 3), start + len(keys) + 3
    window = words[low:high]
    blocks = SequenceMatcher(None, keys, [_key(word) for word in window], autojunk=False)
    found = [block for block in blocks.get_matching_blocks() if block.size]
    if not found:
        return window
    first = max(0, found[0].b - found[0].a)
    rest = len(keys) - found[-1].a - found[-1].size
    return window[first : found[-1].b + found[-1].size + rest]


def diff(sought: list[str], words: list[str]) -> str:
    """Two runs of words as one: `[-…-]` what only the first has, `{+…+}` what only the second."""
    told = []
    for _, a, b, c, d in SequenceMatcher(None, sought, words, autojunk=False).get_opcodes():
        if sought[a:b] == words[c:d]:
            told.append(" ".join(words[c:d]))
            continue
        gone = f"[-{' '.join(sought[a:b])}-]" if a < b else ""
        new = f"{{+{' '.join(words[c:d])}+}}" if c < d else ""
        told.append(gone + new)
    return " ".join(told)


class Library:
    """All originals at hand, to tell in which of them words stand."""

    def __init__(self, originals: Mapping[str, Original]) -> None:
        self.originals = originals
        self._indexes: dict[str, Index] = {}

    @cached_property
    def _holders(self) -> dict[str, set[str]]:
        """Word → sources that have it; made once, when it is first needed."""
        found: dict[str, set[str]] = defaultdict(set)
        for id, original in self.originals.items():
            for text in original.folded:
                for word in tokens(text):
                    found[word].add(id)
        return found

    def nearest(self, source: str, quote: str) -> Near | None:
        """The passage of a source most like a quotation."""
        if source not in self._indexes:
            self._indexes[source] = Index(self.originals[source])
        return self._indexes[source].nearest(quote)

    def elsewhere(self, source: str, quote: str) -> tuple[str, Match] | None:
        """Another source in which a quotation stands word for word, the first by id."""
        sets = [self._holders.get(word, set()) for word in set(tokens(quote))]
        common = set.intersection(*sorted(sets, key=len)) if sets else set()
        for id in sorted(common - {source}):
            found = self.originals[id].matches(quote)
            if found:
                return id, found[0]
        return None
