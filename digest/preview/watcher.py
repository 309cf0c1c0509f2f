"""Notices that a file was saved: in the sources, in a template folder, in our own code."""

from __future__ import annotations

import re
import stat
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path as FilePath

from watchfiles import Change, watch

_STEP = 5
"""Milliseconds without news after which what changed is told; it comes within two of them."""

_LONGEST = 400
"""Milliseconds after which it is told although there is more, as when a branch is checked out."""

_LOOK = 200
"""Milliseconds between two looks whether a folder appeared, vanished or was replaced."""

_TEMPORARY = re.compile(r"\.|#.*#$|4913$|.*(?:~|\.tmp|\.swp|\.swx|\.bak|\.orig|\.crdownload)$")
"""Names of files that editors make for themselves; hidden ones, which nothing here reads."""


class Watcher:
    """Calls back with the paths of files that changed, from a thread of its own."""

    def __init__(
        self,
        content: Sequence[FilePath],
        code: FilePath,
        changed: Callable[[frozenset[FilePath]], None],
        broken: Callable[[Exception], None],
    ) -> None:
        """`content` are folders in which every file counts, there or not; of `code`, Python does.

        `broken` is called once when changes can no longer be noticed.
        """
        self._content = [folder.resolve() for folder in content]
        self._code = code.resolve()
        self._changed, self._broken = changed, broken
        self._stop = threading.Event()
        self.ready = threading.Event()
        """Set once nothing can escape."""
        self._thread = threading.Thread(target=self._run, name="preview watcher", daemon=True)

    def start(self) -> None:
        """Begin; `ready` is set soon."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(1)

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                try:
                    self._watch(self._there())
                except FileNotFoundError:  # a folder vanished before it could be watched
                    self._stop.wait(_LOOK / 1000)
        except Exception as error:  # such as: the system allows no more watches
            self._broken(error)
        finally:
            self.ready.set()

    def _watch(self, there: dict[FilePath, tuple[int, int]]) -> None:
        """Watch the folders there are until there are others."""
        told = self.ready.is_set()
        for changes in watch(
            *there, watch_filter=self._counts, step=_STEP, debounce=_LONGEST, stop_event=self._stop,
            rust_timeout=_LOOK, yield_on_timeout=True, raise_interrupt=False,
        ):  # fmt: skip
            self.ready.set()
            paths = frozenset(FilePath(path) for _, path in changes)
            if told:  # what happened between two watches
                paths |= frozenset(there)
                told = False
            if paths:
                self._changed(paths)
            gone = {FilePath(path) for change, path in changes if change is Change.deleted}
            # A folder made anew may look like the one before: the system uses its number again.
            if self._there() != there or gone.intersection(there):
                return

    def _there(self) -> dict[FilePath, tuple[int, int]]:
        """The folders that exist, each with what tells it from another of its name."""
        found = {}
        for folder in (*self._content, self._code):
            with suppress(OSError):
                state = folder.stat()
                if stat.S_ISDIR(state.st_mode):
                    found[folder] = (state.st_dev, state.st_ino)
        return found

    def _counts(self, _: Change, path: str) -> bool:
        """Whether a change of the file at a path is one of ours to tell."""
        file = FilePath(path)
        for folder in self._content:
            if file.is_relative_to(folder):
                return not any(map(_TEMPORARY.match, file.relative_to(folder).parts))
        return file.suffix == ".py"
