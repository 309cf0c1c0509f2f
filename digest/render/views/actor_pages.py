"""The long lists of an actor on pages of their own: stances, words for others, sources, by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from digest.dates import earliest
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Contradiction, Shift, Standing
from digest.model.refs import FOLDERS
from digest.render.builder import Builder
from digest.render.division import Part, Row, by_date, divide
from digest.render.links import by_name
from digest.render.parts import Link
from digest.render.shift import more_moves
from digest.render.views.part import (
    Block,
    Gathered,
    Line,
    PartView,
    part_view,
    stance_blocks,
)
from digest.render.views.topic_pages import ROWS, Tops, stance_rows
from digest.text import number

Beside = TypeVar("Beside")

FULL = 80
"""Stances with which an actor's page shows all: about 150 kB."""
BRIEF = 80
"""Stances that it shows over all topics where there is no room for all."""
VOICED = 60
"""Stances of others with which it shows all; then the latest stand there."""
WROTE = 60
"""Sources of an author or outlet with which it shows all."""
NAMED = 200
"""Members, parts and officers that an actor's page names: each names the actor on its own page."""
LINES = 400
"""Sources on a page of a list: about 80 kB."""


def divided(
    corpus: Corpus,
    standings: Mapping[str, Sequence[Standing]],
    left_out: Mapping[str, Sequence[Stance]],
    voiced: Mapping[str, Sequence[Stance]],
    wrote: Mapping[str, Sequence[str]],
) -> tuple[Tops, dict[str, Part]]:
    """Folder → its coarse pages, and every page by its key, of all actors with long lists."""
    gathered = Gathered()
    add = gathered.add

    for actor in corpus.actors:
        folder = f"actors/{actor}"
        stances = {stance_id(s): s for item in standings.get(actor, ()) for s in item.stances}
        if len(stances) > FULL:
            stances |= {stance_id(s): s for s in left_out.get(actor, ())}
            add(folder, divide(folder, stance_rows(corpus, stances), ROWS))
        if len(said := voiced.get(actor, ())) > VOICED:
            rows = stance_rows(corpus, {stance_id(s): s for s in said})
            add(f"{folder}/voiced", divide(f"{folder}/voiced", rows, ROWS))
        if len(sources := wrote.get(actor, ())) > WROTE:
            dated = sorted((earliest(corpus.sources[id].date), id) for id in sources)
            lines = (Row(id, by_date(corpus.sources[id].date), id) for _, id in dated)
            add(f"{folder}/wrote", divide(f"{folder}/wrote", lines, LINES))
    return gathered.tops, gathered.parts


def shown(topics: int) -> int:
    """How many stances on each topic an actor's page shows where there is no room for all."""
    return max(1, min(3, BRIEF // max(1, topics)))


def last(corpus: Corpus, sources: Sequence[str]) -> list[str]:
    """The latest of some sources, the latest first."""
    ordered = sorted(sources, key=lambda id: (earliest(corpus.sources[id].date), id), reverse=True)
    return ordered[: WROTE // 2]


def more(b: Builder, left: Sequence[Shift | Contradiction]) -> tuple[Link, ...]:
    """To moves and contradictions for which a page has no room, by topic."""
    counts = Counter(item.topic for item in left)
    found = ((topic, more_moves(b, topic, counts[topic])) for topic in b.corpus.topics)
    return tuple(
        Link(link.href, f"{link.text} on {b.corpus.topics[topic].name}")
        for topic, link in found if link
    )  # fmt: skip


def cut(
    b: Builder, rows: tuple[tuple[Link, Beside], ...], rest: Beside
) -> tuple[tuple[Link, Beside], ...]:
    """Rows that each name an actor; of very many the first, and how many more there are."""
    left = len(rows) - NAMED
    if left <= 0:
        return rows
    return (*rows[:NAMED], (Link(b.to("actors/index.html"), f"{number(left)} more"), rest))


def some(b: Builder, actors: Iterable[str]) -> tuple[Link, ...]:
    """Actors by name; of very many the first, and how many more there are."""
    ids = by_name(b.corpus, "actor", actors)
    return tuple(link for link, _ in cut(b, tuple((b.link("actor", id), "") for id in ids), ""))


def page(b: Builder, key: str, part: Part) -> PartView:
    """A page of one of the lists of an actor."""
    actor, family = key.split("/")[:2]
    name = b.corpus.actors[actor].name
    trail = (Link(b.to(f"{FOLDERS['actor']}/index.html"), "Actors"), b.link("actor", actor))
    place, title, noun = PLACES.get(family, ("stances", "stances", "stance"))
    whole = Link(b.to(f"actors/{actor}.html#{place}"), "All years, with their counts")
    if family == "wrote":
        lines = tuple(Line(b.link("source", id), b.short(id)) for id in part.rows)
        blocks = [Block("lines", lines)]
    else:
        blocks = list(stance_blocks(b, part.rows))
    return part_view(b, part, f"{name}: {title}", noun, whole, blocks, trail=trail)


PLACES = {
    "voiced": ("voiced", "said for others", "stance"),
    "wrote": ("wrote", "sources", "source"),
}
"""List → where its actor's page has it, its title, and what its rows are."""
