"""One build at a time: a lock beside the site that dies with the process that holds it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.errors import RefusedError

_PAUSE = 0.1
"""Seconds between two tries."""


def lock_path(output: Path) -> Path:
    """The lock's file: `.site.lock` beside `site`.  It stays; only who holds it matters."""
    return output.with_name(f".{output.name}.lock")


@contextmanager
def locked(
    output: Path, *, waiting: Callable[[int], None] | None = None, wait: float = 30.0
) -> Iterator[None]:
    """Hold the lock on `output`, whose parent must exist.

    When another process has it, `waiting` is called once with that process's id (0 if unknown),
    and the lock is tried for for `wait` seconds.  Raises RefusedError when they are over, OSError
    when the file cannot be opened or locked.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(lock_path(output), flags, 0o644)
    try:
        _take(descriptor, output, waiting, wait)
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()}\n".encode())  # for messages; the lock is what counts
        yield
    finally:
        os.close(descriptor)


def _take(
    descriptor: int, output: Path, waiting: Callable[[int], None] | None, wait: float
) -> None:
    left = wait
    while not _try_lock(descriptor):
        if left == wait and waiting:
            waiting(_holder(descriptor))
        if left <= 0:
            holder = _holder(descriptor)
            process = f" (process {holder})" if holder else ""
            raise RefusedError(
                f"another build{process} has been writing {output} for {wait:g} seconds; "
                "wait for it or end it. Nothing was written."
            )
        time.sleep(min(_PAUSE, left))
        left -= _PAUSE


def _holder(descriptor: int) -> int:
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, 32).strip()
    return int(text) if text.isdigit() else 0


if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 1 << 20
    """Far behind the id, because Windows lets nobody read a locked byte."""

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
