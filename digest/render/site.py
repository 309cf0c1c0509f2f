"""`Corpus` + `Findings` → all files of the site."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from msgspec import Struct
from msgspec.structs import replace

from digest.errors import DigestError, Place, Problem
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Page
from digest.model.refs import absolute, relative
from digest.render import previews
from digest.render.assets import assets
from digest.render.cite import page as cite
from digest.render.data import files
from digest.render.environment import environment, folders, squeeze
from digest.render.machine.files import machine_files
from digest.render.machine.head import head_of
from digest.render.machine.twins import twins
from digest.render.parts import Link, PageView
from digest.render.views import (
    actor,
    agreement,
    changes,
    checks,
    data,
    disagreements,
    document,
    home,
    lists,
    matrix,
    method,
    metonyms,
    names,
    network,
    search,
    shifts,
    source,
    stance,
    summit,
    timeline,
    topic,
)


class Kind(NamedTuple):
    """A kind of page."""

    template: str
    views: Callable[[Corpus, Findings], Iterator[Any]]
    """Yields a view for each page; each has a `page: PageView`."""


KINDS: tuple[Kind, ...] = (
    Kind("home.html", home.pages),
    Kind("topic.html", topic.pages),
    Kind("actor.html", actor.pages),
    Kind("summit.html", summit.pages),
    Kind("document.html", document.pages),
    Kind("source.html", source.pages),
    Kind("matrix.html", matrix.pages),
    Kind("stance.html", stance.pages),
    Kind("stances.html", stance.index),
    Kind("list.html", lists.pages),
    Kind("timeline.html", timeline.pages),
    Kind("method.html", method.pages),
    Kind("disagreements.html", disagreements.pages),
    Kind("agreement.html", agreement.pages),
    Kind("network.html", network.pages),
    Kind("data.html", data.pages),
    Kind("changes.html", changes.pages),
    Kind("shifts.html", shifts.pages),
    Kind("checks.html", checks.pages),
    Kind("metonyms.html", metonyms.pages),
    Kind("names.html", names.pages),
    Kind("search.html", search.pages),
    Kind("notfound.html", names.not_found),
)
"""Every kind of page.  To add one, write a view module and a template, and add a line."""

AROUND: tuple[tuple[str, Callable[[Corpus, Findings, PageView], Any]], ...] = (
    ("cite", cite.for_page),
    ("machine", head_of),
    ("previews", previews.shards),
)
"""What a template sees beside its view, by name: found for each page from what the page is about.
To add something, write a function and add a line."""

BESIDE: tuple[Callable[[Corpus, Any, str], Iterable[Page]], ...] = (twins,)
"""What makes files of a page, given its view and its HTML.  To add some, write a function and add a
line."""

FILES: tuple[Callable[[Corpus, Findings], Iterable[Page]], ...] = (
    files,
    previews.files,
    search.names,
)
"""What makes files that are no pages.  To add some, write a function and add a line."""

NAVIGATION = (
    ("matrix.html", "Positions"),
    ("topics/index.html", "Topics"),
    ("actors/index.html", "Actors"),
    ("summits/index.html", "Summits"),
    ("documents/index.html", "Documents"),
    ("sources/index.html", "Sources"),
    ("disagreements.html", "Disagreements"),
    ("shifts.html", "Shifts"),
    ("timeline.html", "Timeline"),
    ("method.html", "Method"),
    ("a-z.html", "A–Z"),
)
"""What stands at the top of every page."""

MORE = (
    ("network.html", "Who agrees with whom"),
    ("metonyms.html", "Place names"),
    ("agreement.html", "Agreement of coders"),
    ("checks.html", "Checks"),
    ("changes.html", "Changes"),
    ("data.html", "Data"),
    ("search.html", "Search"),
    ("feed.xml", "Feed"),
)
"""What stands at the foot of every page."""


class SiteView(Struct, frozen=True):
    """What is the same on every page, its links relative to one of them."""

    title: str
    tagline: str
    language: str
    home: str
    navigation: tuple[tuple[Link, bool], ...]
    """Link, and whether this page lies there."""
    more: tuple[Link, ...]
    icon: str
    css: str
    js: str
    feed: str
    search: str
    canonical: str
    """Address of the page where the site stands; empty when that is not known."""
    as_of: str
    sources: int
    sources_link: str
    licence: Link | None
    publisher: str


def render(corpus: Corpus, findings: Findings, templates: FilePath | None = None) -> list[Page]:
    """All files of the site, sorted by path.

    `templates` is the user's own folder; a file there replaces the shipped one of that name.
    Raises `DigestError` where Jinja stumbles over one of these.
    """
    searched = folders(templates)
    env = environment(searched)
    settings = replace(corpus.settings, as_of=corpus.as_of)
    corpus = corpus._replace(settings=settings)  # found once: it looks at every source
    try:
        pages = [page for kind in KINDS for page in _pages(env, kind, corpus, findings)]
    except TemplateError as error:
        if templates and (problem := _stumble(error, templates)):
            raise DigestError([problem]) from error
        raise
    pages += [page for make in FILES for page in make(corpus, findings)]
    pages += assets(searched)
    pages += machine_files(corpus, findings, [page.path for page in pages])
    return sorted(pages)


def _pages(env: Environment, kind: Kind, corpus: Corpus, findings: Findings) -> Iterator[Page]:
    template = env.get_template(kind.template)
    for view in kind.views(corpus, findings):
        around = {name: make(corpus, findings, view.page) for name, make in AROUND}
        html = template.render(v=view, page=view.page, site=_site(corpus, view.page.path), **around)
        yield Page(view.page.path, squeeze(html).encode(), view.page.file)
        yield from (page for make in BESIDE for page in make(corpus, view, html))


def _stumble(error: TemplateError, templates: FilePath) -> Problem | None:
    """Where in the user's own templates Jinja stumbled, and why; `None` when elsewhere."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        places.append((error.filename or "", error.lineno))
    for file, line in reversed(places):
        if FilePath(file).is_relative_to(templates.resolve()):
            shown = templates / FilePath(file).relative_to(templates.resolve())
            return Problem(Place(shown.as_posix(), (), line or 0, 1), error.message or "")
    return None


def _site(corpus: Corpus, path: str) -> SiteView:
    settings = corpus.settings
    base = settings.base_url.rstrip("/")
    rooted = path == "404.html" and base

    def to(target: str) -> str:
        return f"{base}/{target}" if rooted else relative(target, path)

    return SiteView(
        settings.title, settings.tagline, settings.language, to("index.html"),
        tuple(
            (Link(to(target), title), path.split("/")[0] == target.split("/")[0])
            for target, title in NAVIGATION
        ),
        tuple(Link(to(target), title) for target, title in MORE),
        to("assets/icon.svg"), to("assets/site.css"), to("assets/site.js"), to("feed.xml"),
        to("search.html"), absolute(path, base) if base else "",
        settings.as_of.words if settings.as_of else "",
        len(corpus.sources), to("sources/index.html"),
        Link(settings.licence_url, settings.licence, out=True) if settings.licence_url else None,
        settings.publisher,
    )  # fmt: skip
