"""The network of actors for other programs: GraphML and GEXF; the same pairs as in `findings`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from digest.dates import PartialDate
from digest.model.agreement import Edge
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.settings import Period

_FIGURES = ("congruence", "conflict", "subtract")
"""Properties of an edge that are written for the whole time and for each period."""


class Node(NamedTuple):
    """An actor of the network."""

    actor: str
    topics: int
    """On how many topics it takes a side over the whole time."""


class Tie(NamedTuple):
    """A pair of actors with its edges."""

    id: str
    """Both actors' ids with `--` between; ids never have two hyphens together."""
    one: str
    other: str
    whole: Edge
    """Over the whole time; without any topic where the two share one only within a period."""
    periods: Mapping[str, Edge]
    """By period, in order."""


def nodes(findings: Findings) -> tuple[Node, ...]:
    """Every actor with an edge, by id."""
    topics: dict[str, int] = {}
    for edge in findings.network:
        for actor, number in ((edge.one, edge.topics_one), (edge.other, edge.topics_other)):
            if edge.period:
                topics.setdefault(actor, 0)
            else:
                topics[actor] = number
    return tuple(Node(actor, topics[actor]) for actor in sorted(topics))


def ties(findings: Findings) -> tuple[Tie, ...]:
    """Every pair of actors, by their ids."""
    found: dict[tuple[str, str], dict[str, Edge]] = defaultdict(dict)
    for edge in findings.network:
        found[edge.one, edge.other][edge.period] = edge
    active = {node.actor: node.topics for node in nodes(findings)}
    return tuple(
        Tie(
            f"{one}--{other}", one, other,
            edges.get("") or Edge(one, other, "", (), (), active[one], active[other], 0.0, 0.0),
            {period: edge for period, edge in edges.items() if period},
        )
        for (one, other), edges in sorted(found.items())
    )  # fmt: skip


