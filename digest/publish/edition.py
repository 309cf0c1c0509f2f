"""A site exchanged as a whole, at a cost in proportion to what has changed.

Its pages are put on a shelf, which takes only those that the site does not have.  Then the spare
tree beside the site, which is the site of the build before, is brought up to date with the shelf
and the site, and the two are exchanged.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from digest.errors import DigestError
from digest.model.page import Entry, Published
from digest.publish import exchange
from digest.publish import memory as memories
from digest.publish.exchange import Changes
from digest.publish.guard import check_place, refuse_foreign, settled, telling
from digest.publish.lock import locked
from digest.publish.looking import Found, Tree, look, scale_of
from digest.publish.manifest import marker_text
from digest.publish.paths import MARKER, check_paths
from digest.publish.shelf import Shelf
from digest.publish.spare import Supply, changed, folder_of, renew

_TREES = 2
"""That are kept in mind: the site and the spare."""


@contextmanager
def edition(
    output: Path,
    sources: Path,
    *,
    memory: Path | None = None,
    mind: memories.Mind | None = None,
    trusting: bool | None = None,
    waiting: Callable[[int], None] | None = None,
    wait: float = 30.0,
) -> Iterator[Edition]:
    """An edition of the site at `output`, which nobody else writes meanwhile.

    Unless its `publish` is called, the site stays as it is.  `memory` is a folder for what this
    build sees of the files on disk, so that the next need not read them all; it is made when it
    is missing, and what is in it is never needed.  Without it every file is read, and what any
    folder has kept of this site no longer counts.  `mind` is what this process has seen itself.
    `trusting` says whether a folder whose times are as they were vouches for its files, which then
    are not looked at; None: in large sites.

    `waiting` is called once with the id of a process that writes this site now (0 if unknown),
    which is waited for up to `wait` seconds.  Raises RefusedError when `output` must not be
    replaced, is locked, or cannot be written.
    """
    with ExitStack() as stack:
        with telling(output):
            check_place(output, sources)
            place = settled(output)
            place.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(place, waiting=waiting, wait=wait))
            exchange.recover(place)
            staging = exchange.staging_path(place)
            stack.callback(exchange.discard, staging)
            exchange.make_unfinished(staging)
            made = Edition(output, place, memory, mind or memories.Mind(), trusting)
        stack.callback(made.close)
        yield made


class Edition:
    """What is to be the site; made by `edition`."""

    def __init__(
        self,
        output: Path,
        place: Path,
        memory: Path | None,
        mind: memories.Mind,
        trusting: bool | None,
    ) -> None:
        self._output, self._place, self._memory = output, place, memory
        self._mind, self._trusting = mind, trusting
        self._spare = exchange.spare_path(place)
        self._staging = exchange.staging_path(place)
        self._is_open = True
        if memory is None and mind.trees is None:
            self._forget()
        self._seen: list[Tree] = mind.fill(memory, place)
        self._known = self._look_at_site().known
        self.shelf = Shelf(os.fspath(self._staging), self._known)
        """Takes the new files; once they are published, `known` is that of the new site."""

    def publish(
        self, entries: Iterable[Entry], progress: Callable[[int, int], None] | None = None
    ) -> Published:
        """Make the site exactly these files; what was done, compared with the site so far.

        Each must have been put on the shelf since the last call, or stand in `shelf.known` with
        the same SHA-256.  The site is exchanged in one step, and only when something differs.
        `progress` is called after each file that was moved or copied, with the number done and
        of all.

        Raises ValueError for an entry that is neither, DigestError for paths that are unsafe or
        collide, RefusedError when the site holds files of others, was changed meanwhile, or cannot
        be written; the old site then stays.
        """
        if not self._is_open:
            raise ValueError("the edition is over")
        entries = sorted(entries)
        if faults := check_paths(entries):
            raise DigestError(faults)
        if missing := [entry.path for entry in entries if not self._has(entry)]:
            raise ValueError(f"neither on the shelf nor in the site: {', '.join(missing[:5])}")
        with telling(self._output):
            done = self._make({entry.path: entry.sha256 for entry in entries}, progress)
        self._save()
        return done

    def change(self, entries: Iterable[Entry]) -> Published:
        """Put files in the place of those with the same paths; all others stay.

        As `publish`, but quick rather than lasting: that it is brought to the disk is not waited
        for, and what was seen is kept in mind only.  `survey` makes up for both.
        """
        wanted = {**self._known}
        for entry in entries:
            if not self._is_open or entry.path not in wanted or not self._has(entry):
                raise ValueError(f"not on the shelf, or not in the site: {entry.path}")
            wanted[entry.path] = entry.sha256
        with telling(self._output):
            done = self._make(wanted, None, lasting=False)
        self._mind.trees, self._mind.unsynced = self._seen, True
        return done

    def survey(self) -> None:
        """Look at each file of the site and of the spare tree, whatever the folders say."""
        with telling(self._output):
            if self._mind.unsynced:
                everything = Changes([*self._known, MARKER], {"", *map(folder_of, self._known)})
                exchange.sync(self._place, everything)
                exchange.sync_folder(self._place.parent)
                self._mind.unsynced = False
            found = self._look_at_site(trusting=False)
            spare = look(self._spare, scale_of(self._staging), self._seen, trusting=False)
        self._known.clear()
        self._known.update(found.known)
        others = [spare.tree] if spare.is_ours else []
        self._seen = [found.tree, *others]
        self._save()

    def _save(self) -> None:
        """Have in mind, and in the folder for it, what was seen."""
        self._mind.trees = self._seen
        self._mind.save(self._memory, self._place)

    def close(self) -> None:
        """From now on, nothing can be published."""
        self._is_open = False

    def _has(self, entry: Entry) -> bool:
        return self._known.get(entry.path) == entry.sha256 or self.shelf.holds(entry)

    def _make(
        self,
        wanted: Mapping[str, str],
        progress: Callable[[int, int], None] | None,
        *,
        lasting: bool = True,
    ) -> Published:
        site = self._look_at_site()
        unchanged = sum(site.known.get(path) == digest for path, digest in wanted.items())
        removed = len({*site.known, *site.odd}.difference(wanted))
        done = Published(len(wanted) - unchanged, unchanged, removed)
        marker = hashlib.sha256(marker_text(wanted)).hexdigest()
        if done.written or removed or site.tree.marker[0] != marker:
            ready = self._prepare(wanted, progress, lasting=lasting)
            # A file may have been put there meanwhile.
            self._look_at_site([site.tree], trusting=True, reading=False)
            exchange.exchange(self._spare, self._place)
            with suppress(OSError):  # the new site is in its place, and whole
                if lasting:
                    exchange.sync_folder(self._place.parent)
            if not site.is_ours:  # an empty folder
                exchange.discard(self._spare)
            self._seen = [ready.tree, site.tree]
        self._known.clear()
        self._known.update(wanted)
        return done

    def _prepare(
        self,
        wanted: Mapping[str, str],
        progress: Callable[[int, int], None] | None,
        *,
        lasting: bool,
    ) -> Found:
        """Make the spare tree the site that is wanted; what then stands there."""
        found = look(self._spare, scale_of(self._staging), self._seen, trusting=self._trusting)
        refuse_foreign(
            self._spare, found.foreign, is_ours=True, instead="move them elsewhere or delete them"
        )
        try:
            supply = Supply(self.shelf, self._place)
            changes = renew(self._spare, found, wanted, supply, progress)
            if lasting:
                exchange.sync(self._spare, changes)
            before = found.tree.now_marked(self._spare)
            ready = look(self._spare, scale_of(self._staging), [before], trusting=True)
            if ready.known != wanted or ready.foreign:
                raise changed(self._spare)
        except BaseException:
            exchange.discard(self._spare)
            raise
        return ready

    def _look_at_site(
        self,
        before: Sequence[Tree] | None = None,
        *,
        trusting: bool | None = None,
        reading: bool = True,
    ) -> Found:
        before = self._seen if before is None else before
        trusting = self._trusting if trusting is None else trusting
        scale = scale_of(self._staging)
        found = look(self._place, scale, before, trusting=trusting, reading=reading)
        refuse_foreign(self._output, found.foreign, is_ours=found.is_ours)
        if found.is_ours and reading:
            others = (tree for tree in self._seen if tree.marker != found.tree.marker)
            self._seen = [found.tree, *others][:_TREES]
        return found

    def _forget(self) -> None:
        """Make sure that no record fits, by touching the markers.

        Else, in a large site, a file edited in place would be set right here and come back with
        the tree that it is in.
        """
        for tree in (self._place, self._spare):
            with suppress(OSError):
                if stat.S_ISREG((tree / MARKER).lstat().st_mode):
                    os.utime(tree / MARKER)
