"""What can be taken away: every data file with what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape
from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.render.builder import Builder
from digest.render.data import FOLDER, GRAPHS, PAGE, TABLES
from digest.render.parts import Link, PageView
from digest.text import plural


class ColumnView(Struct, frozen=True):
    """A column."""

    name: str
    meaning: Markup


class TableView(Struct, frozen=True):
    """A table."""

    id: str
    name: str
    about: str
    rows: str
    files: tuple[Link, ...]
    columns: tuple[ColumnView, ...]


class GraphView(Struct, frozen=True):
    """A file that is no table."""

    file: Link
    about: str


class DataView(Struct, frozen=True):
    """The data page."""

    page: PageView
    tables: tuple[TableView, ...]
    graphs: tuple[GraphView, ...]
    licence: Link | None
    as_of: str


def pages(corpus: Corpus, findings: Findings) -> Iterator[DataView]:
    """The one page."""
    b = Builder(corpus, findings, PAGE)
    settings = corpus.settings
    yield DataView(
        b.page("data", "Data", "Everything on this site as CSV and JSON, with every column."),
        tuple(
            TableView(
                f"table-{table.name}", table.name, table.about,
                plural(sum(1 for _ in table.items(corpus, findings)), "row"),
                tuple(
                    Link(b.to(f"{FOLDER}/{table.name}.{kind}"), kind.upper())
                    for kind in ("csv", "json")
                ),
                tuple(ColumnView(column.name, _code(column.meaning)) for column in table.columns),
            )
            for table in TABLES
        ),
        tuple(GraphView(Link(b.to(f"{FOLDER}/{g.name}"), g.name), g.about) for g in GRAPHS),
        Link(settings.licence_url, settings.licence, out=True) if settings.licence_url else None,
        corpus.as_of.iso if corpus.as_of else "",
    )  # fmt: skip


def _code(text: str) -> Markup:
    """A description with what stands between backquotes as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )
