"""Pages → the site on disk, replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from digest.errors import DigestError
from digest.model.page import Page, Published
from digest.publish import exchange
from digest.publish.guard import check_contents, check_place, settled, telling
from digest.publish.lock import locked
from digest.publish.manifest import OldSite, marker_text, same_file
from digest.publish.paths import MARKER, check_paths


def publish(
    pages: Sequence[Page],
    output: Path,
    sources: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    waiting: Callable[[int], None] | None = None,
    wait: float = 30.0,
) -> Published:
    """Make `output` the site of these pages, whatever it was before.

    Whenever the process ends, `output` is the whole old or the whole new site; what a build left
    that was stopped is removed by the next.  The bytes written depend on the pages alone.

    `progress` is called after each file with the number of files done and of all; `waiting` once
    with the id of a process that writes this site now (0 if unknown), which is waited for up to
    `wait` seconds.  Raises DigestError for paths that are unsafe or collide, RefusedError when
    `output` must not be replaced, is locked, or cannot be written; the old site then stays.
    """
    if faults := check_paths(pages):
        raise DigestError(faults)
    with telling(output):
        check_place(output, sources)
        place = settled(output)
        place.parent.mkdir(parents=True, exist_ok=True)
        with locked(place, waiting=waiting, wait=wait):
            exchange.recover(place)
            return _replace(sorted(pages), place, check_contents(output), progress)


def _replace(
    pages: Sequence[Page],
    output: Path,
    old: OldSite,
    progress: Callable[[int, int], None] | None,
) -> Published:
    marker = marker_text(pages)
    unchanged = sum(
        page.path in old.files and same_file(output / page.path, page.content) for page in pages
    )
    removed = len(old.files.difference(page.path for page in pages))
    done = Published(len(pages) - unchanged, unchanged, removed)
    if not done.written and not removed and same_file(output / MARKER, marker):
        return done
    staging = exchange.staging_path(output)
    try:
        # The marker comes first, so that a leftover can be told to be ours.
        exchange.write(staging, chain([(MARKER, marker)], _told(pages, progress)))
        exchange.sync(staging)
        check_contents(output)  # a file may have been put there meanwhile
        former = exchange.exchange(staging, output)
    except BaseException:
        exchange.discard(staging)
        raise
    with contextlib.suppress(OSError):  # the new site is in its place, and whole
        exchange.sync_folder(output.parent)
    if former is not None:
        exchange.discard(former)
    return done


def _told(
    pages: Sequence[Page], progress: Callable[[int, int], None] | None
) -> Iterator[tuple[str, bytes]]:
    """The files of the pages; `progress` hears of each when the next is asked for."""
    for count, page in enumerate(pages, 1):
        yield page.path, page.content
        if progress:
            progress(count, len(pages))
