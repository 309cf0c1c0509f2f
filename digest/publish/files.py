"""Single files and folders of a site: made, copied, read, with modes that no umask changes."""

from __future__ import annotations

import hashlib
import os

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_CHUNK = 1 << 18
_ALWAYS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def make_folder(folder: str) -> None:
    """Make one folder, whose parent is there.  Raises OSError, also when it is there already."""
    os.mkdir(folder, _FOLDER_MODE)  # noqa: PTH102 – many thousands of calls
    os.chmod(folder, _FOLDER_MODE)  # noqa: PTH101


def set_folder_mode(folder: str) -> None:
    """Give a folder the mode that a folder of the site has."""
    os.chmod(folder, _FOLDER_MODE)  # noqa: PTH101


def write_file(path: str, content: bytes, *, anew: bool = True) -> None:
    """Write a file whose folder is there.

    Raises FileExistsError when it is there already; with `anew=False` it is written over, byte by
    byte, so that two processes may write the same bytes at once.
    """
    flags = os.O_WRONLY | os.O_CREAT | (os.O_EXCL if anew else 0) | _ALWAYS
    descriptor = os.open(path, flags, 0o600)
    try:
        _write(descriptor, content)
    finally:
        os.close(descriptor)
    os.chmod(path, _FILE_MODE)  # noqa: PTH101


def copy_file(source: str, target: str) -> str:
    """Copy a regular file's bytes to a new file; the SHA-256 of what was copied, in hex.

    Raises OSError, for a missing source with nothing made.  The new file shares nothing with the
    old one, so that an edit of one never changes the other.
    """
    whole = hashlib.sha256()
    reader = _open(source)
    try:
        writer = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _ALWAYS, 0o600)
        try:
            while chunk := os.read(reader, _CHUNK):
                whole.update(chunk)
                _write(writer, chunk)
        finally:
            os.close(writer)
    finally:
        os.close(reader)
    os.chmod(target, _FILE_MODE)  # noqa: PTH101
    return whole.hexdigest()


def hash_file(path: str, size: int) -> str:
    """The SHA-256 of a regular file of about `size` bytes, in hex; `''` if it cannot be read."""
    whole = hashlib.sha256()
    try:
        reader = _open(path)
        try:
            while chunk := os.read(reader, min(size + 1, _CHUNK)):
                whole.update(chunk)
        finally:
            os.close(reader)
    except OSError:
        return ""
    return whole.hexdigest()


def _open(path: str) -> int:
    """Never waits on a pipe that has taken the file's place, and follows no link."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _ALWAYS)


def _write(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
