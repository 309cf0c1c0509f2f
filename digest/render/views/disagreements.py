"""All disagreements: facts in conflict, by entry; below, those that differ only in precision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.disputes import Dispute
from digest.model.findings import Findings
from digest.model.refs import FOLDERS, KINDS, Ref
from digest.model.verdicts import Slip
from digest.model.words import FactProperty
from digest.render.builder import Builder
from digest.render.claims import DISAGREEMENTS, DisputeView, fact_anchor, heading
from digest.render.division import Division, Part, Row, Step, by_name, divide
from digest.render.evidence import PLURALS, heavy, weight
from digest.render.parts import Link, PageView
from digest.render.views.part import (
    Block,
    Listing,
    Pages,
    PartView,
    in_pages,
    leads,
    pages_of,
    part_view,
)
from digest.text import plural, sort_key


class EntryView(Struct, frozen=True):
    """An entry with the properties that differ."""

    id: str
    """The element's id."""
    link: Link
    disputes: tuple[DisputeView, ...]


class KindView(Struct, frozen=True):
    """Entries of one kind."""

    name: str
    entries: tuple[EntryView, ...]


class SlipView(Struct, frozen=True):
    """A kind of slip, and how many facts look like it."""

    slip: str
    meaning: str
    count: int


class DisagreementsView(Struct, frozen=True):
    """Everything on which sources, or a source and the registry, differ."""

    page: PageView
    answer: str
    """How many facts there are, and how many differ in which way."""
    slips: tuple[SlipView, ...]
    """Most frequent first."""
    conflicts: tuple[KindView, ...]
    precision: tuple[KindView, ...]
    agreeing: str
    """How many properties nothing was found against, in words."""
    pages: Pages | None
    """All on pages by kind of entry, where only the first stand here."""


FULL = 250
"""Claims on a page, and the headings above them: about 600 bytes each."""
FIRST = 60
"""How many the first page shows of more."""


def divided(corpus: Corpus, findings: Findings) -> Division | None:
    """What differs, by kind and name of entry; `None` while one page has room for all."""
    found = [d for d in findings.disputes if d.conflict or d.precision]
    if heavy(found) <= FULL:
        return None
    order = {kind: n for n, kind in enumerate(KINDS)}
    found.sort(key=lambda d: (order[d.ref.kind], sort_key(corpus.name(d.ref)), d.prop, d.what))
    return divide("disagreements", (
        Row(
            fact_anchor(d),
            by_name(corpus.name(d.ref), Step(FOLDERS.get(d.ref.kind, "milestones"),
                                             PLURALS[d.ref.kind])),
            d, weight(d),
        )
        for d in found
    ), FULL)  # fmt: skip


def moved(corpus: Corpus, findings: Findings) -> Iterator[tuple[str, str]]:
    """Places on the one page → where they stand when there are pages by kind."""
    found = divided(corpus, findings)
    for id, path in found.where.items() if found else ():
        yield f"{DISAGREEMENTS}#{id}", f"{path}#{id}"


def shared(corpus: Corpus, findings: Findings) -> Listing:
    """The pages by kind of entry."""
    return in_pages(divided(corpus, findings))


def _first(found: list[Dispute]) -> list[Dispute]:
    """Those for which the first page has room when there are more."""
    room, shown = FIRST, []
    for dispute in found:
        room -= weight(dispute)
        if room < 0:
            break
        shown.append(dispute)
    return shown


def _name(b: Builder, dispute: Dispute) -> str:
    return f"{b.corpus.name(dispute.ref)}: {heading(dispute)}"


def _page(b: Builder, part: Part) -> PartView:
    """A page of what differs on some entries."""
    blocks = []
    for name, section, own in (
        ("Facts in conflict", "conflict", [d for d in part.rows if d.conflict]),
        ("Facts that differ only in precision", "precision", [
            d for d in part.rows if not d.conflict
        ]),
    ):  # fmt: skip
        entries = tuple(entry for kind in _kinds(b, own, section) for entry in kind.entries)
        if entries:
            blocks.append(Block("disputed", entries, name, section))
    return part_view(
        b, part, "Disagreements", "point",
        Link(b.to(DISAGREEMENTS), "All kinds of entry, with their counts"), blocks,
        trail=(Link(b.to(DISAGREEMENTS), "Disagreements"),), kind="disagreements",
    )  # fmt: skip


def pages(
    corpus: Corpus, findings: Findings, common: Listing, key: str
) -> Iterator[DisagreementsView | PartView]:
    """The page of all, or a page of those on some entries."""
    if key:
        part = common.parts[key]
        yield _page(Builder(corpus, findings, part.path), part)
        return
    b = Builder(corpus, findings, DISAGREEMENTS)
    found = findings.disputes
    conflicts = [dispute for dispute in found if dispute.conflict]
    precision = [dispute for dispute in found if dispute.precision]
    claims = [claim for dispute in found for claim in dispute.claims]
    alone = sum(all(claim.agrees is None for claim in dispute.claims) for dispute in found)
    rest = len(found) - len(conflicts) - len(precision)
    itself = sum(dispute.itself for dispute in found)
    answer = (
        f"{plural(len(claims), 'fact')} on {plural(len(found), 'point')}: {len(conflicts)} in "
        f"conflict, {len(precision)} differing only in precision, {rest} without a difference. "
        f"On {plural(itself, 'point') if itself else 'none'} a source contradicts itself."
    )
    counts = Counter(claim.slip for claim in claims if claim.slip)
    order = list(Slip)
    slips = sorted(counts.items(), key=lambda item: (-item[1], order.index(item[0])))
    shown = {fact_anchor(dispute) for dispute in _first(conflicts)}
    yield DisagreementsView(
        b.page("disagreements", "Disagreements", f"Where sources or our registry differ. {answer}"),
        answer,
        tuple(SlipView(slip.label, slip.meaning, count) for slip, count in slips),
        _kinds(b, _first(conflicts) if common.top else conflicts, "conflict"),
        () if common.top else _kinds(b, precision, "precision"),
        f"{plural(rest, 'point')} more: on {rest - alone} the sources agree with each other or "
        f"with our registry, and {alone} could not be compared with anything.",
        pages_of(
            b, f"All {plural(len(conflicts) + len(precision), 'point')}, by kind of entry",
            common.top, leads(b, common, lambda d: (fact_anchor(d), _name(b, d)), shown),
        ) if common.top else None,
    )  # fmt: skip


def _kinds(b: Builder, found: list[Dispute], section: str) -> tuple[KindView, ...]:
    """Disputes by kind of entry, then by its name, then by property."""
    by_ref: dict[Ref, list[Dispute]] = {}
    for dispute in found:
        by_ref.setdefault(dispute.ref, []).append(dispute)
    order = [prop.value for prop in FactProperty]
    kinds = []
    for kind in KINDS:
        refs = [ref for ref in by_ref if ref.kind == kind]
        refs.sort(key=lambda ref: (sort_key(b.corpus.name(ref)), ref.id))
        entries = tuple(
            EntryView(
                f"{section}-{ref.kind}-{ref.id}",
                b.link(ref.kind, ref.id),
                tuple(
                    b.dispute(dispute)
                    for dispute in sorted(
                        by_ref[ref], key=lambda d: (order.index(d.prop), sort_key(d.what))
                    )
                ),
            )
            for ref in refs
        )
        if entries:
            kinds.append(KindView(PLURALS[kind], entries))
    return tuple(kinds)
