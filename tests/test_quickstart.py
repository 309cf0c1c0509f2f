"""The quick start, followed as a newcomer would, from the program to a site of one's own."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
import quickstart
from quickstart import Command, Edit, follow, steady, steps
from sites import ROOT, Site

PAGE = (ROOT / "docs" / "quick-start.md").read_text(encoding="utf-8")
PARTS = ("build.py", "Makefile", "requirements.txt", "digest", "templates", "sources", "tests/mini")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in a folder of its own, set up already: nothing is fetched for a test."""
    folder = tmp_path_factory.mktemp("newcomer") / "research-digest"
    for part in PARTS:
        source, target = ROOT / part, folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    (folder / ".venv").mkdir()
    for path in Path(sys.prefix).iterdir():
        if path.name not in (".runtime", ".dev"):
            (folder / ".venv" / path.name).symlink_to(path)
    for stamp in (".runtime", ".dev"):
        (folder / ".venv" / stamp).touch()
    return folder


@pytest.mark.skipif(shutil.which("make") is None, reason="make is missing")
def test_every_command_answers_as_the_page_says(program: Path) -> None:
    done = follow(steps(PAGE), program)
    assert len(done) > 10
    assert [(line, steady(got)) for line, _, got in done] == [
        (line, steady(said)) for line, said, _ in done
    ]
    made = program.parent / "my-digest"
    assert (made / "site" / "topics" / "fixed-link.html").exists()
    site = Site(made / "sources")
    assert "“ready to lay the first stone”" in site.text("topics/fixed-link.html")
    (stance,) = [path for path in site.html_paths if re.match(r"stances/(?!index)", path)]
    assert "checked against the original" in site.text(stance)


def test_it_shows_every_kind_of_new_entry_that_one_begins_with() -> None:
    commands = [step.line for step in steps(PAGE) if isinstance(step, Command)]
    for kind in ("digest", "topic", "actor", "summit", "source"):
        assert any(f"build.py new {kind} " in line for line in commands), kind


def test_an_answer_that_differs_in_more_than_numbers_is_not_the_same() -> None:
    said = "81 files written, 0 unchanged, 0 removed in 0.3 s: open site/index.html"
    assert steady(said) == steady(said.replace("81", "9").replace("0.3", "11.0"))
    assert steady(said) != steady(f"{said}, 1 warning")
    assert steady("Wrote 22 files in x") != steady("Wrote 23 files in x")


def test_a_line_is_put_in_place_of_the_one_that_begins_alike(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.yaml").write_text("x: 1\n  y: 2\nz: 3\n")
    quickstart.follow([Edit("sources/a.yaml", "  y: 5\n", line=True)], tmp_path)
    assert (tmp_path / "sources" / "a.yaml").read_text() == "x: 1\n  y: 5\nz: 3\n"
