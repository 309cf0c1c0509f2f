"""Who agrees with whom: pairs of actors, over the whole time and by period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from digest.model.agreement import Edge
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import ID_PATTERN, Ref
from digest.render.builder import Builder
from digest.render.charts.network import Picture, network
from digest.render.parts import Link, PageView
from digest.render.views.part import Pages
from digest.text import plural

SHOWN = 25
"""Pairs in a table; the files have all."""


class PairRow(Struct, frozen=True):
    """Two actors."""

    one: Link
    other: Link
    same: tuple[Link, ...]
    opposite: tuple[Link, ...]
    more: str
    """How many topics more there are, in words; empty when none."""
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
    data: Link
    shown: int
    pages: Pages | None
    """The other periods, where each has a page of its own."""
    whole: Link | None
    """From the page of a period to the whole time."""


ROOM = 1_000
"""Links to topics in the tables of a page: about 100 bytes each."""
TOPICS = 10
"""Topics that a pair names on either side, where there is not room for all."""
PATH = "network.html"

_SLUG = re.compile(ID_PATTERN)


class Shared(NamedTuple):
    """What the pages have in common."""

    periods: Mapping[str, str]
    """Key of a page → its period, the whole time first; one page while it has room for all."""
    edges: Mapping[str, Sequence[Edge]]
    """Period → its pairs."""


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """The periods, and whether each has a page of its own."""
    edges: dict[str, list[Edge]] = {}
    for edge in findings.network:
        edges.setdefault(edge.period, []).append(edge)
    links = sum(
        len(edge.same) + len(edge.opposite)
        for own in edges.values() for ranked in _ranked(own) for edge in ranked[:SHOWN]
    )  # fmt: skip
    keys = {"": ""}
    if links > ROOM:
        for number, name in enumerate((name for name in edges if name), 1):
            slug = name.lower() if _SLUG.fullmatch(name.lower()) else str(number)
            keys[f"period-{slug}"] = name
    return Shared(keys, edges)


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterable[str]:
    """Of each page."""
    return common.periods


def pages(corpus: Corpus, findings: Findings, common: Shared, key: str) -> Iterator[NetworkView]:
    """The page of the whole time, or of one period."""
    b = Builder(corpus, findings, f"network/{key}.html" if key else PATH)
    divided = len(common.periods) > 1
    own = [common.periods[key]] if divided else list(common.edges)
    others = [
        (Link(b.to(f"network/{name}.html"), period), plural(len(common.edges[period]), "pair"))
        for name, period in common.periods.items() if name
    ]  # fmt: skip
    title, name = "Who agrees with whom", common.periods[key]
    whole = Link(b.to(PATH), title)
    yield NetworkView(
        b.page(
            "network", f"{title}: {name}" if key else title,
            "On how many topics two actors take the same side, and on how many opposite ones"
            + (f": {name}." if key else "."),
            trail=(whole,) if key else (),
        ),
        None if key else network(b, common.edges.get("", ())),
        tuple(
            _period(b, number, period, common.edges[period], few=divided)
            for number, period in enumerate(own) if period in common.edges
        ),
        tuple(
            Link(b.to(f"data/{name}"), text)
            for name, text in (
                ("network.graphml", "GraphML"), ("network.gexf", "GEXF"),
                ("network-edges.csv", "pairs as CSV"), ("network-nodes.csv", "actors as CSV"),
            )
        ),
        Link(b.to("data.html"), "data"), SHOWN,
        Pages("The pairs of each period", tuple(others)) if divided and not key else None,
        whole if key else None,
    )  # fmt: skip


def _ranked(edges: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """Pairs on the same side and on opposite ones, each by topics, then by the figure."""
    same = sorted(
        (edge for edge in edges if edge.same),
        key=lambda e: (-len(e.same), -e.congruence, e.one, e.other),
    )
    apart = sorted(
        (edge for edge in edges if edge.opposite),
        key=lambda e: (-len(e.opposite), -e.conflict, e.one, e.other),
    )
    return same, apart


def _period(b: Builder, number: int, name: str, edges: Sequence[Edge], *, few: bool) -> PeriodView:
    id = f"period-{number}"
    actors = {actor for edge in edges for actor in (edge.one, edge.other)}
    same, apart = _ranked(edges)
    tables = (
        _table(b, f"{id}-same", "On the same side", same, few),
        _table(b, f"{id}-opposite", "On opposite sides", apart, few),
    )
    counts = f"{plural(len(actors), 'actor')}, {plural(len(edges), 'pair')}"
    return PeriodView(id, name, counts, tuple(table for table in tables if table.rows))


def _table(b: Builder, id: str, title: str, edges: Sequence[Edge], few: bool) -> PairTable:
    counts = plural(len(edges), "pair")
    if len(edges) > SHOWN:
        counts += f"; the first {SHOWN}"
    return PairTable(id, title, counts, tuple(_rows(b, edges[:SHOWN], few)))


def _rows(b: Builder, edges: Iterable[Edge], few: bool) -> Iterator[PairRow]:
    most = TOPICS if few else None
    for edge in edges:
        left = len(edge.same[:most]) + len(edge.opposite[:most])
        left = len(edge.same) + len(edge.opposite) - left
        yield PairRow(
            b.link("actor", edge.one), b.link("actor", edge.other),
            tuple(_topic(b, topic, edge.one) for topic in edge.same[:most]),
            tuple(_topic(b, topic, edge.one) for topic in edge.opposite[:most]),
            f"{plural(left, 'topic')} more" if left else "",
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
