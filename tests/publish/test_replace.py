"""Files beside the sources are replaced as a whole, and only where something changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.publish.replace import refresh, replace_file


def test_a_file_that_says_the_same_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "registry.yaml"
    assert replace_file(path, b"one: {}\n")
    before = path.stat().st_mtime_ns, path.stat().st_ino
    assert not replace_file(path, b"one: {}\n")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_a_file_stays_as_it_was_where_it_cannot_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "registry.yaml"
    path.write_bytes(b"old\n")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        replace_file(path, b"new\n")
    assert path.read_bytes() == b"old\n"


def test_only_changed_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"1")
    assert refresh(tmp_path, {"a.json": b"1", "b.json": b"2"}) == ["b.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json"]
