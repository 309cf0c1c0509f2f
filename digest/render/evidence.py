"""What sources say of an entry, and what points to it, as views of one page."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import escape

from digest.model.coding import fact_id
from digest.model.disputes import Claim, Dispute
from digest.model.findings import Backlink
from digest.model.refs import KINDS, Kind, Ref, address
from digest.render import claims
from digest.render.claims import DISAGREEMENTS, ClaimView, DisputeView, fact_anchor
from digest.render.links import Linker
from digest.render.parts import BacklinkGroup, BacklinkView, Link
from digest.text import listing, number

PLURALS: dict[Kind, str] = {
    "topic": "Topics", "actor": "Actors", "summit": "Summits and meetings",
    "milestone": "Timeline", "document": "Documents", "source": "Sources",
}  # fmt: skip
"""What pages call the entries of a kind."""

CLAIM_FOLDER = "disagreements/claims"
"""Folder of the pages of properties on which very many sources speak."""

OTHERS = 8
"""How many other sources a source's own page shows on a property."""

FULL = 6
"""How many backlinks of a kind have their sentence; of those beyond, pages name the entry."""


CLAIMS, SOME = 20, 12
"""Claims with which a property shows all of them, and how many it shows of more: 500 bytes each."""

FACTS = 120
"""Claims on an entry's page, over all properties: about 60 kB."""

NAMED = 150
"""Entries that point to an entry, of one kind, with which its page names all: about 15 kB."""


def weight(dispute: Dispute) -> int:
    """How many claims of a property a page shows, and its heading."""
    count = len(dispute.claims)
    return 1 + (count if count <= CLAIMS else SOME)


def heavy(found: Iterable[Dispute]) -> int:
    """How much room some properties take."""
    return sum(map(weight, found))


def list_address(ref: Ref, name: str) -> str:
    """The page that leads to all pages of a long list of an entry."""
    return f"{address(ref).removesuffix('.html')}/{name}.html"


def claims_address(dispute: Dispute) -> str:
    """The page of all claims on a property, or that leads to all."""
    return f"{CLAIM_FOLDER}/{claims_slug(dispute)}.html"


def claims_slug(dispute: Dispute) -> str:
    """A property in the address of its page, short enough to be the name of a file."""
    slug = fact_anchor(dispute).removeprefix("fact-")
    if len(slug) <= 100:
        return slug
    return f"{slug[:80]}-{hashlib.sha256(slug.encode()).hexdigest()[:12]}"


