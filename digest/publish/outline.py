"""What a file of the site holds that a check needs: ids, links, title, headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

from lxml import etree

_ADDRESSES: dict[str, tuple[str, ...]] = {
    "a": ("href", "xlink:href"),
    "area": ("href",),
    "audio": ("src",),
    "button": ("formaction",),
    "embed": ("src",),
    "form": ("action",),
    "frame": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src", "formaction"),
    "link": ("href", "imagesrcset"),
    "object": ("data",),
    "script": ("src", "href", "xlink:href"),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""Attributes that hold addresses, by element."""

_VISITED = (*(tag for tag in _ADDRESSES if tag != "a"), "base", "h1", "meta", "title")
_NAMING_RELATIONS = frozenset(
    {"alternate", "author", "canonical", "cite-as", "describedby", "help", "item", "license"}
    | {"me", "next", "prev", "type"}
)
"""`<link rel>` that name another document and make a browser load nothing."""

_MISMATCH = 76
"""libxml2's XML_ERR_TAG_NAME_MISMATCH: an end tag without its start."""
_COMPLAINTS = 3
"""Markup faults told a page; the first causes the others."""

_IDS = etree.XPath("//*/@id", smart_strings=False)
_CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)(?:,|\s+[^,]*|$)")
_REFRESH = re.compile(r"^[\s\d.]*[;,]?\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STYLE_ADDRESS = re.compile(
    r"url\(\s*(?P<q>['\"]?)(?P<url>.*?)(?P=q)\s*\)|@import\s+(?P<p>['\"])(?P<imported>.*?)(?P=p)",
    re.IGNORECASE,
)


class Link(NamedTuple):
    """An address as it stands in a file."""

    address: str
    """As written, entities resolved."""
    element: str
    """The element it stands on: `a`, `script`; `css` in a style sheet."""
    loads: bool
    """Whether the browser fetches it (or sends to it) without being asked to go there."""


class Outline(NamedTuple):
    """A file reduced to what checks need."""

    ids: tuple[str, ...] = ()
    """Values of `id`, in document order, with repetitions."""
    names: frozenset[str] = frozenset()
    """Values of `name` on `<a>`, which a fragment may also mean."""
    anchors: tuple[str, ...] = ()
    """The addresses of `<a href>`, each once: nine links in ten, so kept apart from the others."""
    others: tuple[Link, ...] = ()
    """All other addresses, once for each kind of element they stand on."""
    titles: tuple[str, ...] = ()
    """Texts of the `<title>` elements outside of drawings."""
    headings: tuple[str, ...] = ()
    """Texts of the `<h1>` elements."""
    base: str | None = None
    """`href` of a `<base>`; None without one."""
    faults: tuple[str, ...] = ()
    """What is wrong with the markup."""

    def links(self) -> Iterator[Link]:
        """Every address, once for each kind of element it stands on."""
        yield from self.others
        for address in self.anchors:
            yield Link(address, "a", False)


def outline_of(path: str, content: bytes) -> Outline | None:
    """The outline of a file; None for one that is only a target of links."""
    read = _OUTLINES.get(_suffix(path))
    return read(content) if read else None


def has_ids(path: str) -> bool:
    """Whether a fragment in a link to this file names an id."""
    suffix = _suffix(path)
    return suffix in _OUTLINES and suffix != ".css"


def _suffix(path: str) -> str:
    name = path.rpartition("/")[2]
    return name[name.rfind(".") :]


def outline_html(content: bytes) -> Outline:
    """The outline of an HTML page; faults of the markup are in it, nothing is raised."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return Outline(faults=(f"is not UTF-8: byte {error.start} is {content[error.start]:#04x}",))
    # Without huge_tree the parser silently cuts what is nested deeply.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = etree.fromstring(content, parser) if content.strip() else None
    if tree is None:
        return Outline(faults=("has no content",))
    faults = [
        f"has bad markup: {entry.message}" for entry in parser.error_log if entry.type == _MISMATCH
    ][:_COMPLAINTS]
    # What follows </html>, and what an unclosed quote or comment swallows, is not in the tree.
    if content.rstrip()[-7:].lower() != b"</html>":
        faults.append("does not end with </html>")
    return _walk(tree, tuple(faults))


def outline_xml(content: bytes) -> Outline:
    """The ids of an XML file (feed, sitemap, drawing), or why it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return Outline(faults=(f"is not well-formed XML: {error.msg or 'it is empty'}",))
    return Outline(ids=_values(_IDS, tree))


def outline_css(content: bytes) -> Outline:
    """The addresses in a style sheet; without `data:` and `#x`, which need no file."""
    text = _COMMENT.sub("", content.decode(errors="replace"))
    found = (match["url"] or match["imported"] or "" for match in _STYLE_ADDRESS.finditer(text))
    return Outline(
        others=tuple(
            Link(address, "css", True)
            for address in dict.fromkeys(found)
            if not address.startswith(("data:", "#"))
        )
    )


def _values(path: etree.XPath, tree: etree._Element) -> tuple[str, ...]:
    return tuple(cast("list[str]", path(tree)))


def _walk(tree: etree._Element, faults: tuple[str, ...]) -> Outline:
    anchors: dict[str, None] = {}
    names: set[str] = set()
    others: dict[Link, None] = {}
    titles: list[str] = []
    headings: list[str] = []
    base: str | None = None
    for element in tree.iter("a"):
        if (address := element.get("href")) is not None:
            anchors[address] = None
        else:
            others.update(dict.fromkeys(_links(element, "a")))
        if (name := element.get("name")) is not None:
            names.add(name)
    for element in tree.iter(*_VISITED):
        tag = element.tag
        if tag == "meta":
            if element.get("http-equiv", "").lower() == "refresh":
                match = _REFRESH.match(element.get("content", ""))
                others[Link(match[1].strip() if match else "", "meta", True)] = None
        elif tag == "title":
            if next(element.iterancestors("svg"), None) is None:
                titles.append(_text(element))
        elif tag == "h1":
            headings.append(_text(element))
        elif tag == "base":
            base = element.get("href", "")
        else:
            others.update(dict.fromkeys(_links(element, tag)))
    return Outline(
        ids=_values(_IDS, tree),
        names=frozenset(names),
        anchors=tuple(anchors),
        others=tuple(others),
        titles=tuple(titles),
        headings=tuple(headings),
        base=base,
        faults=faults,
    )


def _links(element: etree._Element, tag: str) -> Iterator[Link]:
    loads = tag not in ("a", "area")
    if tag == "link":
        relations = element.get("rel", "").lower().split()
        loads = any(
            name not in _NAMING_RELATIONS and not name.startswith("schema.") for name in relations
        )
    for attribute in _ADDRESSES[tag]:
        value = element.get(attribute)
        if value is None:
            continue
        if attribute.endswith("srcset"):
            yield from (Link(found, tag, True) for found in _CANDIDATE.findall(value))
        else:
            yield Link(value, tag, loads)


def _text(element: etree._Element) -> str:
    text = "".join(cast("Iterator[str]", element.itertext())) if len(element) else element.text
    return " ".join((text or "").split())


_OUTLINES: dict[str, Callable[[bytes], Outline]] = {
    ".html": outline_html,
    ".css": outline_css,
    **dict.fromkeys((".xml", ".atom", ".rss", ".svg", ".rdf", ".graphml", ".gexf"), outline_xml),
}
"""How files are read, by suffix; all others are only targets of links."""
