"""A text in which quotations are looked for, and the places where they stand."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from digest.matching import TOKEN, followed, lower, parts, places, preceded
from digest.text import fold, fold_places

GAP = 60
"""Most words that may be left out between two parts of a quotation."""
ENOUGH = 100
"""So many places are told apart; a quotation with more is ambiguous anyway."""

_DENIED = re.compile("(?<![^\\W_])(?:[Nn]on|[Uu]n|[Aa]nti)-$")


class Match(NamedTuple):
    """A place at which a quotation stands."""

    paragraph: int
    """The non-empty line, counted from 1."""
    spans: tuple[tuple[int, int], ...]
    """Ranges of its parts in the folded paragraph."""
    words: str
    """The text's own slice; ` … ` between parts."""

    @property
    def offset(self) -> int:
        """Where it begins in the folded paragraph, in characters."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the folded paragraph."""
        return self.spans[-1][1]


class Original:
    """A text in which quotations are looked for; its paragraphs are its non-empty lines."""

    def __init__(self, text: str) -> None:
        lines = unicodedata.normalize("NFC", text).split("\n")
        self.paragraphs = tuple(line for line in lines if line.strip())
        """As they stand there."""
        self.folded = tuple(fold(line) for line in self.paragraphs)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The folded paragraphs in lower case, every character at its place."""
        return tuple(map(lower, self.folded))

    def slice(self, paragraph: int, start: int, end: int) -> str:
        """The text itself where a range of the folded paragraph stands.

        Only white space is made plain, and soft hyphens are left out.
        """
        spots = self.spots(paragraph)
        raw = self.paragraphs[paragraph - 1][spots[start] : spots[end - 1] + 1]
        return " ".join(raw.replace("\u00ad", "").split())

    def spots(self, paragraph: int) -> list[int]:
        """For each character of a folded paragraph its place in the paragraph as it stands."""
        return fold_places(self.paragraphs[paragraph - 1])

    def matches(
        self,
        quote: str,
        *,
        prefix: str = "",
        suffix: str = "",
        paragraph: int = 0,
        gap: int = GAP,
        any_case: bool = False,
    ) -> list[Match]:
        """Every place of a quotation, at most `ENOUGH`; in one paragraph only when it is given.

        As it stands first (the text may have an ellipsis itself); in parts when it does so nowhere.
        """
        ways = [[fold(quote)], parts(quote)]
        for way in ways if ways[0] != ways[1] else ways[:1]:
            if not all(way):
                continue
            found = list(islice(self._each(way, prefix, suffix, paragraph, gap, any_case), ENOUGH))
            if found:
                return found
        return []

    def _each(
        self, way: list[str], prefix: str, suffix: str, only: int, gap: int, any_case: bool
    ) -> Iterator[Match]:
        if not way:
            return
        texts = self.lowered if any_case else self.folded
        before, after = fold(prefix), fold(suffix)
        if any_case:
            way, before, after = list(map(lower, way)), lower(before), lower(after)
        for number, text in enumerate(texts, start=1):
            if only not in (0, number) or way[0] not in text:
                continue
            for spans in _placings(text, way, gap):
                if preceded(text, spans[0][0], before) and followed(text, spans[-1][1], after):
                    words = " … ".join(self.slice(number, *span) for span in spans)
                    yield Match(number, spans, words)


def _placings(text: str, way: Sequence[str], gap: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way to place the parts in order; only ends that can be reached are tried."""
    spots = [[at for at in places(text, part) if not _is_denied(text, at)] for part in way]
    if len(way) == 1:
        yield from (((at, at + len(way[0])),) for at in spots[0])
        return
    if not all(spots):
        return
    starts = [match.start() for match in TOKEN.finditer(text)]

    def near(end: int, start: int) -> bool:
        return bisect_left(starts, start) - bisect_left(starts, end) <= gap

    for part in range(len(way) - 2, -1, -1):
        kept, following = [], spots[part + 1]
        for at in spots[part]:
            end = at + len(way[part])
            first = bisect_left(following, end)
            if first < len(following) and near(end, following[first]):
                kept.append(at)
        spots[part] = kept

    def walk(
        part: int, spans: tuple[tuple[int, int], ...]
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        if part == len(way):
            yield spans
            return
        end = spans[-1][1] if spans else 0
        for at in islice(spots[part], bisect_left(spots[part], end), None):
            if spans and not near(end, at):
                break
            yield from walk(part + 1, (*spans, (at, at + len(way[part]))))

    yield from walk(0, ())


def _is_denied(text: str, at: int) -> bool:
    """Whether the words before which `at` stands are denied: `lethal aid` in `non-lethal aid`."""
    return bool(_DENIED.search(text, max(0, at - 5), at))
