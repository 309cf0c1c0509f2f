"""The data files: the same rows as CSV and JSON, safe in a spreadsheet, read back as written."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from sites import Site, lay_out, mini, shipped

from digest.publish.verify import verify
from digest.render.data import TABLES
from digest.render.tabular import FORMULA

GEXF = "{http://gexf.net/1.3}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"

HOSTILE = """+

rumour:
  name: "=HYPERLINK(1)"
  kind: category
  note: "@SUM(A1), \\"quoted\\"; <b>& more</b>"
"""
"""An actor whose texts a spreadsheet would run and XML would take for markup."""
STANCES = """
stances:
  - {actor: rumour, topic: fixed-link, position: opposes, voice: analysis,
     quote: ready to lay the first stone, date: 2021-02,
     note: "-1+cmd|' /C calc'!A0", condition: "＝1+1"}
  - {actor: mainland, topic: fixed-link, position: supports, voice: analysis,
     quote: fears for its tolls, date: 2021-03-01, note: "+49 is a number"}
"""


def rows(site: Site, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    text = site.files[f"data/{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def objects(site: Site, name: str) -> list[dict[str, object]]:
    """The rows of a JSON file."""
    found = json.loads(site.files[f"data/{name}.json"])
    assert found["as_of"] == (site.corpus.as_of.iso if site.corpus.as_of else "")
    items: list[dict[str, object]] = found["rows"]
    return items


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("hostile")
    changes = {"actors.yaml": HOSTILE, "articles/lantern-2021-bridge.yaml": STANCES}
    return Site(lay_out(folder, changes))


@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
@pytest.mark.parametrize("site", [mini, shipped], ids=["mini", "shipped"])
def test_csv_and_json_hold_the_same(table: object, site: object) -> None:
    name, made = table.name, site()  # type: ignore[attr-defined, operator]
    lines, items = rows(made, name), objects(made, name)
    assert len(lines) == len(items)
    for line, item in zip(lines, items, strict=True):
        assert set(line) == set(item)
        assert list(item) == sorted(item)
        for key, value in item.items():
            assert line[key].removeprefix("'") == written(value).removeprefix("'")


def written(value: object) -> str:
    """A value of the JSON as CSV has it."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_every_column_is_explained_on_the_data_page() -> None:
    site = shipped()
    said = site.text("data.html")
    for table in TABLES:
        assert table.about in said
        assert all(column.meaning for column in table.columns), table.name
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert f"{len(objects(site, table.name))} row" in said


def test_every_file_of_the_folder_is_linked_from_the_data_page() -> None:
    site = shipped()
    linked = {link.get("href") for link in site.main("data.html").iter("a")}
    assert {path for path in site.files if path.startswith("data/")} <= linked


def test_stances_are_all_there_with_what_they_rest_on() -> None:
    site = shipped()
    items = {str(item["id"]): item for item in objects(site, "stances")}
    assert len(items) == sum(1 for _ in site.corpus.stances())
    for id in site.findings.counted:
        assert items[id]["counted"] is True
    for item in items.values():
        path, _, anchor = str(item["page"]).partition("#")
        assert anchor in site.tree(path).xpath("//@id")
        assert item["chain"]
        assert (item["score"] is None) == (
            item["position"] in ("mixed", "ambiguous", "no-position")
        )


def test_facts_are_all_there_with_their_verdicts() -> None:
    site = shipped()
    items = objects(site, "facts")
    assert len(items) == sum(1 for _ in site.corpus.facts())
    assert {"conflicts", "agrees"} <= {str(item["verdict"]) for item in items}
    months = [item for item in items if item["slip"] == "wrong-month"]
    assert any("2024-06" in str(item["value"]) for item in months), "June for July"


def test_no_cell_is_a_formula(hostile: Site) -> None:
    for path, content in hostile.files.items():
        if path.endswith(".csv"):
            for line in csv.reader(io.StringIO(content.decode(), newline="")):
                for cell in line:
                    assert not cell.startswith(FORMULA) or is_number(cell), (path, cell)
    (one,) = [row for row in rows(hostile, "stances") if row["holders"] == "rumour"]
    assert one["note"] == "'-1+cmd|' /C calc'!A0"
    assert one["condition"] == "'＝1+1"
    assert one["score"] == "-2", "a negative number in a column of numbers stays a number"
    (other,) = [row for row in rows(hostile, "stances") if row["note"].endswith("is a number")]
    assert other["note"] == "'+49 is a number"
    (actor,) = [row for row in rows(hostile, "actors") if row["id"] == "rumour"]
    assert actor["name"] == "'=HYPERLINK(1)"
    (item,) = [o for o in objects(hostile, "actors") if o["id"] == "rumour"]
    assert item["name"] == "=HYPERLINK(1)", "JSON needs no apostrophe"


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_the_hostile_site_passes_the_checks_before_publication(hostile: Site) -> None:
    assert verify(hostile.rendered) == []


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


def test_the_files_have_no_clock(tmp_path: Path) -> None:
    again = Site(lay_out(tmp_path))
    ours = {path: content for path, content in mini().files.items() if path.startswith("data/")}
    assert ours == {path: again.files[path] for path in ours}
    assert len(ours) == 2 * len(TABLES) + 2 + 3, "tables, network and bibliography"
