"""The pages of `docs/` that are made from the code: every field, every word, every column.

They are Markdown that is read as it is on a code host, and as text.  Everything in them stands in
one place elsewhere: the docstrings of the types, the vocabularies, the tables of data.
"""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Iterable, Iterator
from enum import Enum
from types import NoneType, UnionType
from typing import Any

import msgspec

from digest.dates import PartialDate
from digest.model.change import Revision
from digest.model.coding import COMPUTED
from digest.render import data
from digest.render.schema import FILES, descriptions
from digest.render.tabular import Table

_PLACES = {
    "source": "articles/<id>.md", "annotations": "articles/<id>.yaml",
}  # fmt: skip
"""Name of a schema → the file it describes, where that is not `<name>.yaml`."""

MADE = "<!-- Made from the code by `build.py docs`; edit the docstrings instead. -->\n"


def pages() -> dict[str, bytes]:
    """File name → content."""
    made = {"fields.md": fields(), "data-dictionary.md": dictionary()}
    return {name: text.encode() for name, text in made.items()}


def fields() -> str:
    """Every file of the sources with its fields, and every word that may stand in them."""
    records = [(_PLACES.get(name, f"{name}.yaml"), kind, many) for name, kind, many in FILES]
    records.append(("CHANGES.yaml", Revision, True))
    parts: list[type[msgspec.Struct]] = []
    words: list[type[Enum]] = []
    out = [
        f"# Fields\n\n{MADE}\n"
        "What can stand in each file of `sources/`. A field that is left out is unknown or has its "
        "default; one that is not in these tables is a fault. A link leads to the [words](#words) "
        "or the [record](#records-within-records) that may stand there. Dates are ISO and may "
        "be cut where knowledge ends: `2024-07-11`, `2024-07`, `2024`.\n"
    ]
    for place, kind, many in records:
        how = "Many records." if place == "CHANGES.yaml" else "Records by id." if many else ""
        out.append(f"## `{place}`\n\n{' '.join(filter(None, [_about(kind), how]))}\n")
        out.append(_fields(kind, parts, words))
    out.append("## Records within records\n")
    for kind in parts:  # grows while it is read: records hold records
        out.append(f"### {_title(kind)}\n\n{_about(kind)}\n")
        out.append(_fields(kind, parts, words))
    out.append("## Words\n")
    for word in words:
        out.append(f"### {_title(word)}\n\n{_about(word)}\n")
        rows = [(f"`{member.value}`", getattr(member, "meaning", "")) for member in word]
        out.append(table(("Word", "Meaning"), rows))
    return "\n".join(out)


def dictionary() -> str:
    """Every table of data with its columns, and every other file."""
    others = [*filter(None, [getattr(data, "DNA", None)])]
    names = ", ".join(f"[{each.name}](#{each.name})" for each in [*data.TABLES, *others])
    out = [
        f"# Data dictionary\n\n{MADE}\n"
        f"Every table that the site offers under `{data.FOLDER}/`, as CSV and as JSON with the "
        "same columns. Ids are those of the pages; dates are ISO, as precise as they are known. "
        "In CSV a list has `; ` between its parts, and a text that a spreadsheet would take for a "
        "formula has an apostrophe before it; in JSON lists are lists, and what is empty is "
        f"`null`.\n\n{names}.\n"
    ]
    for each in data.TABLES:
        out.append(f"## {each.name}\n\n{_cell(each.about)}\n")
        out.append(_columns(each))
    for each in others:
        out.append(f"## {each.name}\n\n{_cell(each.about)} As CSV alone.\n")
        out.append(_columns(each))
    out.append("## Other files\n")
    files = [file for name in _FILES for file in getattr(data, name, ())]
    out.append("".join(f"- `{data.FOLDER}/{file.name}`: {_cell(file.about)}\n" for file in files))
    return "\n".join(out)


_FILES = ("WHOLE", "GRAPHS", "OTHERS")
"""Lists of files that are no tables."""


def _columns(of: Table) -> str:
    if not hasattr(of.columns[0], "type"):
        return table(("Column", "Meaning"), ((f"`{c.name}`", c.meaning) for c in of.columns))
    rows = ((f"`{c.name}`", _kind(c, getattr(of, "key", "")), c.meaning) for c in of.columns)
    return table(("Column", "Type", "Meaning"), rows)


def _kind(column: Any, key: str) -> str:
    """What the cells of a column hold, in words."""
    type = column.type
    if type.table:
        found = f"id{'s' if type.many else ''} of [{type.table}](#{type.table})"
    elif type.words:
        found = " · ".join(f"`{word}`" for word in type.words)
    elif type.citation:
        found = "id of [sources](#sources), or address"
    else:
        found = {"entry": "`kind:id`", "boolean": "true or false"}.get(type.base, type.base)
    parts = ["key" if column.name == key else "", f"list of {found}" if type.many else found]
    parts.append("or empty" if type.empty and not type.many else "")
    return ", ".join(filter(None, parts))


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = tuple(head)
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    """A text on one line whose bars and angles mean nothing, but within code."""
    pieces = " ".join(text.split()).replace("|", "\\|").split("`")
    pieces[::2] = [piece.replace("<", "&lt;") for piece in pieces[::2]]
    return "`".join(pieces)


def _about(kind: type) -> str:
    """A type's docstring in one paragraph."""
    return _cell(inspect.getdoc(kind) or "")


def _title(kind: type) -> str:
    """`ActorKind` → `Actor kind`."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda found: f" {found[0].lower()}", kind.__name__)


def _link(kind: type) -> str:
    title = _title(kind)
    return f"[{title}](#{title.lower().replace(' ', '-')})"


def _fields(kind: type, parts: list[Any], words: list[Any]) -> str:
    hints = typing.get_type_hints(kind, include_extras=True)
    notes = descriptions(kind)
    computed = COMPUTED.get(kind.__name__, set())
    rows = []
    for field in msgspec.structs.fields(kind):
        if field.encode_name in computed:
            continue
        hint = hints[field.name]
        for found in _types(hint):
            listed = words if issubclass(found, Enum) else parts
            if found not in listed:
                listed.append(found)
        rows.append((f"`{field.encode_name}`", _holds(hint), _default(field), notes[field.name]))
    return table(("Field", "Holds", "Default", "Meaning"), rows)


def _types(hint: Any) -> Iterator[type]:
    """The records and vocabularies in a type."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct | Enum):
        yield hint
    for inner in typing.get_args(hint):
        yield from _types(inner)


def _holds(hint: Any) -> str:
    """What a field may hold, in words."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        extra = inner[1].extra or {}
        if "citation" in extra:
            return "source id, or address"
        kinds = extra["ref"]
        return f"{kinds[0] if len(kinds) == 1 else 'entry'} id"
    if origin in (typing.Union, UnionType):
        return ", or ".join(dict.fromkeys(_holds(each) for each in inner if each is not NoneType))
    if origin is tuple:
        return f"list of {re.sub(r' id$', ' ids', _holds(inner[0]))}"
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct | Enum):
        return _link(hint)
    return {PartialDate: "date", int: "number", bool: "true or false"}.get(hint, "text")


def _default(field: Any) -> str:
    """What holds when the field is left out: `required`, a value, or nothing."""
    if field.required:
        return "required"
    value = field.default
    if isinstance(value, Enum):
        return f"`{value.value}`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if isinstance(value, str) and value else ""
