"""Who governed a state or spoke for a body at a date, as far as the registries know."""

from __future__ import annotations

import re
from collections import defaultdict

from digest.dates import PartialDate
from digest.model.actor import Role
from digest.model.corpus import Corpus
from digest.model.words import ActorKind, NameKind
from digest.text import listing, unique

_HEAD = re.compile(
    r"(?:acting |interim )?(?:president|prime minister|premier|chancellor|taoiseach|king|queen|"
    r"emperor|leader|secretary[ -]general|chair\w*|head)\b",
    re.I,
)
"""Offices whose holder stands for the whole."""


class Governments:
    """Look-ups by actor and date, each answered once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._known: dict[tuple[str, PartialDate], str] = {}
        self._offices: dict[str, list[tuple[str, Role]]] = defaultdict(list)
        self._governments: dict[str, list[str]] = defaultdict(list)
        for actor in corpus.actors.values():
            for role in actor.roles:
                if role.speaks_for:
                    self._offices[role.speaks_for].append((actor.id, role))
            if actor.kind is ActorKind.GOVERNMENT and actor.parent:
                self._governments[actor.parent].append(actor.id)

    def at(self, actor: str, date: PartialDate) -> str:
        """In words: the government’s own name at that time (`Yoon administration`), else who held
        the first office that speaks for it, with the office; empty when neither is known.

        Where the date is too vague to tell two apart, both stand there, joined by “or”.
        """
        key = actor, date
        if key not in self._known:
            bodies = [actor, *self._governments[actor]]
            names = unique(name for body in bodies for name in self._named(body, date))
            heads = unique(head for body in bodies for head in self._heads(body, date))
            self._known[key] = listing(names, "or") or listing(heads, "or")
        return self._known[key]

    def _named(self, body: str, date: PartialDate) -> list[str]:
        """Names of states and governments that hold for a time."""
        actor = self._corpus.actors[body]
        if actor.kind not in (ActorKind.STATE, ActorKind.GOVERNMENT):
            return []
        return [
            name.name
            for name in actor.other_names
            if (name.start or name.end)
            and name.kind not in (NameKind.METONYM, NameKind.MISSPELLING)
            and date.overlaps(name.start, name.end)
        ]

    def _heads(self, body: str, date: PartialDate) -> list[str]:
        """Who held the first office; of several, those in the office named first in the list."""
        held = [(id, role) for id, role in self._offices[body] if role.held(date)]
        first = [(id, role) for id, role in held if _HEAD.match(role.role)]
        if not first and len(held) == 1:
            first = held
        title = first[0][1].role if first else ""
        return [
            f"{self._corpus.actors[id].name}, {role.role}"
            for id, role in first
            if role.role == title
        ]
