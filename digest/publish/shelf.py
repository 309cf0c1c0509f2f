"""Where new files wait until the site that they belong to is published."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from digest.errors import DigestError, Problem
from digest.model.page import Entry, Page
from digest.publish.files import make_folder, write_file
from digest.publish.guard import telling
from digest.publish.paths import place_of, unsafe


class Shelf(NamedTuple):
    """Takes new files from any number of processes; picklable.

    A file lies under the SHA-256 of its bytes, whatever its path: two pages with the same bytes
    are one file, and paths that collide meet only when they are published.
    """

    folder: str
    """Where the files lie."""
    known: Mapping[str, str]
    """Path → SHA-256 (hex) of every file that stands in the site now."""

    def put(self, page: Page) -> Entry:
        """Write the page's bytes, unless the site has them under this path; what was put.

        Raises DigestError for an unsafe path, with nothing written; RefusedError when it cannot
        be written.
        """
        if fault := unsafe(page.path):
            raise DigestError([Problem(place_of(page), f"unsafe path {page.path!r}: {fault}")])
        digest = hashlib.sha256(page.content).hexdigest()
        if self.known.get(page.path) != digest:
            with telling(Path(self.folder)):
                self._write(digest, page.content)
        return Entry(page.path, digest, len(page.content), page.origin)

    def holds(self, entry: Entry) -> bool:
        """Whether the bytes of an entry lie here, whole."""
        try:
            return os.stat(self.place(entry.sha256)).st_size == entry.size  # noqa: PTH116
        except OSError:
            return False

    def place(self, digest: str) -> str:
        """Where the file with this SHA-256 lies, when it was put here."""
        return os.path.join(self.folder, digest[:1], digest)  # noqa: PTH118

    def _write(self, digest: str, content: bytes) -> None:
        place = self.place(digest)
        try:
            write_file(place, content, anew=False)
        except FileNotFoundError:
            with suppress(FileExistsError):  # another process has made it
                make_folder(os.path.dirname(place))  # noqa: PTH120
            write_file(place, content, anew=False)
