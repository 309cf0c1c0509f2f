"""The site's data files: every table as CSV and JSON, all of them as one database, and others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Page
from digest.render import data_checks as checked
from digest.render import data_dna as dna
from digest.render import data_entries as entries
from digest.render import data_findings as found
from digest.render import data_stances as said
from digest.render.cite.page import FORMATS, bibliography
from digest.render.data_package import data_package
from digest.render.data_schema import json_schemas
from digest.render.database import can_be_made, database, metadata
from digest.render.links import Linker
from digest.render.network import gexf, graphml
from digest.render.tabular import Table, as_csv, as_json

FOLDER = "data"
PAGE = "data.html"

TABLES: tuple[Table, ...] = (
    said.STANCES,
    said.FACTS,
    found.POSITIONS,
    found.SHIFTS,
    checked.CONTRADICTIONS,
    checked.DISAGREEMENTS,
    checked.METONYMS,
    checked.WITHOUT,
    checked.CHECKS,
    found.EDGES,
    found.NODES,
    found.CODINGS,
    found.AGREEMENT,
    found.CODED_APART,
    entries.TOPICS,
    entries.ACTORS,
    entries.OFFICES,
    entries.NAMES,
    entries.SUMMITS,
    entries.PARTICIPANTS,
    entries.OUTCOMES,
    entries.MILESTONES,
    entries.DOCUMENTS,
    entries.PROVISIONS,
    entries.SOURCES,
)
"""Every table, in the order of the page that lists them.  To offer another, add a line."""


DNA = dna.DNA
"""A table that is offered as CSV alone, in the form that another program uses."""


class File(NamedTuple):
    """A file that is no table."""

    name: str
    """Of the file, with its suffix."""
    about: str
    """What it holds; one sentence."""
    write: Callable[[Corpus, Findings], bytes] | None = None
    """Makes its content; `None` for those that are made of all tables together."""


GRAPHS: tuple[File, ...] = (
    File(
        "network.graphml",
        "The network of actors as GraphML: one edge for each pair, with its figures for the whole "
        "time and, under the period’s name, for each period.",
        graphml,
    ),
    File(
        "network.gexf",
        "The same as GEXF 1.3, with the periods as spells and the figures of a period as dynamic "
        "attributes.",
        gexf,
    ),
)
"""Files of the network."""

OTHERS: tuple[File, ...] = tuple(
    File(
        f"bibliography.{ending}", f"Every source as {name}, for reference managers.",
        lambda corpus, findings, ending=ending: bibliography(ending, corpus),  # type: ignore[misc]
    )
    for ending, name, _ in FORMATS
)  # fmt: skip
"""Files that are made elsewhere.  To offer another, add an entry."""

DATABASE = File("digest.db", "All tables as one SQLite database, with keys and indexes.")
METADATA = File("metadata.json", "What Datasette is to say of that database.")
SCHEMAS = File("schemas.json", "JSON Schema of every JSON file, each under the table’s name.")
PACKAGE = File(
    "datapackage.json",
    "Data Package: every CSV file with size, hash, fields, keys, licence and sources.",
)
WHOLE: tuple[File, ...] = (DATABASE, METADATA, PACKAGE, SCHEMAS)
"""Files that hold or describe all tables together."""


class Data(NamedTuple):
    """Everything in the data folder."""

    rows: Mapping[str, int]
    """Table → how many rows it has."""
    files: Mapping[str, bytes]
    """File name → content."""


_last: list[tuple[Corpus, Findings, Data]] = []
"""What was made last: the page that gives the sizes of files needs the files, once for both."""


def data(corpus: Corpus, findings: Findings) -> Data:
    """All data files of a digest; those of the digest asked for last are kept."""
    if not any(c is corpus and f is findings for c, f, _ in _last):
        _last[:] = [(corpus, findings, _make(corpus, findings))]
    return _last[0][2]


def files(corpus: Corpus, findings: Findings) -> Iterator[Page]:
    """Every data file as a file of the site."""
    for name, content in data(corpus, findings).files.items():
        yield Page(f"{FOLDER}/{name}", content)


def _make(corpus: Corpus, findings: Findings) -> Data:
    b = Linker(corpus, findings, PAGE)
    as_of = corpus.as_of.iso if corpus.as_of else ""
    rows = {table.name: table.rows(b) for table in (*TABLES, DNA)}
    made = {f"{table.name}.csv": as_csv(table, rows[table.name]) for table in (*TABLES, DNA)}
    made |= {f"{table.name}.json": as_json(table, rows[table.name], as_of) for table in TABLES}
    made |= {file.name: file.write(corpus, findings) for file in (*GRAPHS, *OTHERS) if file.write}
    if can_be_made():
        made[DATABASE.name] = database(TABLES, rows)
        made[METADATA.name] = metadata(corpus, TABLES)
    packed = [(file.name, file.about) for file in (*GRAPHS, DATABASE) if file.name in made]
    made[PACKAGE.name] = data_package(corpus, (*TABLES, DNA), packed, made)
    made[SCHEMAS.name] = json_schemas(TABLES)
    return Data({name: len(found) for name, found in rows.items()}, made)
