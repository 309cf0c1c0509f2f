"""Plain YAML values → records; every fault of a value, not only the first.

msgspec converts a whole record at once and stops at its first fault.  Only then is the value
walked again, field by field, to collect all.
"""

from __future__ import annotations

import re
import types
import typing
from enum import Enum
from typing import Any, TypeVar

import msgspec

from digest.dates import PartialDate
from digest.errors import Path
from digest.model.coding import COMPUTED
from digest.text import a, clip, did_you_mean, nearest, quoted

T = TypeVar("T")
_hints: dict[type, dict[str, Any]] = {}


class Fault(typing.NamedTuple):
    """What is wrong with one value."""

    path: Path
    message: str
    hint: str = ""
    at_key: bool = False


def convert(
    value: object, kind: type[T], path: Path = (), **computed: object
) -> tuple[T | None, list[Fault]]:
    """A record of the given kind, or `None` and all faults, their paths beginning with `path`.

    `computed` are the fields that reading fills in (see `COMPUTED`).
    """
    if isinstance(value, dict):
        faults = [
            Fault((*path, name), f"unknown field '{name}'", at_key=True)
            for name in sorted(COMPUTED.get(kind.__name__, set()) & value.keys())
        ]
        whole = {**value, **computed}
        if faults:
            return None, faults + _faults(whole, kind, path)
    else:
        return None, _faults(value, kind, path)
    try:
        return msgspec.convert(whole, kind, strict=False, dec_hook=decode), []
    except (msgspec.ValidationError, ValueError) as error:
        return None, _faults(whole, kind, path) or [Fault(path, str(error))]


def decode(kind: type, value: object) -> object:
    """msgspec's hook for types that are not its own: dates."""
    if kind is PartialDate:
        if not isinstance(value, str):
            raise ValueError("expected a date such as 2024-07-11, 2024-07 or 2024")
        return PartialDate.parse(value)
    raise NotImplementedError(kind)


def fields_of(kind: type) -> dict[str, Any]:
    """A record's fields with their types, `Annotated` kept, by the name used in files."""
    if kind not in _hints:
        hints = typing.get_type_hints(kind, include_extras=True)
        _hints[kind] = {
            field.encode_name: hints[field.name] for field in msgspec.structs.fields(kind)
        }
    return _hints[kind]


def choices(kind: Any) -> tuple[Any, ...]:
    """The alternatives of a type: members of a union, or the type alone; `Annotated` dropped."""
    if typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return tuple(c for member in typing.get_args(kind) for c in choices(member))
    return (kind,)


def _faults(value: object, kind: Any, path: Path) -> list[Fault]:
    """All faults of a value for a type; empty when it fits."""
    options = choices(kind)
    if value is None:
        if types.NoneType in options:
            return []
        return [Fault(path, "is empty: give a value or leave the line out")]
    for option in options:
        if typing.get_origin(option) is tuple and isinstance(value, list):
            inner = typing.get_args(option)[0]
            return [f for i, item in enumerate(value) for f in _faults(item, inner, (*path, i))]
        if (
            isinstance(option, type)
            and issubclass(option, msgspec.Struct)
            and isinstance(value, dict)
        ):
            return _record_faults(value, option, path)
    if isinstance(value, str):
        wrong = [_text_fault(value, option) for option in options if option is not types.NoneType]
        if "" in wrong:
            return []
        message, _, hint = wrong[0].partition(" – ")
        return [Fault(path, message, hint)]
    return [Fault(path, f"expected {_expected(options)}, found {_found(value)}")]


def _record_faults(value: dict[str, object], kind: type, path: Path) -> list[Fault]:
    known = fields_of(kind)
    computed = COMPUTED.get(kind.__name__, set())
    written = [name for name in known if name not in computed]
    faults = []
    meant = set()
    for name in value:
        if name not in known:
            meant.add(nearest(name, written))
            hint = did_you_mean(name, written) or f"known here: {quoted(written)}"
            faults.append(Fault((*path, name), f"unknown field '{name}'", hint, at_key=True))
        elif name not in computed:
            faults += _faults(value[name], known[name], (*path, name))
    for field in msgspec.structs.fields(kind):
        if field.required and field.encode_name not in value and field.encode_name not in meant:
            faults.append(Fault(path, f"field '{field.encode_name}' is missing"))
    return faults


def _text_fault(value: str, kind: Any) -> str:
    """What is wrong with a text for one type: `message – hint`, or `''`."""
    if kind is str:
        return ""
    shown = clip(value, 60)
    if kind is bool:
        return "" if value in ("true", "false") else f"'{shown}' is neither true nor false"
    if kind is int:
        number = re.fullmatch(r"0|-?[1-9]\d{0,8}", value, re.ASCII)
        return "" if number else f"'{shown}' is not a whole number"
    if kind is PartialDate:
        try:
            PartialDate.parse(value)
        except ValueError as error:
            return str(error).replace(value, shown)
        return ""
    if isinstance(kind, type) and issubclass(kind, Enum):
        words = [member.value for member in kind]
        if value in words:
            return ""
        noun = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()
        meant = did_you_mean(value, words)
        return f"'{shown}' is not {a(noun)}; allowed: {quoted(words)}" + (
            f" – {meant}" if meant else ""
        )
    return f"expected {_expected((kind,))}, found the text '{shown}'"


def _expected(options: tuple[Any, ...]) -> str:
    names = []
    for option in options:
        if typing.get_origin(option) is tuple:
            names.append("a list")
        elif isinstance(option, type) and issubclass(option, msgspec.Struct):
            names.append("a record")
        elif option is PartialDate:
            names.append("a date")
        elif option is not types.NoneType:
            names.append("a text" if option is not int else "a number")
    return quoted(list(dict.fromkeys(names)))


def _found(value: object) -> str:
    return (
        "a list" if isinstance(value, list) else "a record" if isinstance(value, dict) else "a text"
    )
