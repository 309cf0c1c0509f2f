"""What the site is made of: every kind of page and of other files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Page
from digest.render import data, previews
from digest.render.cite import page as cite
from digest.render.machine import feeds, llms, pictures
from digest.render.machine.head import head_of
from digest.render.machine.twins import twins
from digest.render.parts import PageView
from digest.render.views import (
    actor,
    actor_common,
    agreement,
    changes,
    checks,
    coders,
    disagreements,
    document,
    entry_lists,
    home,
    lists,
    matrix,
    method,
    metonyms,
    names,
    network,
    shifts,
    source,
    stance,
    stances,
    summit,
    summit_common,
    timeline,
    topic,
    topic_common,
)
from digest.render.views import data as data_page
from digest.render.views import search as search_page
from digest.render.views.part import list_keys

Making = Callable[[Corpus, Findings, Any, str], Iterator[Any]]


def nothing(corpus: Corpus, findings: Findings) -> None:
    """What the pages of most kinds have in common."""


def one(corpus: Corpus, findings: Findings, common: Any) -> Iterable[str]:
    """The only key of a kind that is made as a whole."""
    return ("",)


class Kind(NamedTuple):
    """A kind of page, or of files that are no pages.

    What is made for one key is found again only when something changed that it has read from
    corpus, findings or what the kind has in common; so a maker reads nothing else, and keeps
    nothing from one key to the next that depends on what it has read.
    """

    name: str
    template: str
    """Of its pages; empty where it makes no pages."""
    views: Making
    """Yields the views for a key, given what `common` has made; each has a `page: PageView`.
    Without a template: the files themselves."""
    keys: Callable[[Corpus, Findings, Any], Iterable[str]] = one
    common: Callable[[Corpus, Findings], Any] = nothing
    """Makes what all keys share, once: a named tuple of mappings."""
    files: Callable[[Corpus, Findings], Iterable[Page]] | None = None
    """Files that are made with its pages, for the one key."""


def whole(views: Callable[[Corpus, Findings], Iterator[Any]]) -> Making:
    """A maker of all pages of a kind at once."""
    return lambda corpus, findings, common, key: views(corpus, findings)


def each(kind: str) -> Callable[[Corpus, Findings, Any], Iterable[str]]:
    """The ids of the entries of a kind."""
    return lambda corpus, findings, common: corpus.table(kind)  # type: ignore[arg-type]


KINDS: tuple[Kind, ...] = (
    Kind("home", "home.html", whole(home.pages)),
    Kind("topic", "topic.html", topic.pages, topic_common.keys, topic_common.shared),
    Kind("actor", "actor.html", actor.pages, actor_common.keys, actor_common.shared),
    Kind("summit", "summit.html", summit.pages, summit_common.keys, summit_common.shared),
    Kind("document", "document.html", document.pages, each("document"), document.shared),
    Kind("source", "source.html", source.pages, each("source"), source.shared),
    Kind("lists", "part.html", entry_lists.pages, entry_lists.keys, entry_lists.shared),
    Kind("matrix", "matrix.html", matrix.pages, matrix.keys, matrix.shared),
    Kind(
        "stance", "stance.html", stance.pages, lambda corpus, *_: corpus.annotations, stance.shared
    ),
    Kind("stances", "stances.html", whole(stances.index)),
    Kind("list", "list.html", lists.pages, lists.keys, lists.shared),
    Kind("timeline", "timeline.html", timeline.pages, list_keys, timeline.shared),
    Kind("method", "method.html", method.pages, list_keys, coders.shared),
    Kind(
        "disagreements", "disagreements.html", disagreements.pages, list_keys, disagreements.shared
    ),
    Kind("agreement", "agreement.html", agreement.pages, list_keys, agreement.shared),
    Kind("network", "network.html", network.pages, network.keys, network.shared),
    Kind("data", "data.html", whole(data_page.pages), files=data.files),
    Kind("changes", "changes.html", changes.pages, changes.keys, changes.shared),
    Kind("shifts", "shifts.html", shifts.pages, list_keys, shifts.shared),
    Kind("checks", "checks.html", checks.pages, checks.keys, checks.shared),
    Kind("metonyms", "metonyms.html", metonyms.pages, list_keys, metonyms.shared),
    Kind("names", "names.html", names.pages, names.keys, names.shared),
    Kind("search", "search.html", whole(search_page.pages), files=search_page.names),
    Kind("notfound", "notfound.html", whole(names.not_found)),
    Kind("previews", "", whole(previews.files)),
    Kind("feeds", "", feeds.pages, feeds.keys, feeds.shared),
    Kind("pictures", "", pictures.pages, pictures.keys, pictures.shared),
    Kind("llms", "", whole(llms.llms)),
)
"""Every kind of page, then of other files.  To add one, write a module and a template, and add a
line."""

AROUND: tuple[tuple[str, Callable[[Corpus, Findings, PageView], Any]], ...] = (
    ("cite", cite.for_page),
    ("machine", head_of),
)
"""What a template sees beside its view, by name: found for each page from what the page is about.
To add something, write a function and add a line."""

BESIDE: tuple[Callable[[Corpus, Any, str], Iterable[Page]], ...] = (twins,)
"""What makes files of a page, given its view and its HTML.  To add some, write a function and add a
line."""
