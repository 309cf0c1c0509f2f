"""The shipped sources: whole, fair in size, and true to the articles they rest on."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from digest.analyse.originals import attesting
from digest.analyse.originals.checking import check
from digest.analyse.originals.quotations import quotations
from digest.errors import render_line
from digest.model.corpus import Corpus
from digest.original import Original
from digest.passages import parse, passages
from digest.read.corpus import read

ROOT = Path(__file__).parent.parent
ORIGINALS = ROOT.parent / "shared" / "articles"
"""The articles as published; private, beside the repository, never in it."""

RUN = 16
"""So many words in a row of an article are more than a quotation."""


@cache
def shipped() -> Corpus:
    corpus, _ = read(ROOT / "sources")
    return corpus


def originals() -> dict[str, str]:
    """Article id → its text as published."""
    found = {file.stem: file.read_text(encoding="utf-8") for file in ORIGINALS.glob("*.txt")}
    if not found:
        message = (
            "NOT CHECKED: the articles are not at ../shared/articles, so neither that quotations "
            "are verbatim nor that no long run of an article is published could be tested"
        )
        pytest.skip(message)
    return found


def test_the_sources_are_without_faults() -> None:
    _, problems = read(ROOT / "sources")
    assert [render_line(problem) for problem in problems] == []


def test_there_is_enough_of_everything() -> None:
    corpus = shipped()
    assert len(corpus.sources) == 5
    assert len(corpus.topics) == 16
    assert set(corpus.annotations) == set(corpus.sources)
    assert len(list(corpus.stances())) >= 60
    assert len(list(corpus.facts())) >= 15


@pytest.mark.parametrize("source", [file.stem for file in (ROOT / "sources/articles").glob("*.md")])
def test_a_digest_is_neither_a_blurb_nor_the_article(source: str) -> None:
    found = passages(parse(shipped().bodies[source]))
    body = re.split(r"<h2[^>]*>(?:References|Sources)", shipped().bodies[source])[0]
    words = sum(len(p.text.split()) for p in passages(parse(body)))
    assert found
    assert 350 <= words <= 900


def test_every_quotation_of_a_stance_has_three_to_fifteen_words() -> None:
    lengths = {(s.source, s.index): len(s.quote.split()) for s in shipped().stances()}
    assert {place: n for place, n in lengths.items() if not 3 <= n <= 15} == {}


def test_every_stance_says_where_its_words_stand() -> None:
    assert [(s.source, s.index) for s in shipped().stances() if not s.paragraph] == []


FOLDS = str.maketrans(
    {**dict.fromkeys("‘’‚‛′", "'"), **dict.fromkeys("“”„‟″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)


def fold(text: str) -> str:
    """White space, no-break spaces, typographic quotes and dashes made plain; nothing else."""
    return " ".join(text.translate(FOLDS).split())


def stands_in(quote: str, paragraph: str) -> bool:
    """Whether the words stand in the paragraph, beginning and ending at a word's bounds."""
    return re.search(rf"(?<!\w){re.escape(fold(quote))}(?!\w)", fold(paragraph)) is not None


@pytest.mark.parametrize(
    ("quote", "paragraph", "stands"),
    [
        (
            "the 'first' stone",
            "It is the “first”\u00a0stone.".replace("“", "‘").replace("”", "’"),
            True,
        ),
        ("first - stone", "first – stone", True),
        ("first stone", "the firsts stone", False),
        ("irst stone", "the first stone", False),
        ("First stone", "the first stone", False),
        ("first stone", "the first, stone", False),
    ],
)
def test_the_check_of_quotations_can_fail(quote: str, paragraph: str, stands: bool) -> None:
    assert stands_in(quote, paragraph) is stands


def test_every_quotation_stands_in_its_article_at_its_paragraph() -> None:
    texts = originals()
    assert set(texts) >= set(shipped().sources)
    lines = {
        id: [""] + [ln for ln in text.splitlines() if ln.strip()] for id, text in texts.items()
    }
    wrong = []
    for item in [*shipped().stances(), *shipped().facts()]:
        if not item.quote:
            continue
        own = lines[item.source]
        paragraph = own[item.paragraph] if 0 < item.paragraph < len(own) else ""
        if not stands_in(item.quote, paragraph):
            wrong.append(f"{item.source} {type(item).__name__} {item.index}: {item.quote}")
    assert wrong == []


def test_the_one_matcher_agrees() -> None:
    """Every quotation has one place, and there the words are those that a plainer check sees."""
    texts = {id: Original(text) for id, text in originals().items()}
    wrong = []
    for quotation in quotations(shipped(), second=True):
        found = quotation.matches(texts[quotation.source])
        if len(found) != 1 or not stands_in(
            quotation.quote, texts[quotation.source].paragraphs[found[0].paragraph - 1]
        ):
            wrong.append(f"{quotation.file} {quotation.path}: {quotation.quote}")
    assert wrong == []


def test_every_quotation_is_attested() -> None:
    """Also where the originals are not at hand: the records still fit the words."""
    known = attesting.attested(shipped())
    assert [f"{q.file} {q.path}" for q in quotations(shipped()) if q.key not in known] == []


def test_the_attestations_are_what_the_originals_say() -> None:
    texts = {id: Original(text) for id, text in originals().items()}
    checked = check(shipped(), texts)
    assert checked.faults == ()
    assert checked.notes == ()
    assert checked.records == dict(shipped().attestations)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of `RUN` words."""
    found = words(text)
    return {tuple(found[n : n + RUN]) for n in range(len(found) - RUN + 1)}


def published() -> list[Path]:
    """Every file in the repository: as git has it, else all but what is never committed."""
    try:
        listed = subprocess.run(
            ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True
        ).stdout
        files = [ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name]
    except (OSError, subprocess.CalledProcessError):
        left_out = {".venv", "site", ".git"}
        files = [f for f in ROOT.rglob("*") if not left_out & set(f.relative_to(ROOT).parts)]
    return [file for file in files if file.is_file()]


def test_the_check_of_runs_can_fail() -> None:
    original = " ".join(f"w{n}" for n in range(40))
    fifteen = "Before W3, " + "; ".join(f"w{n}" for n in range(4, 18)) + " after"
    assert not runs(original) & runs(fifteen)
    assert runs(original) & runs(fifteen.replace("after", "\n\n W18 after"))


def test_no_long_run_of_an_article_stands_in_any_file() -> None:
    taken = set().union(*(runs(text) for text in originals().values()))
    files = published()
    assert ROOT / "sources" / "actors.yaml" in files
    found = {}
    for file in files:
        copied = runs(file.read_bytes().decode("utf-8", "replace")) & taken
        if copied:
            found[file.relative_to(ROOT).as_posix()] = " ".join(min(copied))
    assert found == {}
