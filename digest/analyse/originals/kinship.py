"""Whether sources say of themselves what their originals show: who derives from whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from digest.analyse.stances.lineage import roots
from digest.model.attestation import Attestation, Overlap, Shared
from digest.model.corpus import Corpus
from digest.model.refs import Ref
from digest.model.verdicts import Lint, Remark
from digest.model.words import Derivation
from digest.text import a, plural

SHARE = 0.1
"""So much of the shorter text must be shared to look as if one derived from the other."""
LONGEST = 24
"""So many words must stand in a row in both; a quotation of a third text may be as long."""
WHOLE = 0.5
"""From this share of the shorter text on, texts of like length are one text published twice."""
ALIKE = 0.6
"""Texts are of like length when the shorter has at least this share of the longer one’s words."""
FIGURES = 0.5
"""So much of the years and figures of a text must follow each other in its translation."""
UNFOUNDED = 0.3
"""An excerpt or republication shares at least so much of its words with its origin."""

_WORD_FOR_WORD = (Derivation.EXCERPT, Derivation.REPUBLICATION)


def overlaps(corpus: Corpus) -> dict[str, tuple[Overlap, ...]]:
    """Source → what it has in common with others as recorded, the largest share first."""
    root = roots(corpus)
    found: dict[str, tuple[Overlap, ...]] = {}
    for id, record in corpus.attestations.items():
        items = [
            _overlap(corpus, root, id, other, shared)
            for other, shared in record.overlaps.items()
            if id in corpus.sources and other in corpus.sources and other in corpus.attestations
        ]
        if items:
            found[id] = tuple(sorted(items, key=lambda item: (-item.share, item.other)))
    return found


def _overlap(
    corpus: Corpus, root: Mapping[str, str], id: str, other: str, shared: Shared
) -> Overlap:
    one, two = corpus.attestations[id], corpus.attestations[other]
    back = two.overlaps.get(id, Shared())
    share, theirs = shared.words / max(one.words, 1), back.words / max(two.words, 1)
    kind = _kind(one, two, max(share, theirs), shared)
    derives = kind is not None and _derives(corpus, kind, id, other)
    confirmed = root[id] == root[other]
    return Overlap(
        other, shared.words, share, theirs, shared.longest, shared.figures, kind, derives, confirmed
    )


def _kind(one: Attestation, two: Attestation, share: float, shared: Shared) -> Derivation | None:
    """How one of two texts looks as if it derived from the other, from what they share."""
    lengths = sorted((one.words, two.words))
    if share >= SHARE and shared.longest >= LONGEST:
        whole = share >= WHOLE and lengths[0] >= ALIKE * lengths[1]
        return Derivation.REPUBLICATION if whole else Derivation.EXCERPT
    fewest = min(one.figures, two.figures)
    if fewest and shared.figures / fewest >= FIGURES:
        return Derivation.TRANSLATION
    return None


def _derives(corpus: Corpus, kind: Derivation, id: str, other: str) -> bool:
    """Whether the first of two texts is the one that derives.

    Of an excerpt the shorter text; else the later one, an undated one counting as later.
    """
    if kind is Derivation.EXCERPT:
        one, two = corpus.attestations[id].words, corpus.attestations[other].words
        if one != two:
            return one < two
    mine, theirs = corpus.sources[id].date, corpus.sources[other].date
    if mine and theirs and (mine.before(theirs) or theirs.before(mine)):
        return theirs.before(mine)
    if bool(mine) != bool(theirs):
        return mine is None
    return id > other


def remarks(corpus: Corpus, found: Mapping[str, tuple[Overlap, ...]]) -> Iterator[Remark]:
    """Kinship that is shown and not said, and kinship that is said and not shown."""
    for id, items in found.items():
        for item in items:
            if item.kind and item.derives and not item.confirmed:
                yield _unconfirmed(corpus, id, item, item.kind)
    for id, source in corpus.sources.items():
        origin = source.derived_from
        if not origin or origin.how not in _WORD_FOR_WORD:
            continue
        if id in corpus.attestations and origin.source in corpus.attestations:
            record = corpus.attestations[id]
            shared = record.overlaps.get(origin.source, Shared()).words
            if shared < UNFOUNDED * record.words:
                yield Remark(
                    Lint.LINEAGE_UNFOUNDED, corpus.files[Ref("source", id)],
                    ("derived_from", "how"),
                    f"is said to be {a(origin.how.label)} of {origin.source}, and shares "
                    f"{shared} of its {plural(record.words, 'word')} with it in runs",
                    "write 'how: summary', or accept it with a reason", id,
                )  # fmt: skip


def _unconfirmed(corpus: Corpus, id: str, item: Overlap, kind: Derivation) -> Remark:
    if kind is Derivation.TRANSLATION:
        shared = f"{item.figures} years and figures in one order"
    else:
        shared = f"{item.words} words ({item.share:.0%} of it), {item.longest} of them in a row"
    return Remark(
        Lint.LINEAGE, corpus.files[Ref("source", id)], ("title",),
        f"shares {shared} with {item.other}, and neither says where it comes from",
        f"write 'derived_from: {{source: {item.other}, how: {kind.value}}}'", id,
    )  # fmt: skip
