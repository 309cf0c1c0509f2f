"""Compiled templates are kept, and never trusted beyond what they were made of."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sites import TEMPLATES

from digest.render import compiled, environment
from digest.render.compiled import FOLDER


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder = tmp_path / "templates"
    shutil.copytree(TEMPLATES, folder, ignore=shutil.ignore_patterns(FOLDER))
    (folder / "mine.html").write_text("<p>{{ name }}</p>")
    yield folder
    environment._environment.cache_clear()


def shown(templates: Path) -> str:
    environment._environment.cache_clear()
    return environment.environment([templates]).get_template("mine.html").render(name="<b>")


def files(templates: Path) -> list[Path]:
    return sorted((templates / FOLDER).glob("*"))


def test_a_template_is_compiled_once(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(templates) == "<p>&lt;b&gt;</p>" and len(files(templates)) == 1
    with monkeypatch.context() as patch:
        patch.setattr("jinja2.Environment._generate", lambda *_, **__: pytest.fail("again"))
        assert shown(templates) == "<p>&lt;b&gt;</p>"


def test_another_text_or_another_way_of_compiling_is_compiled_anew(
    templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(templates)
    (templates / "mine.html").write_text("<i>{{ name }}</i>")
    assert shown(templates) == "<i>&lt;b&gt;</i>"
    (kept,) = files(templates)
    before = kept.read_bytes()
    monkeypatch.setattr(compiled.jinja2, "__version__", "0")
    assert shown(templates) == "<i>&lt;b&gt;</i>" and kept.read_bytes() != before


@pytest.mark.parametrize("place", [0, 40, 90, -1])
def test_a_damaged_file_is_as_none(templates: Path, place: int) -> None:
    shown(templates)
    (kept,) = files(templates)
    content = bytearray(kept.read_bytes())
    for damaged in (content[:place], b"", bytes(content[:place]) + b"x" + bytes(content[place:])):
        kept.write_bytes(damaged)
        assert shown(templates) == "<p>&lt;b&gt;</p>"


def test_a_folder_that_may_not_be_written_is_left_alone(
    templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (templates / FOLDER).write_text("in the way")
    assert shown(templates) == "<p>&lt;b&gt;</p>"
    (templates / FOLDER).unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown(templates) == "<p>&lt;b&gt;</p>" and not (templates / FOLDER).exists()
