"""Where the quotations of stances stand in our digests."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.model.findings import Mark
from digest.model.source import Stance, stance_id
from digest.passages import Passage
from digest.text import find_words, fold, fold_places

_QUOTED = re.compile('[“"]([^“”"]{8,200})[”"]')
_WORDS_AT_LEAST = 3


def marks(stances: Iterable[Stance], passages: list[Passage]) -> tuple[Mark, ...]:
    """Each stance's quotation at its first place in the digest.

    A digest may quote the words whole, or a part of at least three words in quotation marks.
    """
    folded = [fold(passage.text) for passage in passages]
    parts = [
        (number, match.start(1), match.end(1), fold(match[1]))
        for number, passage in enumerate(passages)
        for match in _QUOTED.finditer(passage.text)
    ]
    found = []
    for stance in stances:
        words = fold(stance.quote)
        mark = _whole(words, folded, passages) or _part(words, parts)
        if mark:
            found.append(Mark(*mark, stance_id(stance)))
    return tuple(sorted(found))


def _whole(words: str, folded: list[str], passages: list[Passage]) -> tuple[int, int, int] | None:
    """The passage and range in which the words stand as a whole."""
    for number, text in enumerate(folded):
        at = find_words(text, words)
        if at >= 0:
            places = fold_places(passages[number].text)
            return number, places[at], places[at + len(words) - 1] + 1
    return None


def _part(words: str, parts: list[tuple[int, int, int, str]]) -> tuple[int, int, int] | None:
    """A quoted part of the digest that stands within the words."""
    for number, start, end, part in parts:
        bare = part.strip(" .,;:…")
        if len(bare.split()) >= _WORDS_AT_LEAST and find_words(words, bare) >= 0:
            return number, start, end
    return None
