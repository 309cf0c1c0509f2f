"""Tables of positions: actors × topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.refs import Ref
from digest.render.builder import Builder, anchor, filled
from digest.render.division import Division, divide
from digest.render.division import Row as ListRow
from digest.render.division import by_name as by_letters
from digest.render.links import by_name
from digest.render.parts import Cell, Grid, Group, Link, Row
from digest.render.views.part import Block

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

ROOM = 180_000
"""Bytes of a grid on a page, about."""

LEAST = 4
"""Rows that every grid may have."""

Held = Mapping[tuple[str, str], Standing]

CELLS = 120
"""Cells of a grid beside other things on the page of an entry with long lists: a cell that sums up
many stances has about 350 bytes."""


def grouped(
    corpus: Corpus, findings: Findings, actors: Iterable[str]
) -> list[tuple[str, list[str]]]:
    """Actors under their headings: headings in the stated order, names within them."""
    authors = findings.authors
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


def row_weight(filled: int, columns: int) -> int:
    """About how many bytes a row has, by its positions and the number of topics."""
    return 150 + 320 * filled + 45 * max(0, columns - filled)


def heavy(standings: Iterable[tuple[str, str]], columns: int) -> bool:
    """Whether a grid of these positions, keyed (actor, topic), has no room on one page."""
    return sum(row_weight(n, columns) for n in _filled(standings).values()) > ROOM


def foremost(standings: Held, columns: int, room: int = 0) -> dict[tuple[str, str], Standing]:
    """The positions of the actors with most of them, as many as there is room for."""
    filled = _filled(standings)
    stances = Counter[str]()
    for (actor, _), item in standings.items():
        stances[actor] += len(item.stances)
    room = room or ROOM // 2
    kept: set[str] = set()
    for actor in sorted(filled, key=lambda id: (-stances[id], id)):
        room -= row_weight(filled[actor], columns)
        if room < 0 and len(kept) > LEAST:
            break
        kept.add(actor)
    return {key: item for key, item in standings.items() if key[0] in kept}


def _filled(standings: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(actor for actor, _ in standings)


def divided(corpus: Corpus, folder: str, standings: Iterable[tuple[str, str]]) -> Division:
    """The actors of a grid by the first letters of their names, on pages below a folder."""
    filled, columns = _filled(standings), len(corpus.topics)
    rows = (
        ListRow(id, by_letters(corpus.actors[id].name), id, row_weight(filled[id], columns))
        for id in by_name(corpus, "actor", filled)
    )
    return divide(folder, rows, ROOM)


def block(b: Builder, actors: Sequence[str], standings: Held, caption: str) -> Block:
    """The rows of some actors on a page of a divided grid."""
    own = {
        (actor, topic): standings[actor, topic]
        for actor in actors for topic in b.corpus.topics if (actor, topic) in standings
    }  # fmt: skip
    return Block("grid", (of_part(b, own, caption),))


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
            for name, ids in grouped(b.corpus, b.findings, actors)
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
        return filled(item, b.href(Ref("topic", item.topic), f"actor-{actor}"))

    return Grid(
        caption, "Actor", tuple(head for _, head in columns),
        tuple(
            Group(name, tuple(
                Row(b.link("actor", actor), tuple(cell(actor, key) for key, _ in columns))
                for actor in ids
            ))
            for name, ids in grouped(b.corpus, b.findings, actors)
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
