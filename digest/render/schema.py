"""JSON Schemas of the source files, made from the types, so that editors complete and explain.

Descriptions are the docstrings under the fields; words carry their meanings; fields that name an
entry list the ids there are, with their names.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
import typing
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any

import msgspec

from digest.dates import PartialDate
from digest.model.actor import Actor
from digest.model.coding import COMPUTED, Annotations
from digest.model.corpus import Corpus
from digest.model.document import Document, Topic
from digest.model.event import Milestone, Summit
from digest.model.refs import ID_PATTERN, KINDS, Kind, Ref
from digest.model.settings import Settings
from digest.model.source import Source

FILES: tuple[tuple[str, type, bool], ...] = (
    ("digest", Settings, False),
    ("topics", Topic, True),
    ("actors", Actor, True),
    ("summits", Summit, True),
    ("milestones", Milestone, True),
    ("documents", Document, True),
    ("source", Source, False),
    ("annotations", Annotations, False),
)
"""Name of the schema, type of its records, whether the file holds many by id."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def schemas(corpus: Corpus) -> dict[str, bytes]:
    """File name → schema."""
    return {f"{name}.schema.json": _file(corpus, name, kind, many) for name, kind, many in FILES}


def _file(corpus: Corpus, name: str, kind: type, many: bool) -> bytes:
    definitions: dict[str, Any] = {}
    whole = _record(kind, definitions, corpus)
    if many:
        whole = {
            "type": "object",
            "description": inspect.getdoc(kind),
            "propertyNames": {"pattern": ID_PATTERN},
            "additionalProperties": whole,
        }
    schema = {"$schema": DRAFT, "title": f"{name} – research digest", **whole}
    if definitions:
        schema["$defs"] = dict(sorted(definitions.items()))
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def _record(kind: type, definitions: dict[str, Any], corpus: Corpus) -> dict[str, Any]:
    hints = typing.get_type_hints(kind, include_extras=True)
    notes = descriptions(kind)
    computed = COMPUTED.get(kind.__name__, set())
    properties, required = {}, []
    for field in msgspec.structs.fields(kind):
        if field.encode_name in computed:
            continue
        value = _type(hints[field.name], definitions, corpus)
        properties[field.encode_name] = {"description": notes[field.name], **value}
        if field.required:
            required.append(field.encode_name)
    return {
        "type": "object",
        "description": inspect.getdoc(kind),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _type(hint: Any, definitions: dict[str, Any], corpus: Corpus) -> dict[str, Any]:
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        extra = typing.get_args(hint)[1].extra or {}
        kinds: tuple[Kind, ...] = extra.get("ref", ("source",))
        return _ids(kinds, "citation" in extra, definitions, corpus)
    if origin in (typing.Union, UnionType):
        options = [
            _type(a, definitions, corpus) for a in typing.get_args(hint) if a is not NoneType
        ]
        return options[0] if len(options) == 1 else {"anyOf": options}
    if origin is tuple:
        return {"type": "array", "items": _type(typing.get_args(hint)[0], definitions, corpus)}
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _record(hint, definitions, corpus)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {
            "enum": [member.value for member in hint],
            "markdownEnumDescriptions": [getattr(member, "meaning", "") for member in hint],
        }
    if hint is PartialDate:
        return {"type": ["string", "integer"], "pattern": _DATE}
    return {"type": {int: "integer", bool: "boolean"}.get(hint, ["string", "number", "boolean"])}


def _ids(
    kinds: tuple[Kind, ...], citation: bool, definitions: dict[str, Any], corpus: Corpus
) -> dict[str, Any]:
    """The ids of some kinds; citations may be addresses, `any` may be `kind:id`."""
    name = kinds[0] if len(kinds) == 1 else "any"
    key = f"{name}-id"
    if key not in definitions:
        refs = [Ref(kind, id) for kind in KINDS if kind in kinds for id in corpus.table(kind)]
        known = {ref.id: corpus.name(ref) for ref in refs}
        definitions[key] = {
            "enum": list(known),
            "markdownEnumDescriptions": list(known.values()),
        }
    reference = {"$ref": f"#/$defs/{key}"}
    if citation:
        return {"anyOf": [reference, {"type": "string", "pattern": "^https?://"}]}
    if len(kinds) > 1:
        return {"anyOf": [reference, {"type": "string", "pattern": f"^({'|'.join(kinds)}):"}]}
    return reference


@cache
def _classes(module: str) -> dict[str, ast.ClassDef]:
    """The classes of a module, as they are written."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


@cache
def descriptions(kind: type) -> dict[str, str]:
    """Field → the docstring under it, in one line; missing ones are empty."""
    tree = _classes(kind.__module__)[kind.__name__]
    found: dict[str, str] = {}
    for node, following in zip(tree.body, [*tree.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            text = ""
            if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
                text = " ".join(str(following.value.value).split())
            found[node.target.id] = text
    return found
