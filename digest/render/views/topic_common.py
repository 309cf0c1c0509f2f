"""What the pages of topics have in common, found once for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from digest.model.coding import Stance
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.render.division import Part, Place
from digest.render.views import topic_pages


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
    top: Mapping[str, Sequence[Place]]
    """Folder of a long list → its coarse pages."""
    parts: Mapping[str, Part]
    """Every page of the long lists by its key: `water-level/2014`."""


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
    top, parts = topic_pages.divided(corpus, findings, by_topic, left_out)
    return Shared(
        by_topic, narrower, _related(findings), at_summits, in_periods, left_out, top, parts
    )


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterator[str]:
    """Of every topic, and of every page of its long lists."""
    yield from corpus.topics
    yield from common.parts


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
