"""The sources as they stood at a revision of the repository that holds them."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from os import fsdecode
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import NamedTuple

from digest.errors import RefusedError, visible

_SECONDS = 120
"""After so long a command of Git is given up."""


class Revision(NamedTuple):
    """A revision that was looked up."""

    shown: str
    """As it was given, with the beginning of its full name: `HEAD (744aebe)`."""
    prefix: str
    """What stands before a file's name within the sources folder: `HEAD:sources/`."""


def unpack(sources: FilePath, wanted: str, into: FilePath) -> Revision:
    """Write the files of the sources folder at a revision into an empty folder.

    Only plain files are written; what Git does not track, such as originals, is not there.
    Raises `RefusedError` where Git or the revision is missing, or has no such folder.
    """
    if wanted.startswith("-") or not wanted or not wanted.isprintable():
        raise RefusedError(f"‘{visible(wanted)}’ is neither a folder nor a revision")
    git = shutil.which("git")
    if git is None:
        raise RefusedError(
            "Git was not found, and is needed for a revision; name an older sources folder instead"
        )
    if not sources.is_dir():
        raise RefusedError(f"there is no folder {sources.as_posix()}")
    inside = _run(git, sources, "rev-parse", "--show-prefix")
    if inside is None:
        raise RefusedError(f"{sources.as_posix()} stands in no Git repository")
    commit = _run(git, sources, "rev-parse", "--verify", "--quiet", f"{wanted}^{{commit}}")
    if commit is None:
        raise RefusedError(
            f"‘{wanted}’ is neither a sources folder nor a revision of the repository that holds "
            f"{sources.as_posix()}"
        )
    name, folder = commit.decode().strip(), fsdecode(inside.rstrip(b"\n")).rstrip("/")
    shown = f"{wanted} ({name[:7]})"
    tree = f"{name}:{folder}"
    if (_run(git, sources, "cat-file", "-t", tree) or b"").strip() != b"tree":
        raise RefusedError(f"{shown} has no folder ‘{folder}’")
    top = _run(git, sources, "rev-parse", "--show-toplevel") or b"."
    packed = _run(git, FilePath(fsdecode(top.rstrip(b"\n"))), "archive", "--format=tar", tree)
    if packed is None:
        raise RefusedError(f"Git cannot give the files of {shown}")
    _write(packed, into)
    return Revision(shown, f"{wanted}:{folder}{'/' if folder else ''}")


def _run(git: str, folder: FilePath, *arguments: str) -> bytes | None:
    """What a command of Git says; `None` when it fails."""
    command = [git, "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _write(packed: bytes, into: FilePath) -> None:
    """Write the plain files of an archive; nothing that leads out of the folder."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            stream = archive.extractfile(member) if member.isreg() else None
            if stream is None or path.is_absolute() or ".." in path.parts:
                continue
            target = into / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(stream.read())
