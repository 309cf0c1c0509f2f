"""An actor: who it is, where it stands on each topic, with whom it agrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from digest.dates import period
from digest.model.actor import Actor
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
    shift_view,
)
from digest.render.views import actor_pages
from digest.render.views.actor_common import Shared
from digest.render.views.actor_tables import (
    Company,
    MeetingRow,
    TopicRow,
    company_rows,
    meeting_rows,
    topic_row,
)
from digest.render.views.offices import NameView, RoleView, latest_first, name_view, role_view
from digest.render.views.part import Pages, PartView, pages_of
from digest.render.views.topic_pages import latest
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
    pages: Pages | None
    """The stances on pages by year, where there are too many for this one; it then has the latest
    on each topic."""
    origins: tuple[Link, ...]
    """The sources in which the stances are found."""
    picture: charts.Strips | None
    """The same stances on an axis of time."""
    left_out: tuple[StanceView, ...]
    """Stances that do not count, as their source no longer stands."""
    voiced: tuple[StanceView, ...]
    """Stances of others for whom it spoke; counted for the holder."""
    voiced_pages: Pages | None
    """The same on pages by year, where these are the latest."""
    moves: tuple[ShiftView, ...]
    more: tuple[Link, ...]
    """To moves and contradictions for which the page has no room, by topic."""
    contradictions: tuple[ContradictionView, ...]
    """Opposite positions that no lapse of time explains."""
    agrees: tuple[Company, ...]
    differs: tuple[Company, ...]
    network: Link
    periods: Grid | None
    """Topics × periods, by stances with a date of their own."""
    meetings: tuple[MeetingRow, ...]
    disputes: tuple[DisputeView, ...]
    all_disputes: Link | None
    """To all of them, where the page has no room."""
    wrote: tuple[Link, ...]
    wrote_pages: Pages | None
    """The same on pages by year, where these are the latest."""
    backlinks: tuple[BacklinkGroup, ...]


def pages(
    corpus: Corpus, findings: Findings, common: Shared, key: str
) -> Iterator[ActorView | PartView]:
    """The page of an actor, or a page of one of its long lists."""
    if "/" in key:
        part = common.lists[key]
        yield actor_pages.page(Builder(corpus, findings, part.path), key, part)
        return
    b = Builder(corpus, findings, address(Ref("actor", key)), Ref("actor", key))
    yield _view(b, corpus.actors[key], common)


def _view(b: Builder, actor: Actor, common: Shared) -> ActorView:
    id, ref = actor.id, Ref("actor", actor.id)
    standings, voiced = common.standings.get(id, ()), common.voiced.get(id, ())
    agrees, differs = company_rows(b, id, common.edges)
    answer = _answer(b, actor, standings, voiced)
    moves = b.findings.shifts_of.get(id, ())
    against = b.findings.contradictions_of.get(id, ())
    left_out = list({anchor(s): s for s in common.left_out.get(id, ())}.values())
    wrote = common.wrote.get(id, ())
    top = common.top.get(f"actors/{id}")
    voiced_top, wrote_top = (common.top.get(f"actors/{id}/{name}") for name in ("voiced", "wrote"))
    count = sum(len(item.stances) for item in standings) + len(left_out)
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
        parts=actor_pages.some(
            b,
            (
                part for part in common.parts.get(id, ())
                if b.corpus.actors[part].kind is not ActorKind.CATEGORY
            ),
        ),
        url=Link(actor.url, actor.url, out=True) if actor.url else None,
        names=tuple(name_view(b, name) for name in actor.other_names),
        roles=tuple(role_view(b, role) for role in sorted(actor.roles, key=latest_first)),
        officers=actor_pages.cut(b, tuple(
            (b.link("actor", who), role_view(b, role))
            for who, role in sorted(
                common.officers.get(id, ()), key=lambda pair: latest_first(pair[1])
            )
        ), RoleView("on pages of their own", None, None, "", False, "", "")),
        members=actor_pages.cut(b, tuple(
            (b.link("actor", m.actor), period(m.start, m.end))
            for m in actor.all_members
        ), ""),
        member_of=actor_pages.some(b, common.groups.get(id, ())),
        topics=tuple(
            topic_row(b, item, actor_pages.shown(len(standings)) if top else None)
            for item in standings
        ),
        pages=pages_of(b, f"All {plural(count, 'stance')}, by year", top) if top else None,
        origins=b.origins(s for standing in standings for s in standing.stances),
        picture=charts.over_actor(b, id, standings, {p.name: p.path for p in top or ()}),
        voiced=b.stances(latest(b.corpus, voiced) if voiced_top else voiced),
        voiced_pages=pages_of(b, f"All {plural(len(voiced), 'stance')}, by year", voiced_top)
        if voiced_top else None,
        left_out=() if top else b.stances(left_out),
        moves=tuple(shift_view(b, s) for s in moves[:MOVES]),
        more=actor_pages.more(b, [*moves[MOVES:], *against[MOVES:]]),
        contradictions=tuple(contradiction_view(b, c) for c in against[:MOVES]),
        agrees=agrees,
        differs=differs,
        network=Link(b.to("network.html"), "who agrees with whom"),
        periods=grids.by_period(
            b, id, common.in_periods.get(id, {}), standings if top else None
        ),
        meetings=meeting_rows(b, common.meetings.get(id, ()), few=bool(top)),
        disputes=b.disputes(ref),
        all_disputes=b.all_disputes(ref),
        wrote=b.links("source", actor_pages.last(b.corpus, wrote) if wrote_top else wrote),
        wrote_pages=pages_of(b, f"All {plural(len(wrote), 'source')}, by year", wrote_top)
        if wrote_top else None,
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
