"""Taking an article's text in."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.errors import RefusedError
from digest.new import import_text


def test_import_keeps_the_text_whole_and_private_and_makes_a_draft(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    text = tmp_path / "piece.txt"
    text.write_bytes("\ufeffOne line.\r\n\r\nTwo – 둘.\r\n".encode())
    made = import_text(sources, text, "piece-2024", "A piece")
    original = sources / "originals" / "piece-2024.txt"
    assert original in made
    assert original.read_text(encoding="utf-8") == "One line.\n\nTwo – 둘.\n"
    assert "draft: true" in (sources / "articles" / "piece-2024.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["piece.pdf", "missing.txt"])
def test_import_refuses_what_is_no_text_and_writes_nothing(tmp_path: Path, name: str) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (tmp_path / "piece.pdf").write_bytes(b"%PDF")
    with pytest.raises(RefusedError):
        import_text(sources, tmp_path / name, "piece-2024")
    assert list(sources.iterdir()) == []
