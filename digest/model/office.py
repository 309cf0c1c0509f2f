"""Who spoke in which office on the date of a stance."""

from __future__ import annotations

from typing import NamedTuple

from digest.dates import PartialDate
from digest.model.actor import Role
from digest.model.words import Word


class Tenure(Word):
    """Whether a person held an office on the date of a stance."""

    HELD = "held", "The office was held on that date."
    ACTING = "acting", "It was held for another, or until a successor was found."
    NOT_THEN = "not-held-then", "The office was held, but not on that date."
    UNKNOWN = "not-known", "Our registry does not show whether it was held on that date."
    OTHER = "another-named", "The source names another office than our registry has on that date."
    NONE = "no-office", "Our registry has no office in which the person speaks for the holder."


class Office(NamedTuple):
    """The office of a stance's speaker, or of a person who holds it, on its date."""

    person: str
    """Who spoke, or holds the stance."""
    role: Role | None
    """The office; `None` where the registry has none that matters here."""
    body: str
    """The state, body or organisation of the office, else for whom the person spoke; may be
    empty."""
    verdict: Tenure
    date: PartialDate | None
    """The date of the stance, else of its source; `None` where neither is known."""
    sentence: str
    """In plain words, without a full stop: `Spokesperson, Foreign Ministry; left the office in
    January 2023`."""
    named: str = ""
    """The office as the source names it."""
    spoke: bool = False
    """Whether the person spoke for the holder, and is not the holder."""

    @property
    def apart(self) -> str:
        """On which side of the office's time the date lies: `left the office in January 2023`."""
        return apart(self.role, self.date)


def apart(role: Role | None, date: PartialDate | None) -> str:
    """On which side of an office's time a date lies, as far as that is known."""
    if role and date and role.end and role.end.before(date):
        return f"left the office {role.end.when}"
    if role and date and role.start and date.before(role.start):
        return f"took the office {role.start.when}"
    return "not on that date"
