"""Digests made for tests, and their sites held in memory, ready to be asked what stands where."""

from __future__ import annotations

import posixpath
import shutil
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from digest.analyse.findings import analyse
from digest.errors import Problem
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.publish.paths import MARKER
from digest.publish.search import FOLDER
from digest.read.corpus import read
from digest.render.site import render

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "mini" / "sources"
SHIPPED = ROOT / "sources"
TEMPLATES = ROOT / "templates"

KIND_PAGES = {
    "home": "index.html",
    "list": "actors/index.html",
    "timeline": "timeline.html",
    "method": "method.html",
    "agreement": "agreement.html",
    "network": "network.html",
    "data": "data.html",
    "shifts": "shifts.html",
    "checks": "checks.html",
    "disagreements": "disagreements.html",
    "metonyms": "metonyms.html",
    "index": "a-z.html",
    "search": "search.html",
    "notfound": "404.html",
}
"""Kind of page → its page, for kinds that have one; entries have one each."""


class Target(NamedTuple):
    """A link of a page."""

    path: str
    """From the top of the site, or an address with its scheme."""
    fragment: str
    text: str
    element: html.HtmlElement


class Site:
    """All pages of a digest, parsed when asked for."""

    def __init__(self, sources: Path, templates: Path | None = None) -> None:
        self.corpus: Corpus
        self.warnings: list[Problem]
        self.corpus, self.warnings = read(sources)
        self.findings: Findings = analyse(self.corpus)
        self.rendered = render(self.corpus, self.findings, templates)
        self.files = {page.path: page.content for page in self.rendered}
        self._trees: dict[str, html.HtmlElement] = {}

    @property
    def html_paths(self) -> list[str]:
        """Every page, in order."""
        return [path for path in self.files if path.endswith(".html")]

    def tree(self, path: str) -> html.HtmlElement:
        """The page as a tree."""
        if path not in self._trees:
            parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
            self._trees[path] = html.document_fromstring(self.files[path], parser)
        return self._trees[path]

    def main(self, path: str) -> html.HtmlElement:
        """What is not head, navigation or foot."""
        (found,) = self.tree(path).xpath("//main")
        return found

    def text(self, path: str) -> str:
        """What readers read in the main part."""
        return text(self.main(path))


def text(element: html.HtmlElement) -> str:
    """The text of an element in one line; of a mark whose sign is hidden also its name."""
    pieces = []
    for event, part in etree.iterwalk(element, events=("start", "end", "comment")):
        if event == "comment":
            pieces.append(part.tail or "")
        elif event == "start":
            if part.get("title") and set(part.get("class", "").split()) & {"cell", "dot"}:
                pieces.append(f" {part.get('title')} ")
            pieces.append(part.text or "")
        elif part is not element:
            pieces.append(part.tail or "")
    return " ".join("".join(pieces).split())


def classed(element: html.HtmlElement, *names: str) -> list[html.HtmlElement]:
    """Elements within that have all of these classes."""
    return [e for e in element.iter(etree.Element) if set(names) <= set(e.get("class", "").split())]


def with_text(elements: list[html.HtmlElement], *wanted: str) -> html.HtmlElement:
    """The one smallest element among these that holds all of the words."""
    found = [e for e in elements if all(words in text(e) for words in wanted)]
    assert found, f"nothing says {wanted}"
    return min(found, key=lambda e: len(text(e)))


def targets(element: html.HtmlElement, page: str) -> list[Target]:
    """Where the links in a part of a page lead."""
    found = []
    for link in element.iter("a"):
        address = link.get("href")
        if address is None:
            continue
        parts = urlsplit(address)
        path = address
        if not parts.scheme:
            base = "" if page == "404.html" else posixpath.dirname(page)
            path = posixpath.normpath(posixpath.join(base, parts.path)) if parts.path else page
        found.append(Target(unquote(path), unquote(parts.fragment), text(link), link))
    return found


def leads(element: html.HtmlElement, page: str) -> set[str]:
    """Pages to which a part of a page leads."""
    return {target.path for target in targets(element, page)}


def lay_out(folder: Path, changes: dict[str, str] | None = None, base: Path = MINI) -> Path:
    """A copy of a digest with some files replaced, or added to where the text begins with `+`.

    Returns its sources folder.
    """
    sources = folder / "sources"
    shutil.copytree(base, sources)
    for name, words in (changes or {}).items():
        path = sources / name
        path.parent.mkdir(exist_ok=True)
        if words.startswith("+"):
            words = path.read_text(encoding="utf-8") + words[1:]
        path.write_text(words, encoding="utf-8", newline="\n")
    return sources


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def without_index(site: Path) -> dict[str, bytes]:
    """Every file of a site on disk that depends on the sources alone.

    What the search index is made of depends on the program that makes it, too; so does the list
    of the site's files.
    """
    apart = (f"{FOLDER}/", MARKER)
    return {path: content for path, content in tree_of(site).items() if not path.startswith(apart)}


@cache
def mini() -> Site:
    """The specimen's site."""
    return Site(MINI)


@cache
def shipped() -> Site:
    """The shipped digest's site."""
    return Site(SHIPPED)
