"""A source and what analysts read out of it: stances, facts, topics searched; and the settings."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from digest.dates import PartialDate
from digest.model.refs import ActorId, AnyId, Citation, SourceId, SummitId, TopicId
from digest.model.scale import Position
from digest.model.words import (
    Access,
    Act,
    Confidence,
    Derivation,
    FactProperty,
    Publish,
    SourceKind,
    Standing,
    Voice,
)


class Settings(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`digest.yaml`: the digest as a whole."""

    title: str
    """Title of the site."""
    tagline: str = ""
    """A few words beside the title."""
    description: str
    """What the digest is, in two sentences; on the home page."""
    base_url: str = ""
    """Address at which the site will stand, for the sitemap and feed; links never need it."""
    language: str = "en"
    """Language code of the digest's own texts."""
    licence: str = ""
    """Licence of the digest's own texts and data, such as `CC BY 4.0`."""
    licence_url: str = ""
    """Address of that licence."""
    publisher: str = ""
    """Who publishes the digest."""
    edit_url: str = ""
    """Address of the `sources/` folder in a repository, for «edit this entry»."""
    as_of: PartialDate | None = None
    """The digest's own date; default: `SOURCE_DATE_EPOCH`, else the latest date of a source."""


class Origin(Struct, frozen=True, forbid_unknown_fields=True):
    """The text from which a source derives."""

    how: Derivation
    """How it derives from it."""
    source: SourceId = ""
    """The id of that text, when it is a source of this digest."""
    title: str = ""
    """Its title or place of publication, when it is not."""
    url: str = ""
    """Its address."""
    note: str = ""
    """Our note."""


class Source(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An article or other text that the digest draws on; the fields are its front matter."""

    id: str
    title: str
    """Title as published."""
    authors: tuple[ActorId, ...] = ()
    """Who wrote it; empty when unknown."""
    author_note: str = ""
    """What is known of the author, and how."""
    publisher: ActorId = ""
    """Who published it."""
    published: PartialDate | None = None
    """When it was published; left out when unknown."""
    not_before: PartialDate | None = None
    """For an undated source: the day before which it cannot have been published."""
    date_note: str = ""
    """How the date is known."""
    url: str = ""
    """Its address at the publisher's."""
    language: str = "en"
    """Language code."""
    translations: tuple[str, ...] = ()
    """Codes of the languages in which its publisher also offers it."""
    kind: SourceKind
    """What sort of text."""
    access: Access = Access.OPEN
    """How it can be read."""
    rights: str = "all rights reserved"
    """The rights claimed for it."""
    publish: Publish = Publish.DIGEST
    """What of it the site may show."""
    derived_from: Origin | None = None
    """The text from which it derives."""
    standing: Standing = Standing.CURRENT
    """Whether it still stands."""
    summary: str = ""
    """One or two sentences of ours."""
    collected: str = ""
    """State of the text as it was collected."""
    draft: bool = False
    """Left out of the site unless drafts are asked for."""

    @property
    def date(self) -> PartialDate | None:
        """The date by which it is listed: published, else the day before which it cannot lie."""
        return self.published or self.not_before


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


class Annotations(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one coder read out of one source."""

    coder: str = "a"
    """The coder's letter or name; `a` is the coding that the site shows."""
    stances: tuple[Stance, ...] = ()
    """The positions found."""
    facts: tuple[Fact, ...] = ()
    """The checkable statements found."""
    searched: tuple[TopicId, ...] = ()
    """Topics looked for: silence on these means silence."""
    source: str = ""


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
    if stance.id:
        return stance.id
    key = "\x1f".join((stance.source, "+".join(sorted(stance.holders)), stance.topic, stance.quote))
    return hashlib.sha256(key.encode()).hexdigest()[:12]
