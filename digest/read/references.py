"""Every id, citation and text in a record, found from the types: one walk for all checks."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

import msgspec

from digest.errors import Path
from digest.model.coding import COMPUTED, Fact, Stance
from digest.model.refs import Kind
from digest.read.convert import choices, fields_of


class Use(NamedTuple):
    """A text in a record that must mean something."""

    path: Path
    value: str
    role: Literal["id", "citation", "url", "language", "required", "text"]
    """What it must be: the id of an entry, a citation, an address, a language code, not empty, or
    free text."""
    kinds: tuple[Kind, ...] = ()
    """For ids: the kinds of entry it may name."""


class _Plan(NamedTuple):
    """What to look at in one field of a record type."""

    attribute: str
    name: str
    role: Literal["id", "citation", "url", "language", "required", "text"] | None
    kinds: tuple[Kind, ...]
    required: bool


@cache
def _plans(record: type) -> tuple[_Plan, ...]:
    plans = []
    hints = fields_of(record)
    for field in msgspec.structs.fields(record):
        if field.encode_name in COMPUTED.get(record.__name__, set()):
            continue
        role, kinds = _role(hints[field.encode_name])
        if role == "text" and field.encode_name in ("url", "base_url", "edit_url", "licence_url"):
            role = "url"
        if role == "text" and field.encode_name in ("language", "lang", "translations"):
            role = "language"
        plans.append(_Plan(field.name, field.encode_name, role, kinds, field.required))
    return tuple(plans)


def _role(hint: Any) -> tuple[Any, tuple[Kind, ...]]:
    """What the texts of a type are: from its metadata, looking through unions and tuples."""
    if typing.get_origin(hint) is typing.Annotated:
        extra = typing.get_args(hint)[1].extra or {}
        if "ref" in extra:
            return "id", extra["ref"]
        return "citation", ()
    if typing.get_origin(hint) is tuple:
        return _role(typing.get_args(hint)[0])
    if hint is str:
        return "text", ()
    for member in typing.get_args(hint):
        role, kinds = _role(member)
        if role:
            return role, kinds
    return (None, ()) if str not in choices(hint) else ("text", ())


def uses(record: msgspec.Struct, path: Path = ()) -> Iterator[Use]:
    """Every use of a text in a record and the records within it; free texts with links only."""
    for plan in _plans(type(record)):
        value = getattr(record, plan.attribute)
        if plan.required and (value == () or (isinstance(value, str) and not value.strip())):
            yield Use((*path, plan.name), "", "required")
        elif isinstance(value, str):
            if value and _matters(value, plan):
                yield Use((*path, plan.name), value, plan.role or "text", plan.kinds)
        elif isinstance(value, tuple | msgspec.Struct) and value:
            yield from _in(value, plan, (*path, plan.name))


def _matters(value: str, plan: _Plan) -> bool:
    """Whether a text can have a fault: of free texts only such as may link to an entry."""
    return "[[" in value if plan.role == "text" else plan.role is not None


def _in(value: object, plan: _Plan, path: Path) -> Iterator[Use]:
    if isinstance(value, str):
        if _matters(value, plan):
            yield Use(path, value, plan.role or "text", plan.kinds)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            # Where others have faults, those that are left know their places.
            place = item.index if isinstance(item, Stance | Fact) else index
            yield from _in(item, plan, (*path, place))
    elif isinstance(value, msgspec.Struct):
        yield from uses(value, path)


def uses_written(value: object, record: type, path: Path = ()) -> Iterator[Use]:
    """The same for a record that could not be made, from what was written: one fault hides none."""
    if not isinstance(value, dict):
        return
    hints = fields_of(record)
    for plan in _plans(record):
        if plan.name in value:
            yield from _written(value[plan.name], hints[plan.name], plan, (*path, plan.name))


def _written(value: object, hint: Any, plan: _Plan, path: Path) -> Iterator[Use]:
    if isinstance(value, str):
        if value and plan.role and str in choices(hint):
            yield Use(path, value, plan.role, plan.kinds)
        return
    for option in choices(hint):
        if isinstance(value, list) and typing.get_origin(option) is tuple:
            for index, item in enumerate(value):
                yield from _written(item, typing.get_args(option)[0], plan, (*path, index))
        elif isinstance(option, type) and issubclass(option, msgspec.Struct):
            yield from uses_written(value, option, path)
