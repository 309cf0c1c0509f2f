"""How far coders agree with each other, and actors with each other."""

from __future__ import annotations

from typing import NamedTuple

from digest.model.coding import Stance

TENTATIVE = 0.667
"""Below this alpha, says Krippendorff (Content Analysis, 2004, p. 241), data should not be relied
on even for tentative conclusions; from here up to 0.8 conclusions are tentative."""

LEAST = 5
"""Units that a topic’s positions need for an alpha to be given."""


class Reliability(NamedTuple):
    """How far coders agree on one variable."""

    variable: str
    units: int
    """Units that at least two coders judged."""
    agreed: int
    """Units on which all who judged say the same."""
    alpha: float | None
    """Krippendorff’s alpha; `None` where it is undefined (nothing varies), or where units are too
    few for a figure."""
    interval: tuple[float, float] | None
    """Ends of the bootstrap interval of 95 %; `None` where it was not drawn or is undefined."""
    undefined: int
    """Resamples of the bootstrap without variance, which are left out of the interval."""
    sources: tuple[str, ...]
    """The sources that more than one coder has coded."""


class TopicReliability(NamedTuple):
    """How far coders agree on one topic."""

    topic: str
    found: Reliability
    """Whether the topic is found in a paragraph."""
    position: Reliability
    """Which position is found, on the ordered scale, where coders found the same holder."""


class Tentative(NamedTuple):
    """Why a topic’s figures are tentative: coders agree too little on it."""

    variable: str
    """On what they agree too little."""
    alpha: float
    """Krippendorff’s alpha; below 0.667."""
    units: int
    """Units compared."""


class Disagreement(NamedTuple):
    """One unit that coders saw differently."""

    source: str
    paragraph: int
    holder: str
    topic: str
    about: str
    """On what they differ: `found`, `position` or `voice`."""
    codings: tuple[tuple[str, tuple[Stance, ...]], ...]
    """Coder and what that coder had, the first coder first; an empty tuple for nothing."""
    shown: tuple[Stance, ...]
    """What the coding has that the site shows."""
    settled: str
    """How it was settled: the name of the coder whose reading is shown, `otherwise`, `left out`,
    or `open` where nobody has gone over it."""
    note: str
    """What a note in the coding shown says of the settling; empty where none does."""
    noted_at: str
    """The holder at whose stance that note stands: another where nothing is shown for this one."""


class Edge(NamedTuple):
    """Two actors who take sides on the same topics, over the whole time or in one period."""

    one: str
    other: str
    """Actors, in order of id."""
    period: str
    """The period; empty for the whole time."""
    same: tuple[str, ...]
    """Topics on which both take the same side, in the order of the codebook."""
    opposite: tuple[str, ...]
    """Topics on which they take opposite sides."""
    topics_one: int
    topics_other: int
    """On how many topics each takes a side at all."""
    congruence: float
    """Topics with the same side, divided by the mean of `topics_one` and `topics_other`."""
    conflict: float
    """Topics with opposite sides, divided likewise."""

    @property
    def subtract(self) -> float:
        """Congruence less conflict: −1 where they oppose each other on everything, 1 where they
        agree on everything."""
        return round(self.congruence - self.conflict, 4)


class Agreement(NamedTuple):
    """How often two actors take the same side."""

    actor: str
    """The other actor."""
    same: int
    """Topics on which both take the same side."""
    opposite: int
    """Topics on which they take opposite sides."""
