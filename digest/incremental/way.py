"""In which way a build works: whatever changes it makes everything that is remembered worthless."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = (
    "jinja2", "lxml", "markdown", "markupsafe", "msgspec", "nh3", "pillow", "python-frontmatter",
    "pyyaml",
)  # fmt: skip
"""Those whose version can show in what is built."""


def way(templates: Iterable[Path]) -> str:
    """A digest of our own code, Python, the libraries and the template folders."""
    found = hashlib.sha256(_program().encode())
    for folder in templates:
        _add(found, folder, "*")
    return found.hexdigest()


@cache
def _program() -> str:
    """That of the program as it runs, whatever becomes of its files meanwhile."""
    found = hashlib.sha256(f"{sys.version} {sys.platform}".encode())
    for name in _LIBRARIES:
        found.update(f"\0{name} {_version(name)}".encode())
    _add(found, Path(__file__).resolve().parent.parent, "*.py")
    return found.hexdigest()


def _add(found: hashlib._Hash, folder: Path, ending: str) -> None:
    for path in sorted(_files(folder, ending)):
        content = path.read_bytes()
        found.update(f"\0{path.relative_to(folder)} {len(content)}\0".encode() + content)
    found.update(b"\0\0")


def _files(folder: Path, ending: str) -> Iterator[Path]:
    found = (path for path in folder.rglob(ending) if path.is_file())
    return (path for path in found if path.parent.name != "__pycache__")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
