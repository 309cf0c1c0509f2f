"""Tables as files: CSV and JSON with the same columns."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import msgspec

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.render.columns import Column, Value
from digest.render.links import Linker

Row = tuple[Value, ...]

FORMULA = "=+-@"
"""With one of these begins what a spreadsheet would run as a formula, in whatever width."""

BETWEEN = "; "
"""Stands between the parts of a list in CSV."""


class Table(NamedTuple):
    """A table that the site offers as a file."""

    name: str
    """Of the files, without suffix."""
    about: str
    """What a row is; one sentence."""
    items: Callable[[Corpus, Findings], Iterable[Any]]
    """What becomes a row, in order."""
    columns: tuple[Column, ...]
    facets: str = ""
    """Columns by which one would first group the rows; names with spaces between."""
    separator: str = ","
    """What stands between the cells in CSV."""

    @property
    def key(self) -> str:
        """The column by which others name a row; empty where no other table names one."""
        return "id" if self.columns[0].name == "id" else ""

    def rows(self, b: Linker) -> list[Row]:
        """All rows."""
        return [
            tuple(column.value(b, item) for column in self.columns)
            for item in self.items(b.corpus, b.findings)
        ]


def as_json(table: Table, rows: Iterable[Row], as_of: str) -> bytes:
    """`{"as_of": …, "rows": […]}`, one row on a line, keys in order of the alphabet."""
    names = [column.name for column in table.columns]
    encode = msgspec.json.Encoder(order="sorted").encode
    lines = [encode(dict(zip(names, row, strict=True))) for row in rows]
    head = b'{"as_of":' + encode(as_of) + b',"rows":['
    return head + (b"\n" + b",\n".join(lines) + b"\n" if lines else b"") + b"]}\n"


def as_csv(table: Table, rows: Iterable[Row]) -> bytes:
    """CSV after RFC 4180 with a head line, in UTF-8; lists have `; ` between, `None` is empty.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, also within a
    list, which may be split; numbers stay numbers.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=table.separator)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(
        [cell if type(cell) is str and cell[:1].isalnum() else _cell(cell) for cell in row]
        for row in rows
    )
    return out.getvalue().encode()


def _cell(value: Value) -> str | int | float:
    if isinstance(value, str):
        return defused(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    return BETWEEN.join(map(defused, value))


def defused(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula.

    White space before the formula is no protection, as some programs drop it; neither is another
    width of the sign (`＝`, `﹢`), as some read it like the usual one.
    """
    first = text.lstrip()[:1]
    if text[:1] in ("\t", "\r", "\n") or (first and _sign(first) in FORMULA):
        return f"'{text}"
    return text


def _sign(char: str) -> str:
    return char if char.isascii() else unicodedata.normalize("NFKC", char)[:1]
