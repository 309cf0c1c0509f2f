"""Columns of the data tables, and what type of thing each holds, found from the types of records.

Everything that describes a table follows from here: the data page, JSON Schema, Data Package,
the database.
"""

from __future__ import annotations

import typing
from collections.abc import Callable
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import Meta

from digest.dates import PartialDate
from digest.model.refs import Ref
from digest.render.links import Linker
from digest.render.schema import descriptions

Value = str | int | float | bool | tuple[str, ...] | None
"""What a cell can hold; `None` where nothing is known or nothing applies."""

StanceId = Annotated[str, Meta(extra={"table": "stances"})]
FactId = Annotated[str, Meta(extra={"table": "facts"})]

DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
"""An ISO date, cut where knowledge ends; to be matched as a whole."""

_PLAIN = {str: "text", int: "integer", float: "number", bool: "boolean", PartialDate: "date",
          Ref: "entry"}  # fmt: skip
_QUOTED = frozenset({"quote", "prefix", "suffix"})
"""Fields of records that hold words of a source; the rest is ours."""


class Type(NamedTuple):
    """What the cells of a column hold."""

    base: Literal["text", "date", "integer", "number", "boolean", "entry"]
    """`entry` is `kind:id`."""
    many: bool = False
    """Whether a cell is a list of these."""
    empty: bool = False
    """Whether a cell can be `None`; a list is then never so, but has no items."""
    words: tuple[str, ...] = ()
    """The only texts there can be; none where any can."""
    table: str = ""
    """The table whose `id` it holds."""
    citation: bool = False
    """Whether it holds the id of a source, or an address."""


class Column(NamedTuple):
    """One column of a table."""

    name: str
    meaning: str
    """For readers; one sentence."""
    value: Callable[[Linker, Any], Value]
    """The cell of an item."""
    type: Type
    quoted: bool = False
    """Whether its words are a source’s: quoted, and not under the digest’s licence."""


def column(
    name: str,
    meaning: str,
    value: Callable[[Linker, Any], Value],
    hint: Any = str,
    *,
    quoted: bool = False,
) -> Column:
    """A column that is computed; `hint` is the Python type of its cells."""
    return Column(name, meaning, value, type_of(hint), quoted)


def field(kind: type, name: str, of: str = "", hint: Any = None) -> Column:
    """A column that is a field of a record, with the field's own description and type.

    `of`: the attribute of the item that holds the record, where the item is not the record.
    `hint`: the type, where the record's says less.
    """

    read = attrgetter(f"{of}.{name}" if of else name)

    def value(b: Linker, item: Any) -> Value:
        return plain(read(item))

    found = type_of(hint or _hints(kind)[name])
    if hint is None and found.base == "text" and not found.words and not found.many:
        # An empty text means nothing; reading sees to it that a field that must be given is not.
        found = found._replace(empty=not _must_be_given(kind, name))
    return Column(name, descriptions(kind)[name], value, found, name in _QUOTED)


def fields(kind: type, names: str, of: str = "") -> tuple[Column, ...]:
    """Several such columns; names with spaces between."""
    return tuple(field(kind, name, of) for name in names.split())


def type_of(hint: Any) -> Type:
    """The type of cells from that of values: a plain or controlled text, a reference, a list …

    Raises `TypeError` for what no cell can hold.
    """
    origin = typing.get_origin(hint)
    if origin is Annotated:
        extra = typing.get_args(hint)[1].extra
        kinds = extra.get("ref", ())
        if len(kinds) > 1:
            return Type("entry")
        table = extra.get("table") or "".join(f"{kind}s" for kind in kinds)
        return Type("text", table=table, citation="citation" in extra)
    if origin in (typing.Union, UnionType):
        options = [option for option in typing.get_args(hint) if option is not NoneType]
        if len(options) == 1:
            return type_of(options[0])._replace(empty=True)
    if origin is tuple:
        return type_of(typing.get_args(hint)[0])._replace(many=True)
    if origin is Literal:
        words = typing.get_args(hint)
        return Type("text", empty="" in words, words=tuple(word for word in words if word))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Type("text", words=tuple(member.value for member in hint))
    if hint in _PLAIN:
        return Type(typing.cast(Any, _PLAIN[hint]))
    raise TypeError(f"no cell can hold {hint!r}: name another type")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, include_extras=True)


def _must_be_given(kind: type, name: str) -> bool:
    """Whether reading refuses a record with nothing in the field."""
    return name in _required(kind)


@cache
def _required(kind: type) -> frozenset[str]:
    if not issubclass(kind, msgspec.Struct):
        return frozenset()
    return frozenset(field.name for field in msgspec.structs.fields(kind) if field.required)


def plain(value: Any) -> Value:
    """A value of a record as a cell: dates in ISO, words as in files, nothing as `None`."""
    if type(value) is str:  # nine in ten
        return value or None
    if value is None or (type(value) is tuple and not value):
        return value
    if isinstance(value, Enum):
        return str(value._value_)
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, tuple | list):
        return tuple(str(plain(item)) for item in value)
    if isinstance(value, int | float):
        return value
    return str(value)
