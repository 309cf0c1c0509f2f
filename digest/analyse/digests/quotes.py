"""Where the quotations of stances stand in our digests."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.matching import WORDS_AT_LEAST, parts
from digest.model.findings import Mark
from digest.original import Original
from digest.passages import Passage

_QUOTED = re.compile('[“"]([^“”"]{8,200})[”"]')
_GAP = 15
"""Most words between the parts of a quotation in a digest: no more than it may have itself."""

_Place = tuple[int, int, int]
"""Number of a passage and a range of characters in its text."""


def marks(quotations: Iterable[tuple[str, str]], passages: list[Passage]) -> tuple[Mark, ...]:
    """Each quotation of a stance at its first place in the digest, given with the permalink.

    A digest may quote the words whole, or in quotation marks a part of at least three words; both
    may leave words out around `…`.
    """
    flat = [" ".join(passage.text.split("\n")) for passage in passages]
    numbers = [number for number, text in enumerate(flat) if text.strip()]
    digest = Original("\n".join(flat[number] for number in numbers))
    quoted = [
        (number, match.start(1), match.end(1), part)
        for number, passage in enumerate(passages)
        for match in _QUOTED.finditer(passage.text)
        if _is_long(part := match[1].strip(" .,;:"))
    ]
    found = []
    for permalink, quote in quotations:
        mark = _whole(quote, digest, numbers) or _part(quote, quoted)
        if mark:
            found.append(Mark(*mark, permalink))
    return tuple(sorted(found))


def _whole(quote: str, digest: Original, numbers: list[int]) -> _Place | None:
    """The passage and range in which all words stand."""
    for match in digest.matches(quote, gap=_GAP):
        spots = digest.spots(match.paragraph)
        return numbers[match.paragraph - 1], spots[match.offset], spots[match.end - 1] + 1
    return None


def _part(quote: str, quoted: list[tuple[int, int, int, str]]) -> _Place | None:
    """What the digest has in quotation marks, in parts long enough, of the words of a stance."""
    words = Original(quote)
    for number, start, end, part in quoted:
        if words.matches(part, gap=_GAP):
            return number, start, end
    return None


def _is_long(part: str) -> bool:
    return sum(len(piece.split()) for piece in parts(part)) >= WORDS_AT_LEAST
