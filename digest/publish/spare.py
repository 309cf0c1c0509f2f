"""The tree beside the site that the next site is made of: brought up to date, file by file."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from digest.errors import RefusedError
from digest.publish.exchange import Changes, make_unfinished
from digest.publish.files import copy_file, make_folder, set_folder_mode, write_file
from digest.publish.looking import Found
from digest.publish.manifest import UNFINISHED, marker_text
from digest.publish.paths import MARKER
from digest.publish.shelf import Shelf


class Supply(NamedTuple):
    """Where files come from."""

    shelf: Shelf
    site: Path


def renew(
    spare: Path,
    found: Found,
    wanted: Mapping[str, str],
    supply: Supply,
    progress: Callable[[int, int], None] | None = None,
) -> Changes:
    """Make the tree `spare`, in which `found` stands, that of the `wanted` (path → SHA-256).

    Files come from the shelf, which gives them up, or are copied from the site.  While this goes
    on, the marker says so.  `progress` is called after each file with the number done and of all.
    Raises OSError, or RefusedError where the site's file has changed, with the work half done.
    """
    same = {path for path, digest in found.known.items() if wanted.get(path) == digest}
    kept = same - found.bent
    if found.is_ours:
        _set_marker(spare, UNFINISHED, supply.shelf)
    else:
        make_unfinished(spare)
    dropped = [*found.known.keys() - kept, *found.odd, *found.litter]
    placed = sorted(wanted.keys() - kept)
    needed = _folders_of(wanted)
    touched = {folder_of(path) for path in (*dropped, *placed, MARKER)}
    for path in dropped:
        os.unlink(f"{spare}/{path}")  # noqa: PTH108
    touched |= _shape(spare, found, needed)
    left = Counter(wanted[path] for path in placed)
    for count, path in enumerate(placed, 1):
        left[wanted[path]] -= 1
        _place(spare, path, wanted[path], supply, last=not left[wanted[path]])
        if progress:
            progress(count, len(placed))
    _set_marker(spare, marker_text(wanted), supply.shelf)
    return Changes([*placed, MARKER], touched & needed)


def _folders_of(paths: Iterable[str]) -> set[str]:
    """The folders of these files, the top included."""
    needed = {""}
    for folder in {folder_of(path) for path in paths}:
        while folder not in needed:
            needed.add(folder)
            folder = folder_of(folder)
    return needed


def _shape(spare: Path, found: Found, needed: set[str]) -> set[str]:
    """Give the tree these folders, and no others; those that were made, removed or changed."""
    there = {prefix.removesuffix("/") for prefix in found.tree.folders}
    for folder in sorted(there - needed, reverse=True):
        os.rmdir(f"{spare}/{folder}")  # noqa: PTH106
    for folder in sorted(needed - there - {""}):
        make_folder(f"{spare}/{folder}")
    for folder in there & needed:
        if (f"{folder}/" if folder else "") in found.bent:
            set_folder_mode(f"{spare}/{folder}")
    changes = there ^ needed
    return changes | {folder_of(folder) for folder in changes}


def _place(spare: Path, path: str, digest: str, supply: Supply, *, last: bool) -> None:
    """Put one file into the tree; the `last` that needs what lies on the shelf takes it away."""
    target, shelved = f"{spare}/{path}", supply.shelf.place(digest)
    with suppress(FileNotFoundError):
        if last:
            os.rename(shelved, target)  # noqa: PTH104
        elif copy_file(shelved, target) != digest:
            raise changed(Path(shelved))
        return
    source = supply.site / path
    if copy_file(os.fspath(source), target) != digest:
        raise changed(source)


def _set_marker(tree: Path, text: bytes, shelf: Shelf) -> None:
    """In one step: a marker is never half one and half the other."""
    fresh = f"{shelf.folder}/marker"
    with suppress(FileNotFoundError):
        os.unlink(fresh)  # noqa: PTH108
    write_file(fresh, text)
    os.replace(fresh, tree / MARKER)  # noqa: PTH105


def folder_of(path: str) -> str:
    """The folder in which a file stands; empty for the top."""
    return path.rpartition("/")[0]


def changed(path: Path) -> RefusedError:
    """What to raise when others have changed a file under our hands."""
    return RefusedError(
        f"{path} was changed while the site was made. What was there is untouched; build again."
    )
