"""A run of the preview: the site is built, shown, and built again whenever a file is saved."""

from __future__ import annotations

import queue
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path as FilePath

import digest
from digest import pipeline
from digest.errors import DigestError, Problem, RefusedError
from digest.incremental.memory import Memory
from digest.preview.app import application
from digest.preview.board import Board
from digest.preview.guard import ADDRESS
from digest.preview.news import CodeChanged, News, Outcome, as_problem
from digest.preview.server import Server, listen
from digest.preview.watcher import Watcher
from digest.render.environment import folders

_LOOK = 0.5
"""Seconds after which waiting is interrupted, for systems where Ctrl-C cannot do it."""

_HALF = 0.08
"""Seconds within which the second half of a file follows the first when it is saved."""


class Session:
    """A context: what listens, watches and answers ends with it."""

    def __init__(self, options: pipeline.Options, port: int) -> None:
        """Takes the first free port from `port` on.  Raises `RefusedError` when none is."""
        self._options = options
        self._memory = Memory(options.memory)
        self._board = Board(secrets.token_hex(4))
        self._socket = listen(port)
        self.port: int = self._socket.getsockname()[1]
        self._code = FilePath(digest.__file__).resolve().parent
        local = options.sources.parent / "templates"
        self._changed: queue.SimpleQueue[frozenset[FilePath] | Exception] = queue.SimpleQueue()
        self._paths: frozenset[FilePath] = frozenset()
        self._settled = True
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
        if not self._settled:
            pipeline.settle(self._options, self._memory)
        self._memory.close()

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
        self._post(first)
        self._server.start()
        yield first
        stale = False
        while True:
            paths = self._changes()
            code = sorted(path for path in paths if self._is_code(path))
            if code and not stale:
                stale = True
                yield CodeChanged(code[0])
            if len(code) < len(paths) or not paths:
                outcome = self._build(watch, waiting)
                # A fault may be half a file: the rest comes at once.
                if outcome.result is None and self._look(_HALF):
                    continue
                self._post(outcome)
                yield outcome

    def _look(self, seconds: float) -> bool:
        """Whether there is something new; waits for it for some seconds."""
        try:
            news = self._changed.get(timeout=seconds)
        except queue.Empty:
            return False
        if isinstance(news, Exception):
            raise RefusedError(f"changes can no longer be noticed: {news}")
        self._paths |= news
        return True

    def _changes(self) -> frozenset[FilePath]:
        """Waits for files that changed; all of them, if there were several pieces of news.

        None at all when the site itself has to be put right.
        """
        while not self._paths and not self._look(_LOOK):
            if not self._settled:
                self._settled = True
                if not pipeline.settle(self._options, self._memory):
                    break
        while self._look(0):
            pass
        paths, self._paths = self._paths, frozenset()
        return paths

    def _is_code(self, path: FilePath) -> bool:
        return path.suffix == ".py" and path.is_relative_to(self._code)

    def _build(self, watch: pipeline.Watch, waiting: Callable[[int], None]) -> Outcome:
        started = time.perf_counter()
        self._settled = False
        result: pipeline.Result | None = None
        problems: tuple[Problem, ...] = ()
        failure: Exception | None = None
        try:
            result = pipeline.build(self._options, watch, waiting, self._memory)
        except DigestError as error:
            problems = error.problems
        except Exception as error:  # the preview outlives it: the next file saved may mend it
            failure = error
        return Outcome(time.perf_counter() - started, result, problems, failure)

    def _post(self, outcome: Outcome) -> None:
        """Tell the open pages."""
        if outcome.result:
            done = outcome.result.published
            self._board.built(changed=bool(done and (done.written or done.removed)))
        else:
            failure = outcome.failure
            self._board.failed([as_problem(failure)] if failure else outcome.problems)
