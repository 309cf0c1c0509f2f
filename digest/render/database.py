"""All tables as one SQLite database, made in memory, and what Datasette is to say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from digest.model.corpus import Corpus
from digest.render.columns import Column, Type
from digest.render.data_package import RIGHTS
from digest.render.data_schema import meaning, written
from digest.render.tabular import Row, Table

NAME = "digest"
"""Of the database: Datasette has it in addresses."""

ROW = "row"
"""The key of a table whose rows no other table names: the number of the row, from 1."""

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
_PAGE = 1024
"""Bytes of a page; every table and index fills at least one, and most are small."""
_LIBRARY = ((24, 28), (92, 100))
"""Bytes of the file's header in which libraries differ: the number of changes made to the file,
that number again, and the version of the library that made the last (SQLite, «Database File
Format», 1.3).  All may be 0."""
_HEADER = 100
"""Bytes of the file's header; the first page follows it."""
_INNER = (2, 5)
_TREES = (*_INNER, 10, 13)
"""With these bytes pages of tables and indexes begin, the inner ones of a tree and all."""
_LABEL = {"stances": "quote"}
"""The column under which Datasette shows a row, where it is not its name or title."""


_ENCODE = msgspec.json.Encoder().encode


class Lists(NamedTuple):
    """A column of lists of ids, as a table of its own: one row for each id."""

    table: Table
    column: Column

    @property
    def name(self) -> str:
        """Of the table in the database."""
        return f"{sql_name(self.table)}_{self.column.name}"

    @property
    def about(self) -> str:
        """What a row is."""
        return f"The lists of `{self.column.name}` in {sql_name(self.table)}, one id a row."


def sql_name(table: Table) -> str:
    """Name of a table in the database; hyphens would have to be quoted in every query."""
    return table.name.replace("-", "_")


def lists(tables: Iterable[Table]) -> Iterator[Lists]:
    """Every column that holds lists of ids of other tables."""
    for table in tables:
        for column in table.columns:
            if column.type.many and column.type.table:
                yield Lists(table, column)


def can_be_made() -> bool:
    """Whether Python's SQLite can hand over a database as bytes; nearly every one can."""
    import sqlite3  # here and below: a build needs it for this alone

    return hasattr(sqlite3.Connection, "serialize")


def database(tables: Sequence[Table], rows: Mapping[str, Sequence[Row]]) -> bytes:
    """The file, the same from every version of SQLite that lays out pages alike.

    Lists are JSON; those of ids are also tables of their own, so that they can be joined.
    """
    import sqlite3

    connection = sqlite3.connect(":memory:", isolation_level=None)
    run = connection.execute
    for setting in (f"page_size={_PAGE}", "auto_vacuum=0", "secure_delete=1", "temp_store=2"):
        run(f"PRAGMA {setting}")
    run("BEGIN")
    for table in tables:
        run(_table(table))
        marks = ", ".join("?" * (len(table.columns) + (not table.key)))
        connection.executemany(
            f"INSERT INTO {_quoted(sql_name(table))} VALUES ({marks})",  # noqa: S608
            _values(table, rows[table.name]),
        )
    for links in lists(tables):
        run(_link_table(links))
        connection.executemany(
            f"INSERT INTO {_quoted(links.name)} VALUES (?, ?, ?)",  # noqa: S608
            _links(links, rows[links.table.name]),
        )
    for index in _indexes(tables):
        run(index)
    run("COMMIT")
    run("VACUUM")
    content = bytearray(connection.serialize())
    connection.close()
    return _even(content)


def _even(content: bytearray) -> bytes:
    """The file without what depends on the library that made it, none of which has a meaning.

    Beside the bytes of the header this is what lies in a page of a table or an index between the
    list of its cells and the cells: libraries leave other remains there.  Other pages begin with
    the number of a page, and no file of ours has the 33 million that would give it such a byte.
    """
    for start, end in _LIBRARY:
        content[start:end] = bytes(end - start)
    for page in range(0, len(content), _PAGE):
        head = page or _HEADER
        kind = content[head]
        if kind in _TREES:
            cells = int.from_bytes(content[head + 3 : head + 5])
            start = head + (12 if kind in _INNER else 8) + 2 * cells
            end = page + int.from_bytes(content[head + 5 : head + 7])
            content[start:end] = bytes(end - start)
    return bytes(content)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _table(table: Table) -> str:
    lines = [] if table.key else [(f'"{ROW}" INTEGER PRIMARY KEY', "Number of the row.")]
    for column in table.columns:
        words = [_quoted(column.name), "TEXT" if column.type.many else _sql_type(column.type)]
        if column.name == table.key:
            words.append("NOT NULL PRIMARY KEY")
        if column.type.table and not column.type.many:
            words.append(_references(column.type.table, "id"))
        lines.append((" ".join(words), meaning(column)))
    return _created(sql_name(table), table.about, lines)


