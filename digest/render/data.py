"""The site's data files: every table as CSV and JSON, and the network for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Page
from digest.render import data_checks as checked
from digest.render import data_entries as entries
from digest.render import data_findings as found
from digest.render import data_stances as said
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


class Graph(NamedTuple):
    """A file of the network that is no table."""

    name: str
    """Of the file, with its suffix."""
    about: str
    """What it holds; one sentence."""
    write: Callable[[Corpus, Findings], bytes]
    """Makes its content."""


GRAPHS: tuple[Graph, ...] = (
    Graph(
        "network.graphml",
        "The network of actors as GraphML: one edge for each pair, with its figures for the whole "
        "time and, under the period’s name, for each period.",
        graphml,
    ),
    Graph(
        "network.gexf",
        "The same as GEXF 1.3, with the periods as spells and the figures of a period as dynamic "
        "attributes.",
        gexf,
    ),
)
"""Files that are no tables.  To offer another, add an entry."""


def files(corpus: Corpus, findings: Findings) -> Iterator[Page]:
    """Every data file."""
    b = Linker(corpus, findings, PAGE)
    as_of = corpus.as_of.iso if corpus.as_of else ""
    for table in TABLES:
        rows = table.rows(b)
        yield Page(f"{FOLDER}/{table.name}.csv", as_csv(table, rows))
        yield Page(f"{FOLDER}/{table.name}.json", as_json(table, rows, as_of))
    for graph in GRAPHS:
        yield Page(f"{FOLDER}/{graph.name}", graph.write(corpus, findings))
