"""What is in a site on disk: the list of our own files, and what stands there beside it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from digest.publish.paths import MARKER

FIRST_LINE = (
    "# Made by digest, replaced as a whole by each build; check with: sha256sum -c .digest-site"
)
"""Says that a folder is ours; a comment to `sha256sum`."""

UNFINISHED = b"# Being written by digest; the next build deletes this folder.\n"
"""The marker of a tree of ours that is no site."""

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


def marker_text(files: Mapping[str, str]) -> bytes:
    """The marker for a site of these files (path → SHA-256): a fixed line, then theirs, sorted."""
    lines = [FIRST_LINE, *(f"{files[path]}  {path}" for path in sorted(files))]
    return ("\n".join(lines) + "\n").encode()


def listed_in(marker: bytes) -> frozenset[str] | None:
    """The paths that a marker lists, as far as it can be read; None when it is none of ours."""
    first, *lines = marker.decode(errors="replace").split("\n")
    if first != FIRST_LINE:
        return None
    return frozenset(match[1] for line in lines if (match := _ENTRY.fullmatch(line)))


def lists(marker: bytes, path: str) -> bool:
    """Whether `listed_in` has a path; sooner told when few are asked for."""
    try:
        end = b"  " + path.encode() + b"\n"
    except UnicodeEncodeError:
        return False
    lines = b"\n" + marker + b"\n"
    at = lines.find(end)
    while at >= 0:
        start = lines.rfind(b"\n", 0, at) + 1
        line = lines[start : at + len(end) - 1].decode(errors="replace")
        match = _ENTRY.fullmatch(line)
        if match and match[1] == path:
            return True
        at = lines.find(end, at + 1)
    return False


def is_finished(tree: Path) -> bool:
    """Whether a tree has the marker of a whole site.  A damaged one is none; never raises."""
    marker = tree / MARKER
    try:
        if not stat.S_ISREG(marker.lstat().st_mode):
            return False
        with marker.open("rb") as lines:
            return lines.readline() == FIRST_LINE.encode() + b"\n"
    except OSError:
        return False


def is_litter(path: str) -> bool:
    """Whether a file is one that nobody misses, whoever has made it."""
    return path.rpartition("/")[2] in _LITTER


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
        elif not is_litter(path):
            foreign.append(path)
    return OldSite(listed is not None, frozenset(files - {MARKER}), tuple(sorted(foreign)))


def _listed(marker: Path) -> frozenset[str] | None:
    try:
        if not stat.S_ISREG(marker.lstat().st_mode):
            return None
    except FileNotFoundError:
        return None
    return listed_in(marker.read_bytes())


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
