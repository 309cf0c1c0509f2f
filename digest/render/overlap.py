"""What a source shares with others, as a view of its page."""

from __future__ import annotations

from msgspec import Struct

from digest.model.attestation import RUN_AT_LEAST, Overlap
from digest.render.links import Linker
from digest.render.parts import Link
from digest.text import a, plural


class OverlapView(Struct, frozen=True):
    """One other source."""

    other: Link
    shared: str
    """How many words of each, in words."""
    longest: str
    looks: str
    """What it looks like, and which of the two would be the derived one."""
    flag: str
    """What the sources do not say of themselves; empty when confirmed or nothing to say."""
    least: int
    """Words in a row from which anything is recorded."""


def overlap_views(b: Linker, source: str) -> tuple[OverlapView, ...]:
    """What a source shares with others, the largest share first; empty when nothing is known."""
    return tuple(_view(b, item) for item in b.findings.overlaps.get(source, ()))


def _view(b: Linker, item: Overlap) -> OverlapView:
    shared, longest = "", ""
    if item.words:
        shared = f"{plural(item.words, 'word')}: {item.share:.0%} of this text, "
        shared += f"{item.theirs:.0%} of the other"
        longest = plural(item.longest, "word")
    else:
        shared = f"{item.figures} years and figures in the same order"
    looks = "a passage in common"
    if item.kind:
        kind = a(item.kind.label)
        looks = f"{kind} of the other" if item.derives else f"the other is {kind} of this"
    flag = "" if item.confirmed or not item.kind else "not confirmed"
    return OverlapView(
        b.link("source", item.other, text=b.short(item.other)), shared, longest, looks, flag,
        RUN_AT_LEAST,
    )  # fmt: skip
