"""Whether nothing has changed since the last build: answered before anything else is loaded."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import digest
from digest.errors import Place, Problem, Severity
from digest.model.page import Published
from digest.run import Options

FILE = "seen.json"

FEW = 20_000
"""Files of a site up to which each is looked at; of a larger one only the folders.  A file of so
large a site that was edited in place is put right by `--no-cache`."""

FRESH = 50_000_000
"""Nanoseconds: what was written so shortly before it was looked at can change again unnoticed, as
file systems do not count time any finer."""


class Unchanged(NamedTuple):
    """What a build would do: nothing.  It says again what the last one said."""

    published: Published
    warnings: list[Problem]
    schemas: tuple[str, ...] = ()
    unsearched: str = ""
    explanation: str = ""


class Look(NamedTuple):
    """What was to be seen before a build."""

    state: str
    """A digest of all that a build reads: names, sizes, times and inodes, options and program."""
    settled: bool
    """Whether all of it is old enough for the same state to mean the same bytes."""


def look(options: Options) -> Look:
    """Look at everything that a build reads.  Raises `OSError` when that cannot be done."""
    now = time.time_ns()
    package = Path(digest.__file__).resolve().parent
    shipped = next(f for f in (package / "templates", package.parent / "templates") if f.is_dir())
    project = options.sources.parent
    seen = _Seen()
    asked = replace(options, explain="", jobs=0, executors=None)
    seen.note(repr((asked, sys.version, os.fspath(options.output.absolute()))))
    for place in dict.fromkeys(sys.path):  # a library that comes or goes changes its folder
        if os.path.isdir(place):  # noqa: PTH112
            seen.note(f"{place} {os.stat(place).st_mtime_ns}")  # noqa: PTH116
    seen.folder(options.sources, deep=False)
    seen.folder(options.sources / "articles", deep=False)
    for folder in (project / "templates", shipped, package):
        seen.folder(folder)
    return Look(seen.state, now - seen.newest > FRESH)


def unchanged(options: Options, seen: Look) -> Unchanged | None:
    """What a build would say that has nothing to do; `None` when it may have something to do."""
    try:
        sum, _, text = _file(options).read_text(encoding="utf-8").partition("\n")
        if sum != _digest(text):
            return None
        told = json.loads(text)
        if told["read"] != seen.state or told["written"] != _written(options, told["files"]):
            return None
        warnings = [_problem(*record) for record in told["warnings"]]
        return Unchanged(Published(0, told["files"], 0), warnings)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(options: Options, seen: Look, files: int, warnings: Iterable[Problem]) -> None:
    """Remember a build that went well, given what was to be seen before it."""
    if not (options.memory and seen.settled):
        forget(options)
        return
    try:
        told = {
            "read": seen.state, "written": _written(options, files), "files": files,
            "warnings": [[list(p.place), *p[1:]] for p in warnings],
        }  # fmt: skip
        text = json.dumps(told)
        options.memory.mkdir(parents=True, exist_ok=True)
        fresh = _file(options).with_suffix(".new")
        fresh.write_text(f"{_digest(text)}\n{text}", encoding="utf-8")
        fresh.replace(_file(options))
    except OSError:
        forget(options)


def forget(options: Options) -> None:
    """Have nothing remembered."""
    if options.memory:
        try:
            _file(options).unlink(missing_ok=True)
        except OSError:
            return


def _file(options: Options) -> Path:
    assert options.memory
    return options.memory / FILE


def _problem(place: list[Any], message: str, hint: str, severity: Severity) -> Problem:
    file, path, *rest = place
    return Problem(Place(file, tuple(path), *rest), message, hint, severity)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _written(options: Options, files: int) -> str:
    """A digest of what builds write: the site and the schemas."""
    seen = _Seen()
    seen.folder(options.output, contents=files <= FEW)
    seen.folder(options.sources.parent / "schema", deep=False)
    return seen.state


class _Seen:
    """Gathers what is seen of files."""

    def __init__(self) -> None:
        self._found = hashlib.blake2b(digest_size=20)
        self.newest = 0

    @property
    def state(self) -> str:
        return self._found.hexdigest()

    def note(self, words: str) -> None:
        """Something that matters beside files."""
        self._found.update(words.encode(errors="surrogateescape") + b"\0")

    def folder(self, folder: Path, *, deep: bool = True, contents: bool = True) -> None:
        """A folder, and what is in it; hidden files are none of ours, but for our own marker.

        Without `contents` only the folders themselves, whose times tell what came and went.
        """
        place = os.fspath(folder)
        self.note(place)
        if os.path.isdir(place):  # noqa: PTH112
            lines = "\n".join(self._lines(place, deep, contents))
            self._found.update(lines.encode("utf-8", "surrogateescape"))

    def _lines(self, place: str, deep: bool, contents: bool) -> Iterator[str]:
        newest = self.newest
        folders = []
        if not contents:
            yield f"{place} {os.stat(place).st_mtime_ns}"  # noqa: PTH116
        with os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                name = entry.name
                if name[0] == "." and name != ".digest-site":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if name != "__pycache__":
                        folders.append(entry.path)
                    yield name
                elif contents or name == ".digest-site":
                    s = entry.stat(follow_symlinks=False)
                    newest = max(newest, s.st_mtime_ns, s.st_ctime_ns)
                    when = f"{s.st_mtime_ns} {s.st_ctime_ns}"
                    yield f"{name} {s.st_mode} {s.st_size} {when} {s.st_ino}"
        self.newest = max(self.newest, newest)
        for folder in folders if deep else ():
            yield from self._lines(folder, deep, contents)
