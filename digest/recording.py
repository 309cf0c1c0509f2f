"""A comparison put on record: a new entry on top of `CHANGES.yaml`, all else as it was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path as FilePath

from digest.diff import Comparison
from digest.errors import RefusedError, render_line
from digest.model.change import Difference, How
from digest.publish.replace import replace_file
from digest.read import yaml
from digest.read.changes import CHANGES, parse
from digest.text import quoted_scalar

_HEAD = """\
# What changed in the digest, latest first; the page of changes is made from it.
# `build.py diff --record TITLE` puts an entry on top; titles and notes may be edited.

"""

_ROW = re.compile(r"[^\n]*\n|[^\n]+")


def record(sources: FilePath, comparison: Comparison, title: str) -> FilePath:
    """Put the comparison on top of the file; returns the file, which was replaced as a whole.

    Comments and older entries keep every byte.  Raises `RefusedError` where there is nothing to
    record or no place to put it.
    """
    title = " ".join(title.split())
    if not title:
        raise RefusedError("the record needs a title that says what was done")
    if not comparison.differences:
        raise RefusedError(f"nothing is different since {comparison.since}; nothing was recorded")
    path = sources / CHANGES
    try:
        data = path.read_bytes() if path.exists() else b""
        text = data.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError(f"{path.as_posix()} cannot be read: {error}") from error
    fresh = _with(text, "".join(_entry(comparison, title)), path)
    _, problems = parse(fresh.removeprefix("\ufeff").replace("\r\n", "\n"), path.as_posix())
    if problems:
        raise RefusedError(f"the record would not be read again: {render_line(problems[0])}")
    replace_file(path, fresh.encode())
    return path


def _with(text: str, entry: str, path: FilePath) -> str:
    """The text with an entry before its first one, and before the comment right above that.

    A comment at the top of the file heads the whole file and stays at the top.
    """
    mark_of_order = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    ends = "\r\n" if "\r\n" in text else "\n"
    entry = entry.replace("\n", ends)
    if not text.strip():
        return mark_of_order + _HEAD.replace("\n", ends) + entry
    composed = yaml.compose(text.replace("\r\n", "\n"))
    if composed.value is None:
        joint = "" if text.endswith("\n") else ends
        return mark_of_order + text + joint + entry
    rows = _ROW.findall(text)
    mark = composed.marks[()]
    first = mark.line - 1
    if not rows[first].lstrip(" ").startswith("-"):
        raise RefusedError(
            f"{path.as_posix()}:{mark.line}: entries must begin with '- ' on a line of their own"
        )
    indent = " " * (mark.column - 1)
    above = first
    while above and rows[above - 1].lstrip(" ").startswith("#"):
        above -= 1
    at = above if above else first
    shifted = "".join(indent + row for row in _ROW.findall(entry))
    return mark_of_order + "".join([*rows[:at], shifted, ends, *rows[at:]])


def _entry(comparison: Comparison, title: str) -> Iterator[str]:
    yield f"- title: {_scalar(title)}\n"
    if comparison.as_of:
        yield f"  as_of: {comparison.as_of.iso}\n"
    for how in How:
        found = [d for d, _, _ in comparison.differences if d.how is how]
        if found:
            yield f"  {how.value}:\n"
            yield from map(_item, found)


def _item(d: Difference) -> str:
    """One difference on a line."""
    fields = [f"what: {d.thing.value}", f"id: {d.id}"]
    if d.was:
        fields.append(f"was: {d.was}")
    fields.append(f"text: {_scalar(d.text)}")
    if d.edits:
        fields.append(f"how: [{', '.join(_scalar(edit.told) for edit in d.edits)}]")
    return f"    - {{{', '.join(fields)}}}\n"


def _scalar(text: str) -> str:
    """A text in double quotes, on one line; what a file may not hold becomes a space."""
    plain = "".join(
        " " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char for char in text
    )
    return quoted_scalar(plain)
