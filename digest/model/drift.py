"""How documents speak of one topic, from one to the next."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Mark(Enum):
    """How a word of a quotation stands to the earlier wording with which it is compared."""

    KEPT = "kept"
    """It stands there too; or there is nothing to compare with."""
    ADDED = "added"
    """It is new between words that stood there."""
    LEFT_OUT = "left-out"
    """It stood there, and is gone from between words that stayed."""
    BEYOND = "beyond"
    """It lies before or after all that the earlier quotation covers, so nothing is known of it."""


class Token(NamedTuple):
    """A word of a quotation, or one that fell out of it, as written."""

    text: str
    mark: Mark


class Wording(NamedTuple):
    """One provision of a document."""

    provision: int
    """Its place among the document's provisions, from 0."""
    tokens: tuple[Token, ...]
    """The quotation's words, and where they stood those that fell out; empty when not quoted."""
    since: str
    """Id of the earlier document with whose wording it is compared; empty when with none."""


class Saying(NamedTuple):
    """What one document says on the topic."""

    document: str
    wordings: tuple[Wording, ...]
    """In the order of the document's provisions."""


class Series(NamedTuple):
    """Texts of one body, so that their wording can be followed from one to the next."""

    body: tuple[str, ...]
    """Ids of the actors that issue them, sorted; empty for documents that make no series."""
    sayings: tuple[Saying, ...]
    """In order of time, undated last."""


class Drift(NamedTuple):
    """Every document that speaks of a topic."""

    topic: str
    series: tuple[Series, ...]
    """Declarations, communiqués and concepts of one body, two or more; longest series first."""
    others: tuple[Saying, ...]
    """All other documents, in order of time."""

    @property
    def rows(self) -> tuple[tuple[Saying, ...], ...]:
        """Every series, then the others, where there are any."""
        return tuple(row for row in (*(s.sayings for s in self.series), self.others) if row)
