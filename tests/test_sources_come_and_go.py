"""Each source of the shipped digest may be retracted or made a draft, and the site stays whole."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from sites import SHIPPED

from digest import pipeline
from digest.model.coding import stance_id
from digest.model.page import Page
from digest.render.site import render

IDS = sorted(path.stem for path in (SHIPPED / "articles").glob("*.md"))


def changed(folder: Path, id: str, line: str) -> pipeline.Result:
    """The site with one line of a source's front matter set; raises where it has faults."""
    sources = folder / "sources"
    shutil.copytree(SHIPPED, sources, ignore=shutil.ignore_patterns("originals"))
    file = sources / "articles" / f"{id}.md"
    field = line.partition(":")[0]
    text = re.sub(rf"^{field}: .*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(text.replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")
    return pipeline.check(pipeline.Options(sources=sources))


def pages_of(result: pipeline.Result) -> list[Page]:
    return render(result.corpus, result.findings)


@pytest.mark.parametrize("id", IDS)
def test_a_retracted_source_is_shown_and_counts_nowhere(id: str, tmp_path: Path) -> None:
    result = changed(tmp_path, id, "standing: retracted")
    own = {stance_id(s) for s in result.corpus.stances() if s.source == id}
    assert own and not own & result.findings.counted
    pages = {page.path: page.content for page in pages_of(result)}
    assert all(b"retracted" in pages[f"stances/{stance}.html"] for stance in own)


@pytest.mark.parametrize("id", IDS)
def test_a_draft_leaves_no_word_and_no_id(id: str, tmp_path: Path) -> None:
    quotes = {s.quote.encode() for s in pipeline.check(pipeline.Options()).corpus.stances()
              if s.source == id}  # fmt: skip
    result = changed(tmp_path, id, "draft: true")
    left = {s.quote.encode() for s in result.corpus.stances()}
    for page in pages_of(result):
        assert id.encode() not in page.content and id not in page.path, page.path
        if page.path.startswith(("changes.", "data/stances.", "data/codings.", "stances/")):
            assert [quote for quote in quotes - left if quote in page.content] == [], page.path
