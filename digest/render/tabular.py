"""Tables as files: CSV and JSON with the same columns, described by what they hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, NamedTuple

import msgspec

from digest.dates import PartialDate
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.render.links import Linker
from digest.render.schema import descriptions

Value = str | int | float | bool | tuple[str, ...] | None
"""What a cell can hold; `None` where nothing is known or nothing applies."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a text begins that a spreadsheet would run as a formula."""


class Column(NamedTuple):
    """One column of a table."""

    name: str
    meaning: str
    """For readers; one sentence."""
    value: Callable[[Linker, Any], Value]
    """The cell of an item."""


class Table(NamedTuple):
    """A table that the site offers as CSV and as JSON."""

    name: str
    """Of the files, without suffix."""
    about: str
    """What a row is; one sentence."""
    items: Callable[[Corpus, Findings], Iterable[Any]]
    """What becomes a row, in order."""
    columns: tuple[Column, ...]

    def rows(self, b: Linker) -> list[tuple[Value, ...]]:
        """All rows."""
        return [
            tuple(column.value(b, item) for column in self.columns)
            for item in self.items(b.corpus, b.findings)
        ]


def field(kind: type, name: str, of: str = "") -> Column:
    """A column that is a field of a record, with the field's own description.

    `of`: the attribute of the item that holds the record, where the item is not the record.
    """

    def value(b: Linker, item: Any) -> Value:
        return plain(getattr(getattr(item, of) if of else item, name))

    return Column(name, descriptions(kind)[name], value)


def fields(kind: type, names: str, of: str = "") -> tuple[Column, ...]:
    """Several such columns; names with spaces between."""
    return tuple(field(kind, name, of) for name in names.split())


def plain(value: Any) -> Value:
    """A value of a record as a cell: dates in ISO, words as in files, nothing as `None`."""
    if type(value) is str:  # nine in ten
        return value or None
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, tuple | list):
        return tuple(str(plain(item)) for item in value)
    if value is None or isinstance(value, int | float):
        return value
    return str(value)


def as_json(table: Table, rows: Iterable[tuple[Value, ...]], as_of: str) -> bytes:
    """`{"as_of": …, "rows": […]}`, one row on a line, keys in order of the alphabet."""
    names = [column.name for column in table.columns]
    encode = msgspec.json.Encoder(order="sorted").encode
    lines = [encode(dict(zip(names, row, strict=True))) for row in rows]
    head = b'{"as_of":' + encode(as_of) + b',"rows":['
    return head + (b"\n" + b",\n".join(lines) + b"\n" if lines else b"") + b"]}\n"


def as_csv(table: Table, rows: Iterable[tuple[Value, ...]]) -> bytes:
    """CSV after RFC 4180 with a head line, in UTF-8; lists have `; ` between, `None` is empty.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay
    numbers.
    """
    out = io.StringIO(newline="")
    write = csv.writer(out).writerow
    write(column.name for column in table.columns)
    for row in rows:
        write(_cell(value) for value in row)
    return out.getvalue().encode()


def _cell(value: Value) -> str | int | float:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    return _cell("; ".join(value))
