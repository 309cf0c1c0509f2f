"""What the last build saw of a site, kept between builds: a file that may be missing or wrong."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from digest.publish.looking import Tree

_HEAD = b"digest: what stands in a site, 1\n"
"""With another number, it is not read."""
_CHECK = 20
"""Bytes of the checksum after it."""


class Mind:
    """What a process has seen of a site, from one publication to the next."""

    def __init__(self) -> None:
        self.trees: list[Tree] | None = None
        self.saved: list[Tree] | None = None
        """What a file holds of it."""
        self.unsynced = False
        """Whether not all of it need be on the disk yet."""

    def fill(self, memory: Path | None, output: Path) -> list[Tree]:
        """What is in mind, else what is kept in a folder."""
        if self.trees is None:
            self.trees = self.saved = load(memory, output) if memory else []
        return self.trees

    def save(self, memory: Path | None, output: Path) -> None:
        """Keep it in a folder, where that has not been done."""
        if memory and self.trees is not None and self.trees != self.saved:
            save(memory, output, self.trees)
            self.saved = self.trees


class _Record(msgspec.Struct, array_like=True):
    output: str
    trees: list[Tree]


def record_path(memory: Path, output: Path) -> Path:
    """Where in the folder `memory` stands what was seen of the site at the absolute `output`."""
    name = hashlib.sha256(os.fsencode(output)).hexdigest()[:16]
    return memory / f"site-{name}"


def load(memory: Path, output: Path) -> list[Tree]:
    """What was kept; nothing when there is none, or it is damaged or that of another site."""
    try:
        content = record_path(memory, output).read_bytes()
        start = len(_HEAD) + _CHECK
        if content[:start] != _HEAD + _sum(content[start:]):
            return []
        record = msgspec.msgpack.decode(memoryview(content)[start:], type=_Record)
    except (OSError, ValueError):  # msgspec's errors are ValueErrors
        return []
    return record.trees if record.output == os.fspath(output) else []


def save(memory: Path, output: Path, trees: Sequence[Tree]) -> None:
    """Keep what was seen, as far as that is possible."""
    with suppress(OSError, OverflowError, UnicodeError):
        body = msgspec.msgpack.encode(_Record(os.fspath(output), list(trees)))
        memory.mkdir(parents=True, exist_ok=True)
        path = record_path(memory, output)
        fresh = path.with_name(f"{path.name}.new")
        fresh.write_bytes(_HEAD + _sum(body) + body)
        fresh.replace(path)


def _sum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_CHECK).digest()
