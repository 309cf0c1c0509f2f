"""What analysis yields.  Everything here follows from the corpus; nothing is typed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from digest.dates import PartialDate
from digest.model.refs import Ref
from digest.model.scale import Position
from digest.model.source import Fact, Stance


class Hit(NamedTuple):
    """A name or cue in a text."""

    start: int
    end: int
    """Range of characters in the text."""
    ref: Ref
    """The entry that is meant."""


class Mention(NamedTuple):
    """A name or cue in a digest."""

    passage: int
    """Which passage of the digest, from 0."""
    start: int
    end: int
    """Range of characters in the passage's text."""
    ref: Ref
    first: bool
    """Whether it is the entry's first mention in its section; only that is linked."""


class Mark(NamedTuple):
    """A stance's quotation in a digest."""

    passage: int
    start: int
    end: int
    """Range of characters in the passage's text."""
    stance: str
    """The stance's permalink."""


class Backlink(NamedTuple):
    """Something that points to an entry."""

    origin: Ref
    """The entry on whose page (or timeline line) it stands."""
    sentence: str
    """The sentence, or a phrase of ours saying how they are connected; empty when self-evident."""
    anchor: str = ""
    """Where on that page, when not at its top."""
    quoted: bool = False
    """Whether `sentence` is a sentence of a digest or note, not a phrase made here."""


class Standing(NamedTuple):
    """Where one actor stands on one topic, over some stances."""

    actor: str
    topic: str
    position: Position
    """The word for all of them: see `overall`."""
    stances: tuple[Stance, ...]
    """In order of date, then source and place in the file."""
    sources: int
    """How many sources they come from."""
    independent: int
    """How many of these do not derive from another of them."""
    first: PartialDate | None
    last: PartialDate | None
    """Earliest and latest date."""


class Shift(NamedTuple):
    """A move of one actor on one topic between two dates."""

    actor: str
    topic: str
    before: Stance
    after: Stance
    """The stances on either side of the move."""
    steps: int
    """By how much: −4…+4; positive towards the proposition."""


class Agreement(NamedTuple):
    """How often two actors take the same side."""

    actor: str
    """The other actor."""
    same: int
    """Topics on which both take the same side."""
    opposite: int
    """Topics on which they take opposite sides."""


class Claim(NamedTuple):
    """What one source says of a property of an entry."""

    fact: Fact
    agrees: bool | None
    """With the registry, or with what the fact itself says that others give; `None` when there is
    nothing to compare with."""


class Dispute(NamedTuple):
    """One property of one entry, as the sources and the registry have it."""

    ref: Ref
    prop: str
    """The property, as in files."""
    what: str
    """What a number counts, which office, what was the first."""
    claims: tuple[Claim, ...]
    registry: str
    """The registry's value for readers; empty when it has none."""
    sources_differ: bool
    """Whether two sources, or one source with itself, differ by more than precision."""
    conflict: bool
    """Whether sources differ, or one of them differs from the registry."""


class Reliability(NamedTuple):
    """How far two coders agree on one variable."""

    variable: str
    units: int
    """Units that were compared."""
    agreed: int
    """Units on which both say the same."""
    alpha: float | None
    """Krippendorff's alpha; `None` where there is no variance."""
    sources: tuple[str, ...]
    """The sources that both have coded."""


class Findings(NamedTuple):
    """Everything that analysis found."""

    links: Mapping[str, tuple[Hit, ...]]
    """Every note and other plain text of ours → names and cues in it."""
    mentions: Mapping[str, tuple[Mention, ...]]
    """Source id → names and cues in its digest."""
    marks: Mapping[str, tuple[Mark, ...]]
    """Source id → quotations of its stances in its digest."""
    backlinks: Mapping[Ref, tuple[Backlink, ...]]
    """Entry → what points to it, by kind and id of what points."""
    standings: Mapping[tuple[str, str], Standing]
    """(actor, topic) → where it stands, by order of the registries."""
    at_summits: Mapping[tuple[str, str, str], Standing]
    """(actor, topic, summit) → where it stood at or on that meeting."""
    spoken_for: Mapping[str, tuple[Stance, ...]]
    """Actor → stances of persons who spoke for it by their office; counted for the person."""
    shifts: tuple[Shift, ...]
    """Moves, latest first."""
    agreement: Mapping[str, tuple[Agreement, ...]]
    """Actor → with whom it shares topics, most shared first."""
    named_with: frozenset[tuple[str, str]]
    """(actor, topic) pairs that one sentence of a digest names together."""
    disputes: tuple[Dispute, ...]
    """Every property of which a fact speaks, conflicts first, by entry."""
    shifts_of: Mapping[str, tuple[Shift, ...]]
    """Actor → its moves, latest first."""
    disputes_about: Mapping[Ref, tuple[Dispute, ...]]
    """Entry → its disputes, conflicts first."""
    disputes_in: Mapping[str, tuple[Dispute, ...]]
    """Source id → the disputes in which it has a claim, conflicts first."""
    reliability: tuple[Reliability, ...]
    """Agreement of coders, by variable; empty while no source has been coded twice."""
    roots: Mapping[str, str]
    """Source id → the source from which it derives in the end (itself when from none)."""
