"""Jobs done by several processes, in chunks; what becomes of a process that dies or hangs."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from digest.errors import DigestError, Place, Problem

Job = TypeVar("Job")
Done = TypeVar("Done")
Value = TypeVar("Value")

Executors = Callable[[int], Executor]
"""Makes an executor with so many workers; any `concurrent.futures.Executor` will do."""

SECONDS = 900.0
"""How long nothing may be finished before a worker is taken to hang."""

CHUNKS = 12
"""Chunks for each worker, so that none waits long for the last one."""

_HELD: dict[str, Any] = {}
"""What `Shared` has in this process."""
_COUNT = itertools.count()


def processes(count: int) -> Executor:
    """Processes that inherit what is in memory where that is safe, else fresh ones."""
    from concurrent.futures import ProcessPoolExecutor  # slow to import, and often not needed

    way = multiprocessing.get_context("fork" if forks() else "spawn")
    return ProcessPoolExecutor(count, way, initializer=_quiet)


def _quiet() -> None:
    """Leaves it to the process that gave the work to be interrupted, and to end this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def forks() -> bool:
    """Whether a process made now inherits what is in memory: not where other threads run."""
    return sys.platform == "linux" and threading.active_count() == 1


class Shared(Generic[Value]):
    """Something large that jobs need: inherited by forked processes, else read once in each."""

    def __init__(self, value: Value) -> None:
        self._token = f"{os.getpid()}-{next(_COUNT)}"
        self._file = ""
        _HELD[self._token] = value

    def get(self) -> Value:
        """It, in whichever process."""
        if self._token not in _HELD:
            _HELD.clear()
            _HELD[self._token] = pickle.loads(Path(self._file).read_bytes())  # noqa: S301 – ours
        value: Value = _HELD[self._token]
        return value

    @contextlib.contextmanager
    def laid_out(self) -> Iterator[None]:
        """While this lasts, other processes find it in a file."""
        with tempfile.TemporaryDirectory(prefix="digest-") as folder:
            self._file = str(Path(folder, "shared"))
            Path(self._file).write_bytes(pickle.dumps(_HELD[self._token]))
            yield
        self._file = ""

    def release(self) -> None:
        """Nobody needs it any more."""
        _HELD.pop(self._token, None)


class Workers:
    """Has jobs done: by `count` workers, or by this process where there is one or they are few."""

    def __init__(
        self, count: int, executors: Executors | None = None, seconds: float = SECONDS
    ) -> None:
        self.count, self._executors, self._seconds = count, executors, seconds

    def each(
        self,
        function: Callable[[Job], Done],
        jobs: Sequence[Job],
        *,
        few: int = 0,
        where: Callable[[Job], str] = str,
        shared: Shared[Any] | None = None,
        told: Callable[[int], None] | None = None,
    ) -> Iterator[Done]:
        """Results in the order of the jobs.

        Up to `few` jobs are done here.  `where` names the file in which a fault of a job is
        mended, `shared` is what the function needs beside its job, `told` hears how many are done.

        Raises what the function raises, and `DigestError` for a job whose worker died or hung.
        """
        if self.count < 2 or len(jobs) <= max(few, 1):
            for number, job in enumerate(jobs, 1):
                yield function(job)
                if told:
                    told(number)
            return
        size = max(1, min(64, len(jobs) // (self.count * CHUNKS)))
        chunks = [jobs[start : start + size] for start in range(0, len(jobs), size)]
        inherited = self._executors is None and forks()
        with shared.laid_out() if shared and not inherited else contextlib.nullcontext():
            yield from self._chunks(function, chunks, where, told)

    def _chunks(
        self,
        function: Callable[[Job], Done],
        chunks: Sequence[Sequence[Job]],
        where: Callable[[Job], str],
        told: Callable[[int], None] | None,
    ) -> Iterator[Done]:
        executor = (self._executors or processes)(self.count)
        ahead = self.count * 2
        waiting: dict[int, Future[list[Done]]] = {}
        finished: dict[int, list[Done]] = {}
        following = iter(enumerate(chunks))
        count = given = submitted = 0
        try:
            while given < len(chunks):
                for number, chunk in itertools.islice(following, ahead - len(waiting)):
                    waiting[number] = executor.submit(_all, function, chunk)
                    submitted = number + 1
                if given not in finished:
                    done, _ = wait(waiting.values(), self._seconds, FIRST_COMPLETED)
                    for number in [n for n, future in waiting.items() if future in done]:
                        finished[number] = waiting.pop(number).result()
                        count += len(chunks[number])
                    if told:
                        told(count)
                    if not done:
                        raise TimeoutError
                while given in finished:
                    yield from finished.pop(given)
                    given += 1
        except (BrokenExecutor, TimeoutError) as error:
            _end(executor)
            lost = [chunks[n] for n in range(given, submitted) if n not in finished]
            self._find(function, [job for chunk in lost for job in chunk], where, error)
        except BaseException:
            _end(executor)
            raise
        else:
            executor.shutdown()

    def _find(
        self,
        function: Callable[[Job], Done],
        jobs: Sequence[Job],
        where: Callable[[Job], str],
        error: Exception,
    ) -> None:
        """Do lost jobs again, one at a time, to find the one that is to blame; always raises."""
        how = "hung" if isinstance(error, TimeoutError) else "died"
        executor = (self._executors or processes)(1)
        for job in jobs:
            try:
                executor.submit(_all, function, [job]).result(self._seconds)
            except (BrokenExecutor, TimeoutError) as again:
                _end(executor)
                how = "hung" if isinstance(again, TimeoutError) else "died"
                message = f"the process that worked on it {how}"
                hint = "leave it out to build the rest; with --jobs 1 more may be said"
                raise DigestError([Problem(Place(where(job)), message, hint)]) from error
        executor.shutdown()
        message = f"a process {how} that worked on one of {len(jobs)} files, of which this is one"
        hint = "try again; --jobs 1 needs less memory"
        raise DigestError([Problem(Place(where(jobs[0])), message, hint)]) from error


def _all(function: Callable[[Job], Done], jobs: Sequence[Job]) -> list[Done]:
    return [function(job) for job in jobs]


def _end(executor: Executor) -> None:
    """End an executor without waiting for what hangs."""
    held: dict[int, Any] = getattr(executor, "_processes", None) or {}
    for process in list(held.values()):
        process.kill()
    executor.shutdown(wait=False, cancel_futures=True)
