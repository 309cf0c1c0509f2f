"""A whole folder put in the place of another; whenever it is stopped, one of both is there.

Beside the output `site` stand, while a build writes, `.site.new` (the site to be, then the one
that was) and, where folders cannot be swapped, `.site.old`.  The caller holds the lock.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from digest.errors import RefusedError
from digest.publish import native
from digest.publish.paths import MARKER

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755


def staging_path(output: Path) -> Path:
    """Where the new site is written: `.site.new` beside `site`."""
    return output.with_name(f".{output.name}.new")


def retired_path(output: Path) -> Path:
    """Where the old site waits between two renames: `.site.old` beside `site`."""
    return output.with_name(f".{output.name}.old")


def recover(output: Path) -> None:
    """Undo what a stopped build left.  Raises RefusedError for what is not ours, or OSError."""
    retired = retired_path(output)
    leftovers = [path for path in (staging_path(output), retired) if os.path.lexists(path)]
    for leftover in leftovers:
        _check_ours(leftover)
    if retired in leftovers and not os.path.lexists(output):
        retired.rename(output)
        leftovers.remove(retired)
    for leftover in leftovers:
        remove(leftover)


def write(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Make `folder` and the files (path from its top, bytes); modes do not depend on the umask."""
    _make_folder(folder)
    made = {""}
    for path, content in files:
        steps = path.split("/")[:-1]
        for count in range(1, len(steps) + 1):
            parent = "/".join(steps[:count])
            if parent not in made:
                _make_folder(folder / parent)
                made.add(parent)
        _write_file(folder / path, content)


def sync(folder: Path) -> None:
    """Bring a folder's files to the disk, so that the exchange cannot overtake them."""
    if native.sync_file_system(folder):
        return
    for place, _, names in os.walk(folder):
        for name in names:
            _sync(Path(place, name), os.O_RDWR)
        sync_folder(Path(place))


def sync_folder(folder: Path) -> None:
    """Bring the names in one folder to the disk; on Windows they cannot be waited for."""
    if sys.platform != "win32":
        _sync(folder, os.O_RDONLY)


def exchange(new: Path, output: Path) -> Path | None:
    """Put `new` in the place of `output`; where the old site is now, None when there was none.

    Raises OSError with the old site in its place.
    """
    if not os.path.lexists(output):
        new.rename(output)
        return None
    if native.swap(new, output):
        return new
    retired = retired_path(output)
    try:
        output.rename(retired)
        new.rename(output)
    except BaseException:
        if not os.path.lexists(output):
            retired.rename(output)
        raise
    return retired


def remove(folder: Path) -> None:
    """Delete a tree of ours; its marker goes last, so that what is left can be told to be ours."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name == MARKER)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            Path(entry).unlink()
    folder.rmdir()


def discard(folder: Path) -> None:
    """Delete a tree of ours as far as possible; the next build tries again."""
    with contextlib.suppress(OSError):
        remove(folder)


def _check_ours(leftover: Path) -> None:
    """A build makes the marker first and deletes it last: without it, ours is an empty folder."""
    is_folder = stat.S_ISDIR(leftover.lstat().st_mode)
    if not is_folder or (any(leftover.iterdir()) and not os.path.lexists(leftover / MARKER)):
        raise RefusedError(
            f"{leftover} is in the way and not of our making; rename or delete it. "
            "Nothing was written."
        )


def _make_folder(folder: Path) -> None:
    folder.mkdir(_FOLDER_MODE)
    folder.chmod(_FOLDER_MODE)


def _write_file(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, _FILE_MODE)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)
    path.chmod(_FILE_MODE)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
