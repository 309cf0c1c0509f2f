"""Tables of positions: actors × topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.refs import Ref
from digest.render.builder import Builder, anchor, filled
from digest.render.links import by_name
from digest.render.parts import Cell, Grid, Group, Link, Row

ORDER = (
    ("state", "States"),
    ("government", "Governments and their bodies"),
    ("body", "Governments and their bodies"),
    ("organisation", "Organisations and institutes"),
    ("group", "Groups of states"),
    ("party", "Parties"),
    ("person", "Persons"),
    ("outlet", "Media"),
    ("category", "Unnamed voices"),
)
"""Kinds of actor in the order of rows, and the heading of each; authors come last."""

AUTHORS = "Authors of the sources"

CELLS = 240
"""Cells of a grid beside other things on the page of an entry with long lists: a cell that sums up
many stances has about 350 bytes."""


def grouped(corpus: Corpus, actors: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Actors under their headings: headings in the stated order, names within them."""
    authors = {id for source in corpus.sources.values() for id in source.authors}
    names = dict(ORDER)
    groups: dict[str, list[str]] = {name: [] for name in [*names.values(), AUTHORS]}
    for actor in by_name(corpus, "actor", set(actors)):
        heading = AUTHORS if actor in authors else names[corpus.actors[actor].kind.value]
        groups[heading].append(actor)
    return [(name, ids) for name, ids in groups.items() if ids]


def actors_by_topics(
    b: Builder, actors: Iterable[str], caption: str, topics: Sequence[str] = ()
) -> Grid:
    """Where the given actors stand, on every topic or on some."""
    topics = topics or list(b.corpus.topics)
    return _of(b, actors, topics, caption, b.cell)


def of_part(
    b: Builder, standings: Mapping[tuple[str, str], Standing], caption: str, *, near: bool = False
) -> Grid:
    """Positions by a part of the stances only: of one meeting, period or voice.

    Columns are the topics that come up, rows the actors.  With `near` a cell that rests on one
    stance leads to it on this very page.
    """
    topics = [id for id in b.corpus.topics if any(key[1] == id for key in standings)]

    def cell(actor: str, topic: str) -> Cell:
        found = standings.get((actor, topic))
        if not found:
            return Cell(None)
        target = b.href(Ref("actor", actor), f"topic-{topic}")
        if near and len(found.stances) == 1:
            target = f"#{anchor(found.stances[0])}"
        return filled(found, target)

    return _of(b, {key[0] for key in standings}, topics, caption, cell)


def group_id(name: str) -> str:
    """Id of a heading of rows: `group-states`."""
    return "group-" + "-".join(name.lower().split())


def _of(
    b: Builder,
    actors: Iterable[str],
    topics: Sequence[str],
    caption: str,
    cell: Callable[[str, str], Cell],
) -> Grid:
    return Grid(
        caption, "Actor", b.links("topic", topics),
        tuple(
            Group(name, tuple(
                Row(b.link("actor", actor), tuple(cell(actor, topic) for topic in topics))
                for actor in ids
            ), group_id(name))
            for name, ids in grouped(b.corpus, actors)
        ),
    )  # fmt: skip


def over_time(
    b: Builder,
    standings: Mapping[tuple[str, str], Standing],
    columns: Sequence[tuple[str, Link]],
    caption: str,
    foremost: Sequence[Standing] | None = None,
) -> Grid:
    """One topic: actors × meetings or periods, in order of time.

    `standings` is keyed (actor, column); `columns` are the columns' keys and heads.  Where only
    the foremost of the actors are given, the rows are the first of them for whom there is room.
    """
    actors = {actor for actor, _ in standings}
    if foremost is not None and len(actors) * len(columns) > CELLS:
        ranked = [item.actor for item in foremost if item.actor in actors]
        actors = set(ranked[: max(4, CELLS // len(columns))])
        caption += "; the actors with most stances"

    def cell(actor: str, column: str) -> Cell:
        item = standings.get((actor, column))
        if not item:
            return Cell(None)
        return filled(item, f"#actor-{actor}")

    return Grid(
        caption, "Actor", tuple(head for _, head in columns),
        tuple(
            Group(name, tuple(
                Row(b.link("actor", actor), tuple(cell(actor, key) for key, _ in columns))
                for actor in ids
            ))
            for name, ids in grouped(b.corpus, actors)
        ),
    )  # fmt: skip


def by_meeting(b: Builder, standings: Mapping[tuple[str, str], Standing]) -> list[tuple[str, Link]]:
    """The meetings of some standings as columns, in order of time."""
    found = {summit for _, summit in standings}
    ordered = sorted(found, key=lambda id: (b.corpus.summits[id].start.first, id))
    return [(id, b.link("summit", id)) for id in ordered]


def by_period(
    b: Builder,
    actor: str,
    standings: Mapping[tuple[str, str], Standing],
    foremost: Sequence[Standing] | None = None,
) -> Grid | None:
    """One actor: topics × periods; `standings` is keyed (topic, period).

    `None` where there are fewer than two periods to compare.  Where it is said where the actor
    stands over the whole time, the rows are the topics with most stances for which there is room.
    """
    used = {period for _, period in standings}
    columns = [name for name in b.findings.periods if name in used]
    if len(columns) < 2:
        return None

    def cell(topic: str, period: str) -> Cell:
        item = standings.get((topic, period))
        if not item:
            return Cell(None)
        return filled(item, f"#topic-{topic}")

    topics = [id for id in b.corpus.topics if any(key[0] == id for key in standings)]
    more = ""
    if foremost is not None and len(topics) * len(columns) > CELLS:
        ranked = sorted(foremost, key=lambda item: (-len(item.stances), item.topic))
        kept = {item.topic for item in ranked[: max(4, CELLS // len(columns))]}
        topics = [topic for topic in topics if topic in kept]
        more = "; the topics with most stances"
    rows = tuple(
        Row(b.link("topic", topic), tuple(cell(topic, period) for period in columns))
        for topic in topics
    )
    caption = f"{b.corpus.actors[actor].name}: positions by period{more}"
    return Grid(caption, "Topic", tuple(Link("", name) for name in columns), (Group("", rows),))
