"""What the registries know and every text is read with: plain data, small, sent to workers once."""

from __future__ import annotations

import hashlib
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar

import msgspec

from digest.analyse.digests.governments import Governments, Rulers, rulers
from digest.analyse.digests.names import Form, Names, forms
from digest.dates import PartialDate
from digest.model.corpus import Corpus

Plain = TypeVar("Plain")


def pack(value: object) -> bytes:
    """Plain data (tuples, records, texts, dates) as bytes; equal data give equal bytes."""
    return msgspec.msgpack.encode(value, enc_hook=_written)


def unpack(packed: bytes, kind: type[Plain]) -> Plain:
    """What `pack` made of data of a type.  Raises `msgspec.ValidationError` for other bytes."""
    return msgspec.msgpack.decode(packed, type=kind, dec_hook=_read)


def _written(value: object) -> object:
    if isinstance(value, PartialDate):
        return value.parts
    raise NotImplementedError(type(value))


def _read(kind: type, value: Any) -> object:
    if kind is PartialDate:
        return PartialDate(*value)
    raise NotImplementedError(kind)


class _Facts(NamedTuple):
    """All on which the reading of a text depends besides the text."""

    forms: tuple[Form, ...]
    rulers: Rulers


class Known:
    """What a corpus knows by which texts are read.

    What is compiled from it is made when it is first wanted, once in each process.
    """

    def __init__(self, packed: bytes) -> None:
        self._packed = packed

    @classmethod
    def of(cls, corpus: Corpus) -> Known:
        """What the registries of a corpus know."""
        return cls(pack(_Facts(tuple(forms(corpus)), rulers(corpus))))

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._packed,)

    @cached_property
    def fingerprint(self) -> str:
        """The same for two that know the same: SHA-256 over all on which results depend."""
        return hashlib.sha256(self._packed).hexdigest()

    @cached_property
    def names(self) -> Names:
        """All names and cues."""
        return Names(self._facts.forms)

    @cached_property
    def governments(self) -> Governments:
        """Who governed when."""
        return Governments(self._facts.rulers)

    @cached_property
    def _facts(self) -> _Facts:
        return unpack(self._packed, _Facts)


@lru_cache(maxsize=2)
def _again(packed: bytes) -> Known:
    """The one of this process that knows the same."""
    return Known(packed)
