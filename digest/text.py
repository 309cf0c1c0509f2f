"""Small things with words: plurals, folding, joining, nearest spelling, sentences."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

_FOLD = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-",
        "\u2212": "-", "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u00ad": None,
    }
)  # fmt: skip
_FOLDED = [(chr(code), plain or "") for code, plain in _FOLD.items()]
_IN_PLACE = [(char, plain) for char, plain in _FOLDED if plain]
_SIGNS = re.compile(r"[\W_]+")
_ADDRESS = re.compile(r"https?://[^\s/\\<>\"'{}|^`]+[^\s\\<>\"{}|^`]*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_IRREGULAR = {"analysis": "analyses", "entry": "entries", "body": "bodies", "party": "parties"}
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[“‘\"'(\[]?[A-Z0-9\uac00-\ud7a3])")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|vs|cf|e\.g|i\.e|etc|No|op|cit)\.)$")


def plural(count: int, noun: str) -> str:
    """`1 stance`, `2 stances`; the count has a thin space per thousand from 10 000 on."""
    return f"{number(count)} {noun if count == 1 else plural_of(noun)}"


def a(noun: str) -> str:
    """The noun with its article: `a topic`, `an actor`."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def plural_of(noun: str) -> str:
    """The plural of an English noun used on our pages."""
    return _IRREGULAR.get(noun, noun + "s")


def number(value: int) -> str:
    """An integer for readers: `1234`, `12\u202f345`."""
    return f"{value:,}".replace(",", "\u202f") if abs(value) >= 10_000 else str(value)


def listing(items: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def fold(text: str) -> str:
    """The one folding under which quotations are compared.

    Unicode NFC; white space and no-break spaces become one space; typographic quotes and dashes
    become ASCII; soft hyphens vanish.  Case and everything else stay.
    """
    if not text.isascii():
        text = _replaced(unicodedata.normalize("NFC", text), _FOLDED)
    return " ".join(text.split())


def fold_in_place(text: str) -> str:
    """Quotes, dashes and spaces as `fold` has them, every character at its place."""
    text = text.replace("\t", " ").replace("\n", " ")
    return text if text.isascii() else _replaced(text, _IN_PLACE)


def _replaced(text: str, characters: Iterable[tuple[str, str]]) -> str:
    """Faster than `str.translate`, as few texts have more than one or two of the characters."""
    for char, plain in characters:
        text = text.replace(char, plain)
    return text


def is_address(text: str) -> bool:
    """Whether a text is an http(s) address with a host, written as it can stand in a link."""
    try:
        return bool(_ADDRESS.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:  # brackets or look-alikes of `/` in the host
        return False


def is_language(text: str) -> bool:
    """Whether a text is written as a language code of BCP 47: `en`, `ko`, `zh-Hant`."""
    return bool(_LANGUAGE.fullmatch(text))


def fold_places(text: str) -> list[int]:
    """For each character of `fold(text)` the place in `text` from which it comes.

    `text` must be in Unicode NFC, as everything read is.
    """
    if len(fold(text)) == len(text):  # folding only ever leaves characters out
        return list(range(len(text)))
    places: list[int] = []
    pending = -1
    for place, char in enumerate(text):
        plain = char.translate(_FOLD)
        if not plain:
            continue
        if plain.isspace():
            pending = place if pending < 0 else pending
            continue
        if pending >= 0 and places:
            places.append(pending)
        pending = -1
        places.append(place)
    return places


_PLAIN = re.compile(r"[^\W\d_][^\x00-\x1f:#\"\\{}\[\],&*!|>%@`]*(?<!\s)")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def scalar(text: str) -> str:
    """A text as a YAML value on one line, also within braces: plain where that is safe."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    if plain and not any(unicodedata.category(char) in _UNSEEN for char in text):
        return text
    return quoted_scalar(text)


def quoted_scalar(text: str) -> str:
    """A text as a YAML value in double quotes; what cannot be seen is written as an escape."""
    found = []
    for char in text:
        if char in '"\\':
            found.append("\\" + char)
        elif unicodedata.category(char) in _UNSEEN:
            code = ord(char)
            found.append(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
        else:
            found.append(char)
    return f'"{"".join(found)}"'


def squash(text: str) -> str:
    """A name reduced to its letters and digits, lower case, compatibility forms made plain."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


def sort_key(name: str) -> tuple[str, str]:
    """Order of names for readers: by letters without accents or case, then as written."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return (bare.casefold().removeprefix("the ").lstrip("“‘\"'("), name)


def nearest(word: str, known: Iterable[str]) -> str:
    """The most similar known word, or `''` when none is near enough to be what was meant."""
    squashed: dict[str, str] = {}
    for candidate in sorted(known):
        squashed.setdefault(squash(candidate), candidate)
    if squash(word) in squashed:
        return squashed[squash(word)]
    close = difflib.get_close_matches(word, sorted(squashed.values()), n=1, cutoff=0.6)
    return close[0] if close else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?`, or `''`."""
    found = nearest(word, known)
    return f"did you mean '{found}'?" if found else ""


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Ranges of the sentences of a text, in order and without gaps between the first and last."""
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + 1
        if not _ABBREVIATION.search(text, max(0, end - 8), end):
            starts.append(match.end())
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def sentence_around(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int]] | None = None
) -> str:
    """The sentence or sentences of `text` in which the characters `start`–`end` stand.

    `spans`: its sentences, where they are known already.
    """
    known = sentence_spans(text) if spans is None else spans
    touched = [(a, b) for a, b in known if a < end and start < b]
    return text[touched[0][0] : touched[-1][1]].strip() if touched else ""


def plain(text: str) -> str:
    """The text with single spaces for all white space in it."""
    return " ".join(text.split())


def clip(text: str, length: int) -> str:
    """At most `length` characters, cut at a word, with `…` when something was left out."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """The items in their order, each once."""
    return tuple(dict.fromkeys(items))


def quoted(words: Sequence[str]) -> str:
    """Allowed words for a message: `a, b or c`."""
    return listing(words, "or")
