"""What is written for the other generators says the same as what is written for us."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from digest.model.corpus import Corpus
from digest.read.corpus import read

BENCH = Path(__file__).resolve().parents[2] / "bench"
SIZE = 3


def generate(out: Path, *more: str) -> Path:
    command = [sys.executable, str(BENCH / "corpus.py"), str(SIZE), str(out), *more]
    subprocess.run(command, check=True)
    return out


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layouts")


@pytest.fixture(scope="module")
def corpus(root: Path) -> Corpus:
    corpus, problems = read(generate(root / "sources"))
    assert problems == []
    return corpus


@pytest.fixture(scope="module")
def hugo(root: Path) -> dict[str, frontmatter.Post]:
    folder = generate(root / "hugo", "--layout", "hugo") / "content"
    return {path.stem: frontmatter.load(str(path)) for path in folder.glob("*.md")}


@pytest.fixture(scope="module")
def pelican(root: Path) -> dict[str, tuple[dict[str, str], str]]:
    """Id → its head and its body."""
    found = {}
    folder = generate(root / "pelican", "--layout", "pelican") / "content"
    for path in folder.glob("*.md"):
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        pairs = (line.partition(": ") for line in head.splitlines())
        found[path.stem] = {name: value for name, _, value in pairs}, body
    return found


def words(markdown: str) -> list[str]:
    """The words that readers see, the addresses of links left out."""
    shown = re.sub(r"\[\[\w+:[\w-]+\|([^\]]+)\]\]", r"\1", markdown)
    shown = re.sub(r"\]\([^)]*\)", "", shown)
    return re.findall(r"[\w’'-]+", shown)


def ours(root: Path, id: str) -> str:
    return str(frontmatter.load(str(root / "sources" / "articles" / f"{id}.md")).content)


def test_each_has_the_same_articles_with_the_same_words(
    root: Path, corpus: Corpus, hugo: dict[str, Any], pelican: dict[str, Any]
) -> None:
    assert hugo.keys() == pelican.keys() == corpus.sources.keys()
    for id in corpus.sources:
        mine = words(ours(root, id))
        assert len(mine) > 500
        assert words(hugo[id].content) == mine
        text, _, stances = pelican[id][1].partition("\n## Statements\n\n")
        assert words(text) == mine
        assert len(stances.splitlines()) == len(corpus.annotations[id].stances)


def test_titles_dates_and_addresses_are_the_same(
    corpus: Corpus, hugo: dict[str, Any], pelican: dict[str, Any]
) -> None:
    for id, source in corpus.sources.items():
        front, head = hugo[id].metadata, pelican[id][0]
        assert front["title"] == head["Title"] == source.title
        assert str(front["date"]) == head["Date"] == source.published.iso
        assert front["source_url"] == head["Source_url"] == source.url
        assert front["author"] == head["Author"] == corpus.actors[source.authors[0]].name


def test_stances_are_data_for_hugo_and_a_list_for_pelican(
    corpus: Corpus, hugo: dict[str, Any], pelican: dict[str, Any]
) -> None:
    for id in corpus.sources:
        stances = corpus.annotations[id].stances
        said = hugo[id].metadata["statements"]
        assert [(one["actor"], one["topic"], one["quote"]) for one in said] == [
            (stance.actor, stance.topic, stance.quote) for stance in stances
        ]
        for stance in stances:
            assert (
                f"**{stance.actor}** on {stance.topic}: {stance.position.value} ("
                in (pelican[id][1])
            )


def test_whatever_a_stance_is_about_is_filed_under(
    corpus: Corpus, hugo: dict[str, Any], pelican: dict[str, Any]
) -> None:
    for id in corpus.sources:
        front, tags = hugo[id].metadata, pelican[id][0]["Tags"].split(", ")
        for stance in corpus.annotations[id].stances:
            assert stance.topic in front["topics"] and f"topic {stance.topic}" in tags
            assert stance.actor in front["actors"] and f"actor {stance.actor}" in tags
        assert {f"summit {id}" for id in front["summits"]} <= set(tags)
