"""What is read of corpus and findings, so that it is known on what a page depends."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, cast

from digest.incremental.tables import ALL, COUNT, KEYS, Asked, Fields, Members, Table, short

Value = TypeVar("Value")

_ASPECTS = {KEYS: "which there are", COUNT: "how many there are", ALL: "all of them"}
_TOLD = 120
"""Characters of a key in an explanation."""


class Tracer:
    """Wraps what makers are given, and tells what they asked of it."""

    def __init__(self) -> None:
        self._tables: dict[str, Asked] = {}
        self._keys: dict[tuple[str, Any], int] = {}

    def wrap(self, name: str, value: Value) -> Value:
        """The same, noting what is asked of it.

        Mappings, sets and named tuples with such fields are wrapped; a named tuple keeps its
        methods.  Everything else is as it was: who asks for it asks for the whole of it.
        """
        if hasattr(value, "traced"):
            return cast("Value", value.traced(self))
        if isinstance(value, Mapping):
            return cast("Value", self.add(Table(name, value)))
        if isinstance(value, frozenset):
            return cast("Value", self.add(Members(name, value)))
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return cast("Value", self._named(name, value))
        return value

    def add(self, table: Asked) -> Asked:
        """Take a table to those that are listened to."""
        self._tables[table.name] = table
        return table

    def _named(self, name: str, value: Any) -> Any:
        """A subclass of the tuple's own class whose fields tell that they are asked for."""
        wrapped = {key: self.wrap(f"{name}.{key}", item) for key, item in value._asdict().items()}
        plain = {key: item for key, item in wrapped.items() if item is getattr(value, key)}
        fields = self.add(Fields(name, plain))
        return _noting(type(value), frozenset(plain))(value, wrapped, fields)

    def tables(self, name: str) -> list[str]:
        """The names of the tables that were made of what was wrapped under a name."""
        return [table for table in self._tables if f"{table}.".startswith(f"{name}.")]

    def forget(self) -> None:
        """Begin anew: nothing has been asked."""
        for table in self._tables.values():
            if table.seen:
                table.seen = set()

    def asked(self) -> bytes:
        """What has been asked since, each thing as 64 bits that tell table and key; sorted."""
        found = {
            self.key(name, key)
            for name, table in self._tables.items() for key in table.seen
        }  # fmt: skip
        return array("Q", sorted(found)).tobytes()

    def key(self, table: str, key: Any) -> int:
        """64 bits for a key of a table."""
        pair = (table, key)
        known = self._keys.get(pair)
        if known is None:
            known = self._keys[pair] = short(f"{table}\0{key!r}".encode())
        return known

    def table(self, name: str) -> Asked:
        """What was wrapped under a name."""
        return self._tables[name]

    def stamps(self, known: Mapping[str, Mapping[Any, int]] = {}) -> dict[str, Mapping[Any, int]]:
        """Table → key or aspect → stamp, of everything there is now; some may be `known`."""
        return {
            **known,
            **{name: t.stamps() for name, t in self._tables.items() if name not in known},
        }


def _noting(kind: type, plain: frozenset[str]) -> Any:
    """The class for `Tracer._named`; of one kind and set of fields there is one."""
    made = _CLASSES.get((kind, plain))
    if made is None:
        made = _CLASSES[kind, plain] = _make(kind, plain)
    return made


_CLASSES: dict[tuple[type, frozenset[str]], Any] = {}


def _make(kind: Any, plain: frozenset[str]) -> Any:
    class Noting(kind):  # type: ignore[misc]
        _fields = kind._fields

        def __new__(cls, value: Any, wrapped: Mapping[str, Any], fields: Fields) -> Any:
            made = tuple.__new__(cls, value)
            made._wrapped, made._noted = wrapped, fields
            return made

        def _replace(self, **changed: Any) -> Any:
            raise TypeError("what is traced is not changed")

    def field(name: str) -> property:
        def noted(self: Any) -> Any:
            self._noted.seen.add(name)
            return self._wrapped[name]

        def table(self: Any) -> Any:
            return self._wrapped[name]

        return property(noted if name in plain else table)

    for name in kind._fields:
        setattr(Noting, name, field(name))
    Noting.__name__ = kind.__name__
    return Noting


def told(table: str, key: Any) -> str:
    """A thing asked for, in words."""
    if isinstance(key, int):
        return f"{table}: {_ASPECTS[key]}"
    words = key if isinstance(key, str) else "/".join(map(str, key)) if key else repr(key)
    return f"{table}: {words if len(words) <= _TOLD else words[:_TOLD] + '…'}"


def changed(
    before: Mapping[str, Mapping[Any, int]], now: Mapping[str, Mapping[Any, int]]
) -> Iterator[tuple[str, Any]]:
    """Every table and key whose value is another one, or there in only one of both."""
    for table in dict.fromkeys([*before, *now]):
        old, new = before.get(table, {}), now.get(table, {})
        if old is not new and old != new:
            yield from ((table, key) for key, value in new.items() if old.get(key) != value)
            yield from ((table, key) for key in old if key not in new)
