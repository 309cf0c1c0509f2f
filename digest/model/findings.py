"""What analysis yields.  Everything here follows from the corpus; nothing is typed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from digest.model.agreement import (
    Agreement,
    Disagreement,
    Edge,
    Reliability,
    Tentative,
    TopicReliability,
)
from digest.model.attestation import Attested, Overlap
from digest.model.coding import Stance
from digest.model.disputes import Dispute
from digest.model.drift import Drift
from digest.model.empties import Empties
from digest.model.evidence import Chain, Contradiction, Shift, Standing, Tally
from digest.model.metonym import Metonym, Tallied
from digest.model.office import Office
from digest.model.refs import Ref
from digest.model.verdicts import Remark


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
    periods: tuple[str, ...]
    """Names of the periods over which positions are summed up, in order."""
    by_period: Mapping[tuple[str, str, str], Standing]
    """(actor, topic, period) → where it stood by stances with a date of their own."""
    by_voice: Mapping[tuple[str, str, str], Standing]
    """(actor, topic, voice) → where it stands by stances known in that way alone."""
    left_out: Mapping[tuple[str, str], tuple[Stance, ...]]
    """(actor, topic) → stances that do not count, as their source no longer stands."""
    twins: Mapping[str, tuple[Stance, ...]]
    """Permalink → the same statement in other sources of one lineage; only one of them counts."""
    counted: frozenset[str]
    """Permalinks of the stances that count."""
    attested: Mapping[str, Attested]
    """Key of a stance or fact → where its words stand in the original; no key: not checked."""
    overlaps: Mapping[str, tuple[Overlap, ...]]
    """Source id → what its original has in common with others, the largest share first."""
    chains: Mapping[str, Chain]
    """Permalink → through whom the words of a stance came."""
    tallies: Mapping[Ref, Tally]
    """Actor, topic, meeting or source → how much evidence there is on its page, each stance once;
    `source:` with an empty id for the whole digest."""
    spoken_for: Mapping[str, tuple[Stance, ...]]
    """Body → stances of persons who spoke for it by their office; they count for both, once."""
    shifts: tuple[Shift, ...]
    """Moves, latest first."""
    contradictions: tuple[Contradiction, ...]
    """Opposite positions that no lapse of time explains, by topic and actor."""
    network: tuple[Edge, ...]
    """Pairs of actors who take sides on the same topics: over the whole time, then by period."""
    agreement: Mapping[str, tuple[Agreement, ...]]
    """Actor → with whom it takes sides over the whole time, most topics first; from `network`."""
    empties: Empties
    """Which kind of nothing there is where there is no stance."""
    metonyms: tuple[Metonym, ...]
    """Place names in digests that can stand for somebody, by source, in the order of the text."""
    metonyms_of: Mapping[Ref, tuple[Tallied, ...]]
    """Entry → how each of its place names that occurs was read."""
    disputes: tuple[Dispute, ...]
    """Every property of which a fact speaks, conflicts first, by entry."""
    shifts_of: Mapping[str, tuple[Shift, ...]]
    """Actor → its moves, latest first."""
    shifts_on: Mapping[str, tuple[Shift, ...]]
    """Topic → moves on it, latest first."""
    contradictions_of: Mapping[str, tuple[Contradiction, ...]]
    """Actor → those in which it is the actor or the body, by topic."""
    contradictions_on: Mapping[str, tuple[Contradiction, ...]]
    """Topic → those on it, by actor."""
    offices: Mapping[str, tuple[Office, ...]]
    """Permalink → the office of the speaker, else of each person who holds the stance, then."""
    disputes_about: Mapping[Ref, tuple[Dispute, ...]]
    """Entry → its disputes, conflicts first; those over milestones with whom they concern."""
    disputes_in: Mapping[str, tuple[Dispute, ...]]
    """Source id → the disputes in which it has a claim, conflicts first."""
    reliability: tuple[Reliability, ...]
    """Agreement of coders, by variable; empty while no source has been coded twice."""
    topic_reliability: tuple[TopicReliability, ...]
    """Agreement of coders by topic, in the order of the codebook."""
    tentative: Mapping[str, Tentative]
    """Topic → why its figures are tentative; a topic that is not here was found reliable, or not
    coded twice, or its agreement is undefined."""
    coded_apart: tuple[Disagreement, ...]
    """Units that coders saw differently, by source and paragraph."""
    roots: Mapping[str, str]
    """Source id → the source from which it derives in the end (itself when from none)."""
    drift: Mapping[str, Drift]
    """Topic → the documents that speak of it, and how their wording changes."""
    authors: frozenset[str]
    """Actors who wrote a source."""
    remarks: tuple[Remark, ...]
    """What the checks of the machine found, open or accepted, by file and place."""
    stale: tuple[Remark, ...]
    """Remarks on records of what is no longer in the digest, or not yet: for no page."""
    moved: Mapping[str, str] = {}
    """Address of a place on a page that has no room for it → where it stands; rendering finds it
    when it divides long lists."""
