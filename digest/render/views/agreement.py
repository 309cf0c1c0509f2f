"""How far coders agree: by variable, by topic, and every unit on which they differ."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from digest.dates import earliest
from digest.model.agreement import LEAST, TENTATIVE, Reliability, Tentative
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.render.builder import Builder
from digest.render.division import Row, by_date, divide
from digest.render.parts import Link, PageView
from digest.render.views.apart import ApartRow, apart_row, told
from digest.render.views.part import (
    Block,
    Listing,
    Pages,
    PartView,
    in_pages,
    pages_of,
    part_view,
)
from digest.text import number, plural

PATH = "agreement.html"
"""The page."""

ABOUT = {
    "actor found in a paragraph": "Paragraphs with a stance × actors found in the source: "
    "did the coder find the actor here?",
    "topic found in a paragraph": "The same for topics; a topic that a coder did not look for is "
    "left out for that coder.",
    "position (nominal)": "Paragraph × holder × topic found by more than one coder: the same "
    "position or another?",
    "position (ordinal)": "The same units: how far apart on the scale? Mixed, ambiguous and no "
    "position have no place on it and are left out.",
    "voice": "The same units: own words, reported or imputed?",
}
"""What the units of a variable are, for readers."""


class VariableRow(Struct, frozen=True):
    """Agreement on one variable."""

    variable: str
    about: str
    units: int
    agreed: str
    """Share of units on which all say the same."""
    alpha: str
    interval: str
    left_out: str
    """How many resamples were undefined; empty when none was."""


class TopicRow(Struct, frozen=True):
    """Agreement on one topic."""

    topic: Link
    found: VariableRow
    position: VariableRow
    tentative: str
    """Why its figures are tentative; empty when no such claim is made."""


class Doubt(Struct, frozen=True):
    """For a topic’s own page: why its figures are tentative."""

    reason: str
    link: Link
    """To the topics on the agreement page."""


class AgreementView(Struct, frozen=True):
    """The agreement page."""

    page: PageView
    twice: tuple[Link, ...]
    variables: tuple[VariableRow, ...]
    topics: tuple[TopicRow, ...]
    apart: tuple[ApartRow, ...]
    pages: Pages | None
    """The units on pages by the year of their source, where these are only the first."""
    answer: str
    """How many units differ, in what, and how they were settled."""
    threshold: str
    least: int
    """Units that a topic’s positions need for a figure."""


FULL, FIRST = 250, 30
"""Units on a page: about 650 bytes each; and how many it shows of more."""
TWICE = 60
"""Sources coded twice that it names."""


def shared(corpus: Corpus, findings: Findings) -> Listing:
    """The pages of units that coders saw differently, by the date of their source."""
    if len(findings.coded_apart) <= FULL:
        return in_pages(None)
    dates = {id: source.date for id, source in corpus.sources.items()}
    items = sorted(
        findings.coded_apart, key=lambda d: (earliest(dates[d.source]), d.source, d.paragraph)
    )
    return in_pages(divide("agreement", (
        Row(f"{d.source} {d.paragraph} {d.holder} {d.topic} {d.about}", by_date(dates[d.source]), d)
        for d in items
    ), FULL))  # fmt: skip


def pages(
    corpus: Corpus, findings: Findings, common: Listing, key: str
) -> Iterator[AgreementView | PartView]:
    """The page, or one of the units that coders saw differently."""
    if key:
        part = common.parts[key]
        b = Builder(corpus, findings, part.path)
        yield part_view(
            b, part, "What coders saw differently", "unit",
            Link(b.to(f"{PATH}#apart"), "All years, with their counts"),
            [Block("apart", tuple(apart_row(b, item) for item in part.rows))],
            trail=(Link(b.to(PATH), "How far coders agree"),), kind="agreement",
        )  # fmt: skip
        return
    b = Builder(corpus, findings, PATH)
    apart = findings.coded_apart
    yield AgreementView(
        b.page(
            "agreement", "How far coders agree",
            "Krippendorff’s alpha by variable and by topic, and every unit that coders saw "
            "differently.",
        ),
        twice(b),
        tuple(map(variable, findings.reliability)),
        tuple(
            TopicRow(
                b.link("topic", item.topic), variable(item.found),
                variable(item.position, LEAST),
                tentative(findings.tentative.get(item.topic)),
            )
            for item in findings.topic_reliability
        ),
        tuple(apart_row(b, item) for item in apart[: FIRST if common.top else None]),
        pages_of(b, f"All {plural(len(apart), 'unit')}, by year of the source", common.top)
        if common.top else None,
        told(findings.coded_apart),
        f"{TENTATIVE}", LEAST,
    )  # fmt: skip


def twice(b: Builder) -> tuple[Link, ...]:
    """The sources that more than one coder has coded; of many the first, and how many more."""
    found = b.findings.reliability
    coded = found[0].sources if found else ()
    more = len(coded[TWICE:])
    rest = (Link(b.to("sources/index.html"), f"{number(more)} more"),) if more else ()
    return (*b.links("source", coded[:TWICE]), *rest)


def variable(item: Reliability, least: int = 1) -> VariableRow:
    """One variable in words and figures; fewer units than `least` are too few for a figure."""
    interval = "–"
    if item.interval:
        interval = f"{figure(item.interval[0])} to {figure(item.interval[1])}"
    return VariableRow(
        item.variable, ABOUT.get(item.variable, ""), item.units,
        f"{100 * item.agreed / item.units:.0f} %" if item.units else "–",
        figure(item.alpha) if item.alpha is not None else
        "undefined" if item.units >= least else "too few", interval,
        f"{plural(item.undefined, 'resample')} undefined" if item.undefined else "",
    )  # fmt: skip


def figure(alpha: float) -> str:
    """Alpha to two digits."""
    return f"{alpha:.2f}".replace("-", "−")


def tentative(item: Tentative | None) -> str:
    """Why a topic’s figures are tentative, in words; empty when they are not called so."""
    if item is None:
        return ""
    return f"{item.variable}: alpha {figure(item.alpha)} over {plural(item.units, 'unit')}"


def doubt(b: Builder, topic: str) -> Doubt | None:
    """What a topic’s page says of how far coders agree; `None` where no claim is made."""
    found = b.findings.tentative.get(topic)
    if found is None:
        return None
    return Doubt(tentative(found), Link(b.to(f"{PATH}#topics"), "how far coders agree"))
