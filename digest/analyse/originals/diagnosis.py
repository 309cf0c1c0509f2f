"""Why a quotation does not stand where it should, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.analyse.originals.nearest import Library
from digest.analyse.originals.quotations import Quotation
from digest.matching import WORDS_AT_MOST, is_letter
from digest.model.coding import Stance
from digest.original import ENOUGH, Match, Original
from digest.text import fold, listing, plural, scalar, unique

CONTEXT = 3
"""Most words proposed as `prefix` or `suffix`."""

_BRACKET = re.compile(r"\[[^\[\]]*\]")


class Diagnosis(NamedTuple):
    """What is wrong with a quotation."""

    field: str
    """The field to change."""
    message: str
    hint: str


def diagnose(quotation: Quotation, text: Original, library: Library) -> Diagnosis:
    """The first thing that explains why a quotation has not one place in its original."""
    found = quotation.matches(text)
    if len(found) > 1:
        return _several(quotation, text, found)
    for look in (_other_paragraph, _context, _case, _bracket):
        diagnosis = look(quotation, text)
        if diagnosis:
            return diagnosis
    other = library.elsewhere(quotation.source, quotation.quote)
    if other:
        id, match = other
        return Diagnosis(
            "quote", f"is not in this original, and stands in {id}, paragraph {match.paragraph}",
            f"code it in {id}.yaml, or quote this source",
        )  # fmt: skip
    return _ellipsis(quotation, text) or _near(quotation, text, library)


def _several(quotation: Quotation, text: Original, found: list[Match]) -> Diagnosis:
    """The words stand more than once."""
    numbers = unique(str(match.paragraph) for match in found)
    count = plural(len(found), "time") if len(found) < ENOUGH else f"{ENOUGH} times or more"
    where = f"paragraph{'s' if len(numbers) > 1 else ''} {listing(numbers[:6])}"
    message = f"stands {count}, in {where}, so it is not known which is meant"
    for match in found:
        if [m.paragraph for m in found].count(match.paragraph) == 1:
            return Diagnosis("quote", message, f"add e.g. 'paragraph: {match.paragraph}'")
    for match in found:
        for name, words in _contexts(text.folded[match.paragraph - 1], match):
            if isinstance(quotation.item, Stance):
                given = {name: words}
                if not quotation.paragraph and len(numbers) > 1:
                    given = {"paragraph": str(match.paragraph), **given}
                told = f"add e.g. '{name}: {scalar(words)}'"
            else:
                around = (words, quotation.quote)
                longer = " ".join(around if name == "prefix" else reversed(around))
                given, told = {"quote": longer}, f"quote more, e.g. 'quote: {scalar(longer)}'"
            if _works(quotation, text, match, given):
                where = given.get("paragraph", "")
                also = f" and 'paragraph: {where}'" if where else ""
                return Diagnosis("quote", message, told + also)
    return Diagnosis("quote", message, "quote more words")


def _works(quotation: Quotation, text: Original, meant: Match, given: dict[str, str]) -> bool:
    """Whether a proposal leaves one place, the one meant."""
    left = text.matches(
        given.get("quote", quotation.quote),
        prefix=given.get("prefix", quotation.prefix), suffix=given.get("suffix", quotation.suffix),
        paragraph=int(given.get("paragraph", quotation.paragraph)),
    )  # fmt: skip
    if len(left) != 1 or left[0].paragraph != meant.paragraph:
        return False
    return left[0].offset <= meant.offset and meant.end <= left[0].end


def _contexts(text: str, match: Match) -> Iterator[tuple[str, str]]:
    """Words before and after a place, one to three of them, the fewest first."""
    before = [word for word in text[: match.offset].split(" ") if any(map(is_letter, word))]
    after = [word for word in text[match.end :].split(" ") if any(map(is_letter, word))]
    for count in range(1, CONTEXT + 1):
        if len(before) >= count:
            yield "prefix", " ".join(before[-count:])
        if len(after) >= count:
            yield "suffix", " ".join(after[:count])


def _other_paragraph(quotation: Quotation, text: Original) -> Diagnosis | None:
    """The words stand in another paragraph than the one given."""
    if not quotation.paragraph:
        return None
    found = quotation.matches(text, paragraph=0)
    if not found:
        return None
    count = len(text.paragraphs)
    numbers = unique(str(match.paragraph) for match in found)
    missing = f"the original has {plural(count, 'paragraph')}, not {quotation.paragraph}"
    holds = f"the words are not in paragraph {quotation.paragraph} of the original"
    message = missing if quotation.paragraph > count else holds
    if len(found) == 1:
        return Diagnosis(
            "paragraph", f"{message}, but in {numbers[0]}", f"write 'paragraph: {numbers[0]}'"
        )
    return Diagnosis(
        "paragraph", f"{message}, but in {listing(numbers[:6])}",
        f"write the one that is meant, e.g. 'paragraph: {numbers[0]}'",
    )  # fmt: skip


def _context(quotation: Quotation, text: Original) -> Diagnosis | None:
    """The words stand there, and not what is said to stand around them."""
    for name in ("prefix", "suffix"):
        if not getattr(quotation, name):
            continue
        prefix, suffix = ("", quotation.suffix) if name == "prefix" else (quotation.prefix, "")
        found = text.matches(
            quotation.quote, prefix=prefix, suffix=suffix, paragraph=quotation.paragraph
        )
        side = "before" if name == "prefix" else "after"
        if not found and quotation.prefix and quotation.suffix:
            found = text.matches(quotation.quote, paragraph=quotation.paragraph)
        if found:
            given = getattr(quotation, name)
            message = f"“{given}” does not stand just {side} the words in the original"
            around = dict(reversed(list(_contexts(text.folded[found[0].paragraph - 1], found[0]))))
            hint = f"write '{name}: {scalar(around[name])}'" if name in around else "take it out"
            return Diagnosis(name, message, hint if len(found) > 1 else f"{hint}, or take it out")
    return None


def _best(quotation: Quotation, found: Sequence[Match]) -> Match:
    """The place in the paragraph given, else the first."""
    return next((m for m in found if m.paragraph == quotation.paragraph), found[0])


def _case(quotation: Quotation, text: Original) -> Diagnosis | None:
    found = text.matches(quotation.quote, any_case=True)
    if not found:
        return None
    match = _best(quotation, found)
    return Diagnosis(
        "quote", f"differs in case from paragraph {match.paragraph} of the original",
        f"write 'quote: {scalar(match.words)}'",
    )  # fmt: skip


def _bracket(quotation: Quotation, text: Original) -> Diagnosis | None:
    """An editor’s bracket stands in the quotation, and other words or none in the original."""
    if not _BRACKET.search(quotation.quote):
        return None
    pieces = [piece.strip() for piece in _BRACKET.split(quotation.quote)]
    bare = " … ".join(piece for piece in pieces if piece)
    found = text.matches(bare)
    if not found:
        return None
    match = _best(quotation, found)
    whole = text.slice(match.paragraph, match.offset, match.end)
    words = whole if len(whole.split()) <= WORDS_AT_MOST else match.words
    return Diagnosis(
        "quote", f"has an editor’s bracket that is not in paragraph {match.paragraph} of the "
        "original", f"write 'quote: {scalar(words)}'",
    )  # fmt: skip


LEFT_OUT_AT_MOST = 8
"""Words that may lie between two parts of a quotation for an ellipsis to be what was meant."""


def _ellipsis(quotation: Quotation, text: Original) -> Diagnosis | None:
    """A few words were left out of the quotation without a sign."""
    words = fold(quotation.quote).split(" ")
    for cut in sorted(range(2, len(words) - 1), key=lambda n: (abs(2 * n - len(words)), n)):
        found = text.matches(
            f"{' '.join(words[:cut])} … {' '.join(words[cut:])}", gap=LEFT_OUT_AT_MOST
        )
        if len(found) == 1:
            return Diagnosis(
                "quote", "leaves out words of the original, in paragraph "
                f"{found[0].paragraph}, without an ellipsis",
                f"write 'quote: {scalar(found[0].words)}'",
            )  # fmt: skip
    return None


def _near(quotation: Quotation, text: Original, library: Library) -> Diagnosis:
    near = library.nearest(quotation.source, quotation.quote)
    if not near:
        return Diagnosis(
            "quote", "stands nowhere in the original",
            "quote words that stand there, or take the stance out"
            if isinstance(quotation.item, Stance) else "quote words that stand there",
        )  # fmt: skip
    hint = ""
    if len(near.words.split()) <= WORDS_AT_MOST and text.matches(near.words):
        hint = f"write 'quote: {scalar(near.words)}'"
    message = f"is not in the original so; paragraph {near.paragraph} has «{near.diff}»"
    return Diagnosis("quote", message, hint)


TOO_SHORT = Diagnosis(
    "quote", "has fewer than three words and names no entry of the digest",
    "quote more of the words around it",
)  # fmt: skip
"""What to say of a quotation that is none."""
