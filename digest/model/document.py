"""The codebook's topics, and documents with what they say on them."""

from __future__ import annotations

from msgspec import Struct

from digest.dates import PartialDate
from digest.model.actor import Name, full_names
from digest.model.refs import ActorId, Citation, SummitId, TopicId
from digest.model.words import DocumentKind, Support


class Topic(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A matter on which actors take positions."""

    id: str
    name: str
    """The topic's name, unique in the digest."""
    proposition: str
    """One sentence that one can be for or against; positions are taken towards it."""
    scope: str
    """What is coded here, in a short paragraph."""
    include: tuple[str, ...] = ()
    """Cases that belong here."""
    exclude: tuple[str, ...] = ()
    """Cases that do not, and where they go."""
    broader: TopicId = ""
    """The topic of which this one is a part."""
    cues: tuple[str, ...] = ()
    """Words that find mentions of the topic; lower-case ones match in any case."""
    note: str = ""
    """Advice to coders."""


class Provision(Struct, frozen=True, forbid_unknown_fields=True):
    """What a document says on a topic."""

    topic: TopicId
    """The topic."""
    says: str
    """What it says, in our words."""
    quote: str = ""
    """The words themselves, at most 15."""
    sources: tuple[Citation, ...] = ()
    """Addresses or article ids."""
    support: Support = Support.PAGES
    """What it rests on."""


class Document(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A declaration, agreement, concept or other document."""

    id: str
    name: str
    """The document's name, unique in the digest."""
    names: tuple[str | Name, ...] = ()
    """Other names: a bare text is an alias."""
    kind: DocumentKind
    """What sort of document."""
    adopted: PartialDate | None = None
    """When it was adopted or issued."""
    signed: PartialDate | None = None
    """When it was signed."""
    in_force: PartialDate | None = None
    """When it came into force."""
    end: PartialDate | None = None
    """When it ceased to apply."""
    parties: tuple[ActorId, ...] = ()
    """Between whom it was concluded, or by whom it was issued."""
    signatories: tuple[ActorId, ...] = ()
    """Who signed it, where known."""
    summit: SummitId = ""
    """The meeting at which it was adopted."""
    number: str = ""
    """Its official number."""
    url: str = ""
    """Address of its text."""
    summary: str = ""
    """What it is, in a sentence or two of ours."""
    provisions: tuple[Provision, ...] = ()
    """What it says, topic by topic."""
    note: str = ""
    """Our note."""
    support: Support = Support.PAGES
    """What the entry rests on."""
    sources: tuple[Citation, ...] = ()
    """Addresses or article ids."""

    @property
    def other_names(self) -> tuple[Name, ...]:
        """`names` with bare texts made records."""
        return full_names(self.names)

    @property
    def date(self) -> PartialDate | None:
        """The date by which it is listed: adopted, else signed, else in force."""
        return self.adopted or self.signed or self.in_force
