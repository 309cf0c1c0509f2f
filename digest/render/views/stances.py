"""The list of all stances, by topic and time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import STANCES, Ref, stance_address
from digest.render.builder import Builder, chip
from digest.render.counts import WORDS
from digest.render.parts import Chip, Link, PageView
from digest.text import plural

FULL = 500
"""Stances with which the list shows all: about 180 kB."""
LATEST, SHOWN = 3, 300
"""How many on each topic, and about how many in all, it shows where there are more; pages of topics
have all, by year."""


class Line(Struct, frozen=True):
    """A stance in a list."""

    link: Link
    """To its page; the text is the quotation."""
    chip: Chip
    holders: str
    """HTML."""
    source: str
    date: str
    basis: str


class TopicLines(Struct, frozen=True):
    """The stances on one topic, in order of time."""

    topic: Link
    id: str
    lines: tuple[Line, ...]
    count: int
    more: Link | None
    """To all of them, where these are only the latest: on the topic's page and those below it."""


class StanceListView(Struct, frozen=True):
    """The list of all stances."""

    page: PageView
    answer: str
    topics: tuple[TopicLines, ...]


def index(corpus: Corpus, findings: Findings) -> Iterator[StanceListView]:
    """The list of all stances, by topic and time."""
    b = Builder(corpus, findings, f"{STANCES}/index.html")
    by_topic: dict[str, list[Stance]] = {}
    for stance in corpus.stances():
        by_topic.setdefault(stance.topic, []).append(stance)
    whole = sum(map(len, by_topic.values()))
    left = whole - len(findings.counted)
    more = f"; {left} of them not counted in figures" if left else ""
    yield StanceListView(
        b.page("stances", "Stances", f"Every stance of the digest: {plural(whole, 'stance')}."),
        f"{plural(whole, 'stance')} on {plural(len(by_topic), 'topic')}, by topic and time{more}.",
        tuple(
            _topic(b, id, by_topic[id], many=whole > FULL)
            for id in corpus.topics if id in by_topic
        ),
    )  # fmt: skip


def _topic(b: Builder, id: str, stances: Sequence[Stance], *, many: bool) -> TopicLines:
    """The stances on a topic; of very many the latest, with the way to all."""
    ordered = sorted(stances, key=lambda s: _order(b, s))
    latest = max(1, min(LATEST, SHOWN // len(b.corpus.topics)))
    lines = ordered[: -latest - 1 : -1] if many else ordered
    return TopicLines(
        b.link("topic", id), f"topic-{id}", tuple(_line(b, s) for s in lines), len(stances),
        Link(b.href(Ref("topic", id), "stances"), "all of them, each statement once")
        if many else None,
    )  # fmt: skip


def _order(b: Builder, stance: Stance) -> tuple[tuple[int, int, int], str, int]:
    date = b.corpus.date_of(stance)
    return (date.first if date else (0, 0, 0), stance.source, stance.index)


def _line(b: Builder, stance: Stance) -> Line:
    attested = b.findings.attested.get(stance_id(stance))
    return Line(
        Link(
            b.to(stance_address(stance_id(stance))), attested.words if attested else stance.quote
        ),
        chip(stance.position), b.actors(stance.holders),
        b.short(stance.source), b.when(stance), WORDS[stance.voice],
    )  # fmt: skip
