"""Numbers with units as texts write them: `300,000`, `US$24 million`, `at least 40 boats`."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from digest.text import fold, squash

_SCALES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_CURRENCIES = {
    "us$": "usd", "$": "usd", "usd": "usd", "dollar": "usd", "€": "eur", "eur": "eur",
    "euro": "eur", "£": "gbp", "gbp": "gbp", "pound": "gbp", "₩": "krw", "krw": "krw",
    "won": "krw", "¥": "jpy", "jpy": "jpy", "yen": "jpy", "%": "percent", "percent": "percent",
}  # fmt: skip
"""Signs and words of units → the one word by which they are compared."""

_FILLERS = frozenset("of the a an us u.s american in by about some".split())
_AT_LEAST = ("more than", "at least", "no fewer than", "no less than", "over", "above")
_AT_MOST = ("no more than", "less than", "fewer than", "up to", "at most", "under", "below")
_ABOUT = ("approximately", "around", "about", "roughly", "nearly", "almost", "some", "~")
_BOUND = "|".join(map(re.escape, (*_AT_MOST, *_AT_LEAST, *_ABOUT)))
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+(?!-)|\d+)(?:\.\d+)?(?!\d|[.,]\d)"
_SCALE = "|".join(_SCALES)
_FORM = re.compile(
    rf"(?:(?P<bound>{_BOUND})\s*|between\s+)?(?P<sign>us\$|[$€£₩¥])?\s*(?P<low>{_DIGITS})"
    rf"(?:(?:st|nd|rd|th)\b)?(?:\s*(?P<lowscale>{_SCALE})\b)?"
    rf"(?:\s*(?:-|to|and)\s*(?:us\$|[$€£₩¥])?(?P<high>{_DIGITS})"
    rf"(?:\s*(?P<highscale>{_SCALE})\b)?)?"
    r"(?P<unit>.*)"
)
_ABOUT_BY = 0.05
"""How far a number that is called approximate may lie off, as a share of it."""


class Number(NamedTuple):
    """A number with its unit."""

    low: float
    high: float
    """The range that it can mean; equal where one number is given, infinite where it is open."""
    unit: frozenset[str]
    """Words of the unit in the singular; currencies as `usd`; empty where none is given."""


def number(text: str) -> Number | None:
    """The number at the beginning of a text with the unit that follows; `None` when there is none.

    What follows a comma and a space, a semicolon or a bracket is a remark and left out.
    """
    plain = re.split(r"[;(]|,\s(?!\d{3}\b)", fold(text).casefold())[0].strip()
    word, _, rest = plain.partition(" ")
    if word in _WORDS:
        plain = f"{_WORDS[word]} {rest}"
    match = _FORM.fullmatch(plain)
    if not match:
        return None
    scale = _SCALES.get(match["lowscale"] or match["highscale"] or "", 1)
    low = _amount(match["low"]) * scale
    high = low
    if match["high"]:
        high = _amount(match["high"]) * _SCALES.get(match["highscale"] or "", scale)
    if high < low:
        return None
    bound = match["bound"] or ""
    if bound in _AT_LEAST:
        high = math.inf
    elif bound in _AT_MOST:
        low = -math.inf
    elif bound:
        low, high = low * (1 - _ABOUT_BY), high * (1 + _ABOUT_BY)
    return Number(low, high, _unit(f"{match['sign'] or ''} {match['unit']}"))


def _amount(digits: str) -> float:
    return float(digits.replace(",", "").replace(" ", ""))


def _unit(text: str) -> frozenset[str]:
    words = re.sub(r"\bper ?cent\b", "percent", text).replace("%", " % ").split()
    found = set()
    for word in words:
        bare = word.strip(".,:-'\"")
        one = bare[:-1] if len(bare) > 3 and bare.endswith("s") and bare[-2] != "s" else bare
        if bare not in _FILLERS and one not in _FILLERS:
            found.add(_CURRENCIES.get(one) or _CURRENCIES.get(bare) or squash(one))
    return frozenset(found - {""})
