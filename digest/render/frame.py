"""What stands around every page: title, navigation, foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.refs import absolute, relative
from digest.render import previews
from digest.render.parts import Link

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


class Frame(NamedTuple):
    """What frames have in common that is found from the whole corpus, once."""

    previews: str
    """How many files a kind's previews have, for the script."""
    sources: int


def frame(corpus: Corpus) -> Frame:
    """What the frames of all pages have in common: whatever changes here changes every page."""
    return Frame(previews.shards(corpus), len(corpus.sources))


class Bars(NamedTuple):
    """The links at the top and at the foot, as HTML; pages of a folder have the same ones."""

    navigation: Markup
    more: Markup


def place_of(path: str) -> str:
    """Where a page lies, as far as its bars depend on it: in a folder, or at the top as itself."""
    return path.rpartition("/")[0] or path


def bars(corpus: Corpus, env: Environment, path: str) -> Bars:
    """The bars of a page, and of all others in its folder."""
    to = _way(corpus, path)
    navigation = [
        (Link(to(target), title), path.split("/")[0] == target.split("/")[0])
        for target, title in NAVIGATION
    ]
    more = [Link(to(target), title) for target, title in MORE]
    parts = env.get_template("parts/bars.html").module
    return Bars(parts.navigation(navigation, path), parts.more(more))  # type: ignore[attr-defined]


class SiteView(Struct, frozen=True):
    """What is the same on every page, its links relative to one of them."""

    title: str
    tagline: str
    language: str
    home: str
    bars: Bars
    icon: str
    css: str
    js: str
    feed: str
    search: str
    sources: int
    sources_link: str
    canonical: str
    """Address of the page where the site stands; empty when that is not known."""
    as_of: str
    licence: Link | None
    publisher: str
    previews: str


def _way(corpus: Corpus, path: str) -> Callable[[str], str]:
    """From a page to any file: absolute from the one that is shown under every wrong address."""
    base = corpus.settings.base_url.rstrip("/")
    if path == "404.html" and base:
        return lambda target: f"{base}/{target}"
    return lambda target: relative(target, path)


def framed(corpus: Corpus, common: Frame, path: str, bars: Bars) -> SiteView:
    """The frame of the page with that path."""
    settings, to = corpus.settings, _way(corpus, path)
    base = settings.base_url.rstrip("/")
    return SiteView(
        settings.title, settings.tagline, settings.language, to("index.html"), bars,
        to("assets/icon.svg"), to("assets/site.css"), to("assets/site.js"), to("feed.xml"),
        to("search.html"), common.sources, to("sources/index.html"),
        absolute(path, base) if base else "",
        settings.as_of.words if settings.as_of else "",
        Link(settings.licence_url, settings.licence, out=True) if settings.licence_url else None,
        settings.publisher, common.previews,
    )  # fmt: skip
