"""What files need of each other and offer to each other, as numbers instead of names.

A file offers its path and each of its ids; a page wants what its links name.  Each of these is
kept as eight bytes of a hash.  Two names with the same eight bytes could hide a broken link: among
a million names any two are the same with a chance of 3 in 100 million, among ten million with one
of 3 in a million.
"""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from itertools import islice

from digest.publish.links import NOT_FOUND_PAGE, Aim, Resolver
from digest.publish.outline import Link, Outline, has_ids

_SIZE = 8
_ITEM = "Q"
"""The type code of arrays whose items have so many bytes."""

_STEP = r"[A-Za-z0-9_-][A-Za-z0-9_.-]*"
_PLAIN = re.compile(rf"((?:\.\./)*(?:{_STEP}/)*)({_STEP})(?:#({_STEP}))?")
"""Addresses in which nothing is to be decoded and nothing can be wrong but their goal: nearly all.

Groups: folder, file and fragment."""

_PLAIN_ID = re.compile(r"[^%:]+")
"""Fragments that mean what they say."""

_AT_ONCE = 100
"""Files whose wants are gathered in one small set before they are added to the large one."""

_REMEMBERED = 20_000
"""Addresses kept for a folder; then it is begun anew."""


def hashed(path: str, name: str = "") -> bytes:
    """The hash of a file, or of a name (an id) in it."""
    # The zero stands in neither, so a file `a#b` is not taken for the id `b` of the file `a`.
    whole = f"{path}\0{name}".encode("utf-8", "surrogatepass")
    return blake2b(whole, digest_size=_SIZE).digest()


def packed(hashes: Iterable[bytes]) -> bytes:
    """Many hashes, each once, in one string that does not depend on their order."""
    return b"".join(sorted(set(hashes)))


def unpacked(hashes: bytes) -> array[int]:
    """The hashes as numbers, which are for comparing only: they depend on the kind of machine."""
    return array(_ITEM, hashes)


def missing(wanted: Iterable[bytes], offers: Iterable[bytes]) -> set[int]:
    """What is wanted and nowhere offered.

    One number for each distinct thing wanted is all the memory this takes, however many want it.
    """
    left: set[int] = set()
    for hashes in _together(wanted):
        left |= set(unpacked(hashes))  # first a small set, as neighbours want much the same
    for hashes in _together(offers):
        left.difference_update(unpacked(hashes))
    return left


def _together(strings: Iterable[bytes]) -> Iterator[bytes]:
    """The same strings, many joined to one."""
    rest = iter(strings)
    while some := list(islice(rest, _AT_ONCE)):
        yield b"".join(some)


class Wants:
    """Finds what pages want; remembers, because pages share most of their links."""

    def __init__(self, base_url: str = "") -> None:
        """`base_url` is the site's public address; empty when it has none."""
        self._resolver = Resolver(None, base_url)
        self._known: dict[str, dict[str | Link, bytes]] = {}
        self._folders: dict[tuple[str, str], str] = {}

    def of(
        self, page: str, outline: Outline, ids: Collection[str]
    ) -> tuple[set[bytes], list[tuple[Link, Aim]]]:
        """The hashes of what the page with the path `page` links to, and its faulty links.

        Links to `ids`, those of the page itself, may be left out.
        """
        start = page if page == NOT_FOUND_PAGE else posixpath.dirname(page)
        known = self._known.setdefault(start, {})
        if len(known) > _REMEMBERED:
            known.clear()
        hashes: set[bytes] = set()
        fresh: list[Link] = []
        for link in outline.others:
            found = known.get(link)
            if found is None:
                fresh.append(link)
            else:
                hashes.add(found)
        for address in outline.anchors:
            if address[:1] == "#" and address[1:] in ids and _PLAIN_ID.fullmatch(address, 1):
                continue
            found = known.get(address)
            if found is None and (found := self._plain(start, address)):
                known[address] = found
            if found is None:
                fresh.append(Link(address, "a", False))
            else:
                hashes.add(found)
        faults: list[tuple[Link, Aim]] = []
        for link, aim, name in self._resolver.aims(page, fresh):
            found = hashed(aim.path, name if has_ids(aim.path) else "") if aim.path else b""
            hashes.add(found)
            if aim.fault:
                faults.append((link, aim))
            elif link.address[0] not in "#?":  # those lead to another place from every page
                known[link.address if link.element == "a" else link] = found
        return hashes - {b""}, faults

    def _plain(self, start: str, address: str) -> bytes | None:
        """What a link wants that is written plainly; None for any other, which may be faulty."""
        match = _PLAIN.fullmatch(address)
        if match is None or start == NOT_FOUND_PAGE:
            return None
        steps, file, name = match.groups("")
        folder = self._folders.get((start, steps))
        if folder is None:
            folder = posixpath.normpath(posixpath.join(start, steps, "x"))[:-1]
            if len(self._folders) > _REMEMBERED:
                self._folders.clear()
            self._folders[start, steps] = folder
        path = folder + file
        return hashed(path, name if name and name.lower() != "top" and has_ids(path) else "")
