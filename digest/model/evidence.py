"""Where actors stand, and on how much evidence: aggregates over stances, computed, never typed."""

from __future__ import annotations

from typing import NamedTuple

from digest.dates import PartialDate
from digest.model.coding import Stance
from digest.model.refs import Ref
from digest.model.scale import Position
from digest.model.words import Voice


class Tally(NamedTuple):
    """How much evidence there is; each statement counts once, however often it is published."""

    own: int
    """Statements in the holder's own words."""
    reported: int
    """Statements that a source reports."""
    imputed: int
    """Statements that an author imputes."""
    sources: int
    """How many sources they come from."""
    independent: int
    """How many of these do not derive from another of them."""
    conditional: int = 0
    """How many of the statements depend on a condition."""
    spoken: int = 0
    """How many were said by somebody whose office makes the words those of the body."""
    left_out: int = 0
    """Statements not counted above, as their source was corrected, superseded or retracted."""

    @property
    def stances(self) -> int:
        """How many statements are counted."""
        return self.own + self.reported + self.imputed

    @property
    def voices(self) -> dict[Voice, int]:
        """How many of each voice."""
        numbers = (self.own, self.reported, self.imputed)
        voices = (Voice.OWN_WORDS, Voice.REPORTED, Voice.ANALYSIS)
        return dict(zip(voices, numbers, strict=True))


class Standing(NamedTuple):
    """Where one actor stands on one topic, over some stances."""

    actor: str
    topic: str
    position: Position
    """The word for all of them: see `overall`."""
    stances: tuple[Stance, ...]
    """Those counted, in order of date, then source and place in the file."""
    tally: Tally
    same: int
    """How many of them take exactly that position."""
    on_condition: bool
    """Whether the word rests on conditional stances alone."""
    first: PartialDate | None
    last: PartialDate | None
    """Earliest and latest date, of those known: a stance’s own, else that of its source."""
    basis: Voice
    """The best basis among them: own words before reported before imputed."""


class Cause(NamedTuple):
    """Something that happened between two stances; offered as a question, never as the answer."""

    ref: Ref
    """A summit, a milestone, or the person who took an office."""
    text: str
    """In a few words."""
    date: PartialDate


class Shift(NamedTuple):
    """A move of one actor on one topic."""

    actor: str
    topic: str
    before: Stance
    after: Stance
    """The stances on either side of the move, with dates of their own."""
    old: Position
    new: Position
    """Where the actor stood before and after, over all stances of that time."""
    steps: int | None
    """By how much: −4…+4, positive towards the proposition; nothing (`None`) to or from a position
    without a score."""
    between: tuple[str, str]
    """The periods, or the meetings, between which it moved, in words."""
    causes: tuple[Cause, ...]
    """What happened in between, latest first."""


WINDOW_DAYS = 30
"""Opposite positions that lie this many days apart or fewer contradict each other; what lies
further apart may be a move."""


class Contradiction(NamedTuple):
    """Opposite positions that no lapse of time explains."""

    actor: str
    """Who contradicts itself; for a member against its body, the member."""
    body: str
    """The body that the member contradicts; empty otherwise."""
    topic: str
    one: Stance
    other: Stance
    where: str
    """What they share, in words: a date, a meeting, a source."""


class Step(NamedTuple):
    """One link of the chain through which words came to us."""

    verb: str
    """`quoted by`, `reported by` …"""
    actors: tuple[str, ...]
    outlet: str = ""
    """Where they published it; empty where that is not another link of the chain."""


class Chain(NamedTuple):
    """Who holds a stance, who said it, and through whom it came, innermost first."""

    holders: tuple[str, ...]
    speaker: str
    """Who said it for the holder; empty where nobody is named."""
    own: bool
    """Whether the source's own author says it."""
    steps: tuple[Step, ...]
    """Empty when the author says it."""
    publisher: str
    """Who published the source, where its author says it; empty when unknown or named in a step."""
