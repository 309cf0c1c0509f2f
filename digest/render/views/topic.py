"""A topic: the proposition, where actors stand, how it moved, what documents say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from digest.model.coding import Stance
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
from digest.render.shift import ContradictionView, ShiftView, contradiction_view, shift_view
from digest.render.views.agreement import Doubt, doubt
from digest.render.views.strips import StripGroup, answer, strip_groups, strongest
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
    contradictions: tuple[ContradictionView, ...]
    """Opposite positions that no lapse of time explains."""
    mentioned: tuple[Named, ...]
    """Actors named with the topic, where a coder found no position."""
    uncoded: tuple[Named, ...]
    """Actors named with the topic that wait for a coder."""
    drift: DriftView | None
    """How documents speak of it, one after the other."""
    broader: Link | None
    narrower: tuple[Link, ...]
    related: tuple[tuple[Link, Link], ...]
    """Topics, and how many actors speak on both; that leads to where they stand."""
    disputes: tuple[DisputeView, ...]
    """Conflicts over what concerns the topic."""
    backlinks: tuple[BacklinkGroup, ...]


class Shared(NamedTuple):
    """What the pages of topics have in common, by topic."""

    standings: Mapping[str, Sequence[Standing]]
    narrower: Mapping[str, Sequence[str]]
    related: Mapping[str, Sequence[tuple[str, int]]]
    at_summits: Mapping[str, Mapping[tuple[str, str], Standing]]
    """Topic → (actor, meeting) → where it stood there."""
    in_periods: Mapping[str, Mapping[tuple[str, str], Standing]]
    """Topic → (actor, period) → where it stood then."""
    left_out: Mapping[str, Sequence[Stance]]


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """What the pages of topics have in common."""
    by_topic: dict[str, list[Standing]] = {}
    for standing in findings.standings.values():
        by_topic.setdefault(standing.topic, []).append(standing)
    narrower: dict[str, list[str]] = {}
    for topic in corpus.topics.values():
        narrower.setdefault(topic.broader, []).append(topic.id)
    at_summits: dict[str, dict[tuple[str, str], Standing]] = {}
    for (actor, topic_id, summit), standing in findings.at_summits.items():
        at_summits.setdefault(topic_id, {})[actor, summit] = standing
    in_periods: dict[str, dict[tuple[str, str], Standing]] = {}
    for (actor, topic_id, period), standing in findings.by_period.items():
        in_periods.setdefault(topic_id, {})[actor, period] = standing
    left_out: dict[str, list[Stance]] = {}
    for (_, topic_id), stances in findings.left_out.items():
        left_out.setdefault(topic_id, []).extend(stances)
    return Shared(by_topic, narrower, _related(findings), at_summits, in_periods, left_out)


def pages(corpus: Corpus, findings: Findings, common: Shared, id: str) -> Iterator[TopicView]:
    """The page of a topic."""
    b = Builder(corpus, findings, address(Ref("topic", id)), Ref("topic", id))
    yield _view(
        b, corpus.topics[id], common.standings.get(id, ()), common.narrower.get(id, ()),
        common.related.get(id, ()), common.at_summits.get(id, {}),
        common.in_periods.get(id, {}), common.left_out.get(id, ()),
    )  # fmt: skip


def _view(
    b: Builder,
    topic: Topic,
    standings: Sequence[Standing],
    narrower: Sequence[str],
    related: Sequence[tuple[str, int]],
    at_summits: Mapping[tuple[str, str], Standing],
    in_periods: Mapping[tuple[str, str], Standing],
    left_out: Sequence[Stance],
) -> TopicView:
    stances = list({anchor(s): s for item in standings for s in item.stances}.values())
    return TopicView(
        page=b.page("topic", topic.name, f"{topic.proposition} {topic.scope}"),
        proposition=topic.proposition,
        answer=answer(b, topic, standings),
        doubt=doubt(b, topic.id),
        scope=b.prose(topic.scope),
        include=tuple(map(b.prose, topic.include)),
        exclude=tuple(map(b.prose, topic.exclude)),
        note=b.prose(topic.note) if topic.note else "",
        groups=strip_groups(b, standings),
        picture=charts.over_topic(b, topic.id, standings),
        over_time=_over_time(b, topic, at_summits),
        over_periods=_over_periods(b, topic, in_periods),
        origins=b.origins(stances),
        left_out=b.stances({anchor(s): s for s in left_out}.values()),
        against=b.stances(strongest(b, stances, -1)),
        towards=b.stances(strongest(b, stances, +1)),
        moves=tuple(shift_view(b, s) for s in b.findings.shifts_on.get(topic.id, ())),
        contradictions=tuple(
            contradiction_view(b, c) for c in b.findings.contradictions_on.get(topic.id, ())
        ),
        mentioned=tuple(_mentioned(b, topic)),
        uncoded=tuple(_uncoded(b, topic)),
        drift=drift_view(b, topic.id),
        broader=b.link("topic", topic.broader) if topic.broader else None,
        narrower=b.links("topic", narrower),
        related=tuple(
            (b.link("topic", id), b.link("topic", id, "stand", plural(n, "actor")))
            for id, n in related
        ),
        disputes=b.disputes(Ref("topic", topic.id)),
        backlinks=b.backlinks(Ref("topic", topic.id)),
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


def _over_time(b: Builder, topic: Topic, found: Mapping[tuple[str, str], Standing]) -> Grid | None:
    columns = grids.by_meeting(b, found)
    if len(columns) < 2:
        return None
    return grids.over_time(b, found, columns, f"{topic.name}: positions taken at or on meetings")


def _over_periods(
    b: Builder, topic: Topic, found: Mapping[tuple[str, str], Standing]
) -> Grid | None:
    used = {period for _, period in found}
    columns = [(name, Link("", name)) for name in b.findings.periods if name in used]
    if len(columns) < 2:
        return None
    return grids.over_time(b, found, columns, f"{topic.name}: positions by period")


def _related(findings: Findings) -> dict[str, list[tuple[str, int]]]:
    """Topic → up to five topics that share the most actors with it."""
    actors: dict[str, set[str]] = {}
    for actor, topic in findings.standings:
        actors.setdefault(topic, set()).add(actor)
    found = {}
    for topic, own in actors.items():
        shared = [(other, len(own & their)) for other, their in actors.items() if other != topic]
        shared = [pair for pair in shared if pair[1] > 1]
        found[topic] = sorted(shared, key=lambda pair: (-pair[1], pair[0]))[:5]
    return found
