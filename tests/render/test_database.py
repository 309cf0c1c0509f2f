"""The database: sound, the same as the JSON, the same from every library, read by Datasette."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from sites import Site, lay_out, mini, shipped

from digest.model.coding import stance_id
from digest.publish.verify import verify
from digest.render import data, database
from digest.render.data import TABLES
from digest.render.database import lists, sql_name

PAGE = 1024


@contextmanager
def opened(content: bytes) -> Iterator[sqlite3.Connection]:
    """A database from its bytes."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def rows(site: Site, name: str) -> list[dict[str, Any]]:
    """The rows of a JSON file."""
    found: list[dict[str, Any]] = json.loads(site.files[f"data/{name}.json"])["rows"]
    return found


def as_stored(value: object) -> object:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return int(value) if isinstance(value, bool) else value


@pytest.mark.parametrize("name", ["mini", "shipped", "hostile"])
def test_it_is_sound_and_holds_what_the_json_holds(name: str, hostile: Site) -> None:
    site = {"mini": mini, "shipped": shipped, "hostile": lambda: hostile}[name]()
    with opened(site.files["data/digest.db"]) as db:
        assert [row[0] for row in db.execute("PRAGMA integrity_check")] == ["ok"]
        assert [tuple(row) for row in db.execute("PRAGMA foreign_key_check")] == []
        assert db.execute("PRAGMA freelist_count").fetchone()[0] == 0
        for table in TABLES:
            found = [dict(row) for row in db.execute(f'SELECT * FROM "{sql_name(table)}"')]
            if not table.key:
                assert [row.pop("row") for row in found] == list(range(1, len(found) + 1))
            else:
                found.sort(key=lambda row: row["id"])
            wanted = [{k: as_stored(v) for k, v in row.items()} for row in rows(site, table.name)]
            if table.key:
                wanted.sort(key=lambda row: str(row["id"]))
            assert found == wanted, table.name


def test_columns_have_types_keys_and_references() -> None:
    with opened(shipped().files["data/digest.db"]) as db:
        for table in TABLES:
            name = sql_name(table)
            columns = {row["name"]: row for row in db.execute(f'PRAGMA table_info("{name}")')}
            keys = {id for id, row in columns.items() if row["pk"]}
            assert keys == {table.key or "row"}
            references = {
                (row["from"], row["table"], row["to"])
                for row in db.execute(f'PRAGMA foreign_key_list("{name}")')
            }
            assert references == {
                (column.name, column.type.table, "id")
                for column in table.columns
                if column.type.table and not column.type.many
            }
            indexed = {
                db.execute(f'PRAGMA index_info("{index["name"]}")').fetchone()["name"]
                for index in db.execute(f'PRAGMA index_list("{name}")')
            }
            assert {column for column, _, _ in references} <= indexed
        types = {row["name"]: row["type"] for row in db.execute("PRAGMA table_info(stances)")}
        assert (types["quote"], types["score"], types["counted"]) == ("TEXT", "INTEGER", "INTEGER")
        types = {row["name"]: row["type"] for row in db.execute("PRAGMA table_info(network_edges)")}
        assert types["congruence"] == "REAL"


def test_the_schema_in_the_database_explains_every_column() -> None:
    with opened(shipped().files["data/digest.db"]) as db:
        for table in TABLES:
            name = sql_name(table)
            (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name]).fetchone()
            assert table.about in sql
            for column in table.columns:
                assert f"-- {column.meaning}" in sql


def test_lists_of_ids_can_be_joined() -> None:
    site = shipped()
    every = list(lists(TABLES))
    assert {"stances_holders", "positions_rests_on", "actors_members"} < {
        links.name for links in every
    }
    with opened(site.files["data/digest.db"]) as db:
        for links in every:
            wanted = [
                (row["id"] if links.table.key else number, place, item)
                for number, row in enumerate(rows(site, links.table.name), 1)
                for place, item in enumerate(row[links.column.name], 1)
            ]
            found = db.execute(f'SELECT owner, place, item FROM "{links.name}"')
            assert sorted(map(tuple, found)) == sorted(wanted)
        query = """
            SELECT p.actor, p.topic, group_concat(s.id), p.stances
            FROM positions p JOIN positions_rests_on r ON r.owner = p.row
            JOIN stances s ON s.id = r.item AND s.counted AND s.topic = p.topic
            WHERE p.period IS NULL GROUP BY p.row
        """
        joined = {(row[0], row[1]): row for row in db.execute(query)}
    assert joined.keys() == site.findings.standings.keys()
    for pair, (_, _, ids, count) in joined.items():
        stances = site.findings.standings[pair].stances
        assert set(ids.split(",")) == {stance_id(stance) for stance in stances}
        assert count == len(stances)


