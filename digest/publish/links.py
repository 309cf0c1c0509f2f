"""Where an address on a page leads, and what is wrong with it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from digest.model.refs import relative
from digest.publish.outline import Link
from digest.text import nearest

NOT_FOUND_PAGE = "404.html"
"""Served from any path, so its links are taken from the top of the site."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_UNWRITABLE = re.compile(r"[\x00-\x20\x7f\\]")
"""What browsers strip or turn into `/`, so that a link is not what it seems."""

_HINTS = 20
"""Missing targets a run looks up neighbours for; each costs a walk over all names."""

_REMEMBERED = 20_000
"""Addresses kept for a folder; then it is begun anew."""


class Aim(NamedTuple):
    """Where a link leads."""

    path: str = ""
    """The file, from the top of the site; empty when it leads elsewhere or nowhere.

    A path that no file can have when that is all that can be said without the site's files."""
    fault: str = ""
    """What is wrong, to follow `the link '…' `; empty when nothing is."""
    hint: str = ""
    """What was probably meant."""


_TO_TOP = "write '#top' for the top of the page"
_NOWHERE = Aim(fault="names no place", hint=_TO_TOP)


class Hints:
    """Nearest names, for the first faults of a run: finding one costs a walk over all names."""

    def __init__(self) -> None:
        """Nothing looked up yet."""
        self._found: dict[tuple[str, str], str] = {}

    def nearest(self, word: str, where: str, known: Iterable[str]) -> str:
        """The name in `known` most like `word`, or `''`; `where` tells apart equal words."""
        if (word, where) not in self._found:
            enough = len(self._found) >= _HINTS
            self._found[word, where] = "" if enough else nearest(word, known)
        return self._found[word, where]


class Resolver:
    """Resolves the links of one site; remembers, because pages share most of their links."""

    def __init__(self, paths: Iterable[str] | None, base_url: str = "") -> None:
        """`paths` are the files of the site; while they are unknown, every link has its file.

        Then a link that would be faulty even so leads to a path that no file can have, and hints
        are left out.  `base_url` is the site's public address; empty when it has none.
        """
        self._files = None if paths is None else frozenset(paths)
        self._base = base_url.rstrip("/") + "/" if base_url else ""
        self._root = urlsplit(self._base).path or "/"
        self._known: dict[str, dict[Link, Aim]] = {}
        self._hints = Hints()

    def aims(self, page: str, links: Iterable[Link]) -> Iterator[tuple[Link, Aim, str]]:
        """Where the links on the page with the path `page` lead, each with the id it names.

        The id is empty when the page as a whole is meant; that it exists is not checked here.
        """
        start = page if page == NOT_FOUND_PAGE else posixpath.dirname(page)
        known = self._known.setdefault(start, {})
        if len(known) > _REMEMBERED:
            known.clear()
        for link in links:
            address, mark, fragment = link.address.partition("#")
            if mark and not fragment:
                yield link, _NOWHERE, ""
            elif address[:1] == "?" or (mark and not address):
                yield link, Aim(page), _id(fragment)
            else:
                key = link if not mark else Link(address, link.element, link.loads)
                aim = known.get(key)
                if aim is None:
                    aim = known[key] = self._resolve(page, key)
                yield link, aim, _id(fragment) if fragment else ""

    def _resolve(self, page: str, link: Link) -> Aim:
        address = link.address
        if not address:
            return Aim(fault="is empty", hint=_TO_TOP)
        if _UNWRITABLE.search(address):
            return Aim(fault="holds a space, a backslash or a control character")
        if page == NOT_FOUND_PAGE and (inside := self._from_top(address)) is not None:
            return self._inside(page, inside)
        if scheme := _SCHEME.match(address):
            return self._outside(page, scheme[1].lower(), link)
        if address.startswith("//"):
            return Aim(fault="names a host without a scheme", hint="write 'https://' before it")
        if address.startswith("/"):
            return Aim(
                address if self._files is None else "",
                fault="is absolute; the site must work in any folder",
                hint=self._missing(address.strip("/"), page),
            )
        return self._inside(page, address)

    def _outside(self, page: str, scheme: str, link: Link) -> Aim:
        if scheme == "mailto" and not link.loads:
            return Aim()
        if scheme not in ("http", "https"):
            return Aim(fault=f"has the scheme '{scheme}:'; http, https and mailto are allowed")
        if not _HOST.match(link.address):
            return Aim(fault="has no host")
        if link.loads:
            loader = "the style sheet" if link.element == "css" else f"<{link.element}>"
            return Aim(fault=f"makes {loader} load from another host")
        if self._base and link.address.startswith(self._base):
            return self._inside("", self._from_top(link.address) or "index.html")
        return Aim()

    def _from_top(self, address: str) -> str | None:
        """An absolute address of this site as one relative to its top; None for all others."""
        for prefix in filter(None, (self._base, self._root)):
            if address.startswith(prefix) and not address.startswith("//"):
                path = address.removeprefix(prefix)
                return f"{path}index.html" if path[-1:] in ("", "/") else path
        return None

    def _inside(self, page: str, address: str) -> Aim:
        path = unquote(address.partition("?")[0])
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        as_file = path[-1:] != "/" and "//" not in path
        if self._files is None:
            return Aim(target if as_file else f"{target}/")
        if as_file and target in self._files:
            return Aim(target)
        if target.startswith("../") or target == "..":
            return Aim(fault="leads out of the site", hint=self._missing(path, page))
        index = posixpath.normpath(posixpath.join(target, "index.html"))
        if index in self._files:
            right = quote(relative(index, page))
            return Aim(fault="leads to a folder, not to a page", hint=f"write '{right}'")
        return Aim(
            fault=f"leads to {target!r}, which is not a file of this site",
            hint=self._missing(target, page),
        )

    def _missing(self, target: str, page: str) -> str:
        if self._files is None:
            return ""
        found = self._hints.nearest(target, "", self._neighbours(target, self._files))
        return f"did you mean '{quote(relative(found, page))}'?" if found else ""

    @staticmethod
    def _neighbours(target: str, files: frozenset[str]) -> Iterator[str]:
        """Files that may have been meant: of that name anywhere, else in that folder, else all."""
        folder, name = posixpath.split(target.casefold())
        paths = [(posixpath.split(path.casefold()), path) for path in files]
        yield from (
            [path for (_, other), path in paths if other == name]
            or [path for (other, _), path in paths if other == folder]
            or files
        )


def _id(fragment: str) -> str:
    """The id a fragment names; empty for the top of the page and for a mere search in its text."""
    name = unquote(fragment.partition(":~:")[0])
    return "" if name.lower() == "top" else name
