"""An actor: who it is, where it stands on each topic, with whom it agrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from digest.dates import period
from digest.model.actor import Actor, Role
from digest.model.agreement import Edge
from digest.model.coding import Stance
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.refs import Ref, address
from digest.model.words import ActorKind
from digest.render import grids
from digest.render.builder import Builder, anchor
from digest.render.charts import strips as charts
from digest.render.counts import counted
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
from digest.render.views.actor_tables import (
    Company,
    MeetingRow,
    TopicRow,
    company_rows,
    meeting_rows,
    topic_row,
)
from digest.render.views.offices import NameView, RoleView, latest_first, name_view, role_view
from digest.text import plural


class ActorView(Struct, frozen=True):
    """Everything on an actor's page."""

    page: PageView
    kind: str
    answer: str
    note: str
    existed: str
    parent: Link | None
    parts: tuple[Link, ...]
    url: Link | None
    names: tuple[NameView, ...]
    roles: tuple[RoleView, ...]
    officers: tuple[tuple[Link, RoleView], ...]
    """Persons with an office in it, or who speak for it."""
    members: tuple[tuple[Link, str], ...]
    member_of: tuple[Link, ...]
    topics: tuple[TopicRow, ...]
    origins: tuple[Link, ...]
    """The sources in which the stances are found."""
    picture: charts.Strips | None
    """The same stances on an axis of time."""
    left_out: tuple[StanceView, ...]
    """Stances that do not count, as their source no longer stands."""
    voiced: tuple[StanceView, ...]
    """Stances of others for whom it spoke; counted for the holder."""
    moves: tuple[ShiftView, ...]
    contradictions: tuple[ContradictionView, ...]
    """Opposite positions that no lapse of time explains."""
    agrees: tuple[Company, ...]
    differs: tuple[Company, ...]
    network: Link
    periods: Grid | None
    """Topics × periods, by stances with a date of their own."""
    meetings: tuple[MeetingRow, ...]
    disputes: tuple[DisputeView, ...]
    wrote: tuple[Link, ...]
    backlinks: tuple[BacklinkGroup, ...]


class Shared(NamedTuple):
    """What the pages of actors have in common, by actor."""

    standings: Mapping[str, Sequence[Standing]]
    parts: Mapping[str, Sequence[str]]
    officers: Mapping[str, Sequence[tuple[str, Role]]]
    """Body → persons with the offices that they hold in it or by which they speak for it."""
    groups: Mapping[str, Sequence[str]]
    wrote: Mapping[str, Sequence[str]]
    """Author or outlet → sources."""
    meetings: Mapping[str, Sequence[Standing]]
    voiced: Mapping[str, Sequence[Stance]]
    """Speaker → what it said for others."""
    left_out: Mapping[str, Sequence[Stance]]
    in_periods: Mapping[str, Mapping[tuple[str, str], Standing]]
    """Actor → (topic, period) → where it stood then."""
    edges: Mapping[tuple[str, str], Edge]
    """The pairs of the network over the whole time."""


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """What the pages of actors have in common."""
    standings: dict[str, list[Standing]] = {}
    for standing in findings.standings.values():
        standings.setdefault(standing.actor, []).append(standing)
    parts: dict[str, list[str]] = {}
    officers: dict[str, list[tuple[str, Role]]] = {}
    groups: dict[str, list[str]] = {}
    wrote: dict[str, list[str]] = {}
    for actor in corpus.actors.values():
        parts.setdefault(actor.parent, []).append(actor.id)
        for member in actor.all_members:
            groups.setdefault(member.actor, []).append(actor.id)
        for role in actor.roles:
            for body in dict.fromkeys(id for id in (role.of, role.speaks_for) if id):
                officers.setdefault(body, []).append((actor.id, role))
    for source in corpus.sources.values():
        for id in dict.fromkeys([*source.authors, source.publisher]):
            wrote.setdefault(id, []).append(source.id)
    voiced: dict[str, list[Stance]] = {}
    for stance in corpus.stances():
        if stance.speaker and stance.speaker not in stance.holders:
            voiced.setdefault(stance.speaker, []).append(stance)
    left_out: dict[str, list[Stance]] = {}
    for (actor_id, _), stances in findings.left_out.items():
        left_out.setdefault(actor_id, []).extend(stances)
    in_periods: dict[str, dict[tuple[str, str], Standing]] = {}
    for (actor_id, topic_id, period_name), standing in findings.by_period.items():
        in_periods.setdefault(actor_id, {})[topic_id, period_name] = standing
    meetings: dict[str, list[Standing]] = {}
    for (actor_id, _, _), standing in findings.at_summits.items():
        meetings.setdefault(actor_id, []).append(standing)
    edges = {(edge.one, edge.other): edge for edge in findings.network if not edge.period}
    return Shared(
        standings, parts, officers, groups, wrote, meetings, voiced, left_out, in_periods, edges
    )


