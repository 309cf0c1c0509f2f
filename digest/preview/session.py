"""A run of the preview: the site is built, shown, and built again whenever a file is saved."""

from __future__ import annotations

import queue
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path as FilePath

import digest
from digest import pipeline
from digest.errors import DigestError, Place, Problem, RefusedError
from digest.preview.app import application
from digest.preview.board import Board
from digest.preview.guard import ADDRESS
from digest.preview.news import CodeChanged, News, Outcome
from digest.preview.server import Server, listen
from digest.preview.watcher import Watcher
from digest.render.environment import folders

_LOOK = 0.5
"""Seconds after which waiting is interrupted, for systems where Ctrl-C cannot do it."""


class Session:
    """A context: what listens, watches and answers ends with it."""

    def __init__(self, options: pipeline.Options, port: int) -> None:
        """Takes the first free port from `port` on.  Raises `RefusedError` when none is."""
        self._options = options
        self._board = Board(secrets.token_hex(4))
        self._socket = listen(port)
        self.port: int = self._socket.getsockname()[1]
        self._code = FilePath(digest.__file__).resolve().parent
        local = options.sources.parent / "templates"
        self._changed: queue.SimpleQueue[frozenset[FilePath] | Exception] = queue.SimpleQueue()
        self._watcher = Watcher(
            [options.sources, local, *folders()], self._code, self._changed.put, self._changed.put
        )
        self._server = Server(application(options.output, self._board, self.port), self._socket)

    @property
    def address(self) -> str:
        """Where the site is shown."""
        return f"http://{ADDRESS}:{self.port}/"

    def __enter__(self) -> Session:
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._board.close()
        self._server.stop()
        self._watcher.stop()
        self._socket.close()

    def news(self, watch: pipeline.Watch, waiting: Callable[[int], None]) -> Iterator[News]:
        """Builds, one after another, in the thread that asks, and how each went; never ends.

        Not in a thread beside, where articles could take as long as they like to render and
        Ctrl-C would have to wait.  From the first outcome on the site is shown.  Raises
        `RefusedError` when the first build is refused or changes can no longer be noticed.
        """
        self._watcher.ready.wait(1)
        first = self._build(watch, waiting)
        if isinstance(first.failure, RefusedError):
            raise first.failure
        self._server.start()
        yield first
        stale = False
        while True:
            paths = self._changes()
            code = sorted(path for path in paths if self._is_code(path))
            if code and not stale:
                stale = True
                yield CodeChanged(code[0])
            if len(code) < len(paths):
                yield self._build(watch, waiting)

    def _changes(self) -> frozenset[FilePath]:
        """Waits for files that changed; all of them, if there were several pieces of news."""
        paths: frozenset[FilePath] = frozenset()
        while True:
            try:
                news = self._changed.get(timeout=0 if paths else _LOOK)
            except queue.Empty:
                if paths:
                    return paths
                continue
            if isinstance(news, Exception):
                raise RefusedError(f"changes can no longer be noticed: {news}")
            paths |= news

    def _is_code(self, path: FilePath) -> bool:
        return path.suffix == ".py" and path.is_relative_to(self._code)

    def _build(self, watch: pipeline.Watch, waiting: Callable[[int], None]) -> Outcome:
        started = time.perf_counter()
        try:
            result = pipeline.build(self._options, watch, waiting)
        except DigestError as error:
            self._board.failed(error.problems)
            return Outcome(time.perf_counter() - started, problems=error.problems)
        except Exception as error:  # the preview outlives it: the next file saved may mend it
            self._board.failed([_as_problem(error)])
            return Outcome(time.perf_counter() - started, failure=error)
        done = result.published
        self._board.built(changed=bool(done and (done.written or done.removed)))
        return Outcome(time.perf_counter() - started, result)


def _as_problem(error: Exception) -> Problem:
    """What is no fault of the sources, for the open page."""
    if isinstance(error, RefusedError):
        return Problem(Place(""), str(error))
    return Problem(
        Place(""), f"our fault: {type(error).__name__}: {error}", "the terminal may say more"
    )