def _link_table(links: Lists) -> str:
    owner = links.table
    return _created(
        links.name, links.about,
        [
            (f'"owner" {"TEXT" if owner.key else "INTEGER"} NOT NULL '
             f"{_references(owner.name, owner.key or ROW)}", "The row that has the list."),
            ('"place" INTEGER NOT NULL', "Place in the list, from 1."),
            (f'"item" TEXT NOT NULL {_references(links.column.type.table, "id")}', "The id."),
            ('PRIMARY KEY ("owner", "place")', ""),
        ],
        " WITHOUT ROWID",
    )  # fmt: skip


def _created(name: str, about: str, lines: Sequence[tuple[str, str]], end: str = "") -> str:
    """`CREATE TABLE` with what each column means as a comment, which the database keeps."""
    last = len(lines) - 1
    body = [
        f" {line}{',' if number < last else ''}{f' -- {told}' if told else ''}"
        for number, (line, told) in enumerate(lines)
    ]
    return "\n".join([f"CREATE TABLE {_quoted(name)} ( -- {about}", *body, f"){end}"])


def _references(table: str, key: str) -> str:
    return f'REFERENCES {_quoted(table.replace("-", "_"))} ("{key}")'


def _sql_type(type: Type) -> str:
    return _TYPES.get(type.base, "TEXT")


def _indexes(tables: Iterable[Table]) -> Iterator[str]:
    """An index for every reference, so that joins and Datasette's counts are quick."""
    for table in tables:
        name = sql_name(table)
        for column in table.columns:
            if column.type.table and not column.type.many and column.name != table.key:
                yield f'CREATE INDEX "{name}_by_{column.name}" ON "{name}" ("{column.name}")'
    for links in lists(tables):
        yield f'CREATE INDEX "{links.name}_by_item" ON "{links.name}" ("item")'


def _values(table: Table, rows: Sequence[Row]) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, 1):
        cells = [_ENCODE(cell).decode() if type(cell) is tuple else cell for cell in row]
        yield cells if table.key else [number, *cells]


def _links(links: Lists, rows: Sequence[Row]) -> Iterator[tuple[Any, int, str]]:
    names = [column.name for column in links.table.columns]
    own = names.index(links.column.name)
    key = names.index(links.table.key) if links.table.key else None
    for number, row in enumerate(rows, 1):
        cell = row[own]
        assert isinstance(cell, tuple)
        for place, item in enumerate(cell, 1):
            yield (number if key is None else row[key]), place, item


def metadata(corpus: Corpus, tables: Sequence[Table]) -> bytes:
    """`metadata.json`: titles, descriptions, licence, columns and facets for Datasette."""
    settings = corpus.settings
    found: dict[str, Any] = {
        "title": settings.title,
        "description": f"{' '.join(settings.description.split())} {RIGHTS}",
        "license": settings.licence,
        "license_url": settings.licence_url,
        "source": settings.publisher,
        "source_url": settings.base_url,
    }
    described = {sql_name(table): _described(table) for table in tables}
    for links in lists(tables):
        described[links.name] = {"description": links.about}
    return written(
        {
            **{key: value for key, value in found.items() if value},
            "databases": {NAME: {"tables": described}},
        }
    )


def _described(table: Table) -> dict[str, Any]:
    many = {column.name for column in table.columns if column.type.many}
    found: dict[str, Any] = {
        "description": table.about,
        "columns": {column.name: meaning(column) for column in table.columns},
    }
    if table.facets:
        found["facets"] = [
            {"array": name} if name in many else name for name in table.facets.split()
        ]
    if table.name in _LABEL:
        found["label_column"] = _LABEL[table.name]
    return found
