"""Atom feeds (RFC 4287): what they hold, and how that is written."""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax import saxutils

from digest.dates import PartialDate, earliest

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file may hold, however written."""

MOST = 50
"""Entries of a feed; the pages have all."""


class Entry(NamedTuple):
    """One entry."""

    id: str
    """A `tag:` URI."""
    title: str
    link: str
    updated: PartialDate | None
    """When it last became different, as far as data tell; the feed's date when they do not."""
    published: PartialDate | None
    """When it was first said; `None` when unknown."""
    authors: tuple[str, ...]
    """Names; the feed's author where nobody is named."""
    summary: str
    categories: tuple[tuple[str, str], ...] = ()
    """Term and label."""


class Feed(NamedTuple):
    """A feed."""

    id: str
    title: str
    author: str
    page: str
    """Address of the page for readers."""
    self: str
    """The feed's own address; empty when it is not known."""
    updated: PartialDate | None
    """When nothing in it says so."""
    entries: Sequence[Entry]


Order = tuple[tuple[int, int, int], tuple[int, int, int], str]


def order_of(updated: PartialDate | None, published: PartialDate | None, id: str) -> Order:
    """What entries are sorted by: those that last became different come first."""
    (y, m, d), (year, month, day) = earliest(updated), earliest(published)
    return (-y, -m, -d), (-year, -month, -day), id


def latest(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that a feed holds: those that last became different, latest first."""
    return heapq.nsmallest(MOST, entries, key=lambda e: order_of(e.updated, e.published, e.id))


def stamp(date: PartialDate | None) -> str:
    """A date as feeds want it: to the second, at the first moment that it can mean.

    Feeds must have a date; the last resort, where the digest has none at all, is 1970.
    """
    year, month, day = date.first if date else (1970, 1, 1)
    return f"{year:04d}-{month:02d}-{day:02d}T00:00:00Z"


def text(words: str) -> str:
    """A text for XML; what must not stand there is replaced by U+FFFD."""
    return saxutils.escape(_ILLEGAL.sub("\ufffd", words))


def _attribute(words: str) -> str:
    return saxutils.quoteattr(_ILLEGAL.sub("\ufffd", words))


def written(feed: Feed) -> bytes:
    """The feed as a file."""
    entries = latest([
        entry._replace(updated=entry.updated or entry.published or feed.updated)
        for entry in feed.entries
    ])  # fmt: skip
    newest = entries[0].updated if entries else feed.updated
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{text(feed.id)}</id><title>{text(feed.title)}</title>"
        f"<updated>{stamp(newest)}</updated><author><name>{text(feed.author)}</name></author>\n"
        f"<link href={_attribute(feed.page)}/>\n"
    )
    if feed.self:
        head += f'<link rel="self" href={_attribute(feed.self)}/>\n'
    return (head + "".join(_entry(feed, entry) for entry in entries) + "</feed>\n").encode()


def _entry(feed: Feed, entry: Entry) -> str:
    authors = "".join(
        f"<author><name>{text(name)}</name></author>" for name in entry.authors or (feed.author,)
    )
    published = f"<published>{stamp(entry.published)}</published>" if entry.published else ""
    categories = "".join(
        f"<category term={_attribute(term)} label={_attribute(label)}/>"
        for term, label in entry.categories
    )
    return (
        f"<entry><id>{text(entry.id)}</id><title>{text(entry.title)}</title>"
        f"<updated>{stamp(entry.updated)}</updated>{published}"
        f"{authors}<link href={_attribute(entry.link)}/>{categories}"
        f"<summary>{text(entry.summary)}</summary></entry>\n"
    )
