"""The positions a stance can take: the one list from which wording, colours and glyphs follow."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Position(Enum):
    """Where a stance stands towards its topic's proposition, in the order shown everywhere."""

    value: str
    score: int | None
    """−2 to +2; `None` for positions that are never averaged."""
    label: str
    """On chips and in tables."""
    glyph: str
    """Compulsory beside the colour, which only helps."""
    verb: str
    """Between the holder and the proposition: `… opposes that …`."""
    meaning: str
    """For the method page and the editor."""

    def __new__(
        cls, value: str, score: int | None, label: str, glyph: str, verb: str, meaning: str
    ) -> Position:
        """A member with what goes with its value."""
        member = object.__new__(cls)
        member._value_ = value
        member.score, member.label, member.glyph = score, label, glyph
        member.verb, member.meaning = verb, meaning
        return member

    @property
    def side(self) -> int:
        """+1 for the proposition, −1 against it, 0 for neither, both, or none."""
        if not self.score:
            return 0
        return 1 if self.score > 0 else -1

    OPPOSES = (
        "opposes", -2, "opposes", "−−", "opposes the proposition",
        "Rejects the proposition without reservation, in words or by the very act at issue.",
    )  # fmt: skip
    LEANS_OPPOSE = (
        "leans-oppose", -1, "leans against", "−", "leans against the proposition",
        "Rejects it with reservations, on conditions, or in effect.",
    )  # fmt: skip
    NEUTRAL = (
        "neutral", 0, "neutral", "○", "takes neither side of the proposition",
        "Says it takes no side, or balances the arguments.",
    )  # fmt: skip
    LEANS_SUPPORT = (
        "leans-support", 1, "leans towards", "+", "leans towards the proposition",
        "Accepts it with reservations, on conditions, or in effect.",
    )  # fmt: skip
    SUPPORTS = (
        "supports", 2, "supports", "++", "supports the proposition",
        "Accepts the proposition without reservation, in words or by the very act at issue.",
    )  # fmt: skip
    MIXED = (
        "mixed", None, "mixed", "±", "holds both sides of the proposition",
        "Holds both: supports one part and opposes another.",
    )  # fmt: skip
    AMBIGUOUS = (
        "ambiguous", None, "ambiguous", "?", "stays deliberately unclear on the proposition",
        "Deliberately unclear: keeps both readings open.",
    )  # fmt: skip
    NO_POSITION = (
        "no-position", None, "no position", "∅", "speaks of the matter and takes no position",
        "Was asked, or speaks of the matter, and takes no position.",
    )  # fmt: skip


_PAPER = (("#efede4", "#1c1b19"), ("#373531", "#f3efe7"))

COLOURS = {
    Position.OPPOSES: (("#86431c", "#ffffff"), ("#efaf69", "#171614")),
    Position.LEANS_OPPOSE: (("#e9b17b", "#1c1b19"), ("#7e4e26", "#f3efe7")),
    Position.NEUTRAL: _PAPER,
    Position.LEANS_SUPPORT: (("#95c3eb", "#1c1b19"), ("#305e88", "#f3efe7")),
    Position.SUPPORTS: (("#1e588d", "#ffffff"), ("#80c7f8", "#171614")),
    Position.MIXED: _PAPER,
    Position.AMBIGUOUS: _PAPER,
}
"""Position → (fill, text) in light and in dark; a position that is not here has a dashed edge.

Text on every fill has a contrast of at least 5.9 : 1; both arms are equally light, so that
neither side shouts.
"""

BANDS = (
    (-1.5, Position.OPPOSES),
    (-0.5, Position.LEANS_OPPOSE),
    (0.5, Position.NEUTRAL),
    (1.5, Position.LEANS_SUPPORT),
)
"""Upper bounds of the mean score for each word; above the last, `supports`."""


def band(scores: Iterable[int]) -> Position:
    """The word for a set of scores (each −2…+2): the band in which their mean lies.

    A mean on a bound falls to the side nearer zero, so that nothing is made to look firmer.
    """
    values = list(scores)
    mean = sum(values) / len(values)
    for bound, position in BANDS:
        if mean < bound or (mean == bound and bound > 0):
            return position
    return Position.SUPPORTS


ENOUGH = 3
"""Stances below which nothing is said of how constant a position is."""

WITNESSES = 2
"""Independent sources below which nothing is said of it either."""

MANNERS = ((1.0, "consistently"), (0.75, "mostly"))
"""From which share of its stances a position is said to be taken so, given enough of both."""


def manner(same: int, count: int, independent: int) -> str:
    """How constantly a position was taken, in words that claim no more than the counts.

    `same` of `count` stances take it, from so many independent sources.  1 of 1 is `once`, 2 of 2
    `twice`; with enough stances and sources, all of them is `consistently`, three in four
    `mostly`.  Empty where the stances differ more.
    """
    if count >= ENOUGH and independent >= WITNESSES:
        for share, word in MANNERS:
            if same >= share * count:
                return word
    return often(count) if same == count else ""


def often(count: int) -> str:
    """How often a position was found, in words that claim no more than the count: 1 is `once`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
