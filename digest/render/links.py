"""Links to entries, and texts with links in them, as seen from one page."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Self

from markupsafe import Markup, escape

from digest.model.actor import Actor, Name
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import Kind, Ref, address, relative
from digest.model.words import ActorKind, NameKind
from digest.render import prose
from digest.render.markup import link_to, marked
from digest.render.parts import Link
from digest.text import clip, listing, sort_key


class Linker:
    """The corpus and its findings as seen from one page."""

    def __init__(
        self, corpus: Corpus, findings: Findings, path: str, own: Ref | None = None
    ) -> None:
        self.corpus, self.findings, self.path, self.own = corpus, findings, path, own
        self._short: dict[str, str] = {}
        self._actors: dict[str, Markup] = {}
        self._links: dict[tuple[str, str, str, str], Link] = {}

    def beside(self, path: str) -> Self:
        """The same as seen from another page of the folder, where neither is that of an entry.

        What was found for the one holds for the other, and is kept.
        """
        other = copy(self)
        other.path = path
        return other

    def href(self, ref: Ref, place: str = "") -> str:
        """Address of an entry (and a place on its page), relative to this page."""
        target = address(ref)
        if place and "#" not in target:
            target = f"{target}#{place}"
        return self.to(target)

    def to(self, path: str) -> str:
        """Address of any file of the site (and a place on it), relative to this page.

        A place for which its page has no room is looked for where it stands.
        """
        return relative(self.findings.moved.get(path, path) if "#" in path else path, self.path)

    def link(self, kind: Kind, id: str, place: str = "", text: str = "") -> Link:
        """A link to an entry under its name."""
        key = kind, id, place, text
        found = self._links.get(key)
        if found is None:
            ref = Ref(kind, id)
            found = Link(self.href(ref, place), text or self.corpus.name(ref))
            self._links[key] = found
        return found

    def links(self, kind: Kind, ids: Iterable[str]) -> tuple[Link, ...]:
        """Links to entries of one kind."""
        return tuple(self.link(kind, id) for id in ids)

    def prose(self, text: str) -> Markup:
        """A text of ours with its names linked."""
        hits = self.findings.links.get(text, ())
        return prose.linked(text, hits, self.href, self.corpus.name, self.own)

    def citations(self, written: Iterable[str]) -> tuple[Link, ...]:
        """Sources of a statement: articles of the digest by title, addresses by their host."""
        found = []
        for item in written:
            if item in self.corpus.sources:
                found.append(Link(self.href(Ref("source", item)), self.short(item)))
            elif "://" in item:
                found.append(outward(item))
        return tuple(found)

    def short(self, source: str) -> str:
        """A source in a few words: author or publisher, and year; that it no longer stands."""
        if source not in self._short:
            self._short[source] = self._told(source)
        return self._short[source]

    def _told(self, source: str) -> str:
        entry = self.corpus.sources[source]
        who = [self.corpus.actors[id].name for id in entry.authors]
        named = [self.corpus.actors[id] for id in entry.authors]
        if entry.publisher:
            publisher = short_name(self.corpus.actors[entry.publisher])
            unnamed = not who or any(actor.kind is ActorKind.CATEGORY for actor in named)
            who = [publisher if unnamed else f"{listing(who)}, {publisher}"]
        date = entry.published
        year = str(date.year) if date else "undated"
        told = ", ".join(part for part in (listing(who) or clip(entry.title, 40), year) if part)
        return told if entry.stands else f"{told} ({entry.standing.label})"

    def actor(self, id: str) -> Markup:
        """An actor's name as a link."""
        if id not in self._actors:
            ref = Ref("actor", id)
            name = self.corpus.actors[id].name
            own = ref == self.own
            self._actors[id] = escape(name) if own else link_to(self.href(ref), name)
        return self._actors[id]

    def actors(self, ids: Iterable[str]) -> Markup:
        """Actors' names as links, joined by commas and «and»."""
        names = [self.actor(id) for id in ids]
        return marked(listing(names))


def short_name(actor: Actor) -> str:
    """An actor's abbreviation where its name is long and has one."""
    short = (n.name for n in actor.other_names if n.kind is NameKind.ABBREVIATION and not n.lang)
    return actor.name if len(actor.name) <= LONG else next(short, actor.name)


LONG = 24
"""Characters from which a name is shortened where room is scarce."""


def outward(url: str) -> Link:
    """A link that leaves the site, under its host's name."""
    host = url.split("/")[2].removeprefix("www.").rstrip(".")
    return Link(url, host, out=True)


def also_called(own: str, names: Iterable[Name]) -> tuple[str, ...]:
    """Other names for readers: no misspellings, and nothing that differs only by case."""
    found = {own.casefold(): own}
    for name in names:
        if name.kind is not NameKind.MISSPELLING:
            found.setdefault(name.name.casefold(), name.name)
    return tuple(found.values())[1:]


def by_name(corpus: Corpus, kind: Kind, ids: Iterable[str]) -> list[str]:
    """Ids in the order of their names."""
    return sorted(ids, key=lambda id: sort_key(corpus.name(Ref(kind, id))))
