"""In which way a build works: whatever changes it makes everything that is remembered worthless."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = (
    "jinja2", "lxml", "markdown", "markupsafe", "msgspec", "nh3", "pillow", "python-frontmatter",
    "pyyaml",
)  # fmt: skip
"""Those whose version can show in what is built."""


def way(templates: Iterable[Path]) -> str:
    """A digest of our own code, Python, the libraries and the template folders."""
    found = hashlib.sha256(f"{sys.version} {sys.platform}".encode())
    for name in _LIBRARIES:
        found.update(f"\0{name} {_version(name)}".encode())
    package = Path(__file__).resolve().parent.parent
    for folder, ending in ((package, "*.py"), *((folder, "*") for folder in templates)):
        for path in sorted(_files(folder, ending)):
            content = path.read_bytes()
            found.update(f"\0{path.relative_to(folder)} {len(content)}\0".encode() + content)
        found.update(b"\0\0")
    return found.hexdigest()


def _files(folder: Path, ending: str) -> Iterator[Path]:
    return (path for path in folder.rglob(ending) if path.is_file())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
