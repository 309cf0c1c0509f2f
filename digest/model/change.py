"""What changed from one state of the sources to the next: as compared, and as recorded."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from digest.dates import PartialDate
from digest.model.coding import Spot
from digest.model.words import Word


class Thing(Word):
    """What can appear, change or vanish."""

    STANCE = "stance", "A stance, by its permalink."
    FACT = "fact", "A checkable statement of a source."
    POSITION = "position", "Where an actor stands on a topic, over all its stances."


class How(Word):
    """What became of it."""

    APPEARED = "appeared", "It was not there before."
    CHANGED = "changed", "It was there, and something about it is different."
    VANISHED = "vanished", "It is no longer there."


LONG = frozenset({"note", "sources", "accepted findings"})
"""What is too long to be told before and after in one line."""


class Edit(NamedTuple):
    """One thing about it that is different."""

    field: str
    """What, in words: `position`, `paragraph`, `stances`."""
    old: str
    """Empty when there was nothing."""
    new: str
    """Empty when there is nothing any more."""

    @property
    def told(self) -> str:
        """In a few words: `position: ambiguous → opposes`; of long texts only that they differ."""
        if self.field in LONG or len(self.old) + len(self.new) > 240:
            done = "edited" if self.old and self.new else "added" if self.new else "taken out"
            return f"{self.field} {done}"
        return f"{self.field}: {self.old or 'none'} → {self.new or 'none'}"


class Difference(NamedTuple):
    """A stance, fact or position that appeared, changed or vanished."""

    thing: Thing
    how: How
    id: str
    """Permalink of a stance, key of a fact, `actor/topic` of a position; the new one if any."""
    text: str
    """What it is, in one line."""
    edits: tuple[Edit, ...] = ()
    """What is different about it; empty unless it changed."""
    was: str = ""
    """The permalink or key before, where that changed."""
    old: Spot | None = None
    """Where it stood; `None` when it appeared."""
    new: Spot | None = None
    """Where it stands; `None` when it vanished."""


class Changed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One difference as `CHANGES.yaml` keeps it."""

    what: Thing
    """What it is."""
    id: str
    """Permalink of a stance, key of a fact, `actor/topic` of a position."""
    text: str
    """What it says, in one line."""
    how: tuple[str, ...] = ()
    """What is different about it, each in a few words."""
    was: str = ""
    """Its id before, where that changed."""


class Revision(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What changed from one state of the digest to the next."""

    title: str
    """What was done, in a few words."""
    as_of: PartialDate | None = None
    """The digest's own date at that state."""
    note: str = ""
    """More about it, in our words."""
    appeared: tuple[Changed, ...] = ()
    """What was not there before."""
    changed: tuple[Changed, ...] = ()
    """What was there and is different."""
    vanished: tuple[Changed, ...] = ()
    """What is no longer there."""
