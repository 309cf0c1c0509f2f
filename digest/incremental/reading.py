"""Articles: each is read from its own file alone, so it is read anew only when that changes."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from digest.incremental.memory import Memory
from digest.incremental.workers import Workers
from digest.read.articles import Article

FEW = 60
"""So many articles are read sooner by one process than by several."""

Job = tuple[str, str]
"""The sources folder, and a file in it."""


class Articles:
    """Reads articles, or remembers them."""

    def __init__(self, memory: Memory, workers: Workers) -> None:
        self._memory, self._workers = memory, workers

    def each(self, function: Callable[[Job], Article], jobs: Iterable[Job]) -> Iterator[Article]:
        """What `read` takes for a `map`."""
        return self._memory.each("articles", function, list(jobs), _key, self._do)

    def _do(self, function: Callable[[Job], Article], jobs: Sequence[Job]) -> Iterator[Article]:
        return self._workers.each(function, jobs, few=FEW, where="/".join)


def _key(job: Job) -> str:
    """A digest of the name, as messages give it, and of the bytes; nothing for what is no file."""
    path = Path(*job)
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        content = path.read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(
        f"{job[0]}\0{job[1]}\0".encode(errors="surrogatepass") + content
    ).hexdigest()
