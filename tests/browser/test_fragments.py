"""Links to the very words: a browser finds them in the original, each in its own paragraph."""

from __future__ import annotations

import contextlib
import html
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import TimeoutError
from serving import served
from sites import MINI, ROOT, SHIPPED, Site

from digest.model.coding import stance_id

NEAREST = """() => {
  const middle = innerHeight / 2;
  const away = e => { const box = e.getBoundingClientRect();
    return Math.abs((box.top + box.bottom) / 2 - middle); };
  const found = [...document.querySelectorAll('p')].sort((a, b) => away(a) - away(b))[0];
  return scrollY ? Number(found.id.slice(1)) : 0;
}"""
"""The paragraph in the middle of the window; 0 where the page has not been scrolled."""


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder and its address: text fragments work where a server gives the page."""
    with served(tmp_path) as address:
        yield tmp_path, address


def put_apart(text: str) -> str:
    """A page with each paragraph of an original in a window of its own."""
    lines = [line for line in text.splitlines() if line.strip()]
    body = "".join(f"<p id=p{n}>{html.escape(line)}</p>" for n, line in enumerate(lines, 1))
    style = "<style>p{margin:2000px 0}</style>"
    return f"<!doctype html><meta charset=utf-8>{style}{body}"


@pytest.mark.parametrize(
    ("sources", "originals"),
    [(MINI, MINI.parent / "originals"), (SHIPPED, ROOT.parent / "shared" / "articles")],
    ids=["specimen", "shipped"],
)
def test_a_link_to_the_words_scrolls_to_their_paragraph(
    tab: Callable[..., Any], pages: tuple[Path, str], sources: Path, originals: Path
) -> None:
    if not originals.is_dir():
        pytest.skip("NOT CHECKED: the articles are not at ../shared/articles")
    folder, address = pages
    site = Site(sources)
    for id in site.corpus.sources:
        text = (originals / f"{id}.txt").read_text(encoding="utf-8-sig")
        (folder / f"{id}.html").write_text(put_apart(text), encoding="utf-8")
    linked = [
        (stance.source, site.findings.attested[stance_id(stance)])
        for stance in site.corpus.stances()
        if site.findings.attested[stance_id(stance)].fragment
    ]
    assert len(linked) >= 2
    look = tab(viewport={"width": 1200, "height": 800})
    wrong = []
    for source, attested in linked:
        page = look.page.context.new_page()
        page.goto(f"{address}/{source}.html#{attested.fragment}")
        with contextlib.suppress(TimeoutError):
            page.wait_for_function("scrollY > 0", timeout=2000)
        shown = page.evaluate(NEAREST)
        page.close()
        if shown != attested.paragraph:
            wrong.append((source, attested, shown))
    assert wrong == []
