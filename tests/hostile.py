"""Small digests for hostile inputs: one file is replaced, and reading must say so in time."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from casefiles import BASE, SPECIMEN

from digest.errors import DigestError, render_line
from digest.model.corpus import Corpus
from digest.read.corpus import read

ARTICLE = "articles/lantern-2021-bridge.md"
HEAD = "---\ntitle: T\nkind: news\n---\n"
SECONDS = 10.0
"""Far above the deadline of a file, far below for ever."""


def lay_out(root: Path, files: dict[str, str | bytes]) -> Path:
    """A sources folder below `root`: the specimen's base, and these files."""
    sources = root / "sources"
    for name in BASE:
        (sources / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SPECIMEN / name, sources / name)
    for name, text in files.items():
        (sources / name).parent.mkdir(parents=True, exist_ok=True)
        (sources / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return sources


def outcome(sources: Path) -> tuple[Corpus | None, list[str]]:
    """What reading yields: a corpus, or the messages; never another exception, never too late."""
    start = time.monotonic()
    try:
        corpus, problems = read(sources)
        lines = [render_line(p) for p in problems if p.is_error]
        assert not lines
        return corpus, []
    except DigestError as error:
        lines = [render_line(problem) for problem in error.problems]
        assert lines
        for line in lines:
            line.encode()
            assert "\n" not in line
            assert len(line) < 2000
        return None, [line.removeprefix(f"{sources.parent}/") for line in lines]
    finally:
        assert time.monotonic() - start < SECONDS
