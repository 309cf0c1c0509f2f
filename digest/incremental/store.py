"""What is remembered on disk: an SQLite file of rows that are checked, and may be lost."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

FORM = "1"
"""Changed when rows are written otherwise."""


class Change(NamedTuple):
    """What becomes of the rows of a table."""

    table: str
    put: Mapping[str, bytes]
    gone: Iterable[str] = ()


class Store:
    """Rows of bytes by table and key.

    Whatever is wrong with the file – damaged, made in another way, locked, not ours to write –
    there is nothing in it, and nothing is kept.
    """

    def __init__(self, file: Path, way: str) -> None:
        """`way` says how rows are made; rows made in another way are forgotten."""
        self._file, self._way = file, f"{FORM} {way}"
        self._base = self._opened() or self._anew()

    def rows(self, table: str) -> dict[str, bytes]:
        """Key → value, of a table; rows that are damaged are not there."""
        if self._base is None:
            return {}
        try:
            found = self._base.execute("SELECT key, sum, value FROM rows WHERE of = ?", (table,))
            return {key: value for key, sum, value in found if sum == _sum(table, key, value)}
        except (sqlite3.Error, TypeError, AttributeError):
            self._base = self._anew()
            return {}

    def row(self, table: str, key: str) -> bytes | None:
        """The value of a key, where it is there and whole."""
        if self._base is None:
            return None
        try:
            asked = "SELECT sum, value FROM rows WHERE of = ? AND key = ?"
            found = self._base.execute(asked, (table, key)).fetchone()
            return found[1] if found and found[0] == _sum(table, key, found[1]) else None
        except (sqlite3.Error, TypeError, AttributeError):
            return None

    def change(self, changes: Iterable[Change]) -> None:
        """Keep and forget rows, in several tables; as a whole or not at all."""
        if self._base is None:
            return
        try:
            with self._base:
                for table, put, gone in changes:
                    self._base.executemany(
                        "DELETE FROM rows WHERE of = ? AND key = ?", ((table, key) for key in gone)
                    )
                    self._base.executemany(
                        "INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)",
                        ((table, key, _sum(table, key, row), row) for key, row in put.items()),
                    )
        except sqlite3.Error:
            self.forget()

    def forget(self) -> None:
        """Forget everything."""
        self._base = self._anew()

    def close(self) -> None:
        """Nothing more is asked."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _opened(self) -> sqlite3.Connection | None:
        """The file, where it is whole and of this way."""
        if not self._file.is_file():
            return None
        base = None
        try:
            base = _connect(self._file)
            (way,) = base.execute("SELECT value FROM rows WHERE of = '' AND key = 'way'").fetchone()
            if way == self._way.encode():
                return base
        except (sqlite3.Error, TypeError):
            pass
        if base is not None:
            base.close()
        return None

    def _anew(self) -> sqlite3.Connection | None:
        """An empty file in place of whatever was there; `None` where that cannot be."""
        if getattr(self, "_base", None) is not None:
            self._base.close()  # type: ignore[union-attr]
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            for name in (self._file.name, f"{self._file.name}-journal"):
                self._file.with_name(name).unlink(missing_ok=True)
            base = _connect(self._file)
            with base:
                base.execute(
                    "CREATE TABLE rows (of TEXT, key TEXT, sum BLOB, value BLOB,"
                    " PRIMARY KEY (of, key)) WITHOUT ROWID"
                )
                base.execute("INSERT INTO rows VALUES ('', 'way', '', ?)", (self._way.encode(),))
        except (OSError, sqlite3.Error):
            return None
        return base


def _connect(file: Path) -> sqlite3.Connection:
    base = sqlite3.connect(file, timeout=5)
    with contextlib.suppress(sqlite3.Error):
        base.execute("PRAGMA synchronous = OFF")  # a file that is lost is made anew
    return base


def _sum(table: str, key: str, value: bytes) -> bytes:
    found = hashlib.blake2b(value, digest_size=12, key=table.encode()[:64])
    found.update(key.encode())
    return found.digest()
