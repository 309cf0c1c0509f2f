"""What a run of the preview has to tell."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import NamedTuple

from digest.errors import Problem
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
