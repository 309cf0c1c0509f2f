"""Structured data of each kind of page, in the words of schema.org."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import FOLDERS
from digest.render.data import DATABASE, DNA, FOLDER, GRAPHS, PACKAGE, TABLES
from digest.render.database import can_be_made
from digest.render.machine import jsonld_entries as entries
from digest.render.machine.graph import THIS, Graph, Node, encode
from digest.render.machine.jsonld_entries import topic_set
from digest.render.parts import PageView

_ENCODINGS = {
    "csv": "text/csv", "json": "application/json", "gexf": "application/xml",
    "graphml": "application/xml",
}  # fmt: skip


def json_ld(corpus: Corpus, findings: Findings, page: PageView) -> Markup:
    """What the head of a page says of it to machines; empty on the page for missing pages."""
    if page.kind == "notfound":
        return Markup("")
    g = Graph(corpus, findings, page)
    nodes = PAGES.get(page.kind, _page)(g)
    return encode([*nodes, g.trail()] if page.trail else nodes)


def _page(g: Graph) -> list[Node]:
    """A page that is about nothing but what stands on it."""
    kind = _WEB_PAGES.get(g.page.kind, "WebPage")
    return [
        g.node(
            kind, g.at(g.page.path), name=g.page.title, description=g.page.description,
            isPartOf=g.site(), **g.ours(),
        )
    ]  # fmt: skip


def _home(g: Graph) -> list[Node]:
    settings = g.corpus.settings
    search = None
    if settings.base_url:
        search = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": g.at("search.html") + "?q={q}"},
            "query-input": "required name=q",
        }
    return [
        g.node(
            "WebSite", g.at("index.html", THIS), name=settings.title, url=g.at("index.html"),
            alternateName=settings.tagline, description=settings.description.strip(),
            dateModified=g.corpus.as_of, potentialAction=search, **g.ours(),
        )
    ]  # fmt: skip


def _list(g: Graph) -> list[Node]:
    (page,) = _page(g)
    if g.page.path != f"{FOLDERS['topic']}/index.html":
        return [page]
    topics = [g.topic(id) for id in g.corpus.topics]
    terms = g.node(
        "DefinedTermSet", topic_set(g), name=f"Topics: {g.corpus.settings.title}",
        hasDefinedTerm=topics,
    )  # fmt: skip
    return [page | {"mainEntity": {"@id": terms["@id"]}}, terms]


_FIRST = ("stances", "facts", "positions", "actors", "summits", "documents", "sources")
"""Tables that come first where there is no room for all."""


def _data(g: Graph) -> list[Node]:
    names = [DATABASE.name, PACKAGE.name, f"{DNA.name}.csv"] if can_be_made() else [PACKAGE.name]
    names += [f"{table}.csv" for table in _FIRST]  # as JSON too, which the page says
    names += [graph.name for graph in GRAPHS]
    names += [f"{table.name}.csv" for table in TABLES if table.name not in _FIRST]
    files = [
        {"@type": "DataDownload", "contentUrl": g.at(f"{FOLDER}/{name}"),
         "encodingFormat": _ENCODINGS.get(name.rpartition(".")[2], "application/octet-stream")}
        for name in names
    ]  # fmt: skip
    settings = g.corpus.settings
    return [
        g.node(
            "Dataset", g.at(g.page.path, THIS), name=f"{settings.title}: data",
            description=f"{settings.description.strip()} {g.page.description}",
            url=g.at(g.page.path), dateModified=g.corpus.as_of, isAccessibleForFree=True,
            distribution=files, **g.ours(),
        )
    ]  # fmt: skip


PAGES: dict[str, Callable[[Graph], list[Node]]] = {
    "home": _home, "list": _list, "data": _data,
    "topic": entries.topic_nodes, "actor": entries.actor_nodes, "summit": entries.summit_nodes,
    "document": entries.document_nodes, "source": entries.source_nodes,
    "stance": entries.stance_nodes,
}  # fmt: skip
"""How a kind of page is described; what is not here is a page as such.  To add one, add a line."""

_WEB_PAGES = {
    **dict.fromkeys(
        ("list", "stances", "index", "timeline", "disagreements", "shifts", "metonyms", "changes"),
        "CollectionPage",
    ),
    "method": "AboutPage",
}
"""Kind of page → type, where it is more than a page."""
