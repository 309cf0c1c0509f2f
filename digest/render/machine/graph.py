"""Nodes of structured data (schema.org, as JSON-LD) as seen from one page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any

import msgspec
from markupsafe import Markup

from digest.dates import PartialDate
from digest.model.actor import Actor
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import Kind, Ref, absolute, address, relative
from digest.model.words import ActorKind, SourceKind
from digest.render.markup import marked
from digest.render.parts import PageView
from digest.text import clip

Node = dict[str, Any]

CONTEXT = "https://schema.org"
"""The context by its address, which search engines and readers of JSON-LD know by heart.  An
inline `@vocab` would need no look-up, but would make plain texts of every address and date, as
the types of the properties stand in that context."""

LIMIT = 2_400
"""Bytes of structured data a page may carry; lists are cut until it fits."""

LONGEST = 300
"""Characters to which texts are cut."""

_ESCAPES = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""None of these may end or open a script."""

_ENCODE = msgspec.json.Encoder().encode

_TYPES = {
    ActorKind.STATE: "Country", ActorKind.GOVERNMENT: "GovernmentOrganization",
    ActorKind.ORGANISATION: "Organization", ActorKind.PARTY: "PoliticalParty",
    ActorKind.PERSON: "Person", ActorKind.OUTLET: "NewsMediaOrganization",
    ActorKind.GROUP: "Thing", ActorKind.CATEGORY: "Thing",
}  # fmt: skip
"""Kind of actor → type.  States that act together without being an organisation, and voices that
nobody named, are neither persons nor organisations; of bodies see `actor_type`."""

ARTICLES = {
    SourceKind.NEWS: "NewsArticle", SourceKind.ACADEMIC: "ScholarlyArticle",
    SourceKind.ANALYSIS: "Article",
}  # fmt: skip
"""Kind of source → type; of all others it is not known that they are articles."""

THIS = "this"
"""Fragment that tells what a page is about from the page itself."""


class Graph:
    """Makes the nodes of one page."""

    def __init__(self, corpus: Corpus, findings: Findings, page: PageView) -> None:
        self.corpus, self.findings, self.page = corpus, findings, page
        self.base = corpus.settings.base_url

    def at(self, path: str, mark: str = "") -> str:
        """The identifier of a page, or of what it is about: absolute where the site's address is
        known, else relative to this page."""
        where = absolute(path, self.base) if self.base else relative(path, self.page.path)
        return f"{where}#{mark}" if mark else where

    def of(self, ref: Ref) -> str:
        """The identifier of an entry."""
        where = address(ref)
        if ref.kind == "milestone":
            return self.at(self.findings.moved.get(where, where))
        return self.at(where, THIS)

    def node(self, kind: str, id: str, **known: Any) -> Node:
        """A node with what is known; texts cut, all that is empty left out."""
        made: Node = {"@type": kind, "@id": id} if id else {"@type": kind}
        for name, value in known.items():
            if isinstance(value, PartialDate):
                value = value.iso
            if isinstance(value, str) and not value.startswith(("http:", "https:")):
                value = clip(value, LONGEST)
            if value or value is False:
                made[name] = value
        return made

    def actor(self, id: str) -> Node:
        """An actor in short."""
        actor = self.corpus.actors[id]
        return self.node(actor_type(self.corpus, actor), self.of(Ref("actor", id)), name=actor.name)

    def actors(self, ids: Iterable[str]) -> list[Node]:
        """Several actors in short, each once."""
        return [self.actor(id) for id in dict.fromkeys(ids)]

    def topic(self, id: str) -> Node:
        """A topic in short."""
        name = self.corpus.topics[id].name
        return self.node("DefinedTerm", self.of(Ref("topic", id)), name=name)

    def short(self, kind: Kind, id: str, type: str) -> Node:
        """Another entry in short."""
        ref = Ref(kind, id)
        return self.node(type, self.of(ref), name=self.corpus.name(ref))

    def article(self, id: str, **more: Any) -> Node:
        """The text that a source is, with what is known of it: no author who is not named."""
        source = self.corpus.sources[id]
        named = [a for a in source.authors
                 if self.corpus.actors[a].kind is not ActorKind.CATEGORY]  # fmt: skip
        return self.node(
            ARTICLES.get(source.kind, "CreativeWork"), self.of(Ref("source", id)),
            name=source.title, url=source.url, author=self.actors(named),
            datePublished=source.published, inLanguage=source.language, **more,
        )  # fmt: skip

    def site(self) -> Node:
        """The site in short."""
        return {"@id": self.at("index.html", THIS)}

    def ours(self) -> Node:
        """What holds for every text of ours: its language, licence and publisher."""
        settings = self.corpus.settings
        return {
            "inLanguage": settings.language,
            "license": settings.licence_url,
            "publisher": self.node("Organization", "", name=settings.publisher)
            if settings.publisher else None,
        }  # fmt: skip

    def trail(self) -> Node:
        """The way from the home page to this one."""
        here = posixpath.dirname(self.page.path)
        steps = [
            {"@type": "ListItem", "position": number, "name": clip(step.text, LONGEST),
             "item": self.at(posixpath.normpath(posixpath.join(here, step.href)))}
            for number, step in enumerate(self.page.trail, 1)
        ]  # fmt: skip
        last = {"@type": "ListItem", "position": len(steps) + 1,
                "name": clip(self.page.title, LONGEST)}  # fmt: skip
        return {"@type": "BreadcrumbList", "itemListElement": [*steps, last]}


def actor_type(corpus: Corpus, actor: Actor) -> str:
    """The type of an actor; a body is governmental when it is part of a state or government."""
    if actor.kind is not ActorKind.BODY:
        return _TYPES[actor.kind]
    above = {corpus.actors[id].kind for id in corpus.ancestry(actor.id)}
    state = above & {ActorKind.STATE, ActorKind.GOVERNMENT}
    return "GovernmentOrganization" if state else "Organization"


def encode(nodes: list[Node]) -> Markup:
    """The nodes as the content of a script element; what they hold reads back unchanged."""
    text = _dump(nodes)
    while (over := len(text) - LIMIT) > 0:
        lists = [items for node in nodes for items in _lists(node) if len(items) > 1]
        if not lists:
            break
        longest = max(lists, key=lambda items: len(_dump(items).decode()))
        while over > 0 and len(longest) > 1:
            over -= len(_dump([longest.pop()])) - _FRAME
        text = _dump(nodes)
    script = text.decode()
    for char, code in _ESCAPES.items():
        script = script.replace(char, code)
    return marked(script)


_FRAME = len(f'{{"@context":"{CONTEXT}","@graph":[]}}')


def _dump(nodes: list[Node]) -> bytes:
    return _ENCODE({"@context": CONTEXT, "@graph": nodes})


def _lists(node: Node) -> Iterable[list[Any]]:
    """Lists that may be cut: all but the trail."""
    for name, value in node.items():
        if isinstance(value, list) and name != "itemListElement":
            yield value
        elif isinstance(value, dict):
            yield from _lists(value)
