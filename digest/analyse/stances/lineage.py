"""Which sources are one text in the end, and which stances are one statement published twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from digest.model.coding import Stance, spot, stance_id
from digest.model.corpus import Corpus
from digest.model.verdicts import Lint, Remark
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
    """Whether a stance's source still stands; else it drops out of every figure."""
    return corpus.sources[stance.source].stands


def twins(corpus: Corpus, root: dict[str, str]) -> dict[str, tuple[Stance, ...]]:
    """Permalink of a statement → the same statement in the other sources of one lineage.

    Where one text derives from another, the same position of the same holders on a topic is one
    statement, wherever in them it is quoted.  The one that counts stands in the root, else in the
    first source by id that is current, and comes first; there each quotation is a statement of its
    own, and a repetition goes with the one whose words it has, else with the first.
    """
    groups: dict[tuple[object, ...], list[Stance]] = defaultdict(list)
    for stance in corpus.stances():
        holders = tuple(sorted(stance.holders))
        groups[root[stance.source], holders, stance.topic, stance.position].append(stance)
    found: dict[str, tuple[Stance, ...]] = {}
    for same in groups.values():
        if len({stance.source for stance in same}) > 1:
            for statement in _statements(corpus, root, same):
                for stance in statement:
                    others = tuple(other for other in statement if other is not stance)
                    found[stance_id(stance)] = others
    return found


def _statements(corpus: Corpus, root: dict[str, str], same: list[Stance]) -> Iterator[list[Stance]]:
    """Each statement with its repetitions, the one that counts first; only what is repeated."""
    first = min(same, key=lambda s: (not current(corpus, s), s.source != root[s.source], s.source))
    own = [stance for stance in same if stance.source == first.source]
    by_words: dict[str, list[Stance]] = {fold(stance.quote): [stance] for stance in reversed(own)}
    for stance in same:
        if stance.source != first.source:
            by_words.get(fold(stance.quote), by_words[fold(own[0].quote)]).append(stance)
    yield from (statement for statement in by_words.values() if len(statement) > 1)


def repeated(same: dict[str, tuple[Stance, ...]]) -> set[str]:
    """Permalinks of stances that only repeat a statement which counts elsewhere."""
    found: set[str] = set()
    for id, others in same.items():
        if id not in found:
            found |= {stance_id(other) for other in others}
    return found


def coded_otherwise(corpus: Corpus, root: dict[str, str]) -> Iterator[Remark]:
    """The same words for the same holders and topic, with another position in a derived text."""
    groups: dict[tuple[object, ...], list[Stance]] = defaultdict(list)
    for stance in corpus.stances():
        holders = tuple(sorted(stance.holders))
        groups[root[stance.source], holders, stance.topic, fold(stance.quote)].append(stance)
    for same in groups.values():
        own = next((s for s in same if s.source == root[s.source]), same[0])
        for stance in same:
            if stance.source != own.source and stance.position is not own.position:
                yield Remark(
                    Lint.CODED_OTHERWISE, *spot(stance, "position"),
                    f"{own.source} codes the same words as '{own.position.value}'",
                    f"write 'position: {own.position.value}', or mend it there",
                    stance.source, stance_id(stance),
                )  # fmt: skip
