"""Compiled templates are kept, and never used for what they were not made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.render import environment as module
from digest.render.environment import environment


def shown(folder: Path, kept: Path) -> str:
    """The page, by an environment as a new process has it."""
    module._environment.cache_clear()
    return environment([folder], kept).get_template("page.html").render(x="<")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text("one {{ x }}")
    return tmp_path


def test_a_template_is_compiled_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    assert shown(folder, kept) == "one &lt;"
    assert len(list(kept.iterdir())) == 1
    monkeypatch.setattr(module.Templates, "compile", None)
    assert shown(folder, kept) == "one &lt;"


def test_a_template_that_changed_is_compiled_again(folder: Path, tmp_path: Path) -> None:
    shown(folder, tmp_path / "kept")
    (folder / "page.html").write_text("two {{ x }}")
    assert shown(folder, tmp_path / "kept") == "two &lt;"
    assert len(list((tmp_path / "kept").iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 400])
def test_a_damaged_file_is_no_file(folder: Path, tmp_path: Path, damage: bytes) -> None:
    kept = tmp_path / "kept"
    shown(folder, kept)
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    for wrong in (damage, whole[:-1], whole[:40] + bytes([whole[40] ^ 1]) + whole[41:]):
        file.write_bytes(wrong)
        assert shown(folder, kept) == "one &lt;"
        assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_made_is_none(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert shown(folder, tmp_path / "file" / "kept") == "one &lt;"
