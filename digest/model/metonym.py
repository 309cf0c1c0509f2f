"""Place names that stand for somebody: how each one in the digests was read, and why."""

from __future__ import annotations

from typing import NamedTuple

from digest.dates import PartialDate
from digest.model.refs import Ref
from digest.model.words import Word


class Reason(Word):
    """Why a place name that can stand for somebody was read as it was."""

    HAND = "by-hand", "An analyst settled it: by a link, or by a reading in the front matter."
    LONGER = "longer-name", "It stands in a longer name, which is meant as a whole."
    ONLY = "only-reading", "Our registries know one reading of the name."
    DATE = "date", "Of its readings only this one holds at the date of the source."
    ACTOR = "context-actor", "The words around it show somebody who acts, speaks or is spoken to."
    PLACE = "context-place", "The words around it show a place."
    EVENT = "context-event", "The words around it, or a year, show a meeting or a document."
    OPEN = "open", "Nothing decides; it is linked to nothing, and nobody’s words rest on it."


class Metonym(NamedTuple):
    """One place name in a digest that can stand for somebody."""

    name: str
    """As the registries write it."""
    source: str
    passage: int
    """Which passage of the digest, from 0; it is the element `p…` on the source’s page."""
    sentence: int
    """Which sentence of the passage, from 0."""
    start: int
    end: int
    """Range of characters in the passage’s text."""
    before: str
    after: str
    """The rest of its sentence on either side, white space made plain; `…` where it is long."""
    ref: Ref | None
    """The entry that is meant; `None` for a mere place, and while it is open."""
    place: str
    """`city` or `region` where the place is meant; else empty."""
    reason: Reason
    cue: str
    """What decided: words of the sentence, the longer name, or the analyst’s reason."""
    administration: str
    """Where a state or a body is meant: who governed it or spoke for it at the date of the
    source, in words; empty when that is not known."""
    date: PartialDate | None
    """The date of the source, by which that is found."""
    readings: tuple[str, ...]
    """The readings between which it was to be decided, as files write them."""

    @property
    def words(self) -> str:
        """The name as the text writes it, with the sentence around it, in one line."""
        return f"{self.before}{self.name}{self.after}"

    @property
    def is_open(self) -> bool:
        """Whether nothing decides."""
        return self.reason is Reason.OPEN


class Tallied(NamedTuple):
    """How one name was read in all digests."""

    name: str
    ref: Ref
    """The entry whose name it is."""
    read: int
    """How often it stands for that entry."""
    other: int
    """How often for another entry or a place."""
    open: int
    """How often it is left open."""
