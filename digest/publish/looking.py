"""What stands in a site on disk: read, or known from an earlier look where stat says the same.

A digest of ten thousand sources has hundreds of thousands of files, and a build changes few.  So
a file whose size, times and inode are those of an earlier look has the bytes it had then; others
are read.  A time that is almost now tells nothing, because the clock of a file system has steps:
such files are read again the next time.  In a site of more than `FEW` files a folder whose own
times are as they were vouches for its files: what was put there, removed or replaced shows, but
not a file edited in place, which only a look without an earlier one finds.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from digest.publish.files import hash_file
from digest.publish.manifest import FIRST_LINE, is_litter, listed_in, lists
from digest.publish.paths import MARKER

FEW = 20_000
"""Files of a site up to which each is looked at."""

File = tuple[str, int, int, int, int]
"""SHA-256 (hex), then size, time of change of bytes and of anything (ns), and inode; a size of -1
says that stat could not tell it from a changed one."""
State = tuple[int, int, int]
"""Of a folder: both times (ns) and inode; zeros say that stat could not tell it from a changed."""

_SOME = 8
"""Paths up to which each is looked for in the marker by itself."""
_UNSURE: State = (0, 0, 0)
_NO_FILE: File = ("", -1, 0, 0, 0)
_INODE = (1 << 64) - 1
_STEP, _WIDE_STEP = 50_000_000, 2_100_000_000
"""Nanoseconds in which two changes may get the same time: where times have fractions, and not."""


class Folder(Struct, array_like=True, gc=False):
    """A folder of a site, as it was looked at."""

    state: State
    folders: list[str]
    """Names of the folders in it."""
    files: dict[str, File]
    """By name: the files in it that are ours, but for the marker."""


class Tree(Struct, array_like=True, gc=False):
    """A site, as it was looked at."""

    marker: File
    folders: dict[str, Folder]
    """By path from the top with a slash at its end; `''` for the top."""

    def now_marked(self, top: Path) -> Tree:
        """The same look, as one of the tree `top` with the marker that it has by now."""
        return Tree(_marker(top / MARKER)[0], self.folders)


class Scale(NamedTuple):
    """What the file system gives to things made now."""

    now: int
    """Time in nanoseconds."""
    file_mode: int
    folder_mode: int


@dataclass(slots=True)
class Found:
    """What stands in a folder; all paths are from its top."""

    tree: Tree
    is_ours: bool = False
    """Whether it has a marker of ours."""
    known: dict[str, str] = field(default_factory=dict)
    """Path → SHA-256 of the files that the marker lists, the marker apart."""
    odd: list[str] = field(default_factory=list)
    """What has the path of such a file and is none, or cannot be read."""
    bent: set[str] = field(default_factory=set)
    """Known files, and folders (with a slash at the end), with a mode that is not ours."""
    litter: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    """Everything else but folders, in order."""


def scale_of(folder: Path) -> Scale:
    """The scale of a file system, taken from a folder of ours with a marker, which is touched."""
    marker = folder / MARKER
    os.utime(marker)
    status = marker.lstat()
    return Scale(status.st_mtime_ns, status.st_mode, folder.lstat().st_mode)


def look(
    top: Path,
    scale: Scale,
    before: Sequence[Tree] = (),
    *,
    trusting: bool | None = None,
    reading: bool = True,
) -> Found:
    """What stands in `top`; nothing when there is no such folder.  Raises OSError.

    `before` are earlier looks; one counts when its marker is that of this folder.  `trusting`
    says whether folders vouch for their files; None: in sites of more than `FEW`.  Without
    `reading`, files that would have to be read count as odd.
    """
    if not top.is_dir():
        return Found(Tree(_NO_FILE, {}))
    return _Look(top, scale, before, trusting, reading).found


class _Look:
    def __init__(
        self, top: Path, scale: Scale, before: Sequence[Tree], trusting: bool | None, reading: bool
    ) -> None:
        self._top, self._scale, self._reading = os.fspath(top), scale, reading
        marker, self._text = _marker(top / MARKER)
        is_ours = self._text.partition(b"\n")[0] == FIRST_LINE.encode()
        earlier = next((tree for tree in before if is_ours and tree.marker == marker), None)
        self._old = earlier.folders if earlier else {}
        self._listed: frozenset[str] | None = None
        self._asked = 0
        few = sum(len(folder.files) for folder in self._old.values()) <= FEW
        self._trusting = not few if trusting is None else trusting
        self.found = Found(Tree(marker, {}), is_ours)
        self._waiting = [""]
        while self._waiting:
            self._folder(self._waiting.pop())
        self.found.foreign.sort()

    def _folder(self, prefix: str) -> None:
        place = f"{self._top}/{prefix[:-1]}" if prefix else self._top
        status = os.lstat(place)  # before its names are read: a later change shows the next time
        state = status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _INODE
        folder = self._old.get(prefix)
        if self._trusting and folder and folder.state == state:
            hashes = [file[0] for file in folder.files.values()]
            self.found.known.update(zip(map(prefix.__add__, folder.files), hashes, strict=True))
        else:
            folder, whole = self._scan(prefix, place, folder.files if folder else {})
            if whole and self._is_past(status):
                folder.state = state
        if status.st_mode != self._scale.folder_mode:
            self.found.bent.add(prefix)
        self.found.tree.folders[prefix] = folder
        self._waiting += [f"{prefix}{name}/" for name in folder.folders]

    def _scan(self, prefix: str, place: str, old: dict[str, File]) -> tuple[Folder, bool]:
        """The folder, and whether all that is in it is known for certain."""
        folders: list[str] = []
        files: dict[str, File] = {}
        known, whole = self.found.known, True
        with os.scandir(place) as entries:
            for entry in entries:
                name = entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                    continue
                status = entry.stat(follow_symlinks=False)
                file = old.get(name)
                if file is not None and file == (
                    file[0], status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
                ):  # fmt: skip
                    known[prefix + name] = file[0]
                elif prefix + name == MARKER:
                    continue
                elif (file := self._read(prefix + name, status)) is None:
                    whole = False
                    continue
                elif file[1] < 0:
                    whole = False
                files[name] = file
        return Folder(_UNSURE, folders, files), whole

    def _read(self, path: str, status: os.stat_result) -> File | None:
        """A file that is not as it was, or new; None for what is no file of ours."""
        if not self._is_listed(path):
            (self.found.litter if is_litter(path) else self.found.foreign).append(path)
            return None
        digest = ""
        if self._reading and stat.S_ISREG(status.st_mode):
            digest = hash_file(f"{self._top}/{path}", status.st_size)
        if not digest:
            self.found.odd.append(path)
            return None
        self.found.known[path] = digest
        if status.st_mode != self._scale.file_mode:
            self.found.bent.add(path)
        elif self._is_past(status):
            return _file(digest, status)
        return digest, -1, 0, 0, 0

    def _is_listed(self, path: str) -> bool:
        """Whether the marker lists a path; it is gone through when many are asked for."""
        self._asked += 1
        if self._asked <= _SOME:
            return self.found.is_ours and lists(self._text, path)
        if self._listed is None:
            self._listed = listed_in(self._text) or frozenset()
        return path in self._listed

    def _is_past(self, status: os.stat_result) -> bool:
        """Whether a change from now on would give other times than these."""
        has_fractions = status.st_mtime_ns % 1_000_000_000
        latest = max(status.st_mtime_ns, status.st_ctime_ns)
        return latest + (_STEP if has_fractions else _WIDE_STEP) < self._scale.now


def _marker(path: Path) -> tuple[File, bytes]:
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return _NO_FILE, b""
    except FileNotFoundError:
        return _NO_FILE, b""
    text = path.read_bytes()
    return _file(hashlib.sha256(text).hexdigest(), status), text


def _file(digest: str, status: os.stat_result) -> File:
    return digest, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
