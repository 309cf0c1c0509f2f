"""The digests made for measuring are digests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from digest.model.corpus import Corpus
from digest.read.corpus import read

BENCH = Path(__file__).resolve().parents[2] / "bench"
SIZE = 12


def generate(size: int, out: Path) -> Path:
    subprocess.run([sys.executable, str(BENCH / "corpus.py"), str(size), str(out)], check=True)
    return out


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(SIZE, tmp_path_factory.mktemp("bench") / "sources")


@pytest.fixture(scope="module")
def corpus(sources: Path) -> Corpus:
    corpus, problems = read(sources)
    assert problems == []
    return corpus


def test_it_has_every_kind_of_entry_and_a_second_coder(corpus: Corpus) -> None:
    assert len(corpus.sources) == len(corpus.annotations) == SIZE
    assert corpus.second
    assert all([corpus.topics, corpus.actors, corpus.summits, corpus.documents, corpus.milestones])


def test_every_quotation_stands_in_the_digest_once_and_has_3_to_15_words(corpus: Corpus) -> None:
    for stance in corpus.stances():
        assert 3 <= len(stance.quote.split()) <= 15
        assert corpus.bodies[stance.source].count(f"“{stance.quote}”") == 1


def test_a_small_digest_is_the_beginning_of_a_large_one(sources: Path, tmp_path: Path) -> None:
    for file in (generate(5, tmp_path / "five") / "articles").iterdir():
        assert file.read_bytes() == (sources / "articles" / file.name).read_bytes()
