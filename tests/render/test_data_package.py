"""The descriptions of the data: the files are what they say, as the real validators find."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import payloads
import pytest
from frictionless import Package, Report
from jsonschema import Draft202012Validator
from sites import Site, lay_out, mini, shipped

from digest.render.data import DNA, TABLES

NAMES = [table.name for table in TABLES]
Sites = Callable[[str], Site]


@pytest.fixture(scope="module")
def site_of(hostile: Site, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """A site by its name; `attacked` is the one whose every text is an attack."""
    made: dict[str, Site] = {"hostile": hostile}

    def find(name: str) -> Site:
        if name == "attacked" and name not in made:
            made[name] = Site(payloads.write(tmp_path_factory.mktemp(name))[0])
        return made.get(name) or {"mini": mini, "shipped": shipped}[name]()

    return find


def described(site: Site) -> dict[str, Any]:
    """The data package."""
    package: dict[str, Any] = json.loads(site.files["data/datapackage.json"])
    return package


def validator(site: Site, table: str) -> Draft202012Validator:
    """The schema of a table's JSON, found by its anchor."""
    schemas = json.loads(site.files["data/schemas.json"])
    return Draft202012Validator({**schemas, "$ref": f"#{table}"})


def write(site: Site, folder: Path) -> Path:
    """The data folder on disk; returns the package's descriptor."""
    for path, content in site.files.items():
        if path.startswith("data/"):
            target = folder / path
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)
    return folder / "data" / "datapackage.json"


def found(report: Report) -> list[str]:
    return [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]


@pytest.mark.parametrize("name", ["mini", "shipped", "hostile", "attacked"])
def test_every_json_file_is_as_its_schema_says(name: str, site_of: Sites) -> None:
    site = site_of(name)
    for table in NAMES:
        content = json.loads(site.files[f"data/{table}.json"])
        errors = [error.message for error in validator(site, table).iter_errors(content)]
        assert errors == [], table


def test_there_is_a_sound_schema_for_every_table() -> None:
    schemas = json.loads(shipped().files["data/schemas.json"])
    Draft202012Validator.check_schema(schemas)
    assert list(schemas["$defs"]) == NAMES
    assert schemas == json.loads(mini().files["data/schemas.json"])


def test_the_schemas_would_notice_a_wrong_file() -> None:
    site = shipped()
    content = json.loads(site.files["data/stances.json"])
    row = content["rows"][0]
    check = validator(site, "stances")
    for change in (
        {"position": "in favour"}, {"date": "11 July 2024"}, {"counted": "yes"},
        {"holders": "rok"}, {"quote": None}, {"score": 1.5}, {"another": 1},
    ):  # fmt: skip
        assert not check.is_valid({**content, "rows": [{**row, **change}]}), change
    assert not check.is_valid({**content, "rows": [{k: row[k] for k in row if k != "id"}]})
    assert check.is_valid({**content, "rows": [{**row, "date": "2024"}]})


@pytest.mark.parametrize("name", ["mini", "shipped", "hostile", "attacked"])
def test_frictionless_finds_nothing_wrong_with_the_package(
    name: str, site_of: Sites, tmp_path: Path
) -> None:
    site = site_of(name)
    report = Package(str(write(site, tmp_path))).validate()
    assert found(report) == []
    assert report.valid and not report.errors and not report.warnings
    rows = {task.name: task.stats.get("rows") or 0 for task in report.tasks}
    for table in NAMES:
        assert rows[table] == len(json.loads(site.files[f"data/{table}.json"])["rows"])
    assert rows[DNA.name] or name != "shipped"


def test_frictionless_would_notice_a_wrong_id_and_a_changed_file(tmp_path: Path) -> None:
    descriptor = write(shipped(), tmp_path)
    stances = descriptor.parent / "stances.csv"
    content = stances.read_bytes()
    wrong = content.replace(b",lethal-aid-ukraine,", b",lethal-aid,", 1)
    assert wrong != content
    stances.write_bytes(wrong)
    told = "\n".join(found(Package(str(descriptor)).validate()))
    assert 'not found in the lookup table "topics"' in told
    assert "expected hash" in told and "expected byte count" in told


def test_lists_are_read_back_as_lists(tmp_path: Path) -> None:
    site = shipped()
    package = Package(str(write(site, tmp_path)))
    read = package.get_table_resource("stances").read_rows()
    wanted = json.loads(site.files["data/stances.json"])["rows"]
    assert [row["holders"] or [] for row in read] == [row["holders"] for row in wanted]
    assert [row["counted"] for row in read] == [row["counted"] for row in wanted]
    assert [row["score"] for row in read] == [row["score"] for row in wanted]


def test_the_package_says_whose_the_data_are_and_of_when() -> None:
    site = shipped()
    package = described(site)
    settings = site.corpus.settings
    assert package["licenses"] == [
        {"name": "CC-BY-4.0", "path": settings.licence_url, "title": settings.licence}
    ]
    assert package["version"] == "2026.11.22"
    assert package["created"] == "2026-11-22T00:00:00Z"
    assert {source["id"]: source["rights"] for source in package["sources"]} == {
        id: source.rights for id, source in site.corpus.sources.items()
    }
    for resource in package["resources"]:
        content = site.files[f"data/{resource['path']}"]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["description"]


def test_what_is_not_known_of_a_digest_is_not_in_its_package(tmp_path: Path) -> None:
    settings = "title: 섬\ndescription: Islands.\nas_of: 2023-04\n"
    package = described(Site(lay_out(tmp_path, {"digest.yaml": settings})))
    assert package["name"] == "digest"
    assert package["version"] == "2023.4"
    assert not {"created", "licenses", "homepage", "contributors"} & set(package)


def test_quotations_are_marked_wherever_columns_are_described() -> None:
    site = shipped()
    quoted = {(t.name, c.name) for t in (*TABLES, DNA) for c in t.columns if c.quoted}
    assert {("stances", "quote"), ("facts", "quote"), ("provisions", "quote")} < quoted
    assert ("dna-statements", "text") in quoted
    words = "Words of the source"
    assert quoted == {
        (resource["name"], field["name"])
        for resource in described(site)["resources"]
        for field in resource.get("schema", {}).get("fields", ())
        if words in field["description"]
    }
    definitions = json.loads(site.files["data/schemas.json"])["$defs"]
    for table, column in quoted - {("dna-statements", "text")}:
        row = definitions[table]["properties"]["rows"]["items"]
        assert words in row["properties"][column]["description"]


def test_every_reference_of_the_columns_is_a_foreign_key() -> None:
    site = shipped()
    keys = {
        (resource["name"], key["fields"][0], key["reference"]["resource"])
        for resource in described(site)["resources"]
        for key in resource.get("schema", {}).get("foreignKeys", ())
    }
    wanted = {
        (table.name, column.name, column.type.table)
        for table in (*TABLES, DNA)
        for column in table.columns
        if column.type.table and not column.type.many
    }
    assert keys == wanted
    assert {("stances", "topic", "topics"), ("topics", "broader", "topics")} < keys
    assert len(keys) > 40


def test_a_csv_file_has_the_columns_that_the_package_gives() -> None:
    site = shipped()
    for resource in described(site)["resources"]:
        if resource.get("type") == "table":
            text = site.files[f"data/{resource['path']}"].decode()
            separator = resource.get("dialect", {}).get("delimiter", ",")
            head = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
            assert head == [field["name"] for field in resource["schema"]["fields"]]