class Evidence(Linker):
    """Makes the views of facts and backlinks."""

    def dispute(self, dispute: Dispute, only: Sequence[Claim] = ()) -> DisputeView:
        """One property of one entry, as sources and registry have it; `only`: some claims."""
        mark = fact_anchor(dispute)
        held = dispute.held
        shown_there = any(self.corpus.sources[c.fact.source].stands for c in dispute.claims)
        listed = (dispute.conflict or dispute.precision) and self.path != DISAGREEMENTS
        listed = listed and shown_there
        elsewhere = held and held.ref != dispute.ref
        shown = only or self._shown(dispute)
        return DisputeView(
            mark,
            self.link(dispute.ref.kind, dispute.ref.id),
            claims.heading(dispute),
            dispute.registry,
            claims.flag(dispute),
            tuple(self.claim(claim, mark) for claim in shown),
            more=0 if only else len(dispute.claims) - len(shown),
            every=Link(self.to(claims_address(dispute)), f"all {len(dispute.claims)}")
            if len(dispute.claims) > CLAIMS
            else None,
            place=Link(self.to(f"{DISAGREEMENTS}#{mark}"), "all disagreements") if listed else None,
            holder=self.link(held.ref.kind, held.ref.id) if held and elsewhere else None,
            rests=self.citations(held.sources) if held else (),
            support=held.support.caveat if held else "",
        )

    def _shown(self, dispute: Dispute) -> list[Claim]:
        """All claims; on a source's own page its own and a few others, at odds with them first.

        Else every source that speaks of a property would repeat all others that do.  Of very many
        claims every page shows a few, again at odds first; all stand on pages of their own.
        """
        own = self.own.id if self.own and self.own.kind == "source" else ""
        if not own and len(dispute.claims) > CLAIMS:
            return sorted(dispute.claims, key=lambda claim: claim.agrees is not False)[:SOME]
        if not own or len(dispute.claims) <= OTHERS:
            return list(dispute.claims)
        mine = [claim for claim in dispute.claims if claim.fact.source == own]
        others = [claim for claim in dispute.claims if claim.fact.source != own]
        others.sort(key=lambda claim: claim.agrees is not False)
        return mine + others[:OTHERS]

    def claim(self, claim: Claim, mark: str) -> ClaimView:
        """What one source says, and whether others say the same; `mark` is its place there."""
        fact = claim.fact
        attested = self.findings.attested.get(fact_id(fact))
        return ClaimView(
            listing(map(self.value, fact.values)) + (f" {fact.unit}" if fact.unit else ""),
            attested.words if attested else fact.quote,
            self.link("source", fact.source, mark, self.short(fact.source)),
            attested.paragraph if attested else fact.paragraph,
            claims.verdict(self.corpus, claim),
            self.prose(fact.note) if fact.note else "",
            self.citations(fact.sources),
            slip=claim.slip.label if claim.slip else "",
            own=self.own == Ref("source", fact.source),
        )

    def disputes(self, ref: Ref) -> tuple[DisputeView, ...]:
        """Every property of an entry of which a fact speaks; of very many the first, conflicts."""
        found = self.findings.disputes_about.get(ref, ())
        room = FACTS if heavy(found) > FACTS else len(found) * SOME
        shown = []
        for dispute in found:
            room -= weight(dispute)
            if room < 0:
                break
            shown.append(self.dispute(dispute))
        return tuple(shown)

    def all_disputes(self, ref: Ref) -> Link | None:
        """To the pages of all of them, where an entry's page has no room."""
        found = self.findings.disputes_about.get(ref, ())
        if heavy(found) <= FACTS:
            return None
        return Link(self.to(list_address(ref, "facts")), f"All {len(found)} points, by kind")

    def value(self, value: str) -> str:
        """A fact's value for readers: names for ids, words for dates."""
        return claims.shown(self.corpus, value)

    def backlinks(self, ref: Ref) -> tuple[BacklinkGroup, ...]:
        """What points to an entry, by kind of what points."""
        found = self.findings.backlinks.get(ref, ())
        groups = []
        for kind in KINDS:
            links = [link for link in found if link.origin.kind == kind]
            if links:
                full = _spread(links)
                items = tuple(self._backlink(link) for link in full)
                more = tuple(self._more(links, full))
                if len({link.origin for link in links}) > NAMED:
                    every = Link(self.to(list_address(ref, "links")), f"all {number(len(more))}")
                    more = (*more[: NAMED // 3], (every, ""))
                groups.append(BacklinkGroup(PLURALS[kind], items, more))
        return tuple(groups)

    def _more(
        self, links: Sequence[Backlink], full: Sequence[Backlink]
    ) -> Iterator[tuple[Link, str]]:
        """What is not in `full`: each entry once, led to the first of its places."""
        told = {link.origin for link in full}
        left: dict[Ref, list[Backlink]] = {}
        for link in links:
            if link not in full:
                left.setdefault(link.origin, []).append(link)
        for ref, places in left.items():
            count = len(places)
            words = f"{count} more places" if ref in told else f"{count} places"
            if count == 1:
                words = "once more" if ref in told else ""
            yield Link(self.href(ref, places[0].anchor), self.corpus.name(ref)), words

    def _backlink(self, link: Backlink) -> BacklinkView:
        sentence = self.prose(link.sentence) if not link.quoted else escape(link.sentence)
        title = self.corpus.name(link.origin)
        return BacklinkView(Link(self.href(link.origin, link.anchor), title), sentence, link.quoted)


def _spread(links: Sequence[Backlink]) -> list[Backlink]:
    """`FULL` of them in their order: the first of every entry before the second of any."""
    if len(links) <= FULL:
        return list(links)
    seen: Counter[Ref] = Counter()
    ranked = []
    for place, link in enumerate(links):
        ranked.append((seen[link.origin], place))
        seen[link.origin] += 1
    return [links[place] for place in sorted(place for _, place in sorted(ranked)[:FULL])]
