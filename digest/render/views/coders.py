"""Who coded what: a row for each source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from digest.dates import earliest
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.render.builder import Builder
from digest.render.division import Part, Place, Row, by_date, divide
from digest.render.parts import Link
from digest.render.views.home import latest_sources
from digest.render.views.part import Block, Listing, PartView, in_pages, part_view
from digest.text import plural

FULL, LATEST = 300, 40
"""Sources on a page: about 200 bytes each; and how many the method's page shows of more."""


class CoderRow(Struct, frozen=True):
    """Who coded a source."""

    source: Link
    coders: str
    stances: str
    searched: str


def shared(corpus: Corpus, findings: Findings) -> Listing:
    """The rows on pages by year, where there are too many for one page."""
    if len(corpus.sources) <= FULL:
        return in_pages(None)
    dates = {id: source.date for id, source in corpus.sources.items()}
    ordered = sorted(dates, key=lambda id: (earliest(dates[id]), id))
    return in_pages(divide("method", (Row(id, by_date(dates[id]), id) for id in ordered), FULL))


def coder_rows(b: Builder, top: Sequence[Place]) -> tuple[CoderRow, ...]:
    """Every source; of very many the latest."""
    return _rows(b, latest_sources(b.corpus)[:LATEST] if top else b.corpus.sources)


def coders_page(b: Builder, part: Part) -> PartView:
    """A page of these rows."""
    return part_view(
        b, part, "Who coded what", "source",
        Link(b.to("method.html#coders"), "All years, with their counts"),
        [Block("coded", _rows(b, part.rows))], trail=(Link(b.to("method.html"), "Method"),),
    )  # fmt: skip


def _rows(b: Builder, sources: Iterable[str]) -> tuple[CoderRow, ...]:
    others = _others(b.corpus)
    rows = []
    for source in sources:
        first = b.corpus.annotations.get(source)
        coders = [*([first.coder] if first else []), *others.get(source, ())]
        rows.append(
            CoderRow(
                b.link("source", source), ", ".join(coders) or "not yet coded",
                plural(len(first.stances), "stance") if first else "",
                plural(len(first.searched), "topic") if first else "",
            )
        )  # fmt: skip
    return tuple(rows)


def _others(corpus: Corpus) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for coding in corpus.second:
        found[coding.source].append(coding.coder)
    return found
