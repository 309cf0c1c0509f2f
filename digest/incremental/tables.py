"""Tables that note what is asked of them, and stamps of what they hold."""

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


def _plain(value: Any) -> Any:
    """What the encoder does not know, as what it knows; order and precision are kept."""
    if isinstance(value, PartialDate):
        return value.parts
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be traced")


_encode = msgspec.msgpack.Encoder(enc_hook=_plain).encode


def short(data: bytes) -> int:
    """64 bits for some bytes, the same in any process."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def stamp(value: Any) -> int:
    """64 bits that are the same for equal values, in any process.

    That two different values of one key share them has a chance of 1 in 2**64.
    """
    if isinstance(value, frozenset | set):
        value = sorted(value, key=repr)
    return short(_encode(value))


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
        found[ALL] = short(values + found[KEYS].to_bytes(8, "little"))
        return found

    def put(self, key: Any, value: Any, before: Mapping[Any, int]) -> dict[Any, int]:
        """Let a key hold another value from now on; the stamps then, given those `before`."""
        assert isinstance(self.data, dict)
        assert key in self.data
        self.data[key] = value
        found = {**before, key: stamp(value)}
        values = array("Q", [found[key] for key in self.data]).tobytes()
        found[ALL] = short(values + found[KEYS].to_bytes(8, "little"))
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
