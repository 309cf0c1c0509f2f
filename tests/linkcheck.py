"""Look for broken links in a site on disk: `python tests/linkcheck.py site`

It shares no code with the generator, so it sees the generator's mistakes.  Every internal link
must lead to a file of the site, spelt exactly so, and to an id on it; it must be relative, so that
the site works under any address and from a folder.  Nothing may be loaded from elsewhere.  Every
page must be reachable from the first.  Ends with 1 when anything is wrong, 2 when there is no site.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree, html

ALONE = {"404.html"}
"""Pages to which no link needs to lead, and which may name the root of the host."""

LOADED = {
    "audio": ("src",), "embed": ("src",), "iframe": ("src", "srcdoc"), "img": ("src", "srcset"),
    "image": ("href",), "input": ("src",), "object": ("data",), "script": ("src",),
    "source": ("src", "srcset"), "track": ("src",), "use": ("href",), "video": ("src", "poster"),
}  # fmt: skip
"""Element → attributes whose address a browser loads by itself."""
FOLLOWED = {"a": ("href",), "area": ("href",), "form": ("action",), "blockquote": ("cite",)}
"""Element → attributes with an address that a reader follows."""
NOT_LOADED = {"alternate", "author", "canonical", "help", "license", "next", "prev", "search"}
"""Relations of a `<link>` that only name an address."""

CSS_ADDRESS = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)|@import\s+(['\"])(.*?)\3", re.DOTALL)


class Link(NamedTuple):
    """An address on a page."""

    address: str
    loaded: bool
    """Whether a browser loads it without being asked."""


class File(NamedTuple):
    """What one file of the site holds."""

    links: list[Link]
    ids: list[str]


def bare(name: str) -> str:
    """A name without its namespace, as XML and as HTML write it."""
    return name.rpartition("}")[2].rpartition(":")[2]


def addresses(text: str) -> Iterator[str]:
    """The addresses in a style sheet."""
    for match in CSS_ADDRESS.finditer(text):
        yield match[2] or match[4] or ""


def page_links(root: etree._Element) -> Iterator[Link]:
    """Every address in a tree of HTML or SVG."""
    for element in root.iter(etree.Element):
        name = bare(str(element.tag))
        attributes = {bare(str(key)): str(text) for key, text in element.items()}
        if name == "link" and "href" in attributes:
            relations = set(attributes.get("rel", "").lower().split())
            yield Link(attributes["href"], not relations <= NOT_LOADED)
        for attribute in LOADED.get(name, ()):
            if attribute in attributes:
                value = attributes[attribute]
                several = value.split(",") if attribute == "srcset" else [value]
                yield from (Link(one.split()[0], True) for one in several if one.strip())
        for attribute in FOLLOWED.get(name, ()):
            if attribute in attributes:
                yield Link(attributes[attribute], False)
        if name == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            yield Link(attributes.get("content", "").partition("=")[2].strip("'\" "), True)
        styles = [attributes.get("style", ""), (element.text or "") if name == "style" else ""]
        for style in styles:
            yield from (Link(address, True) for address in addresses(style))


def read(path: Path) -> File:
    """A file's links and ids; raises `ValueError` where it cannot be read."""
    if path.suffix == ".css":
        return File([Link(one, True) for one in addresses(path.read_text("utf-8"))], [])
    if path.suffix == ".html":
        root = html.document_fromstring(path.read_bytes(), html.HTMLParser(encoding="utf-8"))
    elif path.suffix in (".svg", ".xml", ".xsl"):
        try:
            root = etree.fromstring(path.read_bytes())
        except etree.XMLSyntaxError as error:
            raise ValueError(f"is not well-formed: {error}") from None
        if path.suffix != ".svg":
            return File([], [])
    else:
        return File([], [])
    ids = [str(value) for value in root.xpath("//@id | //a/@name")]  # type: ignore[union-attr]
    return File(list(page_links(root)), ids)


def target(path: str, address: str) -> tuple[str, str] | str:
    """File and fragment to which an address on `path` leads; a text says what is wrong."""
    parts = urlsplit(address)
    if not parts.path:
        return path, unquote(parts.fragment)
    if parts.path.startswith("/") and path not in ALONE:
        return "leads to the root of the host; a link must be relative"
    steps = path.split("/")[:-1] if not parts.path.startswith("/") else []
    for step in unquote(parts.path).strip("/").split("/"):
        if step == ".." and not steps:
            return "leads out of the site"
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps), unquote(parts.fragment)


def faults_of(path: str, link: Link, files: dict[str, File]) -> Iterator[str]:
    """What is wrong with one link of one page."""
    try:
        parts = urlsplit(link.address.strip())
    except ValueError:
        yield "is not an address"
        return
    if parts.scheme == "data" and link.loaded:
        return
    if parts.scheme or parts.netloc:
        if link.loaded:
            yield "is loaded from another host"
        elif parts.scheme not in ("http", "https", "mailto"):
            yield f"has the scheme '{parts.scheme}'" if parts.scheme else "names a host only"
        return
    aim = target(path, link.address.strip())
    if isinstance(aim, str):
        yield aim
        return
    file, fragment = aim
    if path in ALONE and file not in files:
        return  # it may stand under an address that only the web server knows
    if file not in files:
        folder = any(name.startswith(f"{file}/") for name in files) or not file
        yield "leads to a folder; name its index.html" if folder else f"leads to {file}: not there"
    elif fragment and fragment != "top" and fragment not in files[file].ids:
        yield f"leads to #{fragment}, which {file} does not have"


def reached(files: dict[str, File]) -> set[str]:
    """The files to which links lead from the first page."""
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        for link in files[path].links if path in files else ():
            try:
                parts = urlsplit(link.address.strip())
            except ValueError:
                continue
            aim = target(path, link.address.strip())
            if parts.scheme or parts.netloc or isinstance(aim, str) or aim[0] in seen:
                continue
            seen.add(aim[0])
            waiting.append(aim[0])
    return seen


def check(site: Path) -> tuple[list[str], int, int]:
    """Every fault of a site, how many pages it has, and how many links."""
    faults, files = [], {}
    for found in sorted(site.rglob("*")):
        if found.is_file():
            path = found.relative_to(site).as_posix()
            try:
                files[path] = read(found)
            except ValueError as error:
                faults.append(f"{path}: {error}")
    links = 0
    for path, file in files.items():
        for name, count in Counter(file.ids).items():
            if count > 1 and path.endswith(".html"):
                faults.append(f"{path}: the id '{name}' stands {count} times")
        links += len(file.links)
        for link in dict.fromkeys(file.links):
            faults += [
                f"{path}: '{link.address}' {fault}" for fault in faults_of(path, link, files)
            ]
    pages = [path for path in files if path.endswith(".html")]
    known = reached(files)
    faults += [
        f"{path}: no link leads here from the first page"
        for path in pages
        if path not in known and path not in ALONE
    ]
    return faults, len(pages), links


def main(arguments: list[str]) -> int:
    """The command line."""
    site = Path(arguments[0] if arguments else "site")
    if len(arguments) > 1 or not (site / "index.html").is_file():
        print(f"usage: linkcheck.py SITE; there is no {site}/index.html", file=sys.stderr)
        return 2
    faults, pages, links = check(site)
    for fault in faults:
        print(fault)
    print(f"{pages} pages, {links} links, {len(faults)} broken.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
