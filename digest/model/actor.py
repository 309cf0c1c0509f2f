"""Actors: their names, offices and members over time."""

from __future__ import annotations

from msgspec import Struct

from digest.dates import PartialDate
from digest.model.refs import ActorId, Citation
from digest.model.words import ActorKind, NameKind, Support


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


def full_names(names: tuple[str | Name, ...]) -> tuple[Name, ...]:
    """Bare texts made records of kind `alias`."""
    return tuple(Name(name=n) if isinstance(n, str) else n for n in names)
