"""The data files: the same rows as CSV and JSON, safe in a spreadsheet, read back as written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from sites import Site, lay_out, leads, mini, shipped, text

from digest.publish.verify import verify
from digest.render import data
from digest.render.data import DNA, GRAPHS, OTHERS, TABLES, WHOLE, File
from digest.render.tabular import Table, defused
from digest.render.views import data as view


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
            assert line[key] == written(value)


def written(value: object) -> str:
    """A value of the JSON as CSV has it."""
    if isinstance(value, list):
        return "; ".join(map(defused, value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return defused(value)
    return "" if value is None else str(value)


@pytest.mark.parametrize("table", [*TABLES, DNA], ids=[table.name for table in (*TABLES, DNA)])
def test_every_column_is_in_the_dictionary_with_its_type(table: Table) -> None:
    site = shipped()
    assert table.about in site.text("data.html")
    (heading,) = site.main("data.html").xpath(f"//h2[@id='table-{table.name}']")
    section = heading.getparent()
    found = [[text(cell) for cell in row] for row in section.xpath(".//tbody/tr")]
    assert [row[0] for row in found] == [column.name for column in table.columns]
    assert len({row[0] for row in found}) == len(found)
    for column, (_, type, meaning) in zip(table.columns, found, strict=True):
        assert column.meaning.replace("`", "") in meaning
        assert ("author’s" in meaning) == column.quoted
        if column.type.table:
            assert f"of {column.type.table}" in type
        assert all(word in type for word in column.type.words)
        assert type.endswith("or empty") == (column.type.empty and not column.type.many)
        assert type.startswith("key") == (column.name == table.key)


def test_every_table_says_how_many_rows_and_bytes_it_has() -> None:
    site = shipped()
    for table in TABLES:
        (heading,) = site.main("data.html").xpath(f"//h2[@id='table-{table.name}']")
        said = text(heading.getparent())
        assert f" {len(objects(site, table.name))} row" in said
        for kind in ("csv", "json"):
            size = max(1, round(len(site.files[f"data/{table.name}.{kind}"]) / 1000))
            assert f"{kind.upper()} ({size} kB)" in said


def test_every_file_of_the_folder_is_linked_from_the_data_page_and_only_these() -> None:
    for site in (mini(), shipped()):
        linked = {link.get("href") for link in site.main("data.html").iter("a")}
        in_folder = {path for path in site.files if path.startswith("data/")}
        assert {href for href in linked if str(href).startswith("data/")} == in_folder


def test_the_data_page_stays_light() -> None:
    assert len(shipped().files["data.html"]) <= 80_000


def test_the_rights_of_every_source_are_on_the_data_page() -> None:
    site = shipped()
    (heading,) = site.main("data.html").xpath("//h2[@id='rights']")
    said = text(heading.getparent())
    assert {source.rights for source in site.corpus.sources.values()}
    for source in site.corpus.sources.values():
        assert source.rights in said
    assert {f"sources/{id}.html" for id in site.corpus.sources} <= leads(
        heading.getparent(), "data.html"
    )


def test_another_file_needs_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    extra = (File("extra.txt", "Something else.", lambda corpus, findings: b"x" * 2600),)
    monkeypatch.setattr(data, "OTHERS", extra)
    monkeypatch.setattr(view, "OTHERS", extra)
    site = Site(lay_out(tmp_path))
    assert site.files["data/extra.txt"] == b"x" * 2600
    assert "extra.txt (3 kB): Something else." in site.text("data.html")


def test_stances_are_all_there_with_what_they_rest_on() -> None:
    site = shipped()
    items = {str(item["id"]): item for item in objects(site, "stances")}
    assert len(items) == sum(1 for _ in site.corpus.stances())
    for id in site.findings.counted:
        assert items[id]["counted"] is True
    for item in items.values():
        path, _, anchor = str(item["page"]).partition("#")
        assert anchor in site.tree(path).xpath("//@id")
        assert item["permalink"] == f"stances/{item['id']}.html"
        assert item["permalink"] in site.files
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
            separator = ";" if path == f"data/{DNA.name}.csv" else ","
            text = io.StringIO(content.decode(), newline="")
            for line in csv.reader(text, delimiter=separator):
                for cell in line:
                    assert cell == defused(cell) or is_number(cell), (path, cell)
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
    assert actor["names"] == "hearsay; '=1+1; '＠SUM(A1)", "a list may be split"
    assert item["names"] == ["hearsay", "=1+1", "＠SUM(A1)"]


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@A", "\tx", "\rx", "\nx", " =1", "\u3000=1", "\xa0-1",
     "＝1", "＋1", "－1", "＠A", "﹦1", "﹢1", "﹣1", "﹫A", "⁺1", " ＝1"],
)  # fmt: skip
def test_a_formula_in_any_guise_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "a=1", "1-2", "–1", "−1", "‘=1’", "#1", "한국"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert defused(text) == text


def test_no_head_of_a_table_is_a_formula() -> None:
    for table in (*TABLES, DNA):
        for column in table.columns:
            assert column.name.replace("_", "").isalpha()


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_the_hostile_site_passes_the_checks_before_publication(hostile: Site) -> None:
    assert verify(hostile.rendered) == []


def test_the_files_have_no_clock(tmp_path: Path) -> None:
    again = Site(lay_out(tmp_path))
    ours = {path: content for path, content in mini().files.items() if path.startswith("data/")}
    assert ours == {path: again.files[path] for path in ours}
    assert len(ours) == 2 * len(TABLES) + len((DNA, *GRAPHS, *OTHERS, *WHOLE))