def pages(corpus: Corpus, findings: Findings, common: Shared, id: str) -> Iterator[ActorView]:
    """The page of an actor."""
    b = Builder(corpus, findings, address(Ref("actor", id)), Ref("actor", id))
    yield _view(
        b, corpus.actors[id], common.standings.get(id, ()), common.parts.get(id, ()),
        common.officers.get(id, ()), common.groups.get(id, ()), common.wrote.get(id, ()),
        common.meetings.get(id, ()), common.voiced.get(id, ()), common.left_out.get(id, ()),
        common.in_periods.get(id, {}), common.edges,
    )  # fmt: skip


def _view(
    b: Builder,
    actor: Actor,
    standings: Sequence[Standing],
    parts: Sequence[str],
    officers: Sequence[tuple[str, Role]],
    groups: Sequence[str],
    wrote: Sequence[str],
    meetings: Sequence[Standing],
    voiced: Sequence[Stance],
    left_out: Sequence[Stance],
    in_periods: Mapping[tuple[str, str], Standing],
    edges: Mapping[tuple[str, str], Edge],
) -> ActorView:
    ref = Ref("actor", actor.id)
    agrees, differs = company_rows(b, actor.id, edges)
    answer = _answer(b, actor, standings, voiced)
    return ActorView(
        page=b.page(
            "actor", actor.name, f"{actor.name}: {answer}",
            support=actor.support, sources=actor.sources,
        ),
        kind=actor.kind.label,
        answer=answer,
        note=b.prose(actor.note) if actor.note else "",
        existed=period(actor.start, actor.end),
        parent=b.link("actor", actor.parent) if actor.parent else None,
        parts=b.links(
            "actor",
            by_name(
                b.corpus,
                "actor",
                (id for id in parts if b.corpus.actors[id].kind is not ActorKind.CATEGORY),
            ),
        ),
        url=Link(actor.url, actor.url, out=True) if actor.url else None,
        names=tuple(name_view(b, name) for name in actor.other_names),
        roles=tuple(role_view(b, role) for role in sorted(actor.roles, key=latest_first)),
        officers=tuple(
            (b.link("actor", id), role_view(b, role))
            for id, role in sorted(officers, key=lambda pair: latest_first(pair[1]))
        ),
        members=tuple(
            (b.link("actor", m.actor), period(m.start, m.end))
            for m in actor.all_members
        ),
        member_of=b.links("actor", by_name(b.corpus, "actor", groups)),
        topics=tuple(topic_row(b, standing) for standing in standings),
        origins=b.origins(s for standing in standings for s in standing.stances),
        picture=charts.over_actor(b, actor.id, standings),
        voiced=b.stances(voiced),
        left_out=b.stances({anchor(s): s for s in left_out}.values()),
        moves=tuple(shift_view(b, s) for s in b.findings.shifts_of.get(actor.id, ())),
        contradictions=tuple(
            contradiction_view(b, c) for c in b.findings.contradictions_of.get(actor.id, ())
        ),
        agrees=agrees,
        differs=differs,
        network=Link(b.to("network.html"), "who agrees with whom"),
        periods=grids.by_period(b, actor.id, in_periods),
        meetings=meeting_rows(b, meetings),
        disputes=b.disputes(ref),
        wrote=b.links("source", wrote),
        backlinks=b.backlinks(ref),
    )  # fmt: skip


def _answer(
    b: Builder, actor: Actor, standings: Sequence[Standing], voiced: Sequence[Stance]
) -> str:
    tally = b.findings.tallies.get(Ref("actor", actor.id))
    if not tally:
        return "Named in the digest; no stance that counts is coded for this actor."
    found = f"{counted(tally)}."
    if standings:
        found = f"{plural(len(standings), 'topic')}: {found}"
    if voiced:
        found += (
            f" Of these, {len(voiced)} {'was' if len(voiced) == 1 else 'were'} voiced for others."
        )
    return found
