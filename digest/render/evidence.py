"""What sources say of an entry, and what points to it, as views of one page."""

from __future__ import annotations

from markupsafe import escape

from digest.dates import PartialDate
from digest.model.findings import Backlink, Claim, Dispute
from digest.model.refs import KINDS, Kind, Ref
from digest.render.links import Linker
from digest.render.parts import (
    BacklinkGroup,
    BacklinkView,
    ClaimView,
    DisputeView,
    Link,
)
from digest.text import listing

PLURALS: dict[Kind, str] = {
    "topic": "Topics", "actor": "Actors", "summit": "Summits and meetings",
    "milestone": "Timeline", "document": "Documents", "source": "Sources",
}  # fmt: skip
"""What pages call the entries of a kind."""

LABELS = {
    "start": "first day", "end": "last day",
    "first": "first of its kind", "in-force": "entry into force",
}  # fmt: skip
"""Properties whose word in files would not read well on a page."""


class Evidence(Linker):
    """Makes the views of facts and backlinks."""

    def dispute(self, dispute: Dispute) -> DisputeView:
        """One property of one entry, as sources and registry have it."""
        words = LABELS.get(dispute.prop, dispute.prop.replace("-", " "))
        words += f": {dispute.what}" if dispute.what else ""
        claims = tuple(map(self.claim, dispute.claims))
        entry = self.link(dispute.ref.kind, dispute.ref.id)
        flag = ""
        if dispute.conflict:
            corrected = any(claim.fact.corrections for claim in dispute.claims)
            apart = dispute.sources_differ or corrected
            flag = "sources differ" if apart else "differs from our registry"
        return DisputeView(fact_anchor(dispute), entry, words, dispute.registry, flag, claims)

    def claim(self, claim: Claim) -> ClaimView:
        """What one source says, and whether others say the same."""
        fact = claim.fact
        verdict = ""
        if fact.corrections:
            verdict = f"others: {listing(map(self.value, fact.corrections))}"
        elif claim.agrees is not None:
            verdict = f"{'agrees with' if claim.agrees else 'differs from'} our registry"
        return ClaimView(
            listing(map(self.value, fact.values)) + (f" {fact.unit}" if fact.unit else ""),
            fact.quote,
            self.link("source", fact.source, text=self.short(fact.source)),
            fact.paragraph,
            verdict,
            self.prose(fact.note) if fact.note else "",
            self.citations(fact.sources),
        )

    def disputes(self, ref: Ref) -> tuple[DisputeView, ...]:
        """Every property of an entry of which a fact speaks."""
        return tuple(map(self.dispute, self.findings.disputes_about.get(ref, ())))

    def value(self, value: str) -> str:
        """A fact's value for readers: names for ids, words for dates."""
        if value in self.corpus.actors:
            return self.corpus.actors[value].name
        try:
            return PartialDate.parse(value).words
        except ValueError:
            return value

    def backlinks(self, ref: Ref) -> tuple[BacklinkGroup, ...]:
        """What points to an entry, by kind of what points."""
        found = self.findings.backlinks.get(ref, ())
        groups = []
        for kind in KINDS:
            items = tuple(self._backlink(link) for link in found if link.origin.kind == kind)
            if items:
                groups.append(BacklinkGroup(PLURALS[kind], items))
        return tuple(groups)

    def _backlink(self, link: Backlink) -> BacklinkView:
        sentence = self.prose(link.sentence) if not link.quoted else escape(link.sentence)
        title = self.corpus.name(link.origin)
        return BacklinkView(Link(self.href(link.origin, link.anchor), title), sentence, link.quoted)


def fact_anchor(dispute: Dispute) -> str:
    """Id of a fact's element, unique on its page."""
    what = "".join(
        c if c.isascii() and c.isalnum() else f"u{ord(c):x}" if c.isalnum() else "-"
        for c in dispute.what.lower()
    )
    parts = ("fact", dispute.ref.kind, dispute.ref.id, dispute.prop, what.strip("-"))
    return "-".join(part for part in parts if part)
