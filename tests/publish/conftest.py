"""Small sites, and folders to publish them into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from digest.model.page import Page

Tree = dict[str, bytes]


def _tree(folder: Path) -> Tree:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if not path.is_dir()
    }


@pytest.fixture
def tree() -> Callable[[Path], Tree]:
    return _tree


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.md").write_text("words")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def old() -> list[Page]:
    return [Page("index.html", b"old"), Page("a/x.html", b"same"), Page("a/gone.html", b"gone")]


@pytest.fixture
def new() -> list[Page]:
    return [Page("index.html", b"new"), Page("a/x.html", b"same"), Page("b/c/y.html", b"more")]


@pytest.fixture
def html() -> Callable[..., Page]:
    """Makes a sound page: path, what stands in the body, what stands in the head."""

    def make(path: str, body: str = "", head: str = "", origin: str = "") -> Page:
        text = (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{path}</title>'
            f"{head}</head><body><h1>{path}</h1>{body}</body></html>\n"
        )
        return Page(path, text.encode(), origin)

    return make
