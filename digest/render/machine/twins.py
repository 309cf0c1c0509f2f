"""Pages as Markdown, from the views from which the pages are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from digest.model.corpus import Corpus
from digest.model.page import Page
from digest.model.refs import relative
from digest.render.machine import twin_pages
from digest.render.machine.convert import main_of
from digest.render.machine.markdown import has_twin, inline, link, text, twin_path
from digest.render.machine.phrases import joined

WRITERS: dict[str, Callable[[Any], Iterator[str]]] = {
    "topic": twin_pages.topic_twin, "actor": twin_pages.actor_twin,
    "summit": twin_pages.summit_twin, "document": twin_pages.document_twin,
    "source": twin_pages.source_twin, "stance": twin_pages.stance_twin,
    "home": twin_pages.home_twin,
}  # fmt: skip
"""How a kind of page is written; what is not here is converted from its HTML.  To change what a
twin says, change its function."""


def twins(corpus: Corpus, view: Any, html: str) -> Iterator[Page]:
    """The twin of a page, given its view and its HTML; nothing for pages that have none."""
    path = view.page.path
    if not has_twin(path):
        return
    write = WRITERS.get(view.page.kind)
    lines = list(write(view)) if write else [main_of(html, path)]
    if write:
        lines.insert(0, f"# {inline(view.page.title, path)}")
    lines += [*_rests(view), _foot(corpus, path)]
    yield Page(twin_path(path), ("\n\n".join(filter(None, lines)) + "\n").encode(), view.page.file)


def _foot(corpus: Corpus, path: str) -> str:
    """Whence it comes, its date, and under which terms it may be used."""
    settings, as_of = corpus.settings, corpus.as_of
    name = path.rpartition("/")[2]
    home = link(text(settings.title), relative("index.html", path), path)
    parts = [home, f"[this page for readers]({name})", f"as of {as_of.words}" if as_of else ""]
    if settings.licence_url:
        parts.append(link(text(settings.licence), settings.licence_url, path))
    return "---\n\n" + " · ".join(filter(None, parts))


def _rests(view: Any) -> Iterator[str]:
    """What the entry rests on."""
    page = view.page
    if page.support:
        yield f"{text(page.support.capitalize())}."
    if page.citations:
        yield f"Rests on {joined(page.citations, page.path)}."
