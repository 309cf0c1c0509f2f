"""Where in its file a value stands.

Reading keeps no places: they are wanted only when something is wrong, and then the file is
composed once more.  A sentence of a digest has the path `digest`, passage, sentence (both from 0).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import NamedTuple

from digest.errors import SENTENCE, Place, Problem, order
from digest.read import frontmatter, yaml
from digest.read.files import Folder
from digest.read.lines import Lines


class Job(NamedTuple):
    """Places in one file that are to be found."""

    root: str
    """The sources folder."""
    file: str
    """The file in it."""
    places: tuple[Place, ...]


Map = Callable[[Callable[[Job], tuple[Place, ...]], Iterable[Job]], Iterable[tuple[Place, ...]]]


def locate(problems: Iterable[Problem], folder: Folder, each: Map = map) -> list[Problem]:
    """The problems with line and column filled in, sorted, each once.

    `each` maps a function over the files, and may remember what it gives by their contents.
    """
    problems = list(problems)
    wanted: dict[str, dict[Place, None]] = {}
    for place, *_ in problems:
        if not place.line and place.path:
            wanted.setdefault(place.file, {})[place] = None
    jobs = [
        Job(os.fspath(folder.root), _inside(file, folder), tuple(places))
        for file, places in wanted.items()
    ]
    found: dict[Place, Place] = {}
    for job, places in zip(jobs, each(find, jobs), strict=True):
        found.update(zip(job.places, places, strict=True))
    located = {
        problem._replace(place=found[problem.place]) if problem.place in found else problem
        for problem in problems
    }
    return sorted(located, key=order)


def find(job: Job) -> tuple[Place, ...]:
    """The places with line and column.  For workers: it depends on the file alone."""
    places = Places(Folder(FilePath(job.root)))
    return tuple(places.find(place) for place in job.places)


@dataclass
class Places:
    """Look-ups in the files of a sources folder, each composed once."""

    folder: Folder
    _composed: dict[str, yaml.Composed | None] = field(default_factory=dict)
    _lines: dict[str, Lines | None] = field(default_factory=dict)

    def find(self, place: Place) -> Place:
        """The place with line and column; a sentence’s path is spent once its line is known."""
        match place.path:
            case (step, int(passage), int(sentence)) if step == SENTENCE:
                if place.file not in self._lines:
                    self._lines[place.file] = _lines(place.file, self.folder)
                lines = self._lines[place.file]
                line, column = lines.at(passage, sentence) if lines else (1, 1)
                return place._replace(path=(), line=line, column=column)
        if place.file not in self._composed:
            self._composed[place.file] = _compose(place.file, self.folder)
        return _find(place, self._composed[place.file])


def _inside(file: str, folder: Folder) -> str:
    return FilePath(file).relative_to(folder.root).as_posix()


def _lines(file: str, folder: Folder) -> Lines | None:
    text, _ = folder.text(_inside(file, folder))
    parts = frontmatter.split(text) if text is not None else None
    return Lines(parts.body, parts.body_line) if isinstance(parts, frontmatter.Split) else None


def _compose(file: str, folder: Folder) -> yaml.Composed | None:
    text, _ = folder.text(_inside(file, folder))
    if text is None:
        return None
    if file.endswith(".md"):
        parts = frontmatter.split(text, places=True)
        return parts.head if isinstance(parts, frontmatter.Split) else None
    return yaml.compose(text)


def _find(place: Place, composed: yaml.Composed | None) -> Place:
    """The place of the value, or of the nearest value around it."""
    if composed is None:
        return place._replace(line=1, column=1)
    marks = composed.keys if place.at_key else composed.marks
    path = place.path
    while path not in marks and path:
        path, marks = path[:-1], composed.marks
    mark = marks.get(path) or composed.marks.get((), yaml.Mark(1, 1))
    return place._replace(line=mark.line, column=mark.column)
