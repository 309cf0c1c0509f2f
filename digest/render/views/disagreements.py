"""All disagreements: facts in conflict, by entry; below, those that differ only in precision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.disputes import Dispute
from digest.model.findings import Findings
from digest.model.refs import KINDS, Ref
from digest.model.verdicts import Slip
from digest.model.words import FactProperty
from digest.render.builder import Builder
from digest.render.claims import DISAGREEMENTS, DisputeView
from digest.render.evidence import PLURALS
from digest.render.parts import Link, PageView
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


def pages(corpus: Corpus, findings: Findings) -> Iterator[DisagreementsView]:
    """The one page."""
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
    yield DisagreementsView(
        b.page("disagreements", "Disagreements", f"Where sources or our registry differ. {answer}"),
        answer,
        tuple(SlipView(slip.label, slip.meaning, count) for slip, count in slips),
        _kinds(b, conflicts, "conflict"),
        _kinds(b, precision, "precision"),
        f"{plural(rest, 'point')} more: on {rest - alone} the sources agree with each other or "
        f"with our registry, and {alone} could not be compared with anything.",
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
