"""Meetings, and dated happenings that have no page."""

from __future__ import annotations

from msgspec import Struct

from digest.dates import PartialDate
from digest.model.actor import Name, full_names
from digest.model.refs import ActorId, Citation, DocumentId, SummitId, TopicId
from digest.model.words import EventStatus, MilestoneKind, SummitKind, Support


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
