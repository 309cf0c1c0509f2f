"""Two moves with the same stances on either side are one: a page could not tell them apart."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from digest.analyse.stances.shifts import _finest
from digest.dates import PartialDate
from digest.model.coding import Stance
from digest.model.scale import Position
from digest.model.words import Voice

DAY = PartialDate(2020, 1, 1)


def stance(quote: str) -> Stance:
    return Stance(
        actor="a", topic="t", position=Position.SUPPORTS, voice=Voice.REPORTED, quote=quote,
        source="s",
    )  # fmt: skip


def move(level: int, old: Position, way: str, *ends: str) -> Any:
    """Seen at a level, between two stances by their quotations."""
    first, last = (DAY, stance(ends[0])), (DAY, stance(ends[1]))
    point = {"first": DAY, "last": DAY}
    return SimpleNamespace(
        start=level * 10, end=level * 10 + 5, length=5, level=level, way=way,
        old=SimpleNamespace(position=old, **point),
        new=SimpleNamespace(position=Position.SUPPORTS, **point), before=first, after=last,
    )  # fmt: skip


def test_one_pair_of_stances_makes_one_move_told_as_finely_as_it_is_known() -> None:
    fine = move(0, Position.OPPOSES, "up", "one", "two")
    again = move(1, Position.MIXED, "", "one", "two")
    other = move(2, Position.OPPOSES, "up", "two", "three")
    assert list(_finest([other, again, fine])) == [fine, other]
