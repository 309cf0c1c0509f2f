"""The checks before anything is written: what a reader or a web server would stumble over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from digest.errors import Problem, order
from digest.model.page import Page
from digest.publish.links import NOT_FOUND_PAGE, Hints, Resolver
from digest.publish.outline import Link, Outline, outline_css, outline_html, outline_xml
from digest.publish.paths import check_paths, place_of

_OUTLINES: dict[str, Callable[[bytes], Outline]] = {
    ".html": outline_html,
    ".css": outline_css,
    **dict.fromkeys((".xml", ".atom", ".rss", ".svg", ".rdf", ".graphml", ".gexf"), outline_xml),
}
"""How files are read, by suffix; all others are only targets of links."""


def verify(pages: Sequence[Page], *, base_url: str = "") -> list[Problem]:
    """Every fault of the finished pages, in order of file and message; nothing is written.

    Paths must be safe and distinct; a page must have one non-empty title of its own, one heading
    of the first level and unique ids; every link must be relative and lead to a file of the site
    and to an id on it; nothing may be loaded from another host; feeds, sitemaps and drawings must
    be well-formed.  Each file is parsed once.

    `base_url` is the site's public address, when it has one: absolute addresses that start with
    it are then looked up too (canonical links, and any link of the page for missing pages).
    """
    problems = check_paths(pages)
    resolver = Resolver((page.path for page in pages), base_url)
    ids: dict[str, frozenset[str]] = {}
    titles: dict[str, Page] = {}
    awaited: list[tuple[Page, Link, str, str]] = []
    for page in pages:
        outline = _outline(page)
        if outline is None:
            continue
        problems += [_problem(page, fault) for fault in outline.faults]
        if page.path.endswith(".html"):
            problems += _check_parts(page, outline)
            problems += _check_title(page, outline, titles)
        if not page.path.endswith(".css"):
            ids[page.path] = outline.names.union(outline.ids)
        for link, aim, wanted in resolver.aims(page.path, outline.links):
            if aim.fault:
                problems.append(_problem(page, f"the link {link.address!r} {aim.fault}", aim.hint))
            elif wanted and wanted not in ids.get(aim.path, ()):
                awaited.append((page, link, aim.path, wanted))  # its page may come later
    problems += _check_fragments(awaited, ids)
    return sorted(problems, key=order)


def _outline(page: Page) -> Outline | None:
    name = page.path.rpartition("/")[2]
    read = _OUTLINES.get(name[name.rfind(".") :])
    return read(page.content) if read else None


def _check_parts(page: Page, outline: Outline) -> Iterator[Problem]:
    if len(outline.headings) != 1:
        yield _problem(page, f"has {len(outline.headings)} <h1> headings; a page has exactly one")
    elif not outline.headings[0]:
        yield _problem(page, "has an empty <h1> heading")
    for name, count in Counter(outline.ids).items():
        if count > 1:
            yield _problem(page, f"has the id {name!r} {count} times; an id stands once on a page")
        elif name.split() != [name]:
            yield _problem(page, f"has the id {name!r}; an id is not empty and has no spaces")
    if outline.base is not None and page.path != NOT_FOUND_PAGE:
        yield _problem(page, "has a <base>, which bends every relative link")


def _check_title(page: Page, outline: Outline, titles: dict[str, Page]) -> Iterator[Problem]:
    """`titles` are the titles seen so far; this page's is added."""
    if len(outline.titles) != 1:
        yield _problem(page, f"has {len(outline.titles)} <title> elements; a page has exactly one")
        return
    (title,) = outline.titles
    if not title:
        yield _problem(page, "has an empty <title>")
    elif page.path != NOT_FOUND_PAGE:
        other = titles.setdefault(title, page)
        if other is not page:
            source = f" (from {other.origin})" if other.origin else ""
            yield _problem(page, f"has the title {title!r}, as has {other.path!r}{source}")


def _check_fragments(
    awaited: Iterable[tuple[Page, Link, str, str]], ids: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    hints = Hints()
    for page, link, path, wanted in awaited:
        known = ids.get(path)
        if known is None or wanted in known:
            continue
        where = "this page" if path == page.path else repr(path)
        message = f"leads to {wanted!r} on {where}, where nothing has that id"
        found = hints.nearest(wanted, path, known)
        hint = f"did you mean '#{found}'?" if found else ""
        yield _problem(page, f"the link {link.address!r} {message}", hint)


def _problem(page: Page, message: str, hint: str = "") -> Problem:
    return Problem(place_of(page), f"{page.path}: {message}", hint)
