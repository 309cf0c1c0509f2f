"""Pages → the site on disk, replaced as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from digest.errors import DigestError
from digest.model.page import Page, Published
from digest.publish.edition import edition
from digest.publish.paths import check_paths


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

    An edition of them all, for which every file on disk is read: see `edition`.  Whenever the
    process ends, `output` is the whole old or the whole new site; what a build left that was
    stopped is removed by the next.  The bytes written depend on the pages alone.

    `progress` is called after each file that was moved into the new site or copied, with the
    number done and of all; `waiting` and `wait` are those of `edition`.  Raises DigestError for
    paths that are unsafe or collide, RefusedError when `output` must not be replaced, is locked,
    or cannot be written; the old site then stays.
    """
    if faults := check_paths(pages):
        raise DigestError(faults)
    with edition(output, sources, waiting=waiting, wait=wait) as made:
        return made.publish([made.shelf.put(page) for page in pages], progress)
