"""HTML of ours as Markdown, block by block: for bodies that no view holds in smaller pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from digest.render.machine.markdown import escaped, link, opened

_SKIPPED = frozenset({"nav", "aside", "script", "style", "sup"})
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_INSIDE = frozenset({"div", "section", "article", "main", "details", "dl", "tbody"})


def converted(fragment: str, page: str) -> str:
    """A fragment that stands below a heading of the second level, as Markdown.

    Margin notes, navigation and note marks are left out.
    """
    root = html.fragment_fromstring(fragment, create_parent="div")
    for heading in root.iter("h2", "h3", "h4", "h5"):
        heading.tag = f"h{int(heading.tag[1]) + 1}"
    return "\n\n".join(blocks(root, page))


def main_of(page_html: str, page: str) -> str:
    """The main part of a whole page."""
    (main,) = html.document_fromstring(page_html).iter("main")
    return "\n\n".join(blocks(main, page))


def blocks(element: etree._Element, page: str) -> Iterator[str]:
    """The blocks of an element, each without a line break at its end."""
    loose: list[str] = [escaped(element.text or "")]
    for child in element:
        tag = child.tag
        block = None
        if tag in _SKIPPED:
            pass
        elif tag in _INSIDE:
            block = list(blocks(child, page))
        elif tag in _HEADINGS:
            block = [f"{_HEADINGS[tag]} {flow(child, page).strip()}"]
        elif tag in ("p", "dt", "dd", "summary"):
            block = [opened(flow(child, page).strip())]
        elif tag in ("ul", "ol"):
            block = ["\n".join(_items(child, page))]
        elif tag == "blockquote":
            inner = "\n\n".join(blocks(child, page))
            block = ["\n".join(f"> {line}".rstrip() for line in inner.split("\n"))]
        elif tag == "pre":
            block = [_fenced("".join(map(str, child.itertext())).rstrip("\n"))]
        elif tag == "table":
            block = ["\n".join(_rows(child, page))]
        elif tag == "hr":
            block = ["---"]
        if block is None and tag not in _SKIPPED:
            loose.append(_one(child, page))
        elif block is not None:
            yield from _kept(loose)
            yield from filter(None, block)
            loose = []
        loose.append(escaped(child.tail or ""))
    yield from _kept(loose)


def _kept(loose: list[str]) -> Iterator[str]:
    words = "".join(loose).strip()
    if words:
        yield opened(words)


def flow(element: etree._Element, page: str) -> str:
    """The running text of an element in one line, with its links."""
    parts = [escaped(element.text or "")]
    for child in element:
        if child.tag not in _SKIPPED:
            parts.append(_one(child, page))
        parts.append(escaped(child.tail or ""))
    return "".join(parts)


def _one(child: etree._Element, page: str) -> str:
    words = flow(child, page)
    if child.tag == "a" and words.strip():
        return link(words, child.get("href", "#"), page)
    if child.tag in ("b", "strong") and words.strip():
        return f"**{words.strip()}**"
    return f" {words}" if child.tag == "small" else words


def _items(element: etree._Element, page: str) -> Iterator[str]:
    """The items of a list, what stands in them indented below."""
    for number, item in enumerate(element, 1):
        sign = f"{number}. " if element.tag == "ol" else "- "
        whole = "\n\n".join(blocks(item, page))
        first, *rest = whole.split("\n")
        yield sign + first
        yield from (f"    {line}".rstrip() for line in rest)


def _fenced(code: str) -> str:
    """Code between fences longer than any run of backquotes in it."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", code))])
    return f"{fence}\n{code}\n{fence}"


def _rows(table: etree._Element, page: str) -> Iterator[str]:
    """A table with pipes; a line break cannot stand in a cell, so blocks become one line."""
    for number, row in enumerate(table.iter("tr")):
        cells = [flow(cell, page).strip() for cell in row if cell.tag in ("th", "td")]
        yield f"| {' | '.join(cells)} |"
        if not number:
            yield f"|{' --- |' * len(cells)}"
