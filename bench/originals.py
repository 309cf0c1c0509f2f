"""The invented articles themselves, as they would lie in `originals/`: never shown, only attested.

Their words are made of syllables, so that two of them share no long run of words unless one
derives from the other; those that do share most of it.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from article import Article

SOUNDS = "ba ce di fo gu ha ke li mo nu pa re si to vu wa ye zo".split()
_of_sounds = random.Random("words")
WORDS = ["".join(_of_sounds.choices(SOUNDS, k=2 + place % 3)) for place in range(6000)]
"""Words that mean nothing, of two to four syllables."""
MORE = 8
"""Paragraphs that hold nothing that was coded."""


def invented(choose: random.Random, words: int) -> str:
    """So many words that mean nothing."""
    return " ".join(choose.choices(WORDS, k=words))


def paragraphs(article: Article) -> list[str]:
    """The article, paragraph by paragraph; what was coded stands where the annotations say.

    An excerpt or republication is the earlier text with a new head; its own quotations stand where
    that text had others.
    """
    choose = random.Random(f"{article.world.seed}:{article.number}:original")
    found = [invented(choose, 8)]
    coded: list[dict[str, Any]] = [*article.stances, *article.facts]
    found += [_around(choose, item["quote"], item.get("voice", "")) for item in coded]
    found += [invented(choose, 60) + "." for _ in range(MORE)]
    if article.root:
        older = paragraphs(article.root)
        shared = older[-MORE // 2 :] if article.how == "excerpt" else older[-MORE:]
        found[-len(shared) :] = shared
    return found


def _around(choose: random.Random, quote: str, voice: str) -> str:
    words = f"“{quote}”" if voice == "own-words" else quote
    return f"{invented(choose, 25)} {words}, {invented(choose, 20)}."


def original(article: Article) -> str:
    """The article as a file."""
    return "\n\n".join(paragraphs(article)) + "\n"
