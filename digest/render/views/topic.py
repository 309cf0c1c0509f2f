"""A topic: the proposition, where actors stand, how it moved, what documents say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.document import Topic
from digest.model.findings import Findings, Standing
from digest.model.refs import Ref, address
from digest.model.source import Stance
from digest.model.words import Confidence, Voice
from digest.render import grids
from digest.render.builder import Builder, anchor, chip
from digest.render.links import by_name
from digest.render.parts import (
    BacklinkGroup,
    Chip,
    Dot,
    Grid,
    Link,
    PageView,
    StanceView,
)
from digest.text import listing, plural

_BASIS = {Voice.OWN_WORDS: 0, Voice.REPORTED: 1, Voice.ANALYSIS: 2}
_SURE = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}
SIDE = 3
"""How many stances each side shows as its strongest."""


class ActorStrip(Struct, frozen=True):
    """One actor on this topic."""

    id: str
    actor: Link
    chip: Chip
    summary: str
    dots: tuple[Dot, ...]
    stances: tuple[StanceView, ...]


class StripGroup(Struct, frozen=True):
    """Actors of one kind."""

    name: str
    actors: tuple[ActorStrip, ...]


class Wording(Struct, frozen=True):
    """What a document says on the topic."""

    document: Link
    date: str
    says: str
    quote: str
    citations: tuple[Link, ...]
    support: str


class TopicView(Struct, frozen=True):
    """Everything on a topic's page."""

    page: PageView
    proposition: str
    answer: str
    """One sentence with the counts."""
    scope: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    note: str
    groups: tuple[StripGroup, ...]
    over_time: Grid | None
    against: tuple[StanceView, ...]
    towards: tuple[StanceView, ...]
    silent: tuple[Link, ...]
    """Actors that are named with the topic and have no position on it."""
    wordings: tuple[Wording, ...]
    broader: Link | None
    narrower: tuple[Link, ...]
    related: tuple[tuple[Link, str], ...]
    backlinks: tuple[BacklinkGroup, ...]


def pages(corpus: Corpus, findings: Findings) -> Iterator[TopicView]:
    """A page for each topic."""
    by_topic: dict[str, list[Standing]] = {id: [] for id in corpus.topics}
    for standing in findings.standings.values():
        by_topic[standing.topic].append(standing)
    narrower: dict[str, list[str]] = {}
    for topic in corpus.topics.values():
        narrower.setdefault(topic.broader, []).append(topic.id)
    named: dict[str, set[str]] = {}
    for actor, topic_id in findings.named_with:
        named.setdefault(topic_id, set()).add(actor)
    at_summits: dict[str, dict[tuple[str, str], Standing]] = {}
    for (actor, topic_id, summit), standing in findings.at_summits.items():
        at_summits.setdefault(topic_id, {})[actor, summit] = standing
    wordings = _wordings_by_topic(corpus)
    related = _related(findings)
    for id, topic in corpus.topics.items():
        b = Builder(corpus, findings, address(Ref("topic", id)), Ref("topic", id))
        yield _view(
            b, topic, by_topic[id], narrower.get(id, []), wordings.get(id, []),
            related.get(id, []), named.get(id, set()), at_summits.get(id, {}),
        )  # fmt: skip


def _view(
    b: Builder,
    topic: Topic,
    standings: Sequence[Standing],
    narrower: list[str],
    wordings: list[tuple[str, int]],
    related: list[tuple[str, int]],
    named: set[str],
    at_summits: dict[tuple[str, str], Standing],
) -> TopicView:
    stances = list({anchor(s): s for item in standings for s in item.stances}.values())
    silent = by_name(b.corpus, "actor", named - {item.actor for item in standings})
    return TopicView(
        page=b.page("topic", topic.name, f"{topic.proposition} {topic.scope}"),
        proposition=topic.proposition,
        answer=_answer(b, standings, stances),
        scope=b.prose(topic.scope),
        include=tuple(map(b.prose, topic.include)),
        exclude=tuple(map(b.prose, topic.exclude)),
        note=b.prose(topic.note) if topic.note else "",
        groups=_groups(b, standings),
        over_time=_over_time(b, topic, at_summits),
        against=b.stances(strongest(stances, -1)),
        towards=b.stances(strongest(stances, +1)),
        silent=b.links("actor", silent),
        wordings=tuple(_wording(b, document, index) for document, index in wordings),
        broader=b.link("topic", topic.broader) if topic.broader else None,
        narrower=b.links("topic", narrower),
        related=tuple((b.link("topic", id), plural(n, "actor")) for id, n in related),
        backlinks=b.backlinks(Ref("topic", topic.id)),
    )


