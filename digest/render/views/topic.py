"""A topic: the proposition, where actors stand, how it moved, what documents say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.document import Topic
from digest.model.empties import Empty
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.refs import Ref, address
from digest.render import grids
from digest.render.builder import Builder, anchor
from digest.render.charts import strips as charts
from digest.render.drift import DriftView, drift_view
from digest.render.links import by_name
from digest.render.parts import (
    BacklinkGroup,
    DisputeView,
    Grid,
    Link,
    PageView,
    StanceView,
)
from digest.render.shift import (
    MOVES,
    ContradictionView,
    ShiftView,
    contradiction_view,
    more_moves,
    shift_view,
)
from digest.render.views import topic_pages
from digest.render.views.agreement import Doubt, doubt
from digest.render.views.part import Pages, PartView, pages_of
from digest.render.views.strips import StripGroup, answer, strip_groups, strongest
from digest.render.views.topic_common import Shared
from digest.text import plural


class Named(Struct, frozen=True):
    """An actor that is named with the topic and has no stance on it."""

    actor: Link
    where: Link
    why: str
    """Why it is no position; HTML, empty while nobody looked."""


class TopicView(Struct, frozen=True):
    """Everything on a topic's page."""

    page: PageView
    proposition: str
    answer: str
    """One sentence with the counts."""
    doubt: Doubt | None
    """How far coders agreed on the topic, where they coded it twice."""
    scope: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    note: str
    groups: tuple[StripGroup, ...]
    pages: Pages | None
    """The stances on pages by year, where there are too many for this one; it then has the latest,
    and no more than where actors stand."""
    latest: tuple[StanceView, ...]
    others: Pages | None
    """The actors on pages by letter, where there are too many for this page."""
    picture: charts.Strips | None
    """The same stances on an axis of time."""
    over_time: Grid | None
    over_periods: Grid | None
    origins: tuple[Link, ...]
    """The sources in which the stances are found."""
    left_out: tuple[StanceView, ...]
    """Stances that do not count, as their source no longer stands."""
    against: tuple[StanceView, ...]
    towards: tuple[StanceView, ...]
    moves: tuple[ShiftView, ...]
    more: Link | None
    """To the moves and contradictions for which the page has no room."""
    contradictions: tuple[ContradictionView, ...]
    """Opposite positions that no lapse of time explains."""
    mentioned: tuple[Named, ...]
    """Actors named with the topic, where a coder found no position."""
    uncoded: tuple[Named, ...]
    """Actors named with the topic that wait for a coder."""
    named: Pages | None
    """Actors named with the topic, on pages by letter."""
    drift: DriftView | None
    """How documents speak of it, one after the other."""
    broader: Link | None
    narrower: tuple[Link, ...]
    related: tuple[tuple[Link, Link], ...]
    """Topics, and how many actors speak on both; that leads to where they stand."""
    disputes: tuple[DisputeView, ...]
    all_disputes: Link | None
    """To all of them, where the page has no room."""
    """Conflicts over what concerns the topic."""
    backlinks: tuple[BacklinkGroup, ...]


def pages(
    corpus: Corpus, findings: Findings, common: Shared, key: str
) -> Iterator[TopicView | PartView]:
    """The page of a topic, or a page of one of its long lists."""
    if "/" in key:
        part = common.parts[key]
        yield topic_pages.page(Builder(corpus, findings, part.path), key.partition("/")[0], part)
        return
    b = Builder(corpus, findings, address(Ref("topic", key)), Ref("topic", key))
    yield _view(b, corpus.topics[key], common)


