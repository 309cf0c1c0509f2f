"""Articles and their texts: each by itself, so that only what has changed is gone through again."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from digest.analyse.digests import texts
from digest.analyse.digests.known import Known, pack
from digest.analyse.digests.texts import Text
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
        self.found: dict[str, Article] = {}
        """What was read, by file."""

    def each(self, function: Callable[[Job], Article], jobs: Iterable[Job]) -> Iterator[Article]:
        """What `read` takes for a `map`."""
        for article in self._memory.each("articles", function, list(jobs), _key, self._do):
            self.found[article.file] = article
            yield article

    def _do(self, function: Callable[[Job], Article], jobs: Sequence[Job]) -> Iterator[Article]:
        return self._workers.each(function, jobs, few=FEW, where="/".join)


class Texts:
    """Goes through the texts of sources, or remembers what was found in them."""

    def __init__(self, memory: Memory, workers: Workers) -> None:
        self._memory, self._workers = memory, workers
        self.known: Known | None = None
        """What the registries know."""
        self.found: dict[str, tuple[texts.Job, Text]] = {}
        """What was gone through and what came of it, by source."""

    def each(
        self, function: Callable[[texts.Job], Text], jobs: Iterable[texts.Job]
    ) -> Iterator[Text]:
        """What `analyse` takes for a `map`; its function holds what the registries know."""
        assert isinstance(function, partial)
        (self.known,) = function.args
        known_by = self.known.fingerprint.encode()

        def key(job: texts.Job) -> str:
            return hashlib.sha256(known_by + pack(job)).hexdigest()

        jobs = list(jobs)
        done = self._memory.each("texts", function, jobs, key, self._do)
        for job, text in zip(jobs, done, strict=True):
            self.found[job.id] = job, text
            yield text

    def _do(
        self, function: Callable[[texts.Job], Text], jobs: Sequence[texts.Job]
    ) -> Iterator[Text]:
        return self._workers.each(
            function, jobs, few=FEW, where=lambda job: f"articles/{job.id}.md"
        )


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
