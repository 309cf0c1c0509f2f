"""Where words stand in a text: the rules of the one matcher for originals, digests and names.

Texts are compared under `text.fold` alone: case, spelling and punctuation count.  A quotation
begins and ends at the bounds of words; after a Hangul word a particle may follow.  It may be in
parts around `…`, `...` or `[…]`: these stand in order within one paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from digest.text import fold

WORDS_AT_LEAST = 3
"""Fewer words are no quotation, unless one of them is a name."""
WORDS_AT_MOST = 15
"""Most words of an original in a row that are quoted, written down or shown anywhere."""

PARTICLES = re.compile(
    "(?:은|는|이|가|을|를|의|에|에서|에게|께서|와|과|도|만|로|으로|이나|나|보다|부터|까지|처럼|라고|이라고){1,2}"
    "(?![가-힣])"
)
"""What may follow a Hangul word without being part of it."""
ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.{3,})\s*\]|…|\.{3,})\s*")
"""What stands for words left out of a quotation, with the space around it."""

_HANGUL = re.compile("[가-힣]")
_NOT = re.compile("['’]t(?![^\\W_])", re.IGNORECASE)
TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W_\u3040-\u30ff\u3400-\u9fff]+")
"""A word, as words are counted: a run of letters and digits; Han and kana one by one."""


def is_letter(char: str) -> bool:
    """Whether a character belongs to a word: a letter, a digit, or a mark upon one."""
    return char.isalnum() or unicodedata.category(char).startswith("M")


def is_word(text: str, start: int, end: int) -> bool:
    """Whether a range (not empty) holds whole words; `can` is none in `can’t`."""
    if start and is_letter(text[start - 1]) and is_letter(text[start]):
        return False
    if end == len(text):
        return True
    if not is_letter(text[end]):
        return not (text[end - 1] in "nN" and _NOT.match(text, end))
    if not is_letter(text[end - 1]):
        return not unicodedata.category(text[end]).startswith("M")
    return bool(_HANGUL.match(text[end - 1]) and PARTICLES.match(text, end))


def places(text: str, words: str) -> Iterator[int]:
    """Every place where `words` stand in `text` as whole words.  Both are folded."""
    at = text.find(words) if words else -1
    while at >= 0:
        if is_word(text, at, at + len(words)):
            yield at
        at = text.find(words, at + 1)


def find_words(text: str, words: str) -> int:
    """The first of these places; -1 when there is none."""
    return next(places(text, words), -1)


def tokens(text: str) -> list[str]:
    """The words of a text in lower case: runs of letters and digits; Han and kana one by one."""
    return TOKEN.findall(text.casefold())


def lower(text: str) -> str:
    """The text in lower case, every character at its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered


def parts(quote: str) -> list[str]:
    """The folded parts of a quotation; one when nothing was left out."""
    return [part for part in ELLIPSIS.split(fold(quote)) if part]


def is_too_short(quote: str, is_name: Callable[[str], bool]) -> bool:
    """Whether a quotation has fewer than three words, and no name among them."""
    words = " ".join(parts(quote)).split()
    if len(words) >= WORDS_AT_LEAST:
        return False
    runs = [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]
    return not any(is_name(run.strip(".,;:!?()'\"")) for run in runs)


def preceded(text: str, start: int, prefix: str) -> bool:
    """Whether the words of `prefix` stand just before a place, whatever marks stand between."""
    bare = prefix.rstrip(" ")
    while bare and not is_letter(bare[-1]):
        bare = bare[:-1]
    if not bare:
        return not prefix or text[:start].rstrip(" ").endswith(prefix.strip(" "))
    while start and not is_letter(text[start - 1]):
        start -= 1
    at = start - len(bare)
    return at >= 0 and text.startswith(bare, at) and is_word(text, at, start)


def followed(text: str, end: int, suffix: str) -> bool:
    """Whether the words of `suffix` stand just after a place, whatever marks stand between."""
    bare = suffix.lstrip(" ")
    while bare and not is_letter(bare[0]):
        bare = bare[1:]
    if not bare:
        return not suffix or text[end:].lstrip(" ").startswith(suffix.strip(" "))
    while end < len(text) and not is_letter(text[end]):
        end += 1
    return text.startswith(bare, end) and is_word(text, end, end + len(bare))
