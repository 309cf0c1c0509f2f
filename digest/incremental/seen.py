"""Which files a build reads, and which of them may have changed since an earlier look."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from digest.incremental.unchanged import FRESH

State = tuple[int, int, int, int, int]
"""Mode, size, time of change of bytes and of anything (ns), and inode; of a folder the mode."""


class Files(NamedTuple):
    """What was to be seen of files, each by itself."""

    states: dict[str, State]
    fresh: frozenset[str]
    """Files that can have changed since without its being seen: so shortly before were they
    written."""

    def since(self, before: Files) -> frozenset[str]:
        """Files that may be other ones than `before`, or are there in only one of both."""
        changed = dict(self.states.items() ^ before.states.items())
        return before.fresh | frozenset(changed)


def look(flat: Iterable[Path], deep: Iterable[Path]) -> Files:
    """Look at the files of folders, and of others with all folders in them; hidden ones left out.

    Raises `OSError` when that cannot be done.
    """
    now = time.time_ns()
    states: dict[str, State] = {}
    for folder in flat:
        states.update(_files(os.fspath(folder), deep=False))
    for folder in deep:
        states.update(_files(os.fspath(folder), deep=True))
    edge = now - FRESH
    fresh = (path for path, state in states.items() if max(state[2], state[3]) >= edge)
    return Files(states, frozenset(fresh))


def _files(folder: str, *, deep: bool) -> Iterator[tuple[str, State]]:
    if not os.path.isdir(folder):  # noqa: PTH112
        return
    inside = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name[0] == "." or entry.name == "__pycache__":
                continue
            s = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(s.st_mode):
                yield entry.path, (s.st_mode, 0, 0, 0, 0)
                inside.append(entry.path)
            else:
                state = s.st_mode, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino
                yield entry.path, state
    for path in inside if deep else ():
        yield from _files(path, deep=True)
