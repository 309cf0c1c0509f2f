"""Compiled templates, kept beside the templates as Python keeps compiled modules."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path as FilePath

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

FOLDER = "__pycache__"

_SUM = 32


class Compiled(BytecodeCache):
    """Keeps the code of templates in a folder, each file with a checksum before it.

    A file is used when the template's text, our way of compiling, Jinja and Python are the same;
    one that is damaged is as if it were not there, and a folder that may not be written stays as
    it is.
    """

    def __init__(self, templates: FilePath) -> None:
        """`templates` is the folder of the shipped ones."""
        self._folder = templates / FOLDER
        found = hashlib.sha256(f"{jinja2.__version__} {sys.version}".encode())
        for name in ("compiled", "templating", "markup", "environment"):
            found.update(FilePath(__file__).with_name(f"{name}.py").read_bytes())
        self._way = found.digest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket where its code is here, whole and still right."""
        try:
            content = self._file(bucket).read_bytes()
            if content[:_SUM] == self._sum(bucket, content[_SUM:]):
                bucket.bytecode_from_string(content[_SUM:])
        except OSError:
            return

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket, as a whole or not at all."""
        if sys.dont_write_bytecode:
            return
        code = bucket.bytecode_to_string()
        file = self._file(bucket)
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            fresh.write_bytes(self._sum(bucket, code) + code)
            fresh.replace(file)

    def _file(self, bucket: Bucket) -> FilePath:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}.jinja"

    def _sum(self, bucket: Bucket, code: bytes) -> bytes:
        return hashlib.sha256(self._way + bucket.checksum.encode() + code).digest()
