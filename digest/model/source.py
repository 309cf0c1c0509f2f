"""A source: an article or other text that the digest draws on."""

from __future__ import annotations

from msgspec import Struct

from digest.dates import PartialDate
from digest.model.refs import ActorId, SourceId
from digest.model.verdicts import Acceptance
from digest.model.words import (
    Access,
    Derivation,
    Publish,
    SourceKind,
    Standing,
)


class Reading(Struct, frozen=True, forbid_unknown_fields=True):
    """What a place name means in our digest of a source, settled by hand."""

    name: str
    """The name as the digest writes it."""
    means: str
    """`city`, `region`, or the id of an entry (`kind:id` where two kinds share an id)."""
    near: str = ""
    """Words of the sentence, where it holds there only; default: in the whole digest."""
    why: str = ""
    """The reason, for readers."""


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
    standing_note: str = ""
    """What its publisher or a later text corrected, and when."""
    summary: str = ""
    """One or two sentences of ours."""
    collected: str = ""
    """State of the text as it was collected."""
    readings: tuple[Reading, ...] = ()
    """What place names in our digest mean where the machine cannot tell."""
    accept: tuple[Acceptance, ...] = ()
    """Findings of the machine on the source as a whole that are right as they are."""
    draft: bool = False
    """Left out of the site unless drafts are asked for."""

    @property
    def stands(self) -> bool:
        """Whether it stands as published; else nothing that rests on it counts in any figure."""
        return self.standing is Standing.CURRENT

    @property
    def date(self) -> PartialDate | None:
        """The date by which it is listed: published, else the day before which it cannot lie."""
        return self.published or self.not_before
