"""What sources say of one property of an entry, judged against the registry and each other."""

from __future__ import annotations

from typing import Literal, NamedTuple

from digest.model.coding import Fact
from digest.model.refs import Ref
from digest.model.verdicts import Slip, Verdict
from digest.model.words import Support

Against = Literal["", "correction", "registry", "sources", "itself"]
"""By what a claim was judged: our own correction, the registry, other sources, its own source."""


class Held(NamedTuple):
    """What the registry holds of a property."""

    words: str
    """For readers."""
    ref: Ref
    """The entry that holds it; for something earlier on record, another than the fact's own."""
    sources: tuple[str, ...]
    """What it rests on: addresses or article ids."""
    support: Support = Support.PAGES
    """Whether it rests on pages at all."""


class Claim(NamedTuple):
    """What one source says of a property of an entry."""

    fact: Fact
    verdict: Verdict
    """How it stands to what others give."""
    against: Against = ""
    """By what it was judged; empty when there is nothing to compare it with."""
    slip: Slip | None = None
    """In conflict: which kind of slip it looks like, a guess."""
    itself: bool = False
    """Whether another passage of the same source excludes it."""

    @property
    def agrees(self) -> bool | None:
        """Whether it agrees, up to precision; `None` when it could not be compared."""
        if self.verdict is Verdict.OPEN:
            return None
        return self.verdict in (Verdict.AGREES, Verdict.PRECISION)


class Dispute(NamedTuple):
    """One property of one entry, as the sources and the registry have it."""

    ref: Ref
    prop: str
    """The property, as in files."""
    what: str
    """What a number counts, which office, what was the first."""
    claims: tuple[Claim, ...]
    held: Held | None
    """What the registry has; `None` when nothing of the kind."""
    sources_differ: bool
    """Whether two sources, or one source with itself, differ by more than precision."""
    conflict: bool
    """Whether sources differ, or one of them differs from the registry or from our correction."""

    @property
    def registry(self) -> str:
        """The registry's value for readers; empty when it has none."""
        return self.held.words if self.held else ""

    @property
    def precision(self) -> bool:
        """Whether all agree, and some say it more or less precisely."""
        near = any(claim.verdict is Verdict.PRECISION for claim in self.claims)
        return near and not self.conflict

    @property
    def itself(self) -> bool:
        """Whether one source contradicts itself."""
        return any(claim.itself for claim in self.claims)
