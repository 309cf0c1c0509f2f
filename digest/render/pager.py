"""Before and after: steps from an entry to its neighbours in an order of time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from digest.dates import PartialDate
from digest.model.refs import Kind
from digest.render.links import Linker
from digest.render.parts import Link


class Order(NamedTuple):
    """An order of the entries of one kind, as the steps that it allows."""

    of: str
    """What a step leads to, in words: `NATO summit`."""
    before: Mapping[str, str]
    """Id → the id before it; the first has none."""
    after: Mapping[str, str]


class Turn(Struct, frozen=True):
    """The steps from one entry in one order."""

    of: str
    before: Link | None
    after: Link | None


def by_date(dated: Iterable[tuple[PartialDate | None, str]]) -> list[str]:
    """Ids in order of time, undated ones first; what has one date, by id."""
    return [id for _, id in sorted((date.first if date else (0, 0, 0), id) for date, id in dated)]


def order(of: str, ids: Sequence[str], to: Collection[str] | None = None) -> Order:
    """Steps along `ids`, from each of them; where `to` is given, they lead to those alone."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for found, row in ((before, ids), (after, reversed(ids))):
        last = ""
        for id in row:
            if last:
                found[id] = last
            if to is None or id in to:
                last = id
    return Order(of, before, after)


def turns(b: Linker, kind: Kind, id: str, orders: Iterable[Order]) -> tuple[Turn, ...]:
    """The steps from an entry in each order in which there are any."""
    return tuple(_turns(b, kind, id, orders))


def _turns(b: Linker, kind: Kind, id: str, orders: Iterable[Order]) -> Iterator[Turn]:
    for found in orders:
        before, after = found.before.get(id), found.after.get(id)
        if before or after:
            yield Turn(
                found.of,
                b.link(kind, before) if before else None,
                b.link(kind, after) if after else None,
            )
