"""What the pages of actors have in common, found once for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from digest.model.actor import Role
from digest.model.agreement import Edge
from digest.model.coding import Stance
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.render.division import Part, Place
from digest.render.views import actor_pages


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
    top: Mapping[str, Sequence[Place]]
    """Folder of a long list → its coarse pages."""
    lists: Mapping[str, Part]
    """Every page of the long lists by its key: `nato/2014`."""


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
    top, lists = actor_pages.divided(corpus, standings, left_out, voiced, wrote)
    return Shared(
        standings, parts, officers, groups, wrote, meetings, voiced, left_out, in_periods, edges,
        top, lists,
    )  # fmt: skip


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterator[str]:
    """Of every actor, and of every page of its long lists."""
    yield from corpus.actors
    yield from common.lists
