"""What crawlers look for: the list of all pages, and what they may read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from digest.dates import PartialDate
from digest.model.corpus import Corpus
from digest.model.page import Page
from digest.model.refs import absolute
from digest.render.division import Row, Step, divide
from digest.render.machine.atom import text
from digest.render.machine.revised import pages_revised

MOST = 50_000
"""Addresses in one sitemap, as its protocol has it; then there are several, and an index."""

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def crawled(corpus: Corpus, paths: Sequence[str], most: int = MOST) -> Iterator[Page]:
    """`robots.txt`, and sitemaps of the pages among `paths` where the site's address is known."""
    base = corpus.settings.base_url
    robots = "User-agent: *\nAllow: /\n"
    if base:
        robots += f"Sitemap: {absolute('sitemap.xml', base)}\n"
        html = sorted(path for path in paths if path.endswith(".html") and path != "404.html")
        yield from _sitemaps(base, html, pages_revised(corpus), most)
    yield Page("robots.txt", robots.encode())


def _sitemaps(
    base: str, paths: list[str], dates: Mapping[str, PartialDate], most: int
) -> Iterator[Page]:
    """One list while it holds all; else one for each folder, and an index of them.

    What a folder has too much of is halved by a hash of the path, as often as needed: a new page
    changes the one list that holds it, and the names of all stay.
    """
    if len(paths) <= most:
        yield Page("sitemap.xml", _list("urlset", "url", base, paths, dates))
        return
    rows = (Row(path, (_folder(path),), path) for path in paths)
    lists = [part for part in divide("", rows, most).parts.values() if part.rows]
    named = {part.path.strip("/").removesuffix(".html"): part.rows for part in lists}
    names = [f"sitemap-{name}.xml" for name in sorted(named)]
    yield Page("sitemap.xml", _list("sitemapindex", "sitemap", base, names, {}))
    for name in sorted(named):
        yield Page(f"sitemap-{name}.xml", _list("urlset", "url", base, named[name], dates))


def _folder(path: str) -> Step:
    folder = path.partition("/")[0] if "/" in path else "top"
    return Step(folder, folder)


def _list(
    root: str, item: str, base: str, paths: Sequence[str], dates: Mapping[str, PartialDate]
) -> bytes:
    lines = []
    for path in paths:
        date = dates.get(path)
        when = f"<lastmod>{date.iso}</lastmod>" if date else ""
        lines.append(f"<{item}><loc>{text(absolute(path, base))}</loc>{when}</{item}>\n")
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n'
    return f"{head}{''.join(lines)}</{root}>\n".encode()
