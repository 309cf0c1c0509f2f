"""What can be taken away: every data file with what it holds, and every column with its type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape
from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.render.builder import Builder
from digest.render.columns import Column
from digest.render.data import (
    DATABASE,
    DNA,
    FOLDER,
    GRAPHS,
    METADATA,
    OTHERS,
    PAGE,
    TABLES,
    WHOLE,
    Data,
    File,
    data,
)
from digest.render.data_dna import left_out
from digest.render.data_schema import NAMED, meaning
from digest.render.parts import Link, PageView
from digest.render.tabular import Table
from digest.text import number, plural

NAMED_SOURCES = 30
"""Sources up to which each is named beside the rights claimed for it; beyond, their number is."""


class ColumnView(Struct, frozen=True):
    """A column."""

    name: str
    type: Markup
    """In words; a reference leads to the table it refers to."""
    meaning: Markup


class TableView(Struct, frozen=True):
    """A table."""

    id: str
    name: str
    about: str
    rows: str
    files: tuple[Link, ...]
    """With their sizes."""
    columns: tuple[ColumnView, ...]


class FileView(Struct, frozen=True):
    """A file that is no table."""

    file: Link
    about: str
    size: str
    """Empty where it is not known here."""


class RightsView(Struct, frozen=True):
    """The rights claimed for some sources."""

    rights: str
    sources: tuple[Link, ...]
    """Empty where there are too many to name."""
    count: str


class DataView(Struct, frozen=True):
    """The data page."""

    page: PageView
    tables: tuple[TableView, ...]
    whole: tuple[FileView, ...]
    graphs: tuple[FileView, ...]
    others: tuple[FileView, ...]
    dna: TableView
    left_out: str
    """How many counted stances are not among the statements."""
    datasette: str
    """The command that shows the database; empty where there is none."""
    rights: tuple[RightsView, ...]
    sources: Link
    method: Link
    licence: Link | None
    as_of: str


def pages(corpus: Corpus, findings: Findings) -> Iterator[DataView]:
    """The one page."""
    b = Builder(corpus, findings, PAGE)
    settings, made = corpus.settings, data(corpus, findings)
    yield DataView(
        b.page("data", "Data", "Everything on this site as files: CSV, JSON, SQLite and more."),
        tuple(_table(b, table, made, ("csv", "json")) for table in TABLES),
        _files(b, [file for file in WHOLE if file.name in made.files], made),
        _files(b, GRAPHS, made), _files(b, OTHERS, made),
        _table(b, DNA, made, ("csv",)),
        plural(left_out(corpus, findings), "counted stance"),
        f"datasette {FOLDER}/{DATABASE.name} -m {FOLDER}/{METADATA.name}"
        if DATABASE.name in made.files else "",
        tuple(_rights(b)), Link(b.to("sources/index.html"), "Sources"),
        Link(b.to("method.html"), "method"),
        Link(settings.licence_url, settings.licence, out=True) if settings.licence_url else None,
        corpus.as_of.iso if corpus.as_of else "",
    )  # fmt: skip


def _table(b: Builder, table: Table, made: Data, kinds: tuple[str, ...]) -> TableView:
    links = []
    for kind in kinds:
        name = f"{table.name}.{kind}"
        links.append(Link(b.to(f"{FOLDER}/{name}"), f"{kind.upper()} ({_size(made, name)})"))
    return TableView(
        f"table-{table.name}", table.name, table.about, plural(made.rows[table.name], "row"),
        tuple(links),
        tuple(
            ColumnView(c.name, _type(c, keyed=c.name == table.key), _code(meaning(c)))
            for c in table.columns
        ),
    )  # fmt: skip


def _files(b: Builder, files: Iterable[File], made: Data) -> tuple[FileView, ...]:
    return tuple(
        FileView(Link(b.to(f"{FOLDER}/{f.name}"), f.name), f.about, _size(made, f.name))
        for f in files
    )


def _size(made: Data, name: str) -> str:
    if name not in made.files:
        return ""
    return f"{number(max(1, round(len(made.files[name]) / 1000)))} kB"


def _rights(b: Builder) -> Iterator[RightsView]:
    """The rights claimed for sources, those of most sources first."""
    found: dict[str, list[str]] = defaultdict(list)
    for id, source in b.corpus.sources.items():
        found[source.rights or "nothing stated"].append(id)
    named = len(b.corpus.sources) <= NAMED_SOURCES
    for rights, ids in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        links = tuple(b.link("source", id, text=b.short(id)) for id in ids) if named else ()
        yield RightsView(rights, links, plural(len(ids), "source"))


def _type(column: Column, *, keyed: bool) -> Markup:
    """Such as `list of ids of actors`, `text, may be empty`, `key`."""
    type = column.type
    if type.table:
        noun = "ids" if type.many else "id"
        found = Markup('{} of <a href="#table-{}">{}</a>').format(noun, type.table, type.table)
    elif type.words:
        found = Markup(" · ").join(Markup("<code>{}</code>").format(word) for word in type.words)
    elif type.citation:
        found = Markup('ids of <a href="#table-sources">sources</a>, or addresses')
    else:
        found = escape(NAMED[type.base])
    if type.many:
        found = Markup("list: {}").format(found)
    if keyed:
        found = Markup("key, {}").format(found)
    return Markup("{}, or empty").format(found) if type.empty and not type.many else found


def _code(text: str) -> Markup:
    """A description with what stands between backquotes as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )
