"""Where in its file a value stands.

Reading keeps no places: they are wanted only when something is wrong, and then the file is
composed once more.  A sentence of a digest has the path `digest`, passage, sentence (both from 0).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from digest.errors import SENTENCE, Place, Problem, order
from digest.read import frontmatter, yaml
from digest.read.files import Folder
from digest.read.lines import Lines


def locate(problems: Iterable[Problem], folder: Folder) -> list[Problem]:
    """The problems with line and column filled in, sorted, each once."""
    places = Places(folder)
    located = {
        problem._replace(place=places.find(problem.place))
        if not problem.place.line and problem.place.path
        else problem
        for problem in problems
    }
    return sorted(located, key=order)


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


def _lines(file: str, folder: Folder) -> Lines | None:
    text, _ = folder.text(FilePath(file).relative_to(folder.root).as_posix())
    parts = frontmatter.split(text) if text is not None else None
    return Lines(parts.body, parts.body_line) if isinstance(parts, frontmatter.Split) else None


def _compose(file: str, folder: Folder) -> yaml.Composed | None:
    relative = FilePath(file).relative_to(folder.root).as_posix()
    text, _ = folder.text(relative)
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
