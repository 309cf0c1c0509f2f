"""What a run of the preview has to tell."""

from __future__ import annotations

import os
import traceback
from pathlib import Path as FilePath
from typing import NamedTuple

from digest.errors import Place, Problem, RefusedError
from digest.pipeline import Result


class Outcome(NamedTuple):
    """How a build went."""

    seconds: float
    result: Result | None = None
    """`None` when it came to nothing; the site is as it was."""
    problems: tuple[Problem, ...] = ()
    """Faults of the sources."""
    failure: Exception | None = None
    """What else went wrong: `RefusedError`, or a fault of ours."""


class CodeChanged(NamedTuple):
    """The program itself was changed; what runs is the program as it was.  Told once."""

    file: FilePath


News = Outcome | CodeChanged
"""One piece of news."""


def as_problem(failure: Exception) -> Problem:
    """What is no fault of the sources, for the open page; a fault of ours at its line.

    That is the innermost line of a template, where one was being filled in, or else of our code.
    """
    if isinstance(failure, RefusedError):
        return Problem(Place(""), str(failure))
    lines = traceback.extract_tb(failure.__traceback__)
    template = [line for line in lines if line.filename.endswith(".html")]
    code = [line for line in lines if f"{os.sep}digest{os.sep}" in line.filename]
    message = f"our fault: {type(failure).__name__}: {failure}"
    for line in reversed(template or code):
        return Problem(Place(_short(line.filename), line=line.lineno or 0), message)
    return Problem(Place(""), message)


def _short(file: str) -> str:
    path, here = FilePath(file), FilePath.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
