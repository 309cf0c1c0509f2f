"""Who agrees with whom: pairs of actors, over the whole time and by period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from digest.model.agreement import Edge
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import Ref
from digest.render.builder import Builder
from digest.render.charts.network import Picture, network
from digest.render.parts import Link, PageView
from digest.text import plural

SHOWN = 25
"""Pairs in a table; the files have all."""


class PairRow(Struct, frozen=True):
    """Two actors."""

    one: Link
    other: Link
    same: tuple[Link, ...]
    opposite: tuple[Link, ...]
    topics: tuple[Link, Link]
    """On how many topics each takes a side, linked to where these stand."""
    congruence: str
    conflict: str
    subtract: str


class PairTable(Struct, frozen=True):
    """Pairs, strongest first."""

    id: str
    title: str
    counts: str
    rows: tuple[PairRow, ...]


class PeriodView(Struct, frozen=True):
    """The pairs of one period."""

    id: str
    name: str
    """Empty for the whole time."""
    counts: str
    tables: tuple[PairTable, ...]


class NetworkView(Struct, frozen=True):
    """The network page."""

    page: PageView
    picture: Picture | None
    """The whole time."""
    periods: tuple[PeriodView, ...]
    """The whole time first."""
    files: tuple[Link, ...]
    shown: int


def pages(corpus: Corpus, findings: Findings) -> Iterator[NetworkView]:
    """The one page."""
    b = Builder(corpus, findings, "network.html")
    periods = list(dict.fromkeys(edge.period for edge in findings.network))
    yield NetworkView(
        b.page(
            "network", "Who agrees with whom",
            "On how many topics two actors take the same side, and on how many opposite ones.",
        ),
        network(b, [edge for edge in findings.network if not edge.period]),
        tuple(
            _period(b, number, name, [e for e in findings.network if e.period == name])
            for number, name in enumerate(periods)
        ),
        tuple(
            Link(b.to(f"data/{name}"), text)
            for name, text in (
                ("network.graphml", "GraphML"), ("network.gexf", "GEXF"),
                ("network-edges.csv", "pairs as CSV"), ("network-nodes.csv", "actors as CSV"),
            )
        ),
        SHOWN,
    )  # fmt: skip


def _period(b: Builder, number: int, name: str, edges: Sequence[Edge]) -> PeriodView:
    id = f"period-{number}"
    actors = {actor for edge in edges for actor in (edge.one, edge.other)}
    same = sorted(
        (edge for edge in edges if edge.same),
        key=lambda e: (-len(e.same), -e.congruence, e.one, e.other),
    )
    apart = sorted(
        (edge for edge in edges if edge.opposite),
        key=lambda e: (-len(e.opposite), -e.conflict, e.one, e.other),
    )
    tables = (
        _table(b, f"{id}-same", "On the same side", same),
        _table(b, f"{id}-opposite", "On opposite sides", apart),
    )
    counts = f"{plural(len(actors), 'actor')}, {plural(len(edges), 'pair')}"
    return PeriodView(id, name, counts, tuple(table for table in tables if table.rows))


def _table(b: Builder, id: str, title: str, edges: Sequence[Edge]) -> PairTable:
    counts = plural(len(edges), "pair")
    if len(edges) > SHOWN:
        counts += f"; the first {SHOWN}"
    return PairTable(id, title, counts, tuple(_rows(b, edges[:SHOWN])))


def _rows(b: Builder, edges: Iterable[Edge]) -> Iterator[PairRow]:
    for edge in edges:
        yield PairRow(
            b.link("actor", edge.one), b.link("actor", edge.other),
            tuple(_topic(b, topic, edge.one) for topic in edge.same),
            tuple(_topic(b, topic, edge.one) for topic in edge.opposite),
            (
                Link(b.href(Ref("actor", edge.one), "positions"), str(edge.topics_one)),
                Link(b.href(Ref("actor", edge.other), "positions"), str(edge.topics_other)),
            ),
            f"{edge.congruence:.2f}", f"{edge.conflict:.2f}",
            f"{edge.subtract:+.2f}".replace("-", "−"),
        )  # fmt: skip


def _topic(b: Builder, topic: str, actor: str) -> Link:
    """The place on the topic's page where the first of the two stands."""
    return b.link("topic", topic, f"actor-{actor}")
