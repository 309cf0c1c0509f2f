"""What stands around every page: title, navigation, foot."""

from __future__ import annotations

from typing import NamedTuple

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
    sources: int
    sources_link: str
    canonical: str
    """Address of the page where the site stands; empty when that is not known."""
    as_of: str
    licence: Link | None
    publisher: str
    previews: str


def framed(corpus: Corpus, common: Frame, path: str) -> SiteView:
    """The frame of the page with that path."""
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
        to("search.html"), common.sources, to("sources/index.html"),
        absolute(path, base) if base else "",
        settings.as_of.words if settings.as_of else "",
        Link(settings.licence_url, settings.licence, out=True) if settings.licence_url else None,
        settings.publisher, common.previews,
    )  # fmt: skip
