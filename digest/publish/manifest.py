"""What is in a site on disk: the list of our own files, and what stands there beside it."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from digest.model.page import Page
from digest.publish.paths import MARKER

FIRST_LINE = (
    "# Made by digest, replaced as a whole by each build; check with: sha256sum -c .digest-site"
)
"""Says that a folder is ours; a comment to `sha256sum`."""

_ENTRY = re.compile(r"[0-9a-f]{64}  (.+)")
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave behind when a folder is looked at; nobody misses it."""


class OldSite(NamedTuple):
    """A folder that a publication would replace."""

    is_ours: bool = False
    """Whether it has our marker."""
    files: frozenset[str] = frozenset()
    """Files that the marker lists and that are there, from the top of the site."""
    foreign: tuple[str, ...] = ()
    """Everything else but folders, in order."""


def marker_text(pages: Iterable[Page]) -> bytes:
    """The marker for a site of these pages: the fixed line, then `sha256  path` lines, sorted."""
    entries = sorted((page.path, hashlib.sha256(page.content).hexdigest()) for page in pages)
    lines = [FIRST_LINE, *(f"{digest}  {path}" for path, digest in entries)]
    return ("\n".join(lines) + "\n").encode()


def survey(folder: Path) -> OldSite:
    """What is in `folder`; nothing when it is not there.  Raises OSError when it cannot be read.

    A damaged site is read as far as it goes: listed files may be missing, and what a damaged
    marker no longer lists is foreign.
    """
    if not folder.is_dir():
        return OldSite()
    listed = _listed(folder / MARKER)
    files: set[str] = set()
    foreign: list[str] = []
    for path in _files(folder):
        if listed is not None and (path in listed or path == MARKER):
            files.add(path)
        elif path.rpartition("/")[2] not in _LITTER:
            foreign.append(path)
    return OldSite(listed is not None, frozenset(files - {MARKER}), tuple(sorted(foreign)))


def same_file(path: Path, content: bytes) -> bool:
    """Whether the regular file `path` (no link to one) has these bytes; False if unreadable."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size != len(content):
            return False
        return path.read_bytes() == content
    except OSError:
        return False


def _listed(marker: Path) -> frozenset[str] | None:
    try:
        if not stat.S_ISREG(marker.lstat().st_mode):
            return None
    except FileNotFoundError:
        return None
    first, *lines = marker.read_bytes().decode(errors="replace").split("\n")
    if first != FIRST_LINE:
        return None
    return frozenset(match[1] for line in lines if (match := _ENTRY.fullmatch(line)))


def _files(folder: Path) -> Iterator[str]:
    """Everything below but real folders, links to folders included, in no order."""
    waiting = [("", os.fspath(folder))]
    while waiting:
        prefix, place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((path + "/", entry.path))
                else:
                    yield path
