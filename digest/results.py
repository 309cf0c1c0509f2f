"""What a run did, and what it has to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from digest.errors import Place, Problem
from digest.incremental.memory import Memory
from digest.incremental.reading import Places
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Published
from digest.model.verdicts import Remark
from digest.read.files import Folder
from digest.read.locate import locate


@dataclass
class Result:
    """What a run did."""

    corpus: Corpus
    findings: Findings
    files: int
    """How many files the site has, the search index apart."""
    warnings: list[Problem]
    published: Published | None = None
    """What was done to its files, the search index apart; `None` when none was to be written."""
    schemas: list[str] = field(default_factory=list)
    """Schema files that were brought up to date."""
    unsearched: str = ""
    """Why the site has no search index, where it should have one: a phrase."""
    explanation: str = ""
    """Why the page that was asked for was made, or left as it was."""


Watch = Callable[[str, int, int], None]
"""Told of each stage: its name, how much is done, of how much (0 when not counted)."""


def silent(stage: str, done: int, whole: int) -> None:
    """Tells nobody."""


def as_typed(problem: Problem, sources: FilePath) -> Problem:
    """A problem of a page, at the source file from which the page is made, where there is one."""
    file = sources / problem.place.file
    place = problem.place
    return (
        problem._replace(place=place._replace(file=file.as_posix())) if file.exists() else problem
    )


def unaccepted(remarks: Iterable[Remark], sources: FilePath, memory: Memory) -> list[Problem]:
    """Findings of the machine that nobody accepted, as warnings at their line of the file."""
    folder = Folder(sources)
    problems = [
        Problem(
            Place(folder.shown(remark.file), remark.path),
            f"{remark.lint.value}: {remark.message}", remark.hint, "warning",
        )
        for remark in remarks if not remark.why
    ]  # fmt: skip
    return locate(problems, folder, Places(memory).each)
