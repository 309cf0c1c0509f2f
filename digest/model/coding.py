"""What analysts read out of a source: stances, facts, topics searched."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from digest.dates import PartialDate
from digest.errors import Path
from digest.model.refs import ActorId, AnyId, Citation, SummitId, TopicId
from digest.model.scale import Position
from digest.model.verdicts import Acceptance
from digest.model.words import Act, Confidence, FactProperty, Voice


class Stance(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A position that a source shows somebody to hold, with the words that show it."""

    actor: ActorId | tuple[ActorId, ...]
    """Who holds it; a list for a joint statement."""
    topic: TopicId
    """The topic towards whose proposition the position is taken."""
    position: Position
    """The position towards the topic's proposition."""
    voice: Voice
    """Who speaks in the quoted words."""
    quote: str
    """The words, verbatim from the source; 3 to 15 of them."""
    paragraph: int = 0
    """The non-empty line of the original in which they stand, counted from 1."""
    prefix: str = ""
    """Words just before the quotation, where it would not be unique."""
    suffix: str = ""
    """Words just after it."""
    speaker: ActorId = ""
    """The person who said it for the holder."""
    office: str = ""
    """The office that the source gives the speaker (or the holder, where nobody speaks for it)."""
    via: tuple[ActorId, ...] = ()
    """Who reported it, outermost last, when it is not the author alone."""
    to: tuple[ActorId, ...] = ()
    """Whom it addresses."""
    date: PartialDate | None = None
    """When the stance was taken; default: the source's date, marked as such."""
    summit: SummitId = ""
    """The meeting at which or on which it was taken."""
    act: Act | None = None
    """What the holder does by it."""
    condition: str = ""
    """On what the position depends."""
    confidence: Confidence = Confidence.HIGH
    """How sure the coder is."""
    note: str = ""
    """Our reading, shown as ours."""
    accept: tuple[Acceptance, ...] = ()
    """Findings of the machine on this stance that are right as they are."""
    id: str = ""
    """A permalink of one's own; default: a short hash of source, actor, topic and quotation."""
    source: str = ""
    index: int = 0

    @property
    def holders(self) -> tuple[str, ...]:
        """Ids of the actors who hold it."""
        return (self.actor,) if isinstance(self.actor, str) else self.actor


class Fact(
    Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"prop": "property"}
):
    """A checkable statement that a source makes about an entry."""

    about: AnyId
    """The entry: an id, or `kind:id`."""
    prop: FactProperty
    """What it says of the entry."""
    value: str | tuple[str, ...]
    """What the source gives: text, number, date, or a list."""
    what: str = ""
    """What a number counts, which office, what was the first."""
    unit: str = ""
    """Unit of a number."""
    correct: str | tuple[str, ...] = ""
    """What other sources give where this one differs from them, as the note explains."""
    quote: str = ""
    """The words, verbatim from the source."""
    paragraph: int = 0
    """The non-empty line of the original in which they stand, counted from 1."""
    note: str = ""
    """What is right, and how we know."""
    sources: tuple[Citation, ...] = ()
    """Addresses or article ids that support the note."""
    accept: tuple[Acceptance, ...] = ()
    """Findings of the machine on this fact that are right as they are."""
    source: str = ""
    index: int = 0

    @property
    def values(self) -> tuple[str, ...]:
        """The value as a list."""
        return (self.value,) if isinstance(self.value, str) else self.value

    @property
    def corrections(self) -> tuple[str, ...]:
        """What other sources give, as a list; empty when nothing differs."""
        if isinstance(self.correct, str):
            return (self.correct,) if self.correct else ()
        return self.correct


class Mentioned(Struct, frozen=True, forbid_unknown_fields=True):
    """An actor named with a topic, where a coder looked and found no position."""

    actor: ActorId
    """Who is named."""
    topic: TopicId
    """With which topic."""
    why: str = ""
    """Why it is no position."""


SHOWN_CODER = "a"
"""The coder whose coding the site shows."""


class Annotations(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one coder read out of one source."""

    coder: str = SHOWN_CODER
    """The coder's letter or name; `a` is the coding that the site shows."""
    stances: tuple[Stance, ...] = ()
    """The positions found."""
    facts: tuple[Fact, ...] = ()
    """The checkable statements found."""
    searched: tuple[TopicId, ...] = ()
    """Topics looked for: silence on these means silence."""
    mentioned: tuple[Mentioned, ...] = ()
    """Actors named with a topic that take no position on it here."""
    source: str = ""

    @property
    def file(self) -> str:
        """The file it stands in, relative to the sources folder."""
        return _file(self.source, "" if self.coder == SHOWN_CODER else self.coder)


COMPUTED = {
    "Topic": {"id"}, "Actor": {"id"}, "Summit": {"id"}, "Milestone": {"id"}, "Document": {"id"},
    "Source": {"id"}, "Stance": {"source", "index"}, "Fact": {"source", "index"},
    "Annotations": {"source"},
}  # fmt: skip
"""Fields that reading fills in; they cannot be written in a file."""


def stance_id(stance: Stance) -> str:
    """Permalink of a stance: the pinned id, or 12 hex digits of SHA-256 over what it rests on.

    48 bits: among 100,000 stances two share one with a chance of 2 in 100,000.
    """
    return stance.id or _permalink(stance.source, stance.actor, stance.topic, stance.quote)


@lru_cache(maxsize=20_000)
def _permalink(source: str, actor: str | tuple[str, ...], topic: str, quote: str) -> str:
    holders = actor if isinstance(actor, str) else "+".join(sorted(actor))
    return _digest(source, holders, topic, quote)


def fact_id(fact: Fact) -> str:
    """Key of a fact in attestations and data: 12 hex digits of SHA-256 over what it says."""
    return _digest(
        fact.source, fact.about, fact.prop.value, fact.what, "+".join(fact.values), fact.quote
    )


ARTICLES = "articles"
"""The folder of digests and codings, within the sources folder."""


class Spot(NamedTuple):
    """Where something is written in the sources."""

    file: str
    """Relative to the sources folder."""
    path: Path


def spot(item: Stance | Fact, field: str = "") -> Spot:
    """Where a stance or fact of the coding that the site shows is written, or one of its fields."""
    table = "stances" if isinstance(item, Stance) else "facts"
    return Spot(_file(item.source), (table, item.index, *([field] if field else ())))


def _file(source: str, coder: str = "") -> str:
    return f"{ARTICLES}/{source}{f'.{coder}' if coder else ''}.yaml"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
