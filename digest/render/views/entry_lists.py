"""Long lists that any entry can have: what points to it, what sources say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from digest.dates import earliest
from digest.model.corpus import Corpus
from digest.model.disputes import Claim, Dispute
from digest.model.findings import Backlink, Findings
from digest.model.refs import FOLDERS, KINDS, Kind, Ref, address
from digest.render import claims
from digest.render.builder import Builder
from digest.render.claims import DISAGREEMENTS, fact_anchor
from digest.render.division import Division, Part, Row, Step, by_date, by_name, divide
from digest.render.evidence import (
    CLAIM_FOLDER,
    CLAIMS,
    FACTS,
    NAMED,
    PLURALS,
    claims_slug,
    heavy,
    list_address,
    weight,
)
from digest.render.links import by_name as ordered
from digest.render.parts import Link
from digest.render.views.part import Block, Line, PartView, part_view
from digest.text import plural

LINES = 600
"""Entries on a page of what points to another: about 80 kB."""
CLAIM_ROWS = 200
"""Claims on a page: about 100 kB."""


class List(NamedTuple):
    """A page of one of these lists."""

    family: str
    """`links`, `facts` or `claims`."""
    about: Ref | Dispute
    part: Part


class Shared(NamedTuple):
    """What the pages have in common."""

    pages: Mapping[str, List]
    """By path without its ending."""


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """The pages of all such lists."""
    pages: dict[str, List] = {}

    def add(family: str, about: Ref | Dispute, found: Division) -> None:
        for path, part in found.parts.items():
            pages[path.removesuffix(".html")] = List(family, about, part)

    for ref in corpus.refs():
        if ref.kind not in FOLDERS:
            continue
        for name, rows, most in (
            ("links", list(_pointing(corpus, findings.backlinks.get(ref, ()))), LINES),
            ("facts", list(_facts(findings.disputes_about.get(ref, ()))), CLAIM_ROWS),
        ):
            if rows:
                root = list_address(ref, name)
                found = divide(root.removesuffix(".html"), rows, most)
                add(name, ref, found)
                whole = Part(root, "all", (), found.top, len(rows))
                pages[root.removesuffix(".html")] = List(name, ref, whole)
    for dispute in findings.disputes:
        if len(dispute.claims) > CLAIMS:
            add("claims", dispute, divide(CLAIM_FOLDER, _claims(corpus, dispute), CLAIM_ROWS))
    return Shared(pages)


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterable[str]:
    """Of every page."""
    return common.pages


def _pointing(corpus: Corpus, found: Iterable[Backlink]) -> Iterator[Row]:
    """Entries of kinds of which very many point here, with the first place and their number."""
    by_origin: dict[Kind, dict[str, list[Backlink]]] = {kind: {} for kind in KINDS}
    for link in found:
        by_origin[link.origin.kind].setdefault(link.origin.id, []).append(link)
    for kind, own in by_origin.items():
        if len(own) <= NAMED:
            continue
        first = Step(FOLDERS.get(kind, "milestones"), PLURALS[kind])
        for steps, id in _in_order(corpus, kind, own, first):
            item = (Ref(kind, id), own[id][0].anchor, len(own[id]))
            yield Row(f"{kind}:{id}", steps, item)


def _in_order(
    corpus: Corpus, kind: Kind, ids: Iterable[str], first: Step
) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Topics and actors by name, all others by date."""
    if kind in ("topic", "actor"):
        for id in ordered(corpus, kind, ids):
            yield by_name(corpus.name(Ref(kind, id)), first), id
        return
    table: Mapping[str, Any] = corpus.table(kind)
    dates = {id: table[id].start if kind == "summit" else table[id].date for id in ids}
    for id in sorted(ids, key=lambda id: (earliest(dates[id]), id)):
        yield by_date(dates[id], first), id


def _facts(found: Iterable[Dispute]) -> Iterator[Row]:
    """Properties of which sources speak, by their kind, where these are very many."""
    disputes = list(found)
    if heavy(disputes) > FACTS:
        for dispute in disputes:
            words = claims.LABELS.get(dispute.prop, dispute.prop.replace("-", " "))
            step = Step(dispute.prop, words.capitalize())
            yield Row(fact_anchor(dispute), (step,), dispute, weight(dispute))


def _claims(corpus: Corpus, dispute: Dispute) -> Iterator[Row]:
    """All claims on one property, by the date of the source."""
    first = Step(claims_slug(dispute), "All sources")
    dates = corpus.sources
    for claim in sorted(
        dispute.claims, key=lambda c: (earliest(dates[c.fact.source].date), c.fact.source)
    ):
        steps = by_date(dates[claim.fact.source].date, first)
        yield Row(f"{claim.fact.source}:{claim.fact.index}", steps, claim)


def pages(corpus: Corpus, findings: Findings, common: Shared, key: str) -> Iterator[PartView]:
    """A page of one of the lists."""
    family, about, part = common.pages[key]
    b = Builder(corpus, findings, part.path)
    if isinstance(about, Dispute):
        yield _claims_page(b, about, part)
        return
    name = corpus.name(about)
    trail = (
        Link(b.to(f"{FOLDERS[about.kind]}/index.html"), PLURALS[about.kind]),
        Link(b.to(address(about)), name),
    )
    root = list_address(about, family)
    whole = Link(b.to(root), "All pages, with their counts")
    if part.path == root:
        whole = Link(b.to(address(about)), f"Back to {name}")
    if family == "links":
        blocks = [Block("lines", tuple(_line(b, *item) for item in part.rows))]
        yield part_view(b, part, f"What points to {name}", "entry", whole, blocks, trail=trail)
    else:
        blocks = [Block("disputes", tuple(map(b.dispute, part.rows)))]
        title = f"What sources say of {name}"
        yield part_view(b, part, title, "point", whole, blocks, trail=trail)


def _line(b: Builder, ref: Ref, anchor: str, count: int) -> Line:
    small = b.short(ref.id) if ref.kind == "source" else ""
    places = plural(count, "place") if count > 1 else ""
    return Line(
        Link(b.href(ref, anchor), b.corpus.name(ref)), ", ".join(filter(None, (small, places)))
    )


def _claims_page(b: Builder, dispute: Dispute, part: Part) -> PartView:
    """All claims on one property; they are shown as one property that is nowhere else divided."""
    name = b.corpus.name(dispute.ref)
    shown: list[Claim] = list(part.rows)
    view = b.dispute(dispute, shown)
    entry = b.link(dispute.ref.kind, dispute.ref.id)
    trail = (Link(b.to(DISAGREEMENTS), "Disagreements"), entry)
    return part_view(
        b, part, f"{name}: {claims.heading(dispute)}", "claim",
        Link(b.to(f"{CLAIM_FOLDER}/{claims_slug(dispute)}.html"), "All years, with their counts"),
        [Block("disputes", (view,))], trail=trail,
    )  # fmt: skip
