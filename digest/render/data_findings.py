"""Tables of what follows from the stances: positions, moves, agreement, the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from digest.dates import PartialDate
from digest.model.agreement import Disagreement, Edge, Reliability
from digest.model.coding import Annotations, Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Standing, Tally
from digest.model.findings import Findings
from digest.model.refs import ActorId, Ref, SourceId, TopicId
from digest.model.scale import Position
from digest.model.words import ActorKind
from digest.render import network
from digest.render.columns import Column, StanceId, Value, column, field, fields, plain
from digest.render.links import Linker
from digest.render.tabular import Table


class _Sum(NamedTuple):
    """A standing, over the whole time or in a period."""

    period: str
    standing: Standing

    @property
    def tally(self) -> Tally:
        """How much evidence it rests on."""
        return self.standing.tally


def _sums(corpus: Corpus, findings: Findings) -> Iterator[_Sum]:
    for standing in findings.standings.values():
        yield _Sum("", standing)
    for (_, _, period), standing in findings.by_period.items():
        yield _Sum(period, standing)


POSITIONS = Table(
    "positions",
    "Where an actor stands on a topic, over the whole time and in each period.",
    _sums,
    (
        column("actor", "The actor.", lambda b, s: s.standing.actor, ActorId),
        column("topic", "The topic.", lambda b, s: s.standing.topic, TopicId),
        column("period", "The period; empty for the whole time.", lambda b, s: plain(s.period),
               str | None),
        column("position", "The word for all the stances together.",
               lambda b, s: plain(s.standing.position), Position),
        column("score", "That word as a number from −2 to 2; empty where it has none.",
               lambda b, s: s.standing.position.score, int | None),
        column("stances", "How many statements are counted.", lambda b, s: s.tally.stances, int),
        *fields(Standing, "same on_condition", "standing"),
        *fields(Tally, "own reported imputed sources independent conditional spoken left_out",
                "tally"),
        column("first", "The earliest date.", lambda b, s: plain(s.standing.first),
               PartialDate | None),
        column("last", "The latest date.", lambda b, s: plain(s.standing.last),
               PartialDate | None),
        field(Standing, "basis", "standing"),
        column("tentative", "Whether coders agree too little on the topic to rely on it; no where "
               "nothing is known of that.",
               lambda b, s: s.standing.topic in b.findings.tentative, bool),
        column("rests_on", "The stances counted, in order of time.",
               lambda b, s: tuple(map(stance_id, s.standing.stances)), tuple[StanceId, ...]),
    ),
    facets="topic position basis period",
)  # fmt: skip


SHIFTS = Table(
    "shifts",
    "Every move of an actor on a topic, latest first.",
    lambda corpus, findings: findings.shifts,
    (
        column("actor", "The actor.", lambda b, s: s.actor, ActorId),
        column("topic", "The topic.", lambda b, s: s.topic, TopicId),
        column("from", "The position before.", lambda b, s: plain(s.old), Position),
        column("to", "The position after.", lambda b, s: plain(s.new), Position),
        column("steps", "By how much: −4…+4, positive towards the proposition; empty to or from a "
               "position without a score.", lambda b, s: s.steps, int | None),
        column("between", "The periods, or the meetings, between which it moved.",
               lambda b, s: tuple(part for part in s.between if part), tuple[str, ...]),
        column("before", "A stance before the move.",
               lambda b, s: stance_id(s.before), StanceId),
        column("after", "A stance after it.", lambda b, s: stance_id(s.after), StanceId),
        column("before_date", "Its date.", lambda b, s: plain(s.before.date),
               PartialDate | None),
        column("after_date", "Its date.", lambda b, s: plain(s.after.date),
               PartialDate | None),
        column("happened_between", "What happened in between: offered as a question.",
               lambda b, s: tuple(str(cause.ref) for cause in s.causes), tuple[Ref, ...]),
    ),
)  # fmt: skip


def _codings(corpus: Corpus, findings: Findings) -> Iterator[Annotations]:
    yield from corpus.annotations.values()
    yield from corpus.second


CODINGS = Table(
    "codings",
    "Who coded which source: the codings that the site shows, then those they are compared with.",
    _codings,
    (
        column("source", "The source.", lambda b, c: c.source, SourceId),
        column("coder", "The coder; `first` is the first coding as it was before differences with "
               "another were settled.", lambda b, c: c.coder),
        column("shown", "Whether it is the coding that the site shows.",
               lambda b, c: b.corpus.annotations.get(c.source) is c, bool),
        column("stances", "How many stances it has.", lambda b, c: len(c.stances), int),
        column("facts", "How many facts it has.", lambda b, c: len(c.facts), int),
        field(Annotations, "searched"),
    ),
    facets="coder",
)  # fmt: skip


class _Measure(NamedTuple):
    """A figure of agreement, over all topics or for one."""

    topic: str
    item: Reliability


def _measures(corpus: Corpus, findings: Findings) -> Iterator[_Measure]:
    for item in findings.reliability:
        yield _Measure("", item)
    for topic in findings.topic_reliability:
        yield _Measure(topic.topic, topic.found)
        yield _Measure(topic.topic, topic.position)


def _end(number: int) -> Column:
    names = ("low", "high")
    return column(
        names[number], f"The {('lower', 'upper')[number]} end of the bootstrap interval of 95 %.",
        lambda b, m: round(m.item.interval[number], 4) if m.item.interval else None,
        float | None,
    )  # fmt: skip


AGREEMENT = Table(
    "agreement",
    "How far coders agree: a figure for each variable, over all topics and by topic.",
    _measures,
    (
        column("variable", "What coders judged.", lambda b, m: m.item.variable),
        column("topic", "The topic; empty for all together.", lambda b, m: plain(m.topic),
               TopicId | None),
        *fields(Reliability, "units agreed", "item"),
        column("alpha", "Krippendorff’s alpha; empty where it is undefined or has too few units.",
               lambda b, m: None if m.item.alpha is None else round(m.item.alpha, 4), float | None),
        _end(0), _end(1),
        column("undefined", "Resamples of a thousand in which nothing varied.",
               lambda b, m: m.item.undefined, int),
        column("sources", "Sources coded more than once.", lambda b, m: m.item.sources,
               tuple[SourceId, ...]),
    ),
    facets="variable",
)  # fmt: skip


def _had(stances: Iterable[Stance]) -> str:
    return ", ".join(f"{s.position.value} ({s.voice.value})" for s in stances) or "nothing"


def _read(b: Linker, item: Disagreement) -> Value:
    return tuple(f"{coder}: {_had(stances)}" for coder, stances in item.codings)


CODED_APART = Table(
    "coded-apart",
    "Every unit (paragraph, holder, topic) that coders saw differently.",
    lambda corpus, findings: findings.coded_apart,
    (
        column("source", "The source.", lambda b, d: d.source, SourceId),
        column("paragraph", "The paragraph.", lambda b, d: d.paragraph or None, int | None),
        column("holder", "The holder.", lambda b, d: d.holder, ActorId),
        column("topic", "The topic.", lambda b, d: d.topic, TopicId),
        field(Disagreement, "about", hint=Literal["found", "position", "voice"]),
        column("codings", "What each coder had, the first coder first.", _read, tuple[str, ...]),
        column("shown", "What the site shows.", lambda b, d: _had(d.shown)),
        field(Disagreement, "settled", hint=str),
        field(Disagreement, "note"),
        field(Disagreement, "noted_at", hint=ActorId | None),
    ),
    facets="about settled topic",
)


EDGES = Table(
    "network-edges",
    "Every pair of actors who take sides on the same topics: over the whole time, then by period.",
    lambda corpus, findings: findings.network,
    (
        column("source", "The first actor, in order of id.", lambda b, e: e.one, ActorId),
        column("target", "The second actor.", lambda b, e: e.other, ActorId),
        field(Edge, "period"),
        field(Edge, "same", hint=tuple[TopicId, ...]),
        field(Edge, "opposite", hint=tuple[TopicId, ...]),
        column("source_topics", "On how many topics the first takes a side at all.",
               lambda b, e: e.topics_one, int),
        column("target_topics", "On how many the second does.", lambda b, e: e.topics_other, int),
        *fields(Edge, "congruence conflict"),
        column("subtract", "Congruence less conflict.", lambda b, e: e.subtract, float),
    ),
    facets="period",
)  # fmt: skip


NODES = Table(
    "network-nodes",
    "Every actor of the network.",
    lambda corpus, findings: network.nodes(findings),
    (
        column("id", "The actor.", lambda b, n: n.actor, ActorId),
        column("label", "Its name.", lambda b, n: b.corpus.actors[n.actor].name),
        column(
            "kind",
            "What sort of actor.",
            lambda b, n: plain(b.corpus.actors[n.actor].kind),
            ActorKind,
        ),
        field(network.Node, "topics"),
    ),
)
