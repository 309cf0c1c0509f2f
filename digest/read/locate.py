"""Where in its file a value stands.

Reading keeps no places: they are wanted only when something is wrong, and then the file is
composed once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path as FilePath

from digest.errors import Place, Problem, order
from digest.read import frontmatter, yaml
from digest.read.files import Folder


def locate(problems: Iterable[Problem], folder: Folder) -> list[Problem]:
    """The problems with line and column filled in, sorted, each once."""
    composed: dict[str, yaml.Composed | None] = {}
    located = set()
    for problem in problems:
        place = problem.place
        if not place.line and place.path:
            if place.file not in composed:
                composed[place.file] = _compose(place.file, folder)
            place = _find(place, composed[place.file])
        located.add(problem._replace(place=place))
    return sorted(located, key=order)


def _compose(file: str, folder: Folder) -> yaml.Composed | None:
    relative = FilePath(file).relative_to(folder.root).as_posix()
    text, _ = folder.text(relative)
    if text is None:
        return None
    if file.endswith(".md"):
        parts = frontmatter.split(text)
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
