"""Text fragments: addresses that lead a browser to the very words (`#:~:text=…`).

Built to the «URL Fragment Text Directives» of the Web Platform Incubator Community Group:
`text=[prefix-,]start[,end][,-suffix]`.  A browser compares without case or accents, wants whole
words at the edges, and takes the first place that fits; so a fragment is only made where it fits
one place of the whole original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote as percent

from digest.matching import WORDS_AT_MOST, is_letter, tokens
from digest.model.attestation import Fragment
from digest.original import Match, Original
from digest.text import fold

LONG = 8
"""A quotation of more words is given as a range."""
EDGE = 4
"""Words at either end of a range, at least."""
CONTEXT = 3
"""Most words of a prefix or suffix."""

_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_CONTEXTS = sorted(
    ((a, b) for a in range(CONTEXT + 1) for b in range(CONTEXT + 1)), key=lambda n: (sum(n), n)
)
"""Numbers of words of prefix and suffix to try, the fewest first."""


def directive(fragment: Fragment | None) -> str:
    """`:~:text=…`, ready to follow the `#` of an address; empty without a fragment."""
    if fragment is None:
        return ""
    start, end = _encoded(fragment.start), _encoded(fragment.end)
    prefix, suffix = _encoded(fragment.prefix), _encoded(fragment.suffix)
    pieces = [f"{prefix}-" if prefix else "", start, end, f"-{suffix}" if suffix else ""]
    return ":~:text=" + ",".join(piece for piece in pieces if piece)


def _encoded(text: str) -> str:
    """Percent-encoded as UTF-8, also `-`, `,` and `&`, which mean something in a directive."""
    return percent(text, safe="").replace("-", "%2D")


class Finder:
    """Makes fragments for the quotations of one original."""

    def __init__(self, original: Original) -> None:
        self._original = original
        self._page = "".join(map(_compared, original.paragraphs))

    def fragment(self, match: Match) -> Fragment | None:
        """The shortest way to point to a quotation; `None` where no way is certain."""
        raw = self._original.paragraphs[match.paragraph - 1]
        spots = self._original.spots(match.paragraph)
        spans = [(spots[start], spots[end - 1] + 1) for start, end in match.spans]
        left, right = _left(raw, spans[0][0]), _right(raw, spans[-1][1])
        spans[0], spans[-1] = (left, spans[0][1]), (spans[-1][0], right)
        quoted = sum(len(tokens(raw[start:end])) for start, end in spans)
        for before, after in _CONTEXTS:
            a, b = _back(raw, left, before), _forth(raw, right, after)
            context = len(tokens(raw[a:left])) + len(tokens(raw[right:b]))
            if context != before + after or (context and quoted + context > WORDS_AT_MOST):
                continue
            for first, last in _ranges(raw, spans):
                if self._is_certain(raw, (a, b), (left, right), first, last):
                    end = _plain(raw[last:right]) if last < right else ""
                    prefix, suffix = _plain(raw[a:left]), _plain(raw[right:b])
                    return Fragment(_plain(raw[left:first]), end, prefix, suffix)
        return None

    def _is_certain(
        self, raw: str, around: tuple[int, int], whole: tuple[int, int], first: int, last: int
    ) -> bool:
        """Whether the words fit one place: `whole[0]`–`first` and, for a range, `last`–`whole[1]`.

        Compared without spaces and without heed to the bounds of words, so that no place that a
        browser might take is missed.
        """
        (a, b), (left, right) = around, whole
        lead = _compared(raw[a : first if last < right else b])
        at = self._page.find(lead)
        if at < 0 or self._page.find(lead, at + 1) >= 0:
            return False
        if last >= right:
            return True
        begun = at + len(_compared(raw[a:left]))
        stop = self._page.find(_compared(raw[last:b]), at + len(lead))
        length = len(_compared(raw[last:right]))
        return self._page[begun : stop + length] == _compared(raw[left:right])


def _ranges(raw: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where the first words may end and the last words begin; both at the end for one stretch."""
    left, right = spans[0][0], spans[-1][1]
    if len(spans) == 1:
        words = len(tokens(raw[left:right]))
        if words > LONG:
            for edge in range(EDGE, words // 2 + 1):
                yield _ahead(raw, left, right, edge), _behind(raw, left, right, edge)
        yield right, right
        return
    (start, end), (begin, stop) = spans[0], spans[-1]
    if len(tokens(raw[start:end])) > LONG or len(tokens(raw[begin:stop])) > LONG:
        yield _ahead(raw, start, end, EDGE), _behind(raw, begin, stop, EDGE)
    yield _right(raw, end), _left(raw, begin)


def _ahead(raw: str, left: int, right: int, count: int) -> int:
    """Where the first `count` words of a range end."""
    return min(right, _forth(raw, left, count))


def _behind(raw: str, left: int, right: int, count: int) -> int:
    """Where the last `count` words of a range begin."""
    return max(left, _back(raw, right, count))


def _compared(text: str) -> str:
    """A text as browsers compare it, and more: no case, accents, spaces, kinds of marks."""
    plain = unicodedata.normalize("NFKD", fold(text).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c) and not c.isspace())


def _plain(text: str) -> str:
    """The characters of the page, white space made one space, soft hyphens left out."""
    return " ".join(text.replace("\u00ad", "").split())


def _inside(raw: str, at: int) -> bool:
    """Whether a place is inside a word as browsers see it: `can’t`, `U.S`, `1,000` are words."""
    if not 0 < at < len(raw):
        return False
    before, after = raw[at - 1], raw[at]
    if _is_part(before) and _is_part(after):
        return not (_IDEOGRAPH.match(before) and _IDEOGRAPH.match(after))
    if before in "'’.:·,;\u00ad" and at > 1:
        return _joins(before, raw[at - 2], after)
    if after in "'’.:·,;\u00ad" and at + 1 < len(raw):
        return _joins(after, before, raw[at + 1])
    return False


def _is_part(char: str) -> bool:
    return is_letter(char) or char == "_"


def _joins(mark: str, one: str, other: str) -> bool:
    """Whether a mark between two characters makes one word of them."""
    if mark in ",;":
        return one.isdigit() and other.isdigit()
    return _is_part(one) and _is_part(other)


def _left(raw: str, at: int) -> int:
    """The beginning of the word in which a place is."""
    while _inside(raw, at):
        at -= 1
    return at


def _right(raw: str, at: int) -> int:
    """The end of the word in which a place is."""
    while _inside(raw, at):
        at += 1
    return at


def _back(raw: str, at: int, count: int) -> int:
    """Where the `count` words before a place begin; fewer where there are no more."""
    goal = at
    while at and len(tokens(raw[at:goal])) < count:
        at -= 1
        while at and not is_letter(raw[at]):
            at -= 1
        at = _left(raw, at)
    return at


def _forth(raw: str, at: int, count: int) -> int:
    """Where the `count` words after a place end; fewer where there are no more."""
    goal = at
    while at < len(raw) and len(tokens(raw[goal:at])) < count:
        while at < len(raw) and not is_letter(raw[at]):
            at += 1
        at = _right(raw, min(at + 1, len(raw)))
    return at
