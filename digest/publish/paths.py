"""Paths of pages: safe on every system, and no two of them the same file anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Protocol

from digest.errors import Place, Problem

MARKER = ".digest-site"
"""The file at the top of a site that says the folder is ours and lists what is in it."""

_LONGEST = 255
"""Bytes in a file name on the usual file systems."""

_FORBIDDEN = frozenset('\\<>:"|?*')
"""Characters Windows refuses in names; `\\` and `:` also change what a path means there."""

_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories of characters that do not show, or cannot be encoded."""

_DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"
}

_PLAIN = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", re.ASCII)
"""Names that need no closer look, but for their length and the names of devices."""


class Named(Protocol):
    """What has a path in the site: a page, or an entry."""

    @property
    def path(self) -> str:
        """From the top of the site."""

    @property
    def origin(self) -> str:
        """The source file it is made from; empty when it is made from many."""


def check_paths(pages: Iterable[Named]) -> list[Problem]:
    """A problem for every unsafe path, every collision, every file that is also a folder."""
    problems: list[Problem] = []
    first: dict[str, Named] = {}
    for page in pages:
        fault = unsafe(page.path)
        if fault:
            problems.append(Problem(place_of(page), f"unsafe path {page.path!r}: {fault}"))
        key = _key(page.path)
        if key in first:
            problems.append(Problem(place_of(page), _collision(page, first[key])))
        else:
            first[key] = page
    return problems + _check_folders(first)


def _check_folders(first: Mapping[str, Named]) -> list[Problem]:
    """What is wrong with the folders of the pages, which are given by key."""
    problems: list[Problem] = []
    spelled: dict[str, tuple[str, Named]] = {}
    sound: set[str] = set()
    for page in first.values():
        last = page.path.rpartition("/")[0]
        if last in sound:
            continue
        before = len(problems)
        for folder in _folders(page.path):
            key = _key(folder)
            if key in first:
                problems.append(Problem(place_of(page), _collision(page, first[key])))
            spelling, other = spelled.setdefault(key, (folder, page))
            if spelling != folder:
                problems.append(Problem(place_of(page), _collision(page, other, "their folders")))
        if len(problems) == before:
            sound.add(last)
    return problems


def unsafe(path: str) -> str:
    """Why a page must not have this path; empty when it may."""
    if not path:
        return "it is empty"
    if path == MARKER:
        return "that name is kept for the list of the site's files"
    if path.startswith("/"):
        return "it is absolute"
    return next((fault for name in path.split("/") if (fault := _unsafe_name(name))), "")


def place_of(page: Named) -> Place:
    """Where a fault of a page is mended: its source file, else the page itself."""
    return Place(page.origin or page.path)


def _unsafe_name(name: str) -> str:
    if len(name) <= _LONGEST and _PLAIN.fullmatch(name):
        return _device(name)
    if not name:
        return "it has an empty segment"
    if name in (".", ".."):
        return f"the segment {name!r} leads elsewhere"
    if any(unicodedata.category(char) in _UNPRINTABLE for char in name):
        return f"the segment {name!r} has control or invisible characters"
    if forbidden := sorted(_FORBIDDEN & set(name)):
        return f"the segment {name!r} has characters not allowed everywhere: {' '.join(forbidden)}"
    if name[-1] in ". ":
        return f"the segment {name!r} ends with a dot or a space"
    if fault := _device(name):
        return fault
    size = len(name.encode())
    return f"a segment has {size} bytes, {_LONGEST} are allowed" if size > _LONGEST else ""


def _device(name: str) -> str:
    if name.partition(".")[0].rstrip().casefold() in _DEVICES:
        return f"the segment {name!r} is the name of a device on Windows"
    return ""


def _key(path: str) -> str:
    """The same for paths that are one file where case or Unicode form is not told apart."""
    if path.isascii():
        return path.casefold()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def _folders(path: str) -> list[str]:
    steps = path.split("/")[:-1]
    return ["/".join(steps[:count]) for count in range(1, len(steps) + 1)]


def _collision(page: Named, other: Named, what: str = "they") -> str:
    if page.path == other.path:
        return f"two pages have the path {_named(page)}: also made from {_origin(other)}"
    why = (
        f"{what} differ only by case or Unicode form"
        if what != "they" or _key(page.path) == _key(other.path)
        else "a file cannot also be a folder"
    )
    return f"the pages {_named(page)} and {_named(other)} collide: {why}"


def _named(page: Named) -> str:
    return f"{page.path!r} (from {_origin(page)})"


def _origin(page: Named) -> str:
    return page.origin or "many files"
