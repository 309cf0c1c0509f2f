"""What about a stance, fact or position is different, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import msgspec

from digest.dates import PartialDate
from digest.model.change import Edit
from digest.model.coding import Fact, Stance
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.refs import Ref
from digest.model.verdicts import Acceptance
from digest.text import listing

_ACTORS = frozenset({"actor", "speaker", "via", "to"})
_FIRST = {name: n for n, name in enumerate(("position", "actor", "topic", "quote"))}
_COMPUTED = frozenset({"id", "index"})
_WORDS = {"actor": "holders", "accept": "accepted findings"}
"""Fields that pages and messages call by another word."""


def stance_edits(old: Corpus, one: Stance, new: Corpus, other: Stance) -> tuple[Edit, ...]:
    """Every field in which two codings of a stance differ: position, holders, topic, words first.

    Order of holders does not matter; a pinned `id` is no content.
    """
    found = []
    for field in msgspec.structs.fields(Stance):
        before, after = getattr(one, field.name), getattr(other, field.name)
        if field.name == "actor":
            before, after = tuple(sorted(one.holders)), tuple(sorted(other.holders))
        if before == after or field.name in _COMPUTED:
            continue
        name = _WORDS.get(field.name, field.encode_name)
        found.append(
            (
                _FIRST.get(field.name, len(_FIRST)),
                Edit(name, _word(old, field.name, before), _word(new, field.name, after)),
            )
        )
    return tuple(edit for _, edit in sorted(found, key=lambda pair: pair[0]))


def fact_edits(one: Fact, other: Fact) -> tuple[Edit, ...]:
    """Every field in which two codings of a fact differ."""
    pairs = [
        (
            _WORDS.get(field.name, field.encode_name),
            getattr(one, field.name),
            getattr(other, field.name),
        )
        for field in msgspec.structs.fields(Fact)
        if field.name not in _COMPUTED
    ]
    return tuple(
        Edit(name, _plain(before), _plain(after))
        for name, before, after in pairs
        if _items(before) != _items(after)
    )


def position_edits(one: Standing, other: Standing) -> tuple[Edit, ...]:
    """The word, the counts and the dates in which two aggregates differ."""
    before, after = one.tally, other.tally
    rows = [
        ("position", one.position.label, other.position.label),
        ("stances", before.stances, after.stances),
        ("of exactly that position", one.same, other.same),
        ("in own words", before.own, after.own),
        ("reported", before.reported, after.reported),
        ("imputed", before.imputed, after.imputed),
        ("on a condition", before.conditional, after.conditional),
        ("left out of the count", before.left_out, after.left_out),
        ("sources", before.sources, after.sources),
        ("independent sources", before.independent, after.independent),
        ("first", _plain(one.first), _plain(other.first)),
        ("last", _plain(one.last), _plain(other.last)),
    ]
    return tuple(Edit(name, str(a), str(b)) for name, a, b in rows if a != b)


def _word(corpus: Corpus, field: str, value: object) -> str:
    """A stance's value for readers: names for ids."""
    if field in _ACTORS:
        return listing(corpus.actors[id].name for id in map(str, _items(value)) if id)
    if field == "topic":
        return corpus.name(Ref("topic", str(value)))
    if field == "summit" and value:
        return corpus.name(Ref("summit", str(value)))
    if field == "paragraph":
        return str(value or "")
    if field == "quote":
        return f"“{value}”"
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return listing(_plain(item) for item in value)
    if isinstance(value, Acceptance):
        return f"{value.lint.value} ({value.why})"
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    return "" if value is None else str(value or "")


def _items(value: object) -> Iterable[object]:
    return value if isinstance(value, tuple) else (value,)
