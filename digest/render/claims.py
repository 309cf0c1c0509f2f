"""Facts in words: what a source says, how that stands to what others give, what it looks like."""

from __future__ import annotations

from digest.dates import PartialDate
from digest.model.corpus import Corpus
from digest.model.disputes import Against, Claim, Dispute
from digest.model.verdicts import Verdict
from digest.render import parts
from digest.render.parts import Link
from digest.text import listing, number

DISAGREEMENTS = "disagreements.html"
"""The page of all disagreements."""

LABELS = {
    "start": "first day", "end": "last day",
    "first": "first of its kind", "in-force": "entry into force",
}  # fmt: skip
"""Properties whose word in files would not read well on a page."""

_WORDS: dict[tuple[Verdict, Against], str] = {
    (Verdict.AGREES, "registry"): "agrees with our registry",
    (Verdict.PRECISION, "registry"): "agrees with our registry, in another precision",
    (Verdict.CONFLICTS, "registry"): "differs from our registry",
    (Verdict.ITSELF, "registry"): "differs from our registry",
    (Verdict.AGREES, "correction"): "others give the same",
    (Verdict.AGREES, "sources"): "another source says the same",
    (Verdict.PRECISION, "sources"): "another source says the same, in another precision",
    (Verdict.CONFLICTS, "sources"): "another source says otherwise",
}
_ITSELF = "the same source says otherwise elsewhere"


class ClaimView(parts.ClaimView, frozen=True, kw_only=True):
    """What one source says, with a guess at what went wrong."""

    slip: str = ""
    """Which kind of slip it looks like; empty when nothing conflicts."""


class DisputeView(parts.DisputeView, frozen=True, kw_only=True):
    """One property of one entry, with its place on the page of all disagreements."""

    more: int = 0
    """How many sources more are left out here; all stand at `place` or on the entry's page."""
    every: Link | None = None
    """To all claims, where there are very many."""
    place: Link | None = None
    """Its place there; `None` when nothing differs, or on that page itself."""
    holder: Link | None = None
    """The entry whose registry is meant, when it is another one."""
    rests: tuple[Link, ...] = ()
    """What the registry rests on."""
    support: str = ""
    """`general knowledge` or `unconfirmed`, when it does not rest on pages."""


def verdict(corpus: Corpus, claim: Claim) -> str:
    """How a claim stands to what others give; empty when there is nothing to compare it with."""
    words = _WORDS.get((claim.verdict, claim.against), "")
    if claim.against == "correction" and claim.fact.corrections:
        words = f"others: {listing(shown(corpus, value) for value in claim.fact.corrections)}"
    return "; ".join(filter(None, (words, _ITSELF if claim.itself else "")))


def flag(dispute: Dispute) -> str:
    """What is wrong with a property in a few words; empty when nothing conflicts."""
    if not dispute.conflict:
        return ""
    apart = [claim.against for claim in dispute.claims if claim.agrees is False]
    if "correction" in apart or "sources" in apart:
        return "sources differ"
    return "a source contradicts itself" if dispute.itself else "differs from our registry"


def heading(dispute: Dispute) -> str:
    """A property in words: `first day`, `number: member states in July 2024`."""
    words = LABELS.get(dispute.prop, dispute.prop.replace("-", " "))
    return f"{words}: {dispute.what}" if dispute.what else words


def shown(corpus: Corpus, value: str) -> str:
    """A fact's value for readers: names for ids, words for dates."""
    if value in corpus.actors:
        return corpus.actors[value].name
    try:
        return PartialDate.parse(value).words
    except ValueError:
        return number(int(value)) if value.isascii() and value.isdigit() else value


def fact_anchor(dispute: Dispute) -> str:
    """Id of a fact's element, unique on its page and the same on every page."""
    what = "".join(
        c if c.isascii() and c.isalnum() else f"u{ord(c):x}" if c.isalnum() else "-"
        for c in dispute.what.lower()
    )
    parts = ("fact", dispute.ref.kind, dispute.ref.id, dispute.prop, what.strip("-"))
    return "-".join(part for part in parts if part)
