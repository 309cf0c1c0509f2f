"""What rendering yields: files of the site."""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """One file of the site."""

    path: str
    """From the top of the site, with forward slashes: `topics/lethal-aid-ukraine.html`."""
    content: bytes
    """The file's bytes."""
    origin: str = ""
    """The source file it is made from, for messages; empty for pages made from many."""


class Entry(NamedTuple):
    """One file of the site, told by what its bytes are."""

    path: str
    """As in `Page`."""
    sha256: str
    """Of the file's bytes, in hex."""
    size: int
    """How many bytes it has."""
    origin: str = ""
    """As in `Page`."""


class Published(NamedTuple):
    """What a publication did."""

    written: int
    """Files new or changed."""
    unchanged: int
    """Files that were there with the same bytes."""
    removed: int
    """Files of the earlier site that are gone."""
