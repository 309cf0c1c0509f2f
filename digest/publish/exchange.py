"""A whole folder put in the place of another; whenever it is stopped, one of both is there.

Beside the output `site` stands `.site.spare`: the site of the build before, of which the next is
made; while it is being written, its marker says so.  While a build runs there is `.site.new`, new
files that wait, and for a moment, where folders cannot be swapped, `.site.old`.  The caller holds
the lock.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from pathlib import Path
from typing import NamedTuple

from digest.errors import RefusedError
from digest.publish import native
from digest.publish.files import make_folder, write_file
from digest.publish.manifest import UNFINISHED, is_finished
from digest.publish.paths import MARKER

_ONE_BY_ONE = 64
"""Up to so many files and folders."""


def staging_path(output: Path) -> Path:
    """Where new files wait: `.site.new` beside `site`."""
    return output.with_name(f".{output.name}.new")


def retired_path(output: Path) -> Path:
    """Where the old site waits between two renames: `.site.old` beside `site`."""
    return output.with_name(f".{output.name}.old")


def spare_path(output: Path) -> Path:
    """Where the next site is made: `.site.spare` beside `site`."""
    return output.with_name(f".{output.name}.spare")


def recover(output: Path) -> None:
    """Undo what a stopped build left; a whole spare stays.

    Raises RefusedError for what is not ours, or OSError.
    """
    staging, retired, spare = staging_path(output), retired_path(output), spare_path(output)
    leftovers = [path for path in (staging, retired, spare) if os.path.lexists(path)]
    for leftover in leftovers:
        _check_ours(leftover)
    if spare in leftovers and is_finished(spare):
        leftovers.remove(spare)
    if retired in leftovers and not os.path.lexists(output):
        retired.rename(output)
        leftovers.remove(retired)
    for leftover in leftovers:
        remove(leftover)


def make_unfinished(folder: Path) -> None:
    """Make a new tree of ours that is no site yet; its parent is there.  Raises OSError."""
    make_folder(os.fspath(folder))
    # The marker comes first, so that a leftover can be told to be ours.
    write_file(os.fspath(folder / MARKER), UNFINISHED)


class Changes(NamedTuple):
    """What was written in a tree, from its top; `''` is the top itself."""

    files: list[str]
    folders: set[str]


def sync(tree: Path, changes: Changes) -> None:
    """Bring the changes to the disk, so that the exchange cannot overtake them.

    Few one by one: others may have written much more on the same file system.
    """
    count = len(changes.files) + len(changes.folders)
    if count > _ONE_BY_ONE and native.sync_file_system(tree):
        return
    for name in changes.files:
        _sync(tree / name, os.O_RDWR)
    for name in changes.folders:
        sync_folder(tree / name)


def sync_folder(folder: Path) -> None:
    """Bring the names in one folder to the disk; on Windows they cannot be waited for."""
    if sys.platform != "win32":
        _sync(folder, os.O_RDONLY)


def exchange(spare: Path, output: Path) -> None:
    """Put `spare` in the place of `output`, and what was there, if anything, in that of `spare`.

    Raises OSError with the old site in its place.
    """
    if not os.path.lexists(output):
        spare.rename(output)
        return
    if native.swap(spare, output):
        return
    retired = retired_path(output)
    try:
        output.rename(retired)
        spare.rename(output)
    except BaseException:
        if not os.path.lexists(output):
            retired.rename(output)
        raise
    with contextlib.suppress(OSError):  # the new site is in its place
        retired.rename(spare)


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


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
