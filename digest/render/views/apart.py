"""Units that coders saw differently, as rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from digest.model.agreement import Disagreement
from digest.model.coding import Stance
from digest.model.words import Voice
from digest.render.builder import Builder, chip
from digest.render.parts import Chip, Link
from digest.text import listing, plural, unique


class Reading(Struct, frozen=True):
    """What a coder has of a unit."""

    coder: str
    """Empty where the column says it."""
    chips: tuple[Chip, ...]
    """Empty when the coder has nothing."""
    basis: str


class ApartRow(Struct, frozen=True):
    """A unit that coders saw differently."""

    source: Link
    paragraph: int
    holder: Link
    topic: Link
    about: str
    first: Reading
    others: tuple[Reading, ...]
    shown: Reading
    settled: str
    note: str
    noted_at: Link | None
    """The holder at whose stance the note stands, where that is another."""


def apart_row(b: Builder, item: Disagreement) -> ApartRow:
    """What coders have of a unit, and how it was settled."""
    (_, first), *others = item.codings
    return ApartRow(
        b.link("source", item.source, text=b.short(item.source)), item.paragraph,
        b.link("actor", item.holder), b.link("topic", item.topic),
        "found or not" if item.about == "found" else item.about,
        _reading("", first),
        tuple(_reading(coder if len(others) > 1 else "", had) for coder, had in others),
        _reading("", item.shown), _settled(item), item.note,
        b.link("actor", item.noted_at) if item.noted_at not in ("", item.holder) else None,
    )  # fmt: skip


def _reading(coder: str, stances: Iterable[Stance]) -> Reading:
    listed = list(stances)
    voices = {stance.voice for stance in listed}
    return Reading(
        coder, tuple(chip(position) for position in dict.fromkeys(s.position for s in listed)),
        listing(voice.label for voice in Voice if voice in voices),
    )  # fmt: skip


def _settled(item: Disagreement) -> str:
    if item.settled == "open":
        return "not gone over"
    if item.settled in ("otherwise", "left out"):
        return item.settled
    if item.settled == item.codings[0][0]:
        return "as the first coder"
    return "as the second coder" if len(item.codings) == 2 else f"as coder {item.settled}"


def told(items: Iterable[Disagreement]) -> str:
    """How many units differ, in what, and how they were settled, in two sentences."""
    listed = list(items)
    about = Counter(item.about for item in listed)
    ways = Counter(_settled(item) for item in listed)
    parts = [
        f"{about['found']} found by one coder and not by the other",
        f"{about['position']} with another position",
        f"{about['voice']} with another voice",
    ]
    settled = ", ".join(f"{ways[way]} {way}" for way in unique(sorted(ways)))
    return f"{plural(len(listed), 'unit')} differ: {listing(parts)}. Settled: {settled}."
