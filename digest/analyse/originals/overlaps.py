"""What originals have in common, found from runs of words: no text is compared with each other.

Every run of eight words of a text is looked up in one index of all runs.  A run that stands in
more than twenty texts is furniture of pages and says nothing.  So the cost grows with the words.
Texts in two languages share no words; there, years and figures stand for them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from digest.matching import tokens
from digest.model.attestation import RUN_AT_LEAST, Shared
from digest.original import Original

SHINGLE = 8
"""Words in a run that is looked up."""
FIGURES = 4
"""Years and figures in a run that is looked up between languages."""
FURNITURE = 20
"""A run that stands in more texts is left out."""
FIGURES_AT_LEAST = 6
"""Years and figures that must be shared in a row to be recorded."""

_REPEATS = 3
"""So often a run may repeat itself within one text and still be followed."""
_SMALL = 32
"""Smaller numbers are days and months, which languages write in different orders and as words."""
_NUMBER = re.compile(r"(?<![^\W_])\d{1,3}(?:[,. ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")

_Spot = tuple[int, int]
"""Number of a text and a place in it."""


class Words(NamedTuple):
    """A text as it is compared."""

    words: Sequence[str]
    figures: Sequence[str]
    """Years and figures in their order."""
    language: str


def words(original: Original, language: str) -> Words:
    """The words and figures of an original."""
    found: list[str] = []
    for paragraph in original.folded:
        found += tokens(paragraph)
    return Words(found, figures("\n".join(original.folded)), language.partition("-")[0].lower())


def figures(text: str) -> list[str]:
    """Numbers from 32 on, as every language writes them: without thousands marks."""
    found = []
    for match in _NUMBER.finditer(text):
        written = match[0]
        grouped = re.fullmatch(r"\d{1,3}(?:[,. ]\d{3})+", written)
        plain = re.sub(r"\D", "", written) if grouped else written.replace(",", ".")
        if float(plain) >= _SMALL:
            found.append(plain)
    return found


def overlaps(texts: Mapping[str, Words]) -> dict[str, dict[str, Shared]]:
    """Source → other source → what they have in common; both ways, by id."""
    ids = sorted(texts)
    found: dict[str, dict[str, Shared]] = defaultdict(dict)
    by_words = _pairs([texts[id].words for id in ids], SHINGLE)
    for (one, other), spots in by_words.items():
        longest = _longest(spots) + SHINGLE - 1
        if longest >= RUN_AT_LEAST:
            left = _covered((a for a, _ in spots), SHINGLE)
            right = _covered((b for _, b in spots), SHINGLE)
            found[ids[one]][ids[other]] = Shared(left, longest)
            found[ids[other]][ids[one]] = Shared(right, longest)
    for (one, other), spots in _pairs([texts[id].figures for id in ids], FIGURES).items():
        longest = _longest(spots) + FIGURES - 1
        if longest >= FIGURES_AT_LEAST and texts[ids[one]].language != texts[ids[other]].language:
            for a, b in ((ids[one], ids[other]), (ids[other], ids[one])):
                shared = found[a].get(b, Shared())
                found[a][b] = Shared(shared.words, shared.longest, longest)
    return {id: dict(sorted(found[id].items())) for id in ids if id in found}


def _pairs(texts: Sequence[Sequence[str]], length: int) -> dict[_Spot, list[_Spot]]:
    """Two texts → places in the one and the other where the same run begins."""
    first: dict[Hashable, _Spot] = {}
    again: dict[Hashable, list[_Spot]] = {}
    for number, text in enumerate(texts):
        for place in range(len(text) - length + 1):
            run = hash(tuple(text[place : place + length]))
            if run in again:
                again[run].append((number, place))
            elif run in first:
                again[run] = [first[run], (number, place)]
            else:
                first[run] = (number, place)
    found: dict[_Spot, list[_Spot]] = defaultdict(list)
    for spots in again.values():
        for (a, here), (b, there) in _across(spots):
            if texts[a][here : here + length] == texts[b][there : there + length]:
                found[a, b].append((here, there))
    return dict(sorted(found.items()))


def _across(spots: list[_Spot]) -> Iterator[tuple[_Spot, _Spot]]:
    """Places of one run in two texts; none where it is furniture."""
    seen: Counter[int] = Counter()
    kept = []
    for number, place in spots:
        seen[number] += 1
        if seen[number] <= _REPEATS:
            kept.append((number, place))
    if len(seen) <= FURNITURE:
        for index, one in enumerate(kept):
            for other in kept[index + 1 :]:
                if one[0] != other[0]:
                    yield one, other


def _longest(spots: Iterable[_Spot]) -> int:
    """Most runs that begin one after the other in both texts."""
    best = 0
    ends: dict[_Spot, int] = {}
    for here, there in sorted(spots):
        ends[here, there] = ends.get((here - 1, there - 1), 0) + 1
        best = max(best, ends[here, there])
    return best


def _covered(places: Iterable[int], length: int) -> int:
    """How many words stand in runs of a length that begin at these places."""
    count = 0
    end = 0
    for place in sorted(set(places)):
        count += place + length - max(place, end)
        end = place + length
    return count