def dates(corpus: Corpus, name: str) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day of a period; one that the settings do not name is a year."""
    known: dict[str, Period] = {period.name: period for period in corpus.settings.periods}
    if name in known:
        return known[name].start, known[name].end
    return PartialDate.parse(name), PartialDate.parse(name)


def graphml(corpus: Corpus, findings: Findings) -> bytes:
    """GraphML: an undirected graph, one edge for each pair, its figures for each period beside.

    See U. Brandes et al., «GraphML Progress Report» (2002) and http://graphml.graphdrawing.org.
    """
    periods = _periods(findings)
    keys = [("node", "name", "name", "string"), ("node", "kind", "kind", "string"),
            ("node", "topics", "topics", "int"), ("edge", "same", "same", "string"),
            ("edge", "opposite", "opposite", "string")]  # fmt: skip
    keys += [("edge", name, name, "double") for name in _FIGURES]
    keys += [
        ("edge", f"{name}-{number}", f"{name} {period}", "double")
        for number, period in enumerate(periods, 1)
        for name in _FIGURES
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(
            f"<key id={quoteattr(id)} for={quoteattr(kind)} attr.name={quoteattr(name)} "
            f"attr.type={quoteattr(type)}/>"
            for kind, id, name, type in keys
        ),
        '<graph id="network" edgedefault="undirected">',
    ]
    for node in nodes(findings):
        entry = corpus.actors[node.actor]
        values = [("name", escape(entry.name)), ("kind", entry.kind.value)]
        values.append(("topics", str(node.topics)))
        lines.append(f'<node id="{node.actor}">{_data(values)}</node>')
    for tie in ties(findings):
        values = [("same", " ".join(tie.whole.same)), ("opposite", " ".join(tie.whole.opposite))]
        values += _figures(tie.whole)
        for number, period in enumerate(periods, 1):
            if period in tie.periods:
                figures = _figures(tie.periods[period])
                values += [(f"{name}-{number}", value) for name, value in figures]
        lines.append(f"<edge {_ends(tie)}>{_data(values)}</edge>")
    return "\n".join([*lines, "</graph>", "</graphml>", ""]).encode()


def gexf(corpus: Corpus, findings: Findings) -> bytes:
    """GEXF 1.3 (https://gexf.net): a pair exists in the periods in which it shares a topic.

    Figures for the whole time are static attributes, those of a period dynamic ones.
    """
    as_of = corpus.as_of
    day = f" lastmodifieddate={quoteattr(as_of.iso)}" if as_of and as_of.day else ""
    creator = escape(corpus.settings.publisher or corpus.settings.title)
    timed = 'mode="dynamic" timeformat="date" timerepresentation="interval"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        f"<meta{day}><creator>{creator}</creator>"
        "<description>Who agrees with whom: actors and the topics on which they take the same or "
        "opposite sides.</description></meta>",
        f'<graph defaultedgetype="undirected" idtype="string" {timed}>',
        _attributes("node", "static", [("kind", "string"), ("topics", "integer")]),
        _attributes(
            "edge", "static",
            [("same", "string"), ("opposite", "string"), *((name, "double") for name in _FIGURES)],
        ),
        _attributes("edge", "dynamic", [(f"{name}-in-period", "double") for name in _FIGURES]),
        "<nodes>",
    ]  # fmt: skip
    for node in nodes(findings):
        entry = corpus.actors[node.actor]
        values = [_value("kind", entry.kind.value), _value("topics", str(node.topics))]
        lines.append(
            f'<node id="{node.actor}" label={quoteattr(entry.name)}>'
            f"<attvalues>{''.join(values)}</attvalues></node>"
        )
    lines += ["</nodes>", "<edges>", *_edges(corpus, findings), "</edges>"]
    return "\n".join([*lines, "</graph>", "</gexf>", ""]).encode()


def _edges(corpus: Corpus, findings: Findings) -> Iterator[str]:
    spans = {period: _span(corpus, period) for period in _periods(findings)}
    for tie in ties(findings):
        values = [_value("same", " ".join(tie.whole.same))]
        values.append(_value("opposite", " ".join(tie.whole.opposite)))
        values += [_value(name, figure) for name, figure in _figures(tie.whole)]
        for period, edge in tie.periods.items():
            values += [
                _value(f"{name}-in-period", figure, spans[period])
                for name, figure in _figures(edge)
            ]
        spells = "".join(f"<spell{spans[period]}/>" for period in tie.periods)
        yield (
            f"<edge {_ends(tie)}><attvalues>{''.join(values)}</attvalues>"
            + (f"<spells>{spells}</spells>" if spells else "")
            + "</edge>"
        )


def _ends(tie: Tie) -> str:
    """The attributes of an edge; ids need no escaping."""
    return f'id="{tie.id}" source="{tie.one}" target="{tie.other}"'


def _periods(findings: Findings) -> list[str]:
    """The periods with an edge, in order."""
    return [name for name in dict.fromkeys(edge.period for edge in findings.network) if name]


def _span(corpus: Corpus, period: str) -> str:
    """The attributes `start` and `end` of a spell; an open end has none."""
    start, end = dates(corpus, period)
    found = ""
    if start:
        found += ' start="{:04d}-{:02d}-{:02d}"'.format(*start.first)
    if end:
        found += ' end="{:04d}-{:02d}-{:02d}"'.format(*end.last)
    return found


def _figures(edge: Edge) -> list[tuple[str, str]]:
    return [(name, f"{getattr(edge, name):g}") for name in _FIGURES]


def _data(values: Iterable[tuple[str, str]]) -> str:
    """Values of GraphML; they are escaped, or words and figures that need no escaping."""
    return "".join(f'<data key="{key}">{value}</data>' for key, value in values)


def _attributes(kind: str, mode: str, columns: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f"<attribute id={quoteattr(name)} title={quoteattr(name)} type={quoteattr(type)}/>"
        for name, type in columns
    )
    return f"<attributes class={quoteattr(kind)} mode={quoteattr(mode)}>{inside}</attributes>"


def _value(key: str, value: str, span: str = "") -> str:
    """A value of GEXF: ids, words and figures, which need no escaping."""
    return f'<attvalue for="{key}" value="{value}"{span}/>'
