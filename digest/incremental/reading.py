"""Articles, their texts, places in them: each by itself, and again only where it has changed."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from digest.analyse.digests import texts
from digest.analyse.digests.known import Known, pack
from digest.analyse.digests.texts import Text
from digest.analyse.findings import read_texts
from digest.errors import Place
from digest.incremental.memory import Memory
from digest.incremental.steps import Steps
from digest.incremental.tables import stamp
from digest.incremental.workers import Workers
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.read import locate
from digest.read.articles import Article
from digest.render.moved import moved

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
        self._keys: list[str] = []

    @property
    def version(self) -> int:
        """The same where the same is found in all texts."""
        return stamp(self._keys)

    def each(
        self, function: Callable[[texts.Job], Text], jobs: Iterable[texts.Job]
    ) -> Iterator[Text]:
        """What `analyse` takes for a `map`; its function holds what the registries know."""
        assert isinstance(function, partial)
        (self.known,) = function.args
        known_by = self.known.fingerprint.encode()

        def key(job: texts.Job) -> str:
            self._keys.append(hashlib.sha256(known_by + pack(job)).hexdigest())
            return self._keys[-1]

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


def analysed(corpus: Corpus, memory: Memory, workers: Workers) -> Findings:
    """The findings of a corpus that is dated; each is found when it is wanted."""
    texts = Texts(memory, workers)
    read = read_texts(corpus, texts.each)
    given = {
        name: (value, texts.version if name == "texts" else stamp(value))
        for name, value in read.items()
    }
    more = {"moved": moved}
    return Steps(corpus, given, memory.steps, memory.stamps, more, memory.row).findings()


class Places:
    """Looks up where in their files values stand, or remembers it."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def each(
        self, function: Callable[[locate.Job], tuple[Place, ...]], jobs: Iterable[locate.Job]
    ) -> Iterator[tuple[Place, ...]]:
        """What `locate` takes for a `map`."""

        def key(job: locate.Job) -> str:
            file = _key((job.root, job.file))
            return hashlib.sha256(file.encode() + pack(job.places)).hexdigest() if file else ""

        return self._memory.each("places", function, list(jobs), key, map)


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
