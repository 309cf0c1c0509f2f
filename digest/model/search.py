"""What the search of the site finds: one record for each result it can show."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Found(Enum):
    """What a result is, in the order in which readers are offered the kinds."""

    STANCE = "stance", "Stances", "stance"
    TOPIC = "topic", "Topics", "topic"
    ACTOR = "actor", "Actors", "actor"
    SUMMIT = "summit", "Meetings", "meeting"
    DOCUMENT = "document", "Documents", "document"
    SOURCE = "source", "Sources", "source"
    MILESTONE = "milestone", "Dates", "date"
    PAGE = "page", "Other pages", "page"

    value: str
    label: str
    """For readers, of many."""
    noun: str
    """For readers, of one."""

    def __new__(cls, value: str, label: str, noun: str) -> Found:
        """A member with what goes with its value."""
        member = object.__new__(cls)
        member._value_, member.label, member.noun = value, label, noun
        return member


class Facet(Struct, frozen=True):
    """Something by which results can be narrowed down."""

    name: str
    """Which facet: one of `FACETS`."""
    value: str
    """The word or id that stands in addresses."""
    label: str = ""
    """For readers, where the search page cannot know it: the name of an entry."""


FACETS = ("kind", "position", "voice", "topic", "actor", "summit", "language")
"""Every facet, in the order in which readers are offered them."""


class Record(Struct, frozen=True, kw_only=True):
    """One thing that can be found.  Nothing else can get into the index."""

    url: str
    """Path of its page from the top of the site; with a fragment where it is a place on one."""
    title: str
    kind: Found
    names: tuple[tuple[str, str], ...] = ()
    """Names under which it is looked for, each with its language code (empty: the digest's)."""
    text: tuple[str, ...] = ()
    """What can be searched, in plain paragraphs, the most telling first."""
    language: str = ""
    """Language code of the text; empty: the digest's."""
    note: str = ""
    """A few words beside the result: office, date, place."""
    source: str = ""
    """The source on which it rests, in a few words."""
    source_url: str = ""
    """The source's page."""
    facets: tuple[Facet, ...] = ()
    """By what it can be narrowed down, beside its kind."""
