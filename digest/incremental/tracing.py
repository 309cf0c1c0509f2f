"""Tables that note what is asked of them, so that it is known on what a page depends."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Collection, ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Any, TypeVar, cast

import msgspec

from digest.dates import PartialDate

Value = TypeVar("Value")

KEYS, COUNT, ALL = 0, 1, 2
"""What else can be asked of a table, beside one key: all keys in order, their number, everything.
Keys themselves are texts and tuples."""

_ASPECTS = {KEYS: "which there are", COUNT: "how many there are", ALL: "all of them"}
_TOLD = 120
"""Characters of a key in an explanation."""


def _plain(value: Any) -> Any:
    """What the encoder does not know, as what it knows; order and precision are kept."""
    if isinstance(value, PartialDate):
        return value.parts
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be traced")


_encode = msgspec.msgpack.Encoder(enc_hook=_plain).encode


def _short(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def stamp(value: Any) -> int:
    """64 bits that are the same for equal values, in any process.

    That two different values of one key share them has a chance of 1 in 2**64.
    """
    if isinstance(value, frozenset | set):
        value = sorted(value, key=repr)
    return _short(_encode(value))


class Table(Mapping[Any, Any]):
    """A mapping that notes for which keys it was asked."""

    __slots__ = ("data", "name", "seen")

    def __init__(self, name: str, data: Mapping[Any, Any]) -> None:
        self.name, self.data = name, data
        self.seen: set[Any] = set()

    def __getitem__(self, key: Any) -> Any:
        self.seen.add(key)
        return self.data[key]

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or the default."""
        self.seen.add(key)
        return self.data.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.seen.add(key)
        return key in self.data

    def __iter__(self) -> Iterator[Any]:
        self.seen.add(KEYS)
        return iter(self.data)

    def __len__(self) -> int:
        self.seen.add(COUNT)
        return len(self.data)

    def keys(self) -> KeysView[Any]:
        """All keys in order."""
        self.seen.add(KEYS)
        return self.data.keys()

    def values(self) -> ValuesView[Any]:
        """All values in order."""
        self.seen.add(ALL)
        return self.data.values()

    def items(self) -> ItemsView[Any, Any]:
        """All pairs in order."""
        self.seen.add(ALL)
        return self.data.items()

    def stamps(self) -> dict[Any, int]:
        """Key or aspect → stamp of what it holds now."""
        found = {key: stamp(value) for key, value in self.data.items()}
        keys = list(self.data)
        values = array("Q", found.values()).tobytes()
        found |= {COUNT: len(keys), KEYS: stamp(keys)}
        found[ALL] = _short(values + found[KEYS].to_bytes(8, "little"))
        return found

    def put(self, key: Any, value: Any, before: Mapping[Any, int]) -> dict[Any, int]:
        """Let a key hold another value from now on; the stamps then, given those `before`."""
        assert isinstance(self.data, dict)
        assert key in self.data
        self.data[key] = value
        found = {**before, key: stamp(value)}
        values = array("Q", [found[key] for key in self.data]).tobytes()
        found[ALL] = _short(values + found[KEYS].to_bytes(8, "little"))
        return found


class Later(Table):
    """A table that is made when more is asked of it than single entries."""

    __slots__ = ("_entry", "_make")

    def __init__(
        self, name: str, make: Callable[[], Mapping[Any, Any]], entry: Callable[[Any], Any]
    ) -> None:
        """`entry` gives the value of a key, or raises `KeyError`."""
        self.name, self._make, self._entry = name, make, entry
        self.seen: set[Any] = set()

    def __getattr__(self, name: str) -> Any:
        """All of it, from now on."""
        if name != "data":
            raise AttributeError(name)
        self.data = self._make()
        return self.data

    def __getitem__(self, key: Any) -> Any:
        self.seen.add(key)
        return self._entry(key)

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or the default."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: object) -> bool:
        return self.get(key, self) is not self


class Members(Collection[Any]):
    """A set that notes of what it was asked whether it holds it."""

    __slots__ = ("data", "name", "seen")

    def __init__(self, name: str, data: frozenset[Any]) -> None:
        self.name, self.data = name, data
        self.seen: set[Any] = set()

    def __contains__(self, item: object) -> bool:
        self.seen.add(item)
        return item in self.data

    def __iter__(self) -> Iterator[Any]:
        self.seen.add(ALL)
        return iter(self.data)

    def __len__(self) -> int:
        self.seen.add(COUNT)
        return len(self.data)

    def stamps(self) -> dict[Any, int]:
        """Member or aspect → stamp."""
        found: dict[Any, int] = dict.fromkeys(self.data, 1)
        return {**found, COUNT: len(self.data), ALL: stamp(self.data)}


class Fields:
    """The fields of a named tuple that are no tables, by name."""

    __slots__ = ("data", "name", "seen")

    def __init__(self, name: str, data: Mapping[str, Any]) -> None:
        self.name, self.data = name, data
        self.seen: set[Any] = set()

    def stamps(self) -> dict[Any, int]:
        """Field → stamp of what it holds now."""
        return {key: stamp(value) for key, value in self.data.items()}


Asked = Table | Members | Fields


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
            known = self._keys[pair] = _short(f"{table}\0{key!r}".encode())
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


def stamps_of(name: str, value: Any) -> tuple[dict[str, dict[Any, int]], int]:
    """The stamps of the tables that `Tracer.wrap` would make of a value, and one of the whole."""
    if isinstance(value, Mapping):
        found = Table(name, value).stamps()
        return {name: found}, found[ALL]
    if isinstance(value, frozenset):
        found = Members(name, value).stamps()
        return {name: found}, found[ALL]
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        tables: dict[str, dict[Any, int]] = {}
        parts, plain = {}, {}
        for key, item in cast("Any", value)._asdict().items():
            inside, parts[key] = stamps_of(f"{name}.{key}", item)
            tables |= inside
            if not inside:
                plain[key] = parts[key]
        return {**tables, name: plain}, stamp(parts)
    return {}, stamp(value)


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
