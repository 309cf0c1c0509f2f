"""Which file of the site an address means: a plain file below it, or none."""

from __future__ import annotations

import mimetypes
import os
import stat
from pathlib import Path as FilePath
from typing import NamedTuple
from urllib.parse import unquote

_LONGEST = 2000
"""Characters of an address that is looked at; a name may have 255 bytes."""

_TYPES = mimetypes.MimeTypes(filenames=())  # the same everywhere, whatever the system believes
for _ending, _type in {
    ".bib": "application/x-bibtex",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".ris": "application/x-research-info-systems",
    ".sqlite": "application/vnd.sqlite3",
    ".yaml": "application/yaml",
}.items():
    _TYPES.add_type(_type, _ending)


class File(NamedTuple):
    """A file of the site."""

    name: str
    """Its last step: `index.html`."""
    content: bytes

    @property
    def type(self) -> str:
        """Its media type with the character set."""
        found = _TYPES.guess_type(self.name)[0] or "application/octet-stream"
        is_text = found.startswith("text/") or found.endswith(("xml", "json", "javascript"))
        return f"{found}; charset=utf-8" if is_text else found


def read(site: FilePath, address: str) -> File | None:
    """The file that an address (as it was sent, `%` and all) means; `None` when there is none.

    Looked up by name at the time, so that while a site is exchanged it is the old or the new one.
    """
    path = find(site, address)
    if path is None:
        return None
    # Nothing here may hang or follow a link, even if it was put there just now.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
            if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return File(path.name, stream.read())
    except OSError:
        pass
    return None


def find(site: FilePath, address: str) -> FilePath | None:
    """Where that file stands: no link, nothing hidden, no folder but by its `index.html`."""
    if not address.startswith("/") or len(address) > _LONGEST:
        return None
    try:
        steps = unquote(address, errors="strict").split("/")[1:]
    except UnicodeDecodeError:
        return None
    if steps[-1] == "":
        steps[-1] = "index.html"
    path = site
    for step in steps:
        if not _plain(step):
            return None
        path = path / step
        if path.is_symlink():
            return None
    return path if path.is_file() else None


def _plain(step: str) -> bool:
    """Whether a step of a path is a name and nothing else on every system."""
    if not step or step.startswith(".") or len(step.encode()) > 255:
        return False
    return not any(char in '\\:"<>|?*' or ord(char) < 32 or ord(char) == 127 for char in step)
