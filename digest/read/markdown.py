"""Markdown → clean HTML.

Python-Markdown with raw HTML off, then nh3 with an allow-list, under a deadline: see «Decided», 3
and 4, in the design notes on hostile inputs.  Links to entries, written `[[kind:id|text]]`, keep
the address `ref:kind:id`; rendering turns it into a path.
"""

from __future__ import annotations

import html
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import nh3

from digest.read.markup import BAR, LINK, converter

DEADLINE = 2.0
"""Seconds one file may take."""

MAX_NESTING = 120
"""Elements within each other; libxml2 silently drops what stands deeper than 256."""

_TAGS = set(
    "a blockquote br code dd del div dl dt em h2 h3 h4 h5 h6 hr li ol p pre strong sub sup table "
    "tbody td th thead tr ul".split()
)
_ATTRIBUTES = {
    "a": {"href", "title", "id"}, "li": {"id"}, "sup": {"id"}, "ol": {"start"},
    **{f"h{n}": {"id"} for n in range(2, 7)},
    "td": {"align"}, "th": {"align"},
}  # fmt: skip
_ADDRESS = re.compile(r"(?i:https?://[^/\\\s]|mailto:)|ref:|#")
_NESTED = re.compile(
    r"<(/?)(?:blockquote|div|ul|ol|li|dl|dt|dd|a|em|strong|del|sub|sup|code|table|tr|td|th)\b"
)
_DEEP = "is nested too deeply: lists or quotations within each other"


class TooHard(Exception):
    """The text cannot be rendered within the limits; the message says why."""


def render(text: str) -> str:
    """Clean HTML of a Markdown text.  Raises `TooHard`."""
    try:
        with _deadline(DEADLINE):
            raw = converter().reset().convert(text)
    except RecursionError:
        converter.cache_clear()  # it was left in the middle of a list
        raise TooHard(_DEEP) from None
    except TooHard:
        converter.cache_clear()
        raise
    clean = nh3.clean(
        raw.replace(BAR, "|"),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        allowed_classes={"div": {"footnote"}},
        url_schemes={"http", "https", "mailto", "ref"},
        link_rel=None,
    )
    if _nesting(clean) > MAX_NESTING:
        raise TooHard(_DEEP)
    return clean


def _nesting(clean: str) -> int:
    """How many elements stand within each other at most."""
    depth = deepest = 0
    for match in _NESTED.finditer(clean):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest


_FENCED = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"^(?: {4}|\t).*$", re.MULTILINE)
_HEADING = re.compile(r"^#(?!#)\s*\S|^\S[^\n]*\n=+[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]*\][(\[]")
_BRACKETS = re.compile(r"\[\[[^\[\]\n]*\]\]")


def lint(text: str) -> list[tuple[int, int, str]]:
    """What a digest must not contain: (lines from its top, column, message)."""
    prose = _without_code(text)
    found = [(m.start(), "use '##' for sections: the title is the page's only main heading")
             for m in _HEADING.finditer(prose)]  # fmt: skip
    found += [(m.start(), "images are not shown: describe it, or link to it")
              for m in _IMAGE.finditer(prose)]  # fmt: skip
    found += malformed(prose)
    return [(*_at(text, start), message) for start, message in sorted(found)]


def malformed(text: str) -> list[tuple[int, str]]:
    """What looks like a link to an entry and is none: (position, message)."""
    return [
        (m.start(), f"'{m[0]}' is no link to an entry: write [[kind:id|text]]")
        for m in _BRACKETS.finditer(text)
        if not LINK.fullmatch(m[0])
    ]


def links(text: str) -> list[tuple[int, int, str, str]]:
    """What can be links to entries: (lines from its top, column, kind, id).

    Indented lines count, since they can belong to a list: see `targets`.
    """
    prose = _FENCED.sub(_blank, text)
    return [(*_at(text, m.start()), m["kind"], m["id"]) for m in LINK.finditer(prose)]


def targets(clean: str) -> set[tuple[str, str]]:
    """Entries to which rendered text does link: (kind, id)."""
    found = set()
    for address in re.findall(r'href="ref:([^"]*)"', clean):
        kind, _, id = html.unescape(address).partition(":")
        found.add((kind, id))
    return found


def _without_code(text: str) -> str:
    """The text with code blanked out, every character in its place."""
    return _INDENTED.sub(_blank, _FENCED.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _at(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position), position - text.rfind("\n", 0, position)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Addresses that lead away must say how; ids of the text stay apart from those of the page."""
    if name == "href":
        return value if _ADDRESS.match(value) else None
    return value


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Interrupt the block after some seconds; only where signals exist, in the main thread."""
    usable = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not usable:
        yield
        return

    def stop(*_: object) -> None:
        raise TooHard(f"takes more than {seconds:g} seconds to render: simplify its markup")

    earlier = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)
