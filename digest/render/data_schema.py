"""The tables described for other programs: JSON Schema, and the descriptions that all share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from digest.model.refs import KINDS
from digest.render.columns import DATE, Column, Type
from digest.render.schema import DRAFT
from digest.render.tabular import Table

QUOTED = "Words of the source, which remain its author’s."
"""Said of every column of quotations, wherever columns are described."""

NAMED = {
    "text": "text", "date": "date", "integer": "whole number", "number": "number",
    "boolean": "true or false", "entry": "kind:id",
}  # fmt: skip
"""Types in words."""

_JSON = {"text": "string", "date": "string", "entry": "string"}
_ENTRY = f"({'|'.join(KINDS)}):[a-z0-9-]+"


def meaning(column: Column) -> str:
    """What a column holds, and whose words they are."""
    return f"{column.meaning} {QUOTED}" if column.quoted else column.meaning


def pattern(type: Type) -> str:
    """What a text must match as a whole; empty where it may be anything."""
    return {"date": DATE, "entry": _ENTRY}.get(type.base, "")


def written(value: Any) -> bytes:
    """A file of JSON, one thing on a line."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def json_schemas(tables: Iterable[Table]) -> bytes:
    """One document with a schema for each table's JSON file, found by its name as an anchor.

    One document and not one for each table: it is fetched once, and adds one file to the site.
    """
    found = {"$schema": DRAFT, "$defs": {table.name: _file(table) for table in tables}}
    return written(found)


def _file(table: Table) -> dict[str, Any]:
    row = {
        "type": "object",
        "properties": {column.name: _cell(column) for column in table.columns},
        "required": [column.name for column in table.columns],
        "additionalProperties": False,
    }
    date = {"type": "string", "pattern": f"^({DATE})?$"}
    return {
        "$anchor": table.name,
        "description": table.about,
        "type": "object",
        "properties": {"as_of": date, "rows": {"type": "array", "items": row}},
        "required": ["as_of", "rows"],
        "additionalProperties": False,
    }


def _cell(column: Column) -> dict[str, Any]:
    type = column.type
    found = {"type": "array", "items": _value(type)} if type.many else _value(type)
    return {"description": meaning(column), **found}


def _value(type: Type) -> dict[str, Any]:
    name = _JSON.get(type.base, type.base)
    optional = type.empty and not type.many
    found: dict[str, Any] = {"type": [name, "null"] if optional else name}
    if type.words:
        found = {"enum": [*type.words, *([None] if optional else [])]}
    if wanted := pattern(type):
        found["pattern"] = f"^{wanted}$"
    if type.table:
        found["$comment"] = f"an id of {type.table}"
    return found
