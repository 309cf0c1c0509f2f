"""Every file of the site that machines read and that is no page's twin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.model.corpus import Corpus
from digest.model.page import Page
from digest.render.machine.sitemaps import crawled


def machine_files(corpus: Corpus, paths: Sequence[str]) -> Iterator[Page]:
    """`robots.txt` and sitemaps; `paths` are those of all pages.

    Those that need the site's address are left out where it is not set.
    """
    yield Page(".nojekyll", b"")
    yield from crawled(corpus, paths)
