"""A move and a contradiction as readers see them, ready for any page."""

from __future__ import annotations

from msgspec import Struct

from digest.model.coding import stance_id
from digest.model.evidence import Cause, Contradiction, Shift
from digest.model.scale import Position
from digest.model.words import Voice
from digest.render.builder import Builder, chip
from digest.render.parts import Chip, Link, StanceView
from digest.text import number, plural

PATH = "shifts.html"
"""The page of all moves and contradictions."""

MOVES = 8
"""How many moves, and how many contradictions, the page of a topic or an actor shows: each has two
stances in full, about 3 kB."""

_BASIS = {
    Voice.OWN_WORDS: "in its own words",
    Voice.REPORTED: "as reported",
    Voice.ANALYSIS: "as imputed by an author",
}


class CauseView(Struct, frozen=True):
    """Something that lies between the two stances of a move."""

    link: Link
    date: str


class ShiftView(Struct, frozen=True):
    """A move of one actor on one topic."""

    id: str
    """The element's id, the same on every page."""
    actor: Link
    topic: Link
    old: Chip
    new: Chip
    how: str
    """By how much, and between what: `3 steps against the proposition, between 2021 and 2022`."""
    unlike: str
    """That the two stances are known in different ways; empty when they are not."""
    before: StanceView
    after: StanceView
    causes: tuple[CauseView, ...]
    """Candidates, latest first; offered as a question."""
    more: Link
    """Its place on the page of all moves."""


class ContradictionView(Struct, frozen=True):
    """Opposite positions that no lapse of time explains."""

    id: str
    """The element's id, the same on every page."""
    actor: Link
    body: Link | None
    """The body that a member contradicts."""
    topic: Link
    where: str
    """What the two share."""
    one: StanceView
    other: StanceView
    more: Link
    """Its place on the page of all contradictions."""


def shift_anchor(shift: Shift) -> str:
    """Id of a move's element, the same on every page."""
    ends = f"{stance_id(shift.before)}-{stance_id(shift.after)}"
    return f"shift-{shift.actor}-{shift.topic}-{ends}"


def contradiction_anchor(found: Contradiction) -> str:
    """Id of a contradiction's element, the same on every page."""
    return f"against-{found.body or found.actor}-{stance_id(found.one)}-{stance_id(found.other)}"


def shift_view(b: Builder, shift: Shift) -> ShiftView:
    """A move as seen from one page."""
    id = shift_anchor(shift)
    before, after = shift.before.voice, shift.after.voice
    unlike = f"Known first {_BASIS[before]}, then {_BASIS[after]}." if before != after else ""
    return ShiftView(
        id, b.link("actor", shift.actor, f"topic-{shift.topic}"), b.link("topic", shift.topic),
        chip(shift.old), chip(shift.new), _how(shift), unlike,
        b.stance(shift.before), b.stance(shift.after),
        tuple(_cause(b, cause) for cause in shift.causes), 
        Link(b.to(f"{PATH}#{id}"), "All moves"),
    )  # fmt: skip


def contradiction_view(b: Builder, found: Contradiction) -> ContradictionView:
    """A contradiction as seen from one page."""
    id = contradiction_anchor(found)
    return ContradictionView(
        id, b.link("actor", found.actor, f"topic-{found.topic}"),
        b.link("actor", found.body) if found.body else None,
        b.link("topic", found.topic), found.where, b.stance(found.one), b.stance(found.other),
        Link(b.to(f"{PATH}#{id}"), "All contradictions"),
    )  # fmt: skip


def more_moves(b: Builder, topic: str, count: int) -> Link | None:
    """From the page of a topic to the moves and contradictions for which it has no room."""
    if not count:
        return None
    section = "moved" if topic in b.findings.shifts_on else "unfitting"
    return Link(b.to(f"{PATH}#{section}-{topic}"), f"{number(count)} more")


def _how(shift: Shift) -> str:
    between = f"between {shift.between[0]} and {shift.between[1]}"
    if shift.steps is None:
        unclear = shift.new if shift.new.score is None else shift.old
        words = {
            Position.AMBIGUOUS: "deliberate ambiguity", Position.MIXED: "holding both sides",
            Position.NO_POSITION: "taking no position",
        }[unclear]  # fmt: skip
        way = "from a position to" if unclear is shift.new else "to a position from"
        return f"{way} {words}, {between}"
    towards = "towards" if shift.steps > 0 else "against"
    return f"{plural(abs(shift.steps), 'step')} {towards} the proposition, {between}"


def _cause(b: Builder, cause: Cause) -> CauseView:
    return CauseView(Link(b.href(cause.ref), cause.text), cause.date.words)
