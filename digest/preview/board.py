"""What open pages are told: which build they may show, and the faults that stand in its way."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Sequence
from typing import Any, NamedTuple

from digest.errors import Problem, as_record, visible


class State(NamedTuple):
    """What a page compares itself with."""

    build: str
    """Id of the build on disk; another one for each that changed a file, and for each session."""
    faults: tuple[dict[str, Any], ...] = ()
    """Why the sources as they are now cannot be shown: records of problems, errors first."""

    @property
    def message(self) -> str:
        """The state as JSON in one line of ASCII."""
        return json.dumps({"build": self.build, "faults": self.faults})


def faults(problems: Sequence[Problem]) -> tuple[dict[str, Any], ...]:
    """Problems as records for a page: errors first, nothing in them that could fool the eye."""
    ordered = sorted(problems, key=lambda problem: not problem.is_error)
    return tuple(
        {
            name: visible(value) if isinstance(value, str) else value
            for name, value in as_record(problem).items()
        }
        for problem in ordered
    )


class Board:
    """Holds the state; written by the thread that builds, read by the thread that answers."""

    def __init__(self, session: str) -> None:
        """`session` tells the builds of this run of the program from those of others."""
        self._session = session
        self._count = 0
        self.state = State(f"{session}-0")
        self._closed = False
        self._lock = threading.Lock()
        self._bells: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def built(self, *, changed: bool) -> None:
        """A build went well; `changed` says whether any file of the site did."""
        self._count += changed
        self._post(State(f"{self._session}-{self._count}"))

    def failed(self, problems: Sequence[Problem]) -> None:
        """A build came to nothing; the site is as it was."""
        self._post(self.state._replace(faults=faults(problems)))

    def close(self) -> None:
        """End every `follow`."""
        self._closed = True
        self._post(self.state)

    async def follow(self) -> AsyncIterator[State]:
        """The state now, then each time that it changes, until the board is closed.

        Of states that follow one another faster than they are taken, the last one counts.
        """
        bell = asyncio.Event()
        entry = (asyncio.get_running_loop(), bell)
        with self._lock:
            self._bells.add(entry)
        seen = None
        try:
            while not self._closed:
                bell.clear()
                state = self.state
                if state == seen:
                    await bell.wait()
                else:
                    seen = state
                    yield state
        finally:
            with self._lock:
                self._bells.discard(entry)

    def _post(self, state: State) -> None:
        self.state = state
        with self._lock:
            for loop, bell in self._bells:
                if not loop.is_closed():
                    loop.call_soon_threadsafe(bell.set)
