"""The schemas for editors: up to date, explained, and in agreement with what reading accepts."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from commands import run
from sites import MINI, ROOT, SHIPPED, lay_out, shipped

from digest.model.coding import COMPUTED
from digest.read import frontmatter, yaml
from digest.read.corpus import read
from digest.render.schema import FILES, descriptions, schemas

SCHEMAS = ROOT / "schema"


def made() -> dict[str, Any]:
    """File name → schema, as it must be."""
    return {name: json.loads(text) for name, text in schemas(shipped().corpus).items()}


def plain(path: Path) -> Any:
    """A source file's data as an editor sees it.

    Our reading leaves every scalar a text and types it later; an editor reads plain numbers and
    truth values as such, so texts that look like one become one here.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        parts = frontmatter.split(text)
        assert not isinstance(parts, yaml.Fault)
        return _typed(parts.head.value)
    return _typed(yaml.compose(text).value)


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed(inner) for inner in value]
    if isinstance(value, str) and re.fullmatch(r"0|-?[1-9]\d*", value):
        return int(value)
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def name_of(path: Path) -> str:
    """The schema for a file of the sources."""
    if path.parent.name == "articles":
        return "source" if path.suffix == ".md" else "annotations"
    return path.stem


def files(sources: Path) -> list[Path]:
    return [
        *(sources / f"{name}.yaml" for name, _, many in FILES if many or name == "digest"),
        *sorted((sources / "articles").glob("*.md")),
        *sorted((sources / "articles").glob("*.yaml")),
    ]


def faults(schema: Any, value: Any) -> list[str]:
    checker = jsonschema.Draft202012Validator(schema)
    return [f"{error.json_path}: {error.message[:200]}" for error in checker.iter_errors(value)]


def test_the_schemas_are_those_of_the_types_and_registries() -> None:
    wanted = schemas(shipped().corpus)
    stale = {
        name
        for name in wanted.keys() | {path.name for path in SCHEMAS.iterdir()}
        if not (SCHEMAS / name).exists()
        or name not in wanted
        or (SCHEMAS / name).read_bytes() != wanted[name]
    }
    assert stale == set(), "the schemas are stale: run `make schema` (python build.py schema)"


def test_the_command_that_mends_stale_schemas_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path, base=SHIPPED)
    monkeypatch.chdir(tmp_path)
    assert run("schema").code == 0
    for name, content in schemas(shipped().corpus).items():
        assert (tmp_path / "schema" / name).read_bytes() == content


def records() -> list[type[msgspec.Struct]]:
    """Every type of record that an analyst writes."""
    found: dict[type[msgspec.Struct], None] = {}

    def add(hint: Any) -> None:
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct) and hint not in found:
            found[hint] = None
            for field in msgspec.structs.fields(hint):
                add(field.type)
        for inner in getattr(hint, "__args__", ()):
            add(inner)

    for _, kind, _ in FILES:
        add(kind)
    return list(found)


def test_the_records_are_all_found() -> None:
    names = {kind.__name__ for kind in records()}
    assert {"Topic", "Actor", "Role", "Name", "Stance", "Fact", "Origin", "Settings"} <= names


@pytest.mark.parametrize("kind", records(), ids=lambda kind: kind.__name__)
def test_every_field_is_described_in_the_code_and_the_schema(kind: type[msgspec.Struct]) -> None:
    written = {
        field.name: field.encode_name
        for field in msgspec.structs.fields(kind)
        if field.encode_name not in COMPUTED.get(kind.__name__, set())
    }
    told = descriptions(kind)
    assert [name for name in written if not told.get(name)] == []
    assert kind.__doc__
    shown = [
        record["properties"]
        for schema in made().values()
        for record in _records_of(schema)
        if record.get("description") == kind.__doc__.strip() and "properties" in record
    ]
    assert shown
    for properties in shown:
        assert {name: p["description"] for name, p in properties.items()} == {
            encoded: told[name] for name, encoded in written.items()
        }


def _records_of(schema: Any) -> list[Any]:
    inner = schema.get("additionalProperties")
    whole = inner if isinstance(inner, dict) else schema
    return [whole, *schema.get("$defs", {}).values()]


def test_every_allowed_word_is_explained() -> None:
    for schema in made().values():
        for found in _enums(schema):
            assert len(found["enum"]) == len(found["markdownEnumDescriptions"])
            assert all(found["markdownEnumDescriptions"])


def _enums(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [found for inner in value for found in _enums(inner)]
    if not isinstance(value, dict):
        return []
    own = [value] if "enum" in value else []
    return own + [found for inner in value.values() for found in _enums(inner)]


@pytest.mark.parametrize("schema", made().values(), ids=made().keys())
def test_a_schema_is_a_schema(schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", files(SHIPPED), ids=lambda path: path.name)
def test_the_schemas_accept_the_shipped_sources(path: Path) -> None:
    assert faults(made()[f"{name_of(path)}.schema.json"], plain(path)) == []


@pytest.mark.parametrize("path", files(MINI), ids=lambda path: path.name)
def test_the_schemas_of_another_digest_accept_its_sources(path: Path) -> None:
    corpus, _ = read(MINI)
    schema = json.loads(schemas(corpus)[f"{name_of(path)}.schema.json"])
    assert faults(schema, plain(path)) == []


CODING = next(path for path in files(SHIPPED) if name_of(path) == "annotations")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"colour": "red"}, "colour"),
        ({"actor": "nobody-of-this-name"}, "not valid under any"),
        ({"topic": "weather"}, "weather"),
        ({"position": "suports"}, "suports"),
        ({"date": "2024-7-1"}, "2024-7-1"),
        ({"paragraph": "three"}, "three"),
        ({"via": "lone"}, "lone"),
        ({"source": "computed"}, "source"),
        ({"quote": None}, "None"),
    ],
)  # fmt: skip
def test_a_stance_that_reading_refuses_is_refused_by_the_schema(
    change: dict[str, Any], says: str
) -> None:
    schema = made()["annotations.schema.json"]
    value = copy.deepcopy(plain(CODING))
    value["stances"][0] |= change
    (fault,) = faults(schema, value)
    assert fault.startswith("$.stances[0]") and says in fault


def test_records_without_what_is_required_are_refused() -> None:
    schema = made()["actors.schema.json"]
    assert faults(schema, {"someone": {"name": "Someone", "kind": "person"}}) == []
    assert faults(schema, {"someone": {"name": "Someone"}})
    assert faults(schema, {"Not an id": {"name": "Someone", "kind": "person"}})
    assert faults(schema, {"someone": {"name": "S", "kind": "person", "sources": ["no address"]}})


def test_every_file_of_the_sources_has_its_schema_in_the_editor() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    wanted = {
        f"./schema/{name}.schema.json"
        for name, _, _ in FILES
        if name != "source"  # front matter: editors offer nothing there
    }
    assert set(settings["yaml.schemas"]) == wanted
    for path in (SHIPPED / "articles").glob("*.yaml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first == "# yaml-language-server: $schema=../../schema/annotations.schema.json"