def gaps(content: bytes) -> Iterator[tuple[int, int]]:
    """What lies unused between the cells' list and the cells, page by page (file format, 1.6)."""
    for start in range(0, len(content), PAGE):
        head = 100 if start == 0 else start
        if content[head] in (0x02, 0x05, 0x0A, 0x0D):
            size = 12 if content[head] in (0x02, 0x05) else 8
            count = int.from_bytes(content[head + 3 : head + 5], "big")
            yield (
                head + size + 2 * count,
                start + int.from_bytes(content[head + 5 : head + 7], "big"),
            )


def test_nothing_in_it_depends_on_the_library_that_made_it() -> None:
    content = shipped().files["data/digest.db"]
    assert content[:16] == b"SQLite format 3\0"
    assert int.from_bytes(content[16:18], "big") == PAGE
    assert content[24:28] == bytes(4) and content[92:100] == bytes(8)
    remains = bytearray(content)
    found = list(gaps(content))
    assert len(found) > 200
    for start, end in [*found, (24, 28), (92, 100)]:
        assert not any(content[start:end])
        remains[start:end] = b"\xaa" * (end - start)
    remains[24:28] = remains[92:96] = b"\0\0\0\7"
    with opened(bytes(remains)) as db:
        assert [row[0] for row in db.execute("PRAGMA integrity_check")] == ["ok"]
    assert database._even(remains) == content


def test_without_a_library_that_can_make_it_the_rest_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(data, "can_be_made", lambda: False)
    site = Site(lay_out(tmp_path))
    assert verify(site.rendered) == []
    assert not {"data/digest.db", "data/metadata.json"} & set(site.files)
    assert "datasette" not in site.text("data.html")
    assert "digest.db" not in site.files["data/datapackage.json"].decode()


def asked(site: Site, folder: Path, *paths: str) -> list[Any]:
    """What Datasette answers, given the database and the metadata."""
    file = folder / "digest.db"
    file.write_bytes(site.files["data/digest.db"])
    metadata = json.loads(site.files["data/metadata.json"])

    async def ask() -> list[Any]:
        datasette = Datasette([str(file)], metadata=metadata)
        await datasette.invoke_startup()
        found = []
        for path in paths:
            answer = await datasette.client.get(path)
            assert answer.status_code == 200, path
            found.append(answer.json() if ".json" in path else answer.text)
        return found

    return asyncio.run(ask())


def test_datasette_shows_it_with_descriptions_labels_and_facets(tmp_path: Path) -> None:
    site = shipped()
    stances, labelled, page, whole = asked(
        site, tmp_path, "/digest/stances.json",
        "/digest/stances.json?_labels=on&_size=1&_shape=objects", "/digest/stances", "/digest.json",
    )  # fmt: skip
    assert stances["filtered_table_rows_count"] == len(rows(site, "stances"))
    assert stances["primary_keys"] == ["id"]
    assert set(stances["facet_results"]) == {"topic", "position", "voice", "source", "holders"}
    facet = {r["value"]: r["count"] for r in stances["facet_results"]["voice"]["results"]}
    assert facet.keys() == {"own-words", "reported", "analysis"}
    assert sum(facet.values()) == len(rows(site, "stances"))
    topic = labelled["rows"][0]["topic"]
    assert topic["label"] == site.corpus.topics[topic["value"]].name
    assert stances["license"] == site.corpus.settings.licence
    assert "Every stance of the coding" in page
    assert "Who speaks in the quoted words." in page
    counts = {table["name"]: table["count"] for table in whole["tables"]}
    for table in TABLES:
        assert counts[sql_name(table)] == len(rows(site, table.name))


def test_datasette_opens_every_table(tmp_path: Path) -> None:
    site = mini()
    names = [*map(sql_name, TABLES), *(links.name for links in lists(TABLES))]
    asked(site, tmp_path, *(f"/digest/{name}" for name in names))
