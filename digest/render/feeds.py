"""Files for machines: sitemap, robots.txt, Atom feed, llms.txt, .nojekyll."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from digest.dates import PartialDate, earliest
from digest.model.corpus import Corpus
from digest.model.page import Page
from digest.model.refs import KINDS, Ref, address


def feeds(corpus: Corpus, paths: Sequence[str]) -> list[Page]:
    """The files; those that need the site's address are left out where it is not set."""
    base = corpus.settings.base_url.rstrip("/")
    files = [
        Page(".nojekyll", b""),
        Page("feed.xml", _feed(corpus, base).encode()),
        Page("llms.txt", _llms(corpus, base).encode()),
    ]
    if base:
        html = sorted(path for path in paths if path.endswith(".html") and path != "404.html")
        files.append(Page("sitemap.xml", _sitemap(base, html).encode()))
        files.append(Page("robots.txt", f"User-agent: *\nSitemap: {base}/sitemap.xml\n".encode()))
    else:
        files.append(Page("robots.txt", b"User-agent: *\nAllow: /\n"))
    return files


def _sitemap(base: str, paths: Sequence[str]) -> str:
    urls = "".join(
        f"<url><loc>{escape(base)}/{'' if path == 'index.html' else escape(path)}</loc></url>\n"
        for path in paths
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'


def _stamp(date: PartialDate | None) -> str:
    year, month, day = date.first if date else (1970, 1, 1)
    return f"{year:04d}-{month:02d}-{day:02d}T00:00:00Z"


def _feed(corpus: Corpus, base: str) -> str:
    """An Atom feed of the sources, latest first; ids are `tag:` URIs, so they outlive a move."""
    settings = corpus.settings
    host = urlsplit(base).hostname or "digest.invalid"
    as_of = corpus.as_of
    year = as_of.year if as_of else 1970
    ordered = sorted(corpus.sources.values(), key=lambda s: s.id)
    ordered.sort(key=lambda s: earliest(s.date), reverse=True)
    entries = []
    for source in ordered:
        path = address(Ref("source", source.id))
        names = [corpus.actors[id].name for id in source.authors]
        authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in names)
        link = f"{base}/{path}" if base else path
        entries.append(
            f"<entry><id>tag:{host},{year}:source:{source.id}</id><title>{escape(source.title)}</title>"
            f"<updated>{_stamp(source.date)}</updated>{authors}<link href={quoteattr(link)}/>"
            f"<summary>{escape(source.summary or source.title)}</summary></entry>\n"
        )
    publisher = escape(settings.publisher or settings.title)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>tag:{host},{year}:digest</id><title>{escape(settings.title)}</title>"
        f"<updated>{_stamp(as_of)}</updated><author><name>{publisher}</name></author>\n"
        + (f'<link rel="self" href={quoteattr(base + "/feed.xml")}/>\n' if base else "")
        + "".join(entries)
        + "</feed>\n"
    )


def _llms(corpus: Corpus, base: str) -> str:
    """What the site holds, as a list of links in Markdown (the llms.txt convention)."""
    lines = [f"# {corpus.settings.title}", "", f"> {corpus.settings.description.strip()}", ""]
    for kind in KINDS:
        if kind == "milestone":
            continue
        lines += [f"## {kind.capitalize()}s", ""]
        for id in corpus.table(kind):
            path = address(Ref(kind, id))
            name = corpus.name(Ref(kind, id)).replace("[", "(").replace("]", ")")
            lines.append(f"- [{name}]({f'{base}/' if base else ''}{path})")
        lines.append("")
    return "\n".join(lines)
