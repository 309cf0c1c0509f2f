"""Texts as Markdown in which nothing that an analyst wrote becomes markup.

Made for CommonMark, and safe for older readers too: only what these also take back is escaped by
a backslash, the rest by an entity.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from html import unescape

from markupsafe import Markup

from digest.model.refs import FOLDERS, STANCES
from digest.render.environment import href as checked
from digest.render.parts import Link

_ESCAPES = {char: f"\\{char}" for char in "\\`*_[]{}"} | {
    "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;"
}  # fmt: skip
_SIGNS = re.compile(r"[\\`*_\[\]{}<>|~]")
_SPACE = re.compile(r"\s+")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_START = re.compile(r"^(\s*)([#+\-=:]|\d+(?=[.)]))")
_TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
_HREF = re.compile(r'href="([^"]*)"')
_TARGET = str.maketrans({"(": "%28", ")": "%29", "[": "%5B", "]": "%5D", "*": "%2A", " ": "%20"})

_PAGES = frozenset({"index.html", "method.html"})
_TWINNED = frozenset({*FOLDERS.values(), STANCES})


def has_twin(path: str) -> bool:
    """Whether the page has a Markdown twin: every entry with the pages of its long lists, every
    stance, home and method."""
    folder, *below = path.split("/")
    entry = folder in _TWINNED and path.endswith(".html") and below not in (["index.html"], [])
    return (entry and "list" not in below) or path in _PAGES


def twin_path(path: str) -> str:
    """Path of a page's twin, or its address from elsewhere: `actors/nato.md`."""
    return f"{path.removesuffix('.html')}.md"


def text(words: str) -> str:
    """A plain text in one line, shown by any reader of Markdown as it is, wherever it stands."""
    return opened(escaped(words))


def escaped(words: str) -> str:
    """The same for a text within a line, where nothing begins a block."""
    if not words:
        return ""
    if "&" in words:
        words = _ENTITY.sub("&amp;", words)
    words = _SIGNS.sub(lambda sign: _ESCAPES[sign[0]], words)
    if "  " in words or not words.isprintable():
        words = _SPACE.sub(" ", words)
    return f"{words[:-1]}\\!" if words.endswith("!") else words


def opened(line: str) -> str:
    """A line that is made of escaped pieces, its beginning escaped too."""
    start = _START.match(line)
    return f"{_first(start)}{line[start.end() :]}" if start else line


def _first(match: re.Match[str]) -> str:
    """What would begin a heading, a list or a rule at the start of a line."""
    space, sign = match.groups()
    if sign in ("=", ":"):
        return f"{space}&#{ord(sign)};"
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def link(words: str, address: str, page: str) -> str:
    """A link as it stands on a page of the site, to the twin of its target where there is one.

    `words` are Markdown already.  A place on the same page is no link in its twin.
    """
    target = _target(address, page.rpartition("/")[0])
    return f"[{words}]({target})" if target else words


def links(link_: Link, page: str) -> str:
    """A link view."""
    return link(text(link_.text), link_.href, page)


@lru_cache(maxsize=100_000)
def _target(address: str, folder: str) -> str:
    address = checked(address)
    if address.startswith("#"):
        return ""
    if address.partition(":")[0].lower() in ("http", "https", "mailto"):
        return _ENTITY.sub("&amp;", address).translate(_TARGET)
    path, _, _ = address.partition("#")
    if has_twin(posixpath.normpath(posixpath.join(folder, path))):
        return twin_path(path)
    return address


def inline(words: str, page: str) -> str:
    """A text of a view in one line: what is marked as HTML keeps its links, all else is escaped."""
    if not isinstance(words, Markup):
        return text(words).strip()
    html = str(words)
    if "<" not in html:
        return text(unescape(html)).strip()
    out: list[str] = []
    label: list[str] = []
    address = ""
    place = 0
    for match in _TAG.finditer(html):
        (label if address else out).append(escaped(unescape(html[place : match.start()])))
        place = match.end()
        closes, name, attributes = match.groups()
        if name == "a" and closes:
            out.append(link("".join(label), address, page))
            label, address = [], ""
        elif name == "a" and (found := _HREF.search(attributes)):
            address = unescape(found[1])
    out.append(escaped(unescape(html[place:])))
    return opened("".join(out).strip())
