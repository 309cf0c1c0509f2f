"""Problems in the sources: where they are, what is wrong, what was probably meant.

Every room reports `Problem`s; nobody raises at the first one.  A stage that cannot go on gathers
what it found and raises one `DigestError`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

Path = tuple[str | int, ...]
"""Steps from the top of a file to a value: field names and list positions (from 0)."""

SENTENCE = "digest"
"""First step of the path of a sentence below a front matter: `digest`, passage, sentence."""

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """A value in a source file."""

    file: str
    """Path as the user would type it, with forward slashes."""
    path: Path = ()
    """Where in the file's data; empty for the file as a whole."""
    line: int = 0
    """Line from 1; 0 while it has not been looked up."""
    column: int = 0
    """Column from 1, in characters; 0 while it has not been looked up."""
    at_key: bool = False
    """Whether the field's name is meant, not its value."""

    @property
    def dotted(self) -> str:
        """The path as people write it: `stances[2].actor`."""
        text = ""
        for step in self.path:
            text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
        return text


class Problem(NamedTuple):
    """One fault, told so that whoever wrote the file can mend it."""

    place: Place
    message: str
    """What is wrong and what was expected; one line."""
    hint: str = ""
    """What was probably meant, e.g. `did you mean 'rok-government'?`; empty when unknown."""
    severity: Severity = "error"

    @property
    def is_error(self) -> bool:
        """Whether this problem stops the build."""
        return self.severity == "error"


class DigestError(Exception):
    """The sources have faults; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=order))
        super().__init__(f"{len(self.problems)} problems")

    def __reduce__(self) -> tuple[type[DigestError], tuple[tuple[Problem, ...]]]:
        """So that it passes from one process to another with its problems."""
        return (DigestError, (self.problems,))


class RefusedError(Exception):
    """The command cannot be carried out as given; nothing was written."""


def order(problem: Problem) -> tuple[object, ...]:
    """Sort key: by file, then line, column and message."""
    place = problem.place
    return (place.file, place.line, place.column, problem.severity, place.dotted, problem.message)


def render_line(problem: Problem) -> str:
    """A problem in one line: `file:line:column path message – hint`, without its empty parts."""
    return " ".join(part for part in _parts(problem) if part)


def as_record(problem: Problem) -> dict[str, str | int]:
    """A problem as plain data, for programs; its texts are as they are, not made safe to print."""
    place = problem.place
    return {
        "file": place.file, "line": place.line, "column": place.column, "path": place.dotted,
        "severity": problem.severity, "message": problem.message, "hint": problem.hint,
    }  # fmt: skip


def _parts(problem: Problem) -> tuple[str, str, str]:
    """Where, path and message of a problem, safe to print."""
    place = problem.place
    numbers = [str(n) for n in (place.line, place.column) if place.line and n]
    where = ":".join([visible(place.file), *numbers]).lstrip(":")
    told = " – ".join(part for part in (problem.message, problem.hint) if part)
    told = told if problem.is_error else f"warning: {told}"
    return where, visible(place.dotted), visible(told)


def visible(text: str) -> str:
    """The text with every character that could fool a terminal written as an escape.

    Control and formatting characters (also those that turn the direction of writing), line and
    paragraph separators, and what is left of bytes that are no text.
    """
    return "".join(
        char.encode("unicode_escape").decode()
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else char
        for char in text
    )


def strict(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems with every warning made an error (`--strict`)."""
    return [problem._replace(severity="error") for problem in problems]
