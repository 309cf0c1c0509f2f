"""Which sources are one text in the end, and which stances are one statement published twice."""

from __future__ import annotations

from collections import defaultdict

from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.words import Standing
from digest.text import fold, squash


def roots(corpus: Corpus) -> dict[str, str]:
    """Source → the source from which it derives in the end; itself when from none here.

    Sources that derive from one text outside the digest share the first of them as their root.
    """
    outside: dict[str, str] = {}
    found: dict[str, str] = {}
    for id in sorted(corpus.sources):
        root = id
        while True:
            origin = corpus.sources[root].derived_from
            if not origin:
                break
            if origin.source not in corpus.sources:
                root = outside.setdefault(origin.url or squash(origin.title), root)
                break
            root = origin.source
        found[id] = root
    return found


def current(corpus: Corpus, stance: Stance) -> bool:
    """Whether a stance's source still stands as published; else it drops out of every figure."""
    return corpus.sources[stance.source].standing is Standing.CURRENT


def twins(corpus: Corpus, root: dict[str, str]) -> dict[str, tuple[Stance, ...]]:
    """Permalink of a statement → the same statement in the other sources of one lineage.

    The same holders, topic and quotation in texts of which one derives from the other are one
    statement.  The one that counts comes first: it stands in the root, else in the first source
    by id that is current.
    """
    groups: dict[tuple[object, ...], list[Stance]] = defaultdict(list)
    for stance in corpus.stances():
        holders = tuple(sorted(stance.holders))
        groups[root[stance.source], holders, stance.topic, fold(stance.quote)].append(stance)
    found: dict[str, tuple[Stance, ...]] = {}
    for same in groups.values():
        if len({stance.source for stance in same}) > 1:
            ordered = sorted(
                same,
                key=lambda s: (not current(corpus, s), s.source != root[s.source], s.source),
            )
            for stance in ordered:
                others = [other for other in ordered if other is not stance]
                found[stance_id(stance)] = tuple(others)
    return found


def repeated(corpus: Corpus, root: dict[str, str], same: dict[str, tuple[Stance, ...]]) -> set[str]:
    """Permalinks of stances that only repeat a statement which counts elsewhere."""
    found: set[str] = set()
    for id, others in same.items():
        if id not in found:
            found |= {stance_id(other) for other in others}
    return found
