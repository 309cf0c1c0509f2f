"""What machines make of a site: its graph, its feeds and its twins, read by real readers."""

from __future__ import annotations

import json
import posixpath
import re
from functools import cache
from typing import Any

from lxml import etree
from markdown_it import MarkdownIt
from msgspec.structs import replace
from rdflib import Graph, Namespace
from sites import Site

from digest.render.site import render

BASE = "https://digest.example/korea"
SCHEMA = Namespace("https://schema.org/")
ATOM = "{http://www.w3.org/2005/Atom}"

CONTEXT: dict[str, Any] = {
    "@vocab": str(SCHEMA),
    **{name: {"@type": "@id"} for name in (
        "url", "license", "item", "contentUrl", "mainEntityOfPage", "eventStatus"
    )},
}  # fmt: skip
"""Stands for the context of schema.org, which tests cannot fetch: its vocabulary, and which of the
properties used here hold addresses."""


@cache
def based(site: Site) -> dict[str, bytes]:
    """The files of a site that knows its own address."""
    settings = replace(site.corpus.settings, base_url=f"{BASE}/")
    corpus = site.corpus._replace(settings=settings)
    return {page.path: page.content for page in render(corpus, site.findings)}


def data_of(content: bytes) -> dict[str, Any]:
    """The structured data of a page, as a browser would hand it out; it has exactly one."""
    tree = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    (script,) = tree.xpath("//script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.text)
    return found


def graph_of(content: bytes, address: str) -> Graph:
    """The same as a graph, read by rdflib; `address` is where the page stands."""
    data = data_of(content)
    assert data["@context"] == "https://schema.org"
    graph = Graph()
    return graph.parse(
        data=json.dumps(data | {"@context": CONTEXT}), format="json-ld", publicID=address
    )


def nodes(content: bytes, kind: str) -> list[dict[str, Any]]:
    """The nodes of a page that have a type."""
    return [node for node in data_of(content)["@graph"] if node["@type"] == kind]


def head(content: bytes) -> etree._Element:
    """The head of a page."""
    tree = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    found = tree.find("head")
    assert found is not None
    return found


def read_markdown(content: bytes) -> etree._Element:
    """A twin as a reader of CommonMark (with tables) shows it; raw HTML is let through."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(content.decode())
    return etree.fromstring(f"<main>{html}</main>", etree.HTMLParser(huge_tree=True))


def said(element: etree._Element) -> str:
    """The text of an element in one line, as far as letters go: twins have simple spaces."""
    return " ".join("".join(map(str, element.itertext())).split())


def led_to(content: bytes, path: str) -> set[str]:
    """Paths within the site to which the links of a twin lead."""
    found = set()
    for address in read_markdown(content).xpath("//a/@href"):
        if not re.match(r"(https?://|mailto:)", address):
            target = address.partition("#")[0]
            found.add(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
    return found
