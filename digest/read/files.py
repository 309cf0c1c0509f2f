"""Files of the sources folder: which there are, and their text, safely."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path as FilePath

from digest.errors import Place, Problem

MAX_BYTES = {".md": 1_000_000, ".yaml": 8_000_000, ".txt": 8_000_000}
"""Largest file read, by ending; more is a mistake or an attack."""

MAX_WRITTEN = {"attestations.yaml": 64_000_000}
"""Largest file read of those that the program writes itself: 2 kB a source, for 30,000 of them."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Not allowed in any file; the separators among them would shift the line numbers of messages."""


class Folder:
    """A sources folder as the user named it."""

    def __init__(self, root: FilePath) -> None:
        self.root = root

    def shown(self, relative: str) -> str:
        """The file's name for messages, as the user would type it; never raw bytes."""
        text = (self.root / relative).as_posix()
        return text.encode("utf-8", "backslashreplace").decode()

    def listing(self, folder: str = "") -> tuple[list[str], list[Problem]]:
        """Names of the regular files in a folder, sorted, and what stands there that is no file.

        Hidden files are left out.  Links, pipes and devices are faults: nothing outside the
        sources folder is ever read.
        """
        names, problems = [], []
        try:
            if folder and (self.root / folder).is_symlink():
                return [], []  # said where the folder is listed; what it points to is not read
            entries = sorted(os.scandir(self.root / folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            return [], []
        except OSError as error:
            place = Place(self.shown(folder))
            return [], [Problem(place, f"cannot be read as a folder: {error.strerror}")]
        for entry in entries:
            if entry.name.startswith("."):
                continue
            relative = f"{folder}/{entry.name}" if folder else entry.name
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISREG(mode):
                names.append(entry.name)
            elif not stat.S_ISDIR(mode):
                kind = "a symbolic link" if stat.S_ISLNK(mode) else "not a regular file"
                problems.append(
                    Problem(Place(self.shown(relative)), f"is {kind}; only plain files are read")
                )
            elif entry.name.endswith((".md", ".yaml")):
                problems.append(
                    Problem(Place(self.shown(relative)), "is a folder with the name of a file")
                )
        return names, problems

    def text(self, relative: str) -> tuple[str | None, list[Problem]]:
        """The file's text (UTF-8, byte-order mark dropped, line ends made `\\n`), or faults."""
        place = Place(self.shown(relative))
        path = self.root / relative
        try:
            if not stat.S_ISREG(os.lstat(path).st_mode):
                return None, [Problem(place, "is not a regular file; only plain files are read")]
            limit = MAX_BYTES.get(path.suffix, MAX_BYTES[".yaml"])
            limit = MAX_WRITTEN.get(relative, limit)
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
        except OSError as error:
            return None, [Problem(place, f"cannot be read: {error.strerror}")]
        if len(data) > limit:
            return None, [Problem(place, f"is over the limit of {limit // 1_000_000} MB")]
        return decode(data, place)


def decode(data: bytes, place: Place) -> tuple[str | None, list[Problem]]:
    """Bytes of a file as text, or a located fault."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Problem(place, "is UTF-16: save it as UTF-8")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 (byte {error.start}): save it as UTF-8"
        return None, [Problem(place._replace(line=line, column=1), message)]
    text = text.replace("\r\n", "\n")
    problems = []
    for match in re.finditer(r"\r", text):
        problems.append(
            _at(place, text, match.start(), "a lone carriage return: use normal line ends")
        )
        break
    control = _CONTROL.search(text)
    if control:
        message = f"the control character U+{ord(control[0]):04X} is not allowed"
        problems.append(_at(place, text, control.start(), message))
    if problems:
        return None, problems
    if not text.strip():
        return None, [Problem(place, "is empty")]
    return unicodedata.normalize("NFC", text), []


def _at(place: Place, text: str, position: int, message: str) -> Problem:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return Problem(place._replace(line=line, column=column), message)
