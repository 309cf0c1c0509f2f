"""The network as GraphML and GEXF: read back as it was found, by a parser and by networkx."""

from __future__ import annotations

import io
from datetime import date

import networkx
import pytest
from lxml import etree
from sites import Site, mini, shipped

GEXF = "{http://gexf.net/1.3}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.mark.parametrize("name", ["mini", "shipped", "hostile"])
def test_gexf_is_read_back_as_the_network(name: str, hostile: Site) -> None:
    site = {"mini": mini, "shipped": shipped, "hostile": lambda: hostile}[name]()
    root = etree.fromstring(site.files["data/network.gexf"])
    assert root.tag == f"{GEXF}gexf"
    assert root.get("version") == "1.3"
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert [part.tag.removeprefix(GEXF) for part in graph] == [
        "attributes", "attributes", "attributes", "nodes", "edges",
    ]  # fmt: skip
    declared = {
        (kind.get("class"), attribute.get("id")): attribute.get("type")
        for kind in graph.iter(f"{GEXF}attributes")
        for attribute in kind
    }
    names = {node.get("id"): node.get("label") for node in graph.iter(f"{GEXF}node")}
    assert names == {id: site.corpus.actors[str(id)].name for id in names}
    whole, by_period = {}, {}
    for edge in graph.iter(f"{GEXF}edge"):
        one, other = str(edge.get("source")), str(edge.get("target"))
        assert {one, other} <= set(names)
        assert edge.get("id") == f"{one}--{other}"
        values = list(edge.iter(f"{GEXF}attvalue"))
        assert all(("edge", value.get("for")) in declared for value in values)
        found = {v.get("for"): v.get("value") for v in values if not v.get("start")}
        if found["same"] or found["opposite"]:
            figures = tuple(float(str(found[n])) for n in ("congruence", "conflict", "subtract"))
            whole[one, other] = (str(found["same"]).split(), *figures)
        for spell in edge.iter(f"{GEXF}spell"):
            start, end = (date.fromisoformat(str(spell.get(n))) for n in ("start", "end"))
            assert start <= end
            timed = [v for v in values if v.get("start") == spell.get("start")]
            by_period[one, other, str(start.year)] = float(str(timed[0].get("value")))
    edges = site.findings.network
    assert whole == {
        (e.one, e.other): (list(e.same), e.congruence, e.conflict, e.subtract)
        for e in edges
        if not e.period
    }
    assert by_period == {(e.one, e.other, e.period): e.congruence for e in edges if e.period}
    assert edges or name == "mini"


def test_graphml_is_read_back_as_the_network(hostile: Site) -> None:
    for site in (shipped(), hostile):
        root = etree.fromstring(site.files["data/network.graphml"])
        names = {key.get("id"): key.get("attr.name") for key in root.iter(f"{GRAPHML}key")}
        nodes = {node.get("id") for node in root.iter(f"{GRAPHML}node")}
        found = {}
        for edge in root.iter(f"{GRAPHML}edge"):
            one, other = str(edge.get("source")), str(edge.get("target"))
            assert {one, other} <= nodes
            data = {names[item.get("key")]: item.text for item in edge}
            for name, value in data.items():
                word, _, period = str(name).partition(" ")
                if word == "congruence" and (period or data["same"] or data["opposite"]):
                    found[one, other, period] = float(str(value))
        assert found == {(e.one, e.other, e.period): e.congruence for e in site.findings.network}


def test_networkx_reads_graphml(hostile: Site) -> None:
    for site in (mini(), shipped(), hostile):
        graph = networkx.read_graphml(io.BytesIO(site.files["data/network.graphml"]))
        check(site, graph, "name")
        periods = {edge.period for edge in site.findings.network if edge.period}
        for edge in site.findings.network:
            if edge.period:
                values = graph.edges[edge.one, edge.other]
                assert values[f"congruence {edge.period}"] == edge.congruence
                assert values[f"conflict {edge.period}"] == edge.conflict
        assert periods or site is not shipped()


def test_networkx_reads_gexf(hostile: Site) -> None:
    for site in (mini(), shipped(), hostile):
        graph = networkx.read_gexf(io.BytesIO(site.files["data/network.gexf"]), version="1.3")
        check(site, graph, "label")
        for edge in site.findings.network:
            if edge.period:
                timed = graph.edges[edge.one, edge.other]["congruence-in-period"]
                assert edge.congruence in [value for value, _, _ in timed]


def check(site: Site, graph: networkx.Graph, label: str) -> None:
    """Actors under their names, and a pair for each edge with its figures for the whole time."""
    assert not graph.is_directed()
    edges = site.findings.network
    assert set(graph.nodes) == {id for edge in edges for id in (edge.one, edge.other)}
    for id, values in graph.nodes(data=True):
        actor = site.corpus.actors[id]
        assert (values[label], values["kind"]) == (actor.name, actor.kind.value)
    pairs = {frozenset(pair) for pair in graph.edges}
    assert pairs == {frozenset((edge.one, edge.other)) for edge in edges}
    for edge in edges:
        if not edge.period:
            values = graph.edges[edge.one, edge.other]
            assert values["same"].split() == list(edge.same)
            assert (values["congruence"], values["conflict"]) == (edge.congruence, edge.conflict)
