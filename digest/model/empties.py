"""Where nothing is coded: the four kinds of nothing, told apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from digest.model.coding import Mentioned
from digest.model.words import Word


class Empty(Word):
    """Why a grid shows no position of an actor on a topic."""

    value: str
    meaning: str
    glyph: str
    """In the cell; blank only where nothing was looked for."""
    title: str
    """The whole of it in a few words, for the cell and the legend."""

    def __new__(cls, value: str, meaning: str, glyph: str, title: str) -> Empty:
        """A member with what goes with its value."""
        member = object.__new__(cls)
        member._value_ = value
        member.meaning, member.glyph, member.title = meaning, glyph, title
        return member

    UNSEARCHED = (
        "unsearched",
        "Not every source that names the actor was searched for the topic (nor, where none names "
        "it, every source of the digest).",
        "", "not searched for in every source",
    )  # fmt: skip
    SILENT = (
        "silent",
        "Every such source was searched for the topic, and none says anything of the actor’s "
        "position, nor names the two together.",
        "·", "searched for, nothing found",
    )  # fmt: skip
    MENTIONED = (
        "mentioned",
        "A source names the two together, and a coder noted that it gives no position.",
        "m", "named together, no position taken",
    )  # fmt: skip
    UNCODED = (
        "uncoded",
        "A sentence of a digest names the two together, and nobody has coded it yet.",
        "…", "named together, not yet coded",
    )  # fmt: skip


class Together(NamedTuple):
    """Sentences of one digest that name an actor and a topic, with no stance of that source."""

    source: str
    actor: str
    topic: str
    places: tuple[tuple[int, int], ...]
    """(passage, sentence), both from 0, in the order of the text."""
    sentences: tuple[str, ...]
    """These sentences, white space made plain."""


class Noted(NamedTuple):
    """A coder’s note that a source names an actor with a topic and gives no position."""

    source: str
    note: Mentioned


class Empties(NamedTuple):
    """What there is instead of positions; only sources that stand count, as in all figures.

    Nothing is held per actor × topic: only what was found, and what was searched.
    """

    uncoded: Mapping[tuple[str, str], tuple[Together, ...]]
    """(actor, topic) → sentences that wait for a coder, by source."""
    mentioned: Mapping[tuple[str, str], tuple[Noted, ...]]
    """(actor, topic) → notes that there is no position, by source."""
    searched: Mapping[str, frozenset[str]]
    """Actor → topics for which every source that names it was searched."""
    everywhere: frozenset[str]
    """Topics for which every source was searched."""
    by_topic: Mapping[str, Mapping[Empty, tuple[str, ...]]]
    """Topic → kind → actors without any stance on it; `uncoded` and `mentioned` only, an actor
    under `uncoded` where it is both."""

    def of(self, actor: str, topic: str) -> Empty:
        """Which kind of nothing; to be asked only where there is no stance."""
        if (actor, topic) in self.uncoded:
            return Empty.UNCODED
        if (actor, topic) in self.mentioned:
            return Empty.MENTIONED
        searched = topic in self.searched.get(actor, self.everywhere)
        return Empty.SILENT if searched else Empty.UNSEARCHED

    def on(self, topic: str, kind: Empty) -> tuple[str, ...]:
        """Actors without a stance on a topic that are `uncoded`, or `mentioned`, there."""
        return self.by_topic.get(topic, {}).get(kind, ())
