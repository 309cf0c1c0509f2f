"""What analysts keep in the registries: topics, actors, summits, milestones, documents.

The types are the file format: field names and docstrings below become messages, the JSON Schema
and the data dictionary.  `id` is the record's key in its file.
"""

from __future__ import annotations

from msgspec import Struct

from digest.dates import PartialDate
from digest.model.refs import ActorId, Citation, DocumentId, SummitId, TopicId
from digest.model.words import (
    ActorKind,
    DocumentKind,
    EventStatus,
    MilestoneKind,
    NameKind,
    SummitKind,
    Support,
)


class Name(Struct, frozen=True, forbid_unknown_fields=True):
    """Another name of an entry."""

    name: str
    """The name as texts write it."""
    kind: NameKind = NameKind.ALIAS
    """What sort of name."""
    lang: str = ""
    """Language code where it is not the digest's language, such as `ko`."""
    start: PartialDate | None = None
    """Since when the name means this entry."""
    end: PartialDate | None = None
    """Until when."""
    also: tuple[str, ...] = ()
    """Other readings of a metonym: `city`, `region` or `kind:id`; makes it ambiguous."""
    note: str = ""
    """Our note on the name."""
    support: Support = Support.PAGES
    """What the name rests on."""


class Role(Struct, frozen=True, forbid_unknown_fields=True):
    """An office or function a person holds."""

    role: str
    """The office, such as `President`."""
    of: ActorId = ""
    """The state, body or organisation in which it is held."""
    speaks_for: ActorId = ""
    """The actor for whom its holder speaks."""
    start: PartialDate | None = None
    """First day in office, where known."""
    end: PartialDate | None = None
    """Last day in office, where known."""
    acting: bool = False
    """Held for another, or until a successor is found."""
    seen: tuple[PartialDate, ...] = ()
    """Dates on which pages show the person in the role."""
    note: str = ""
    """Our note on the role."""
    support: Support = Support.PAGES
    """What the role rests on."""

    def held(self, date: PartialDate) -> bool | None:
        """Whether it was held on `date`; `None` when that is not known."""
        if date.overlaps(self.start, self.end):
            if self.start or any(seen.first <= date.last for seen in self.seen):
                if self.end or not self.seen or self.start:
                    return True
                return True if any(date.first <= seen.last for seen in self.seen) else None
            return None
        return False


class Member(Struct, frozen=True, forbid_unknown_fields=True):
    """A member of a group or organisation."""

    actor: ActorId
    """Who belongs to it."""
    start: PartialDate | None = None
    """Since when, where known."""
    end: PartialDate | None = None
    """Until when."""
    note: str = ""
    """Our note on the membership."""


class Participant(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody at a meeting."""

    actor: ActorId
    """The state, organisation, group or person that took part."""
    by: ActorId = ""
    """The person who came for it."""
    level: str = ""
    """The level of representation where it was not that of leaders."""
    on_behalf_of: ActorId = ""
    """The person in whose place that person came."""
    note: str = ""
    """Our note on the participation."""


class Outcome(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that came out of a meeting."""

    text: str
    """One line in our words."""
    topic: TopicId = ""
    """The topic it belongs to."""
    sources: tuple[Citation, ...] = ()
    """Addresses or article ids."""
    support: Support = Support.PAGES
    """What it rests on."""


class First(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that happened for the first time."""

    text: str
    """What was new, in our words."""
    level: str = ""
    """The level at which it was new, such as `leaders`."""
    sources: tuple[Citation, ...] = ()
    """Addresses or article ids."""
    support: Support = Support.PAGES
    """What it rests on."""


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


class Actor(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A state, body, person, group or voice that can hold a position."""

    id: str
    name: str
    """The actor's name, unique in the digest."""
    kind: ActorKind
    """What sort of actor."""
    parent: ActorId = ""
    """The actor of which this one is a part."""
    names: tuple[str | Name, ...] = ()
    """Other names: a bare text is an alias."""
    roles: tuple[Role, ...] = ()
    """Offices and functions over time."""
    members: tuple[ActorId | Member, ...] = ()
    """Members of a group or organisation: ids, or records with dates."""
    start: PartialDate | None = None
    """Since when it exists, where known."""
    end: PartialDate | None = None
    """Until when it existed."""
    url: str = ""
    """Its own website."""
    note: str = ""
    """Our note: what it is, what it must not be confused with."""
    support: Support = Support.PAGES
    """What the entry rests on."""
    sources: tuple[Citation, ...] = ()
    """Addresses or article ids."""

    @property
    def other_names(self) -> tuple[Name, ...]:
        """`names` with bare texts made records."""
        return full_names(self.names)

    @property
    def all_members(self) -> tuple[Member, ...]:
        """`members` with bare ids made records."""
        return tuple(Member(actor=m) if isinstance(m, str) else m for m in self.members)


class Summit(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A summit, meeting, visit or signing that has a page."""

    id: str
    name: str
    """The meeting's name, unique in the digest."""
    names: tuple[str | Name, ...] = ()
    """Other names: a bare text is an alias."""
    kind: SummitKind
    """What sort of meeting."""
    start: PartialDate
    """First day."""
    end: PartialDate | None = None
    """Last day, where it differs or is known."""
    place: str = ""
    """City and country."""
    status: EventStatus = EventStatus.HELD
    """Whether it has taken place."""
    participants: tuple[ActorId | Participant, ...] = ()
    """Who took part: ids, or records saying who came for whom."""
    documents: tuple[DocumentId, ...] = ()
    """Documents adopted or signed there."""
    outcomes: tuple[str | Outcome, ...] = ()
    """What came out of it: lines, or records with sources."""
    firsts: tuple[str | First, ...] = ()
    """What happened there for the first time."""
    part_of: SummitId = ""
    """The summit on whose margins it was held."""
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
    def all_participants(self) -> tuple[Participant, ...]:
        """`participants` with bare ids made records."""
        return tuple(Participant(actor=p) if isinstance(p, str) else p for p in self.participants)

    @property
    def all_outcomes(self) -> tuple[Outcome, ...]:
        """`outcomes` with bare lines made records."""
        return tuple(Outcome(text=o) if isinstance(o, str) else o for o in self.outcomes)

    @property
    def all_firsts(self) -> tuple[First, ...]:
        """`firsts` with bare lines made records."""
        return tuple(First(text=f) if isinstance(f, str) else f for f in self.firsts)


class Milestone(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A dated happening that has no page, only a line on the timeline."""

    id: str
    date: PartialDate
    """When it happened, or began."""
    end: PartialDate | None = None
    """When it ended, if it lasted."""
    title: str
    """What happened, in a few words."""
    kind: MilestoneKind = MilestoneKind.OTHER
    """What sort of happening."""
    place: str = ""
    """City and country."""
    actors: tuple[ActorId, ...] = ()
    """Who was concerned."""
    topics: tuple[TopicId, ...] = ()
    """What it concerned."""
    summit: SummitId = ""
    """The meeting at which it happened."""
    documents: tuple[DocumentId, ...] = ()
    """Documents concerned."""
    text: str = ""
    """One or two sentences in our words."""
    note: str = ""
    """Our note."""
    support: Support = Support.PAGES
    """What the entry rests on."""
    sources: tuple[Citation, ...] = ()
    """Addresses or article ids."""


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


def full_names(names: tuple[str | Name, ...]) -> tuple[Name, ...]:
    """Bare texts made records of kind `alias`."""
    return tuple(Name(name=n) if isinstance(n, str) else n for n in names)
