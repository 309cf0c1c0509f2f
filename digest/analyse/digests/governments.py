"""Who governed a state or spoke for a body at a date, as far as the registries know."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from msgspec.structs import replace

from digest.dates import PartialDate
from digest.model.actor import Actor, Role
from digest.model.corpus import Corpus
from digest.model.words import ActorKind, NameKind, Support
from digest.text import listing, unique

_HEAD = re.compile(
    r"(?:acting |interim )?(?:president|prime minister|premier|chancellor|taoiseach|king|queen|"
    r"emperor|leader|secretary[ -]general|chair\w*|head)\b",
    re.I,
)
"""Offices whose holder stands for the whole."""


class Called(NamedTuple):
    """A name of a state or government that holds for a time."""

    name: str
    start: PartialDate | None
    end: PartialDate | None


class Rulers(NamedTuple):
    """What the registries know of governments; plain data."""

    called: dict[str, tuple[Called, ...]]
    """State or government → its names that hold for a time."""
    offices: dict[str, tuple[tuple[str, Role], ...]]
    """Body → persons, by name, in offices that speak for it."""
    parts: dict[str, tuple[str, ...]]
    """State → its governments."""


def rulers(corpus: Corpus) -> Rulers:
    """What a corpus knows; our notes on it are left out."""
    called: dict[str, tuple[Called, ...]] = {}
    offices: dict[str, list[tuple[str, Role]]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    for actor in corpus.actors.values():
        for role in actor.roles:
            if role.speaks_for:
                bare = replace(role, note="", support=Support.PAGES)
                offices[role.speaks_for].append((actor.name, bare))
        if actor.kind is ActorKind.GOVERNMENT and actor.parent:
            parts[actor.parent].append(actor.id)
        if actor.kind in (ActorKind.STATE, ActorKind.GOVERNMENT) and (names := _called(actor)):
            called[actor.id] = names
    return Rulers(
        called,
        {body: tuple(held) for body, held in offices.items()},
        {state: tuple(ids) for state, ids in parts.items()},
    )


def _called(actor: Actor) -> tuple[Called, ...]:
    return tuple(
        Called(name.name, name.start, name.end)
        for name in actor.other_names
        if (name.start or name.end) and name.kind not in (NameKind.METONYM, NameKind.MISSPELLING)
    )


class Governments:
    """Look-ups by actor and date, each answered once."""

    def __init__(self, rulers: Rulers) -> None:
        self._rulers = rulers
        self._known: dict[tuple[str, PartialDate], str] = {}

    def at(self, actor: str, date: PartialDate) -> str:
        """In words: the government’s own name at that time (`Yoon administration`), else who held
        the first office that speaks for it, with the office; empty when neither is known.

        Where the date is too vague to tell two apart, both stand there, joined by “or”.
        """
        key = actor, date
        if key not in self._known:
            bodies = [actor, *self._rulers.parts.get(actor, ())]
            names = unique(name for body in bodies for name in self._named(body, date))
            heads = unique(head for body in bodies for head in self._heads(body, date))
            self._known[key] = listing(names, "or") or listing(heads, "or")
        return self._known[key]

    def _named(self, body: str, date: PartialDate) -> list[str]:
        """Names of states and governments that hold for a time."""
        names = self._rulers.called.get(body, ())
        return [name.name for name in names if date.overlaps(name.start, name.end)]

    def _heads(self, body: str, date: PartialDate) -> list[str]:
        """Who held the first office; of several, those in the office named first in the list."""
        offices = self._rulers.offices.get(body, ())
        held = [(person, role) for person, role in offices if role.held(date)]
        first = [(person, role) for person, role in held if _HEAD.match(role.role)]
        if not first and len(held) == 1:
            first = held
        title = first[0][1].role if first else ""
        return [f"{person}, {role.role}" for person, role in first if role.role == title]