def _view(b: Builder, topic: Topic, common: Shared) -> TopicView:
    id = topic.id
    standings = common.standings.get(id, ())
    stances = list({anchor(s): s for item in standings for s in item.stances}.values())
    left_out = list({anchor(s): s for s in common.left_out.get(id, ())}.values())
    folder = f"topics/{id}"
    years, letters = common.top.get(folder), common.top.get(f"{folder}/actors")
    named = common.top.get(f"{folder}/named")
    shown = topic_pages.foremost(standings) if years else standings
    moves = b.findings.shifts_on.get(id, ())
    against = b.findings.contradictions_on.get(id, ())
    return TopicView(
        page=b.page("topic", topic.name, f"{topic.proposition} {topic.scope}"),
        proposition=topic.proposition,
        answer=answer(b, topic, standings),
        doubt=doubt(b, id),
        scope=b.prose(topic.scope),
        include=tuple(map(b.prose, topic.include)),
        exclude=tuple(map(b.prose, topic.exclude)),
        note=b.prose(topic.note) if topic.note else "",
        groups=strip_groups(b, shown, bare=bool(years)),
        pages=pages_of(b, f"All {plural(len(stances) + len(left_out), 'stance')}, by year", years)
        if years
        else None,
        latest=b.stances(topic_pages.latest(b.corpus, stances)) if years else (),
        others=pages_of(b, f"All {plural(len(standings), 'actor')}, by first letter", letters)
        if letters
        else None,
        picture=charts.over_topic(b, id, standings, {p.name: p.path for p in years or ()}),
        over_time=_over_time(b, topic, common.at_summits.get(id, {}), shown if years else None),
        over_periods=_over_periods(
            b, topic, common.in_periods.get(id, {}), shown if years else None
        ),
        origins=b.origins(stances),
        left_out=() if years else b.stances(left_out),
        against=b.stances(strongest(b, stances, -1)),
        towards=b.stances(strongest(b, stances, +1)),
        moves=tuple(shift_view(b, s) for s in moves[:MOVES]),
        contradictions=tuple(contradiction_view(b, c) for c in against[:MOVES]),
        more=more_moves(b, id, len(moves[MOVES:]) + len(against[MOVES:])),
        mentioned=() if named else tuple(_mentioned(b, topic)),
        uncoded=() if named else tuple(_uncoded(b, topic)),
        named=pages_of(b, "Actors named with the topic that have no stance on it", named)
        if named
        else None,
        drift=drift_view(b, id),
        broader=b.link("topic", topic.broader) if topic.broader else None,
        narrower=b.links("topic", common.narrower.get(id, ())),
        related=tuple(
            (b.link("topic", other), b.link("topic", other, "stand", plural(n, "actor")))
            for other, n in common.related.get(id, ())
        ),
        disputes=b.disputes(Ref("topic", id)),
        all_disputes=b.all_disputes(Ref("topic", id)),
        backlinks=b.backlinks(Ref("topic", id)),
    )


def _mentioned(b: Builder, topic: Topic) -> Iterator[Named]:
    found = b.findings.empties
    for actor in by_name(b.corpus, "actor", found.on(topic.id, Empty.MENTIONED)):
        for noted in found.mentioned[actor, topic.id]:
            yield Named(
                b.link("actor", actor),
                b.link("source", noted.source, text=b.short(noted.source)),
                b.prose(noted.note.why) if noted.note.why else "",
            )


def _uncoded(b: Builder, topic: Topic) -> Iterator[Named]:
    found = b.findings.empties
    for actor in by_name(b.corpus, "actor", found.on(topic.id, Empty.UNCODED)):
        for item in found.uncoded[actor, topic.id]:
            place = f"p{item.places[0][0]}"
            where = b.link("source", item.source, place, text=b.short(item.source))
            yield Named(b.link("actor", actor), where, "")


Held = Mapping[tuple[str, str], Standing]


def _over_time(
    b: Builder, topic: Topic, found: Held, shown: Sequence[Standing] | None
) -> Grid | None:
    columns = grids.by_meeting(b, found)
    if len(columns) < 2:
        return None
    caption = f"{topic.name}: positions taken at or on meetings"
    return grids.over_time(b, found, columns, caption, shown)


def _over_periods(
    b: Builder, topic: Topic, found: Held, shown: Sequence[Standing] | None
) -> Grid | None:
    used = {period for _, period in found}
    columns = [(name, Link("", name)) for name in b.findings.periods if name in used]
    if len(columns) < 2:
        return None
    return grids.over_time(b, found, columns, f"{topic.name}: positions by period", shown)
