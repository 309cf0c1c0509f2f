"""The worklist as a command: its order, its forms, and its lines in the shipped digest."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from commands import run
from sites import ROOT

from digest import todo
from digest.model.empties import Together

DIGEST = """---
title: T
kind: news
---
The Mainland warns of the bridge.
The Skerries and the bridge, 100% new.
Ada Quill, dredging.
"""
CODING = "searched: [fixed-link]\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    (folder / "articles").mkdir(parents=True)
    for name in ("digest.yaml", "topics.yaml", "actors.yaml"):
        text = (ROOT / "tests" / "mini" / "sources" / name).read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "articles" / "one.md").write_text(DIGEST, encoding="utf-8")
    (folder / "articles" / "one.yaml").write_text(CODING, encoding="utf-8")
    return folder


def test_text_goes_to_standard_output(sources: Path) -> None:
    done = run("todo", "--sources", sources, "--limit", "1")
    assert done.code == 0
    first, whole, more, last = done.out.splitlines()
    assert first.endswith("one.md:5  mainland × fixed-link  “The Mainland warns of the bridge.”")
    assert whole.endswith("one.yaml:1  names harbour-dredging, not among 'searched'")
    assert more == "… and 2 pairs more"
    assert last == "3 pairs of actor and topic wait for a coder."


def test_json_has_priorities_in_order(sources: Path) -> None:
    found = json.loads(run("todo", "--sources", sources, "--format", "json").out)
    assert [(item["what"], item["line"], item["priority"]) for item in found] == [
        ("uncoded", 5, 6), ("uncoded", 6, 2), ("uncoded", 7, 0), ("not-searched", 1, 0),
    ]  # fmt: skip
    assert found[0]["actor"] == "mainland"
    assert found[0]["topic"] == "fixed-link"


def test_github_marks_lines(sources: Path) -> None:
    done = run("todo", "--sources", sources, "--format", "github")
    lines = done.out.splitlines()
    assert len(lines) == 4
    assert re.match(r"::warning file=.*/one\.md,line=5,col=1::mainland × fixed-link: “", lines[0])
    assert "100%25 new" in lines[1]


def test_faults_stop_it(sources: Path) -> None:
    (sources / "articles" / "one.yaml").write_text("searched: [fixd-link]\n", encoding="utf-8")
    done = run("todo", "--sources", sources)
    assert done.code == 1
    assert "did you mean 'fixed-link'?" in done.err


def test_the_help_says_how_it_is_ordered() -> None:
    told = " ".join(run("todo", "--help").out.split())
    assert " ".join(todo.PRIORITY.split()) in told


@pytest.mark.parametrize(
    ("sentences", "searched", "holds", "points"),
    [
        (("It stood.",), False, False, 0),
        (("It stood.",), False, True, 1),
        (("It stood.",), True, False, 2),
        (("It rejects it.",), True, True, 7),
        (("It stood.", "It said so."), False, False, 5),
        (("It stood.",) * 9, False, False, 3),
    ],
)
def test_the_priority_is_as_stated(
    sentences: tuple[str, ...], searched: bool, holds: bool, points: int
) -> None:
    item = Together("s", "a", "t", ((0, 0),) * len(sentences), sentences)
    assert todo.priority(item, searched=searched, holds=holds) == points


def test_without_its_notes_the_shipped_digest_has_a_worklist_at_the_right_lines(
    tmp_path: Path,
) -> None:
    """The first word of each sentence stands on the line named; the notes took all of them off."""
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    for file in (tmp_path / "sources" / "articles").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^mentioned:\n(?:[ -].*\n|\n)*", "", text), encoding="utf-8")
    items = [item for item in todo.worklist(tmp_path / "sources") if item.what == "uncoded"]
    assert len(items) > 20
    assert [item.priority for item in items] == sorted((i.priority for i in items), reverse=True)
    for item in items:
        line = Path(item.place.file).read_text(encoding="utf-8").split("\n")[item.place.line - 1]
        assert re.findall(r"\w+", item.text)[0] in line


def test_nothing_of_the_shipped_digest_waits() -> None:
    assert todo.worklist(ROOT / "sources") == []
