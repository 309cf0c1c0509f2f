"""The digests made for measuring are digests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from digest.analyse.findings import analyse
from digest.attest import attest
from digest.model.coding import fact_id, stance_id
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
    for file in (tmp_path / "five" / "originals").iterdir():
        assert file.read_bytes() == (sources / "originals" / file.name).read_bytes()


def paragraphs(sources: Path, id: str) -> list[str]:
    text = (sources / "originals" / f"{id}.txt").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line.strip()]


def test_every_quotation_stands_once_in_the_original_where_it_is_said_to(
    sources: Path, corpus: Corpus
) -> None:
    for item in [*corpus.stances(), *corpus.facts()]:
        lines = paragraphs(sources, item.source)
        assert item.quote in lines[item.paragraph - 1]
        assert "\n".join(lines).count(item.quote) == 1


def test_it_has_what_the_analysis_looks_for(tmp_path: Path) -> None:
    root = generate(120, tmp_path / "many")
    attest(root)
    corpus, _ = read(root)
    findings = analyse(corpus)
    keys = {*map(stance_id, corpus.stances()), *map(fact_id, corpus.facts())}
    assert keys == findings.attested.keys(), "every quotation is attested"
    derived = [s for s in corpus.sources.values() if s.derived_from]
    assert {s.derived_from.how.value for s in derived if s.derived_from} == {
        "excerpt", "republication"
    }  # fmt: skip
    for source in derived:
        assert source.derived_from
        ours, theirs = (paragraphs(root, id) for id in (source.id, source.derived_from.source))
        assert len(set(ours) & set(theirs)) >= 4
    assert findings.twins and findings.shifts and findings.reliability
    assert any(dispute.conflict for dispute in findings.disputes)
    assert sum(1 for stance in corpus.stances() if stance.date) > len(corpus.sources) * 4


def test_only_the_stages_that_are_wanted_are_measured(tmp_path: Path) -> None:
    program = [sys.executable, str(BENCH / "growth.py"), "--small", "21", "--large", "22"]
    limited = [*program, "--rounds", "1", "--limit", "1e30", "--stages", "analyse"]
    done = subprocess.run(limited, capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in done.stdout.splitlines()[2:]] == ["analyse"]
    done = subprocess.run([*program, "--stages", "reed"], capture_output=True, text=True)
    assert done.returncode == 2 and "choose among attest, read" in done.stderr
