"""Single files beside the sources, replaced as a whole: never half-written, whatever stops us."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def replace_file(path: Path, content: bytes) -> bool:
    """Give a file its content, by way of a new file beside it; whether anything changed.

    Raises `OSError` where that cannot be written; the file then is as it was.
    """
    if path.exists() and path.read_bytes() == content:
        return False
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)
    return True


def refresh(folder: Path, wanted: Mapping[str, bytes]) -> list[str]:
    """Bring files of a folder up to date; returns the names of those that changed."""
    return [name for name, content in wanted.items() if replace_file(folder / name, content)]