def _answer(b: Builder, standings: Sequence[Standing], stances: Sequence[Stance]) -> str:
    if not stances:
        return "No stance on this topic has been coded."
    sources = {stance.source for stance in stances}
    independent = {b.findings.roots[source] for source in sources}
    sides = Counter(
        "on its side" if s.score > 0 else "against it" if s.score < 0 else "in the middle"
        for s in (item.position for item in standings) if s.score is not None
    )  # fmt: skip
    rest = len(standings) - sum(sides.values())
    parts = [f"{sides[side]} {side}" for side in ("on its side", "against it", "in the middle")
             if sides[side]]  # fmt: skip
    if rest:
        parts.append(f"{rest} mixed, ambiguous or without a position")
    found = f"{plural(len(stances), 'stance')} from {plural(len(sources), 'source')}"
    if len(independent) < len(sources):
        found += f" ({len(independent)} independent)"
    return f"{plural(len(standings), 'actor')}: {listing(parts)}. {found}."


def strongest(stances: Sequence[Stance], sign: int) -> list[Stance]:
    """The stances of one side that rest on the best basis.

    Own words before reported before imputed, then sure before doubtful, then firm before leaning,
    then one a holder; equal space for either side.
    """
    side = [s for s in stances if s.position.score and s.position.score * sign > 0]
    side.sort(
        key=lambda s: (
            _BASIS[s.voice], _SURE[s.confidence], -abs(s.position.score or 0), s.source, s.index
        )
    )  # fmt: skip
    first: dict[tuple[str, ...], Stance] = {}
    for stance in side:
        first.setdefault(stance.holders, stance)
    chosen = list(first.values())[:SIDE]
    return chosen + [s for s in side if s not in chosen][: SIDE - len(chosen)]


def _groups(b: Builder, standings: Sequence[Standing]) -> tuple[StripGroup, ...]:
    by_actor = {item.actor: item for item in standings}
    return tuple(
        StripGroup(name, tuple(
            ActorStrip(
                f"actor-{id}", b.link("actor", id, f"topic-{by_actor[id].topic}"),
                chip(by_actor[id].position), b.summary(by_actor[id], named=False),
                b.dots(by_actor[id]),
                b.stances(by_actor[id].stances),
            )
            for id in ids
        ))
        for name, ids in grids.grouped(b.corpus, by_actor)
    )  # fmt: skip


def _over_time(b: Builder, topic: Topic, found: dict[tuple[str, str], Standing]) -> Grid | None:
    if len({summit for _, summit in found}) < 2:
        return None
    return grids.over_time(b, found, f"{topic.name}: positions taken at or on meetings")


def _wordings_by_topic(corpus: Corpus) -> dict[str, list[tuple[str, int]]]:
    """Topic → (document, number of the provision), in order of the documents' dates."""
    found: dict[str, list[tuple[str, int]]] = {}
    dated = sorted(
        corpus.documents.values(), key=lambda d: (d.date.first if d.date else (9999, 1, 1), d.id)
    )
    for document in dated:
        for index, provision in enumerate(document.provisions):
            found.setdefault(provision.topic, []).append((document.id, index))
    return found


def _wording(b: Builder, document: str, index: int) -> Wording:
    entry = b.corpus.documents[document]
    provision = entry.provisions[index]
    return Wording(
        b.link("document", document), entry.date.words if entry.date else "undated",
        b.prose(provision.says), provision.quote, b.citations(provision.sources),
        "" if provision.support.value == "pages" else provision.support.label,
    )  # fmt: skip


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
