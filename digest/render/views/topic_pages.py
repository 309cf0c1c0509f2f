"""The long lists of a topic on pages of their own: stances by year, actors by letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from digest.dates import earliest
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.empties import Empty
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.refs import FOLDERS, Ref, address
from digest.render.builder import Builder, chip
from digest.render.counts import basis, summary
from digest.render.division import Division, Part, Place, Row, Step, by_date, by_name, divide
from digest.render.links import by_name as ordered
from digest.render.parts import Link
from digest.render.views.part import (
    Block,
    Gathered,
    Line,
    PartView,
    Standpoint,
    key_of,
    part_view,
    stance_blocks,
)
from digest.text import plural

FULL = 60
"""Stances with which a topic's page shows all, with all that is known of them: about 150 kB."""
ACTORS = 80
"""Actors in the table of a topic's page: about 60 kB."""
LATEST = 20
"""Stances that are shown where there is no room for all."""
ROWS = 150
"""Stances, or actors, on a page of a list: about 120 kB."""
NAMED = 200
"""Sources that name an actor without a position with which they stand on the topic's page."""

FIRST = 3
"""Sources that are named for each of them there."""

Tops = dict[str, tuple[Place, ...]]


def divided(
    corpus: Corpus,
    findings: Findings,
    standings: Mapping[str, Sequence[Standing]],
    left_out: Mapping[str, Sequence[Stance]],
) -> tuple[Tops, dict[str, Part]]:
    """Folder → its coarse pages, and every page by its key, of all topics with long lists."""
    gathered = Gathered()
    add = gathered.add

    for topic in corpus.topics:
        own = standings.get(topic, ())
        stances = {stance_id(s): s for item in own for s in item.stances}
        if len(stances) > FULL or len(own) > ACTORS:
            stances |= {stance_id(s): s for s in left_out.get(topic, ())}
            add(f"topics/{topic}", divide(f"topics/{topic}", stance_rows(corpus, stances), ROWS))
        if len(own) > ACTORS:
            add(f"topics/{topic}/actors", of_actors(corpus, topic, own))
        named = list(_named(corpus, findings, topic))
        if sum(row.weight for row in named) > NAMED:
            rows = (row._replace(weight=1) for row in named)
            add(f"topics/{topic}/named", divide(f"topics/{topic}/named", rows, 2 * ROWS))
    return gathered.tops, gathered.parts


def stance_rows(corpus: Corpus, stances: Mapping[str, Stance]) -> list[Row]:
    """Stances in order of time, by year and month."""
    dated = sorted(
        (earliest(corpus.date_of(s)), s.source, s.index, id) for id, s in stances.items()
    )
    return [Row(id, by_date(corpus.date_of(stances[id])), stances[id]) for *_, id in dated]


def latest(corpus: Corpus, stances: Iterable[Stance]) -> list[Stance]:
    """The last stances in order of time, the latest first."""
    last = sorted(stances, key=lambda s: (earliest(corpus.date_of(s)), s.source, s.index))
    return last[: -LATEST - 1 : -1]


def foremost(standings: Sequence[Standing]) -> list[Standing]:
    """The actors with most stances, as many as there is room for."""
    return sorted(standings, key=lambda item: (-len(item.stances), item.actor))[:ACTORS]


def of_actors(corpus: Corpus, topic: str, standings: Sequence[Standing]) -> Division:
    """The actors on a topic by the first letters of their names."""
    own = {item.actor: item for item in standings}
    rows = (
        Row(id, by_name(corpus.actors[id].name), own[id]) for id in ordered(corpus, "actor", own)
    )
    return divide(f"topics/{topic}/actors", rows, ROWS)


def moved(corpus: Corpus, findings: Findings) -> Iterator[tuple[str, str]]:
    """Places of actors on topics' pages that have no room for all → where they stand."""
    standings: dict[str, list[Standing]] = {}
    for item in findings.standings.values():
        standings.setdefault(item.topic, []).append(item)
    for topic, own in standings.items():
        if len(own) > ACTORS:
            for actor, path in of_actors(corpus, topic, own).where.items():
                place = f"actor-{actor}"
                yield f"{address(Ref('topic', topic))}#{place}", f"{path}#{place}"


def _named(corpus: Corpus, findings: Findings, topic: str) -> Iterator[Row]:
    """Actors named with the topic, by the kind of nothing and by letter."""
    found = findings.empties
    for kind, name in ((Empty.UNCODED, "Not yet coded"), (Empty.MENTIONED, "Without a position")):
        for actor in ordered(corpus, "actor", found.on(topic, kind)):
            steps = by_name(corpus.actors[actor].name, Step(kind.value, name))
            where = found.uncoded if kind is Empty.UNCODED else found.mentioned
            yield Row(actor, steps, (kind, actor), len(where[actor, topic]))


def page(b: Builder, topic: str, part: Part) -> PartView:
    """A page of one of the lists of a topic."""
    name = b.corpus.topics[topic].name
    trail = (Link(b.to(f"{FOLDERS['topic']}/index.html"), "Topics"), b.link("topic", topic))
    family = key_of(part.path).split("/")[1]
    if family == "actors":
        whole = Link(b.to(f"topics/{topic}.html#stand"), "All letters, with their counts")
        return part_view(
            b, part, f"{name}: where actors stand", "actor", whole,
            [Block("standpoints", tuple(_standpoint(b, item) for item in part.rows))],
            trail=trail,
        )  # fmt: skip
    if family == "named":
        whole = Link(b.to(f"topics/{topic}.html#named"), "All letters, with their counts")
        lines = tuple(_line(b, topic, kind, actor) for kind, actor in part.rows)
        return part_view(
            b, part, f"{name}: named with the topic", "actor", whole, [Block("lines", lines)],
            trail=trail,
        )  # fmt: skip
    whole = Link(b.to(f"topics/{topic}.html#stances"), "All years, with their counts")
    blocks = stance_blocks(b, part.rows, "of-topic")
    return part_view(b, part, f"{name}: stances", "stance", whole, blocks, trail=trail)


def _standpoint(b: Builder, item: Standing) -> Standpoint:
    return Standpoint(
        f"actor-{item.actor}", b.link("actor", item.actor, f"topic-{item.topic}"),
        chip(item.position), summary(item, named=False), basis(item),
    )  # fmt: skip


def _line(b: Builder, topic: str, kind: Empty, actor: str) -> Line:
    """An actor, with the first sources that name it with the topic."""
    found = b.findings.empties
    if kind is Empty.MENTIONED:
        named = [(noted.source, "") for noted in found.mentioned[actor, topic]]
    else:
        named = [(item.source, f"p{item.places[0][0]}") for item in found.uncoded[actor, topic]]
    where = tuple(b.link("source", id, place, b.short(id)) for id, place in named[:FIRST])
    more = f"and {plural(len(named) - FIRST, 'source')} more" if len(named) > FIRST else ""
    return Line(b.link("actor", actor), more, where)
