"""Compiled templates kept in a folder from build to build, as compiling them takes a while."""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import os
from contextlib import suppress
from pathlib import Path as FilePath

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from digest.render import templating

_SUM = 32
"""Bytes of a checksum, with which a file begins."""


class Compiled(BytecodeCache):
    """The folder: a file for each template.

    What was compiled from another text, to another place, by other versions, or was damaged since,
    is compiled again; a folder that cannot be written is none.
    """

    def __init__(self, folder: FilePath) -> None:
        self._folder = folder
        compiler = hashlib.sha256(FilePath(templating.__file__).read_bytes()).digest()
        self._made_by = importlib.util.MAGIC_NUMBER + jinja2.__version__.encode() + compiler

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, where that is here."""
        with suppress(OSError, ValueError, EOFError, TypeError):
            found = (self._folder / bucket.key).read_bytes()
            if found[:_SUM] == self._sum(bucket, found[_SUM:]):
                bucket.code = marshal.loads(found[_SUM:])  # noqa: S302 – made here

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the bucket."""
        code = marshal.dumps(bucket.code)
        part = self._folder / f"{bucket.key}.{os.getpid()}"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(self._sum(bucket, code) + code)
            part.replace(self._folder / bucket.key)

    def _sum(self, bucket: Bucket, code: bytes) -> bytes:
        """What ties the code to everything from which it follows."""
        parts = (self._made_by, bucket.key.encode(), bucket.checksum.encode(), code)
        return hashlib.sha256(b"\0".join(parts)).digest()
