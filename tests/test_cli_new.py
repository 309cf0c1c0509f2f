"""New entries: skeletons that are right from the start."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from sites import lay_out, tree_of

from digest.new import KINDS
from digest.read.corpus import read

TITLES = ["Plain words", 'It\'s "quoted": # & * [x]', "- 2021: no", "null", "12:30", "바다", "a\nb"]


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return Path("sources")


@pytest.mark.parametrize("kind", KINDS)
def test_what_new_makes_is_accepted_and_can_be_built(sources: Path, kind: str) -> None:
    done = run("new", kind, "fresh-one", "--title", "A fresh one")
    assert done.code == 0 and done.out.startswith("Wrote sources/")
    checked = run("check", "--strict", "--drafts")
    assert checked.code == 0, checked.err
    assert run("build", "--drafts").code == 0
    corpus, _ = read(sources, drafts=True)
    ref = corpus.find(f"{kind}:fresh-one")
    assert ref and corpus.name(ref) == "A fresh one"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("title", TITLES)
def test_any_title_is_kept_as_it_is(sources: Path, kind: str, title: str) -> None:
    assert run("new", kind, "fresh-one", "--title", title).code == 0
    corpus, _ = read(sources, drafts=True)
    ref = corpus.find(f"{kind}:fresh-one")
    assert ref and corpus.name(ref) == " ".join(title.split())


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_title_the_id_serves(sources: Path, kind: str) -> None:
    assert run("new", kind, "fresh-one").code == 0
    corpus, _ = read(sources, drafts=True)
    ref = corpus.find(f"{kind}:fresh-one")
    assert ref and corpus.name(ref) == "Fresh one"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_there_is_never_changed(sources: Path, kind: str) -> None:
    before = tree_of(sources)
    assert run("new", kind, "fresh-one").code == 0
    after = tree_of(sources)
    for path, content in before.items():
        assert after[path].startswith(content)
    twice = run("new", kind, "fresh-one")
    assert twice.code == 2 and "already" in twice.err
    assert tree_of(sources) == after


@pytest.mark.parametrize("id", ["Fresh", "../x", "a b", "index", "con", "-x", "é", "a--b", ""])
@pytest.mark.parametrize("kind", ["source", "topic"])
def test_what_is_no_id_is_refused(sources: Path, kind: str, id: str) -> None:
    before = tree_of(sources)
    done = run("new", kind, "--", id)
    assert done.code == 2 and "is not an id" in done.err
    assert tree_of(sources) == before


def test_a_registry_that_is_missing_is_begun(sources: Path) -> None:
    (sources / "milestones.yaml").unlink()
    assert run("new", "milestone", "2022-06-calm").code == 0
    assert list(read(sources)[0].milestones) == ["2022-06-calm"]


def test_a_registry_without_a_last_line_end_or_with_those_of_windows_stays_whole(
    sources: Path,
) -> None:
    path = sources / "topics.yaml"
    path.write_bytes(path.read_bytes().rstrip(b"\n").replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert run("new", "topic", "fresh-one").code == 0
    assert path.read_bytes().startswith(before)
    assert "fresh-one" in read(sources)[0].topics


def test_without_a_sources_folder_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("new", "topic", "x")
    assert done.code == 2 and "no folder sources" in done.err
    assert tree_of(tmp_path) == {}


def test_a_skeleton_names_the_allowed_words(sources: Path) -> None:
    run("new", "source", "fresh-one")
    text = (sources / "articles/fresh-one.yaml").read_text(encoding="utf-8")
    assert "leans-support" in text and "own-words" in text
    assert "$schema=../../schema/annotations.schema.json" in text.splitlines()[0]
