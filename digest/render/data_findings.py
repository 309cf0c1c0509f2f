"""Tables of what follows from the stances: positions, moves, agreement, the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from digest.model.agreement import Disagreement, Edge, Reliability
from digest.model.coding import Annotations, Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Standing, Tally
from digest.model.findings import Findings
from digest.render import network
from digest.render.links import Linker
from digest.render.tabular import Column, Table, Value, field, fields, plain


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
        Column("actor", "The actor.", lambda b, s: s.standing.actor),
        Column("topic", "The topic.", lambda b, s: s.standing.topic),
        Column("period", "The period; empty for the whole time.", lambda b, s: plain(s.period)),
        Column("position", "The word for all the stances together.",
               lambda b, s: plain(s.standing.position)),
        Column("score", "That word as a number from −2 to 2; empty where it has none.",
               lambda b, s: s.standing.position.score),
        Column("stances", "How many statements are counted.", lambda b, s: s.tally.stances),
        *fields(Standing, "same on_condition", "standing"),
        *fields(Tally, "own reported imputed sources independent conditional spoken left_out",
                "tally"),
        Column("first", "The earliest date.", lambda b, s: plain(s.standing.first)),
        Column("last", "The latest date.", lambda b, s: plain(s.standing.last)),
        field(Standing, "basis", "standing"),
        Column("tentative", "Whether coders agree too little on the topic to rely on it; no where "
               "nothing is known of that.",
               lambda b, s: s.standing.topic in b.findings.tentative),
        Column("rests_on", "Permalinks of the stances counted, in order of time.",
               lambda b, s: tuple(map(stance_id, s.standing.stances))),
    ),
)  # fmt: skip


SHIFTS = Table(
    "shifts",
    "Every move of an actor on a topic, latest first.",
    lambda corpus, findings: findings.shifts,
    (
        Column("actor", "The actor.", lambda b, s: s.actor),
        Column("topic", "The topic.", lambda b, s: s.topic),
        Column("from", "The position before.", lambda b, s: plain(s.old)),
        Column("to", "The position after.", lambda b, s: plain(s.new)),
        Column("steps", "By how much: −4…+4, positive towards the proposition; empty to or from a "
               "position without a score.", lambda b, s: s.steps),
        Column("between", "The periods, or the meetings, between which it moved.",
               lambda b, s: tuple(part for part in s.between if part)),
        Column("before", "Permalink of a stance before the move.",
               lambda b, s: stance_id(s.before)),
        Column("after", "Permalink of a stance after it.", lambda b, s: stance_id(s.after)),
        Column("before_date", "Its date.", lambda b, s: plain(s.before.date)),
        Column("after_date", "Its date.", lambda b, s: plain(s.after.date)),
        Column("happened_between", "What happened in between: offered as a question.",
               lambda b, s: tuple(str(cause.ref) for cause in s.causes)),
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
        Column("source", "The source.", lambda b, c: c.source),
        Column("coder", "The coder; `first` is the first coding as it was before differences with "
               "another were settled.", lambda b, c: c.coder),
        Column("shown", "Whether it is the coding that the site shows.",
               lambda b, c: b.corpus.annotations.get(c.source) is c),
        Column("stances", "How many stances it has.", lambda b, c: len(c.stances)),
        Column("facts", "How many facts it has.", lambda b, c: len(c.facts)),
        field(Annotations, "searched"),
    ),
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
    return Column(
        names[number], f"The {('lower', 'upper')[number]} end of the bootstrap interval of 95 %.",
        lambda b, m: round(m.item.interval[number], 4) if m.item.interval else None,
    )  # fmt: skip


AGREEMENT = Table(
    "agreement",
    "How far coders agree: a figure for each variable, over all topics and by topic.",
    _measures,
    (
        Column("variable", "What coders judged.", lambda b, m: m.item.variable),
        Column("topic", "The topic; empty for all together.", lambda b, m: plain(m.topic)),
        *fields(Reliability, "units agreed", "item"),
        Column("alpha", "Krippendorff’s alpha; empty where it is undefined or has too few units.",
               lambda b, m: None if m.item.alpha is None else round(m.item.alpha, 4)),
        _end(0), _end(1),
        Column("undefined", "Resamples of a thousand in which nothing varied.",
               lambda b, m: m.item.undefined),
        Column("sources", "Sources coded more than once.", lambda b, m: m.item.sources),
    ),
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
        Column("source", "The source.", lambda b, d: d.source),
        Column("paragraph", "The paragraph.", lambda b, d: d.paragraph),
        Column("holder", "The holder.", lambda b, d: d.holder),
        Column("topic", "The topic.", lambda b, d: d.topic),
        field(Disagreement, "about"),
        Column("codings", "What each coder had, the first coder first.", _read),
        Column("shown", "What the site shows.", lambda b, d: _had(d.shown)),
        *fields(Disagreement, "settled note noted_at"),
    ),
)


EDGES = Table(
    "network-edges",
    "Every pair of actors who take sides on the same topics: over the whole time, then by period.",
    lambda corpus, findings: findings.network,
    (
        Column("source", "The first actor, in order of id.", lambda b, e: e.one),
        Column("target", "The second actor.", lambda b, e: e.other),
        *fields(Edge, "period same opposite"),
        Column("source_topics", "On how many topics the first takes a side at all.",
               lambda b, e: e.topics_one),
        Column("target_topics", "On how many the second does.", lambda b, e: e.topics_other),
        *fields(Edge, "congruence conflict"),
        Column("subtract", "Congruence less conflict.", lambda b, e: e.subtract),
    ),
)  # fmt: skip


NODES = Table(
    "network-nodes",
    "Every actor of the network.",
    lambda corpus, findings: network.nodes(findings),
    (
        Column("id", "The actor.", lambda b, n: n.actor),
        Column("label", "Its name.", lambda b, n: b.corpus.actors[n.actor].name),
        Column("kind", "What sort of actor.", lambda b, n: plain(b.corpus.actors[n.actor].kind)),
        field(network.Node, "topics"),
    ),
)
