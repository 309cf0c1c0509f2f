"""What the head of every page holds for machines: data, card, feed and twin."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import absolute, relative
from digest.model.words import ActorKind
from digest.render.machine import canvas, pictures
from digest.render.machine.feeds import feed_path
from digest.render.machine.jsonld import json_ld
from digest.render.machine.markdown import has_twin, twin_path
from digest.render.parts import Link, PageView


class MachineView(Struct, frozen=True):
    """What machines read in the head of a page."""

    json_ld: Markup
    """Structured data, escaped for a script element; empty on the page for missing pages."""
    card: tuple[tuple[str, str], ...]
    """Open Graph: property and content."""
    shape: str
    """Shape of the card on Twitter: `summary`, or `summary_large_image` with a picture."""
    feed: Link | None
    """The feed of what the page is about."""
    twin: str
    """Address of the page as Markdown, relative to it; empty when there is none."""


def head_of(corpus: Corpus, findings: Findings, page: PageView) -> MachineView:
    """What machines read in the head of a page."""
    feed = feed_path(findings, page.own) if page.own else ""
    picture = _picture(corpus, page)
    return MachineView(
        json_ld(corpus, findings, page),
        (*_card(corpus, page), *picture),
        "summary_large_image" if picture else "summary",
        Link(relative(feed, page.path), f"{corpus.settings.title}: {page.title}") if feed else None,
        relative(twin_path(page.path), page.path) if has_twin(page.path) else "",
    )


def _card(corpus: Corpus, page: PageView) -> tuple[tuple[str, str], ...]:
    settings = corpus.settings
    kind = "article" if page.kind in ("source", "stance") else "website"
    if page.kind == "actor" and page.own:
        person = corpus.actors[page.own.id].kind is ActorKind.PERSON
        kind = "profile" if person else kind
    known = (
        ("og:title", page.title), ("og:type", kind), ("og:site_name", settings.title),
        ("og:description", page.description),
    )  # fmt: skip
    if settings.base_url and page.kind != "notfound":
        return (*known, ("og:url", absolute(page.path, settings.base_url)))
    return known


def _picture(corpus: Corpus, page: PageView) -> tuple[tuple[str, str], ...]:
    """The picture of the card; its address must be absolute, so none where that is not known."""
    path = pictures.path_of(page.own) if page.own else ""
    if not (path and page.own and corpus.settings.base_url and pictures.possible()):
        return ()
    width, height = canvas.SIZE
    return (
        ("og:image", absolute(path, corpus.settings.base_url)),
        ("og:image:width", str(width)), ("og:image:height", str(height)),
        ("og:image:alt", pictures.alternative(corpus, page.own)),
    )  # fmt: skip
