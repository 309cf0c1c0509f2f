"""What appeared, changed or vanished between two states of a digest: stances, facts, positions.

What is the same but edited is matched, so that it shows as changed: first by permalink; then by
the same words in the same source, however they are coded now; then by source, holders, topic and
paragraph, whatever is quoted from it now; last, where a source has another id now, by holders,
topic and words.  Every step looks things up by key; only within one key are candidates compared.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence, Set
from typing import Generic, NamedTuple, TypeVar

from digest.analyse.edits import fact_edits, position_edits, stance_edits
from digest.model.change import Difference, Edit, How, Thing
from digest.model.coding import Fact, Spot, Stance, fact_id, spot, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.refs import Ref
from digest.text import clip, fold, listing, plural

T = TypeVar("T", Stance, Fact)
Key = Callable[[T], Hashable]

_PAIRS = 400
"""Candidates with one key are compared each with each only up to so many pairs."""


class State(NamedTuple):
    """A digest at one time."""

    corpus: Corpus
    findings: Findings


class Matched(NamedTuple, Generic[T]):
    """Which items of two states are one thing."""

    pairs: list[tuple[T, T]]
    """The old and the new one, in the new order."""
    gone: list[T]
    """What is left of the old, in their order."""
    fresh: list[T]
    """What is left of the new, in their order."""


def changes(old: State, new: State) -> tuple[Difference, ...]:
    """All differences: stances, then facts, then positions; each as it appeared, changed, vanished.

    Stances and facts are in the order of the sources, positions in that of the registries.
    """
    found = [*_stances(old, new), *_facts(old, new), *_positions(old, new)]
    things, hows = list(Thing), list(How)
    return tuple(sorted(found, key=lambda d: (things.index(d.thing), hows.index(d.how))))


def _stances(old: State, new: State) -> Iterable[Difference]:
    keys: tuple[Key[Stance], ...] = (
        stance_id,
        lambda s: (s.source, fold(s.quote)),
        lambda s: (s.source, tuple(sorted(s.holders)), s.topic, s.paragraph or s),
        lambda s: (tuple(sorted(s.holders)), s.topic, fold(s.quote)),
    )
    matched = _matched([*old.corpus.stances()], [*new.corpus.stances()], keys, _moved(old, new))

    def edits(one: Stance, other: Stance) -> tuple[Edit, ...]:
        return stance_edits(old.corpus, one, new.corpus, other)

    return _told(Thing.STANCE, old, new, matched, stance_id, edits, _stance_text)


def _facts(old: State, new: State) -> Iterable[Difference]:
    keys: tuple[Key[Fact], ...] = (
        fact_id,
        lambda f: (f.source, f.about, f.prop, fold(f.quote) or f),
        lambda f: (f.source, f.about, f.prop, f.what),
        lambda f: (f.about, f.prop, f.what, f.values, fold(f.quote)),
    )
    matched = _matched([*old.corpus.facts()], [*new.corpus.facts()], keys, _moved(old, new))
    return _told(Thing.FACT, old, new, matched, fact_id, fact_edits, _fact_text)


def _moved(old: State, new: State) -> set[str]:
    """Sources that are no more, or have another id now."""
    return old.corpus.sources.keys() - new.corpus.sources.keys()


def _told(
    thing: Thing,
    old: State,
    new: State,
    matched: Matched[T],
    key: Callable[[T], str],
    edits: Callable[[T, T], tuple[Edit, ...]],
    text: Callable[[Corpus, T], str],
) -> Iterator[Difference]:
    """What became of stances, or of facts."""
    for one, other in matched.pairs:
        found = edits(one, other)
        if found:
            was = key(one) if key(one) != key(other) else ""
            yield Difference(
                thing, How.CHANGED, key(other), text(new.corpus, other), found, was,
                spot(one), spot(other),
            )  # fmt: skip
    for item in matched.fresh:
        yield Difference(thing, How.APPEARED, key(item), text(new.corpus, item), new=spot(item))
    for item in matched.gone:
        yield Difference(thing, How.VANISHED, key(item), text(old.corpus, item), old=spot(item))


def _positions(old: State, new: State) -> Iterable[Difference]:
    ones, others = old.findings.standings, new.findings.standings
    for key in [*others, *(key for key in ones if key not in others)]:
        one, other = ones.get(key), others.get(key)
        id = "/".join(key)
        spots = (_where(one, other), _where(other, one))
        if one and other:
            edits = position_edits(one, other)
            if edits:
                text = _position_text(new.corpus, other)
                yield Difference(Thing.POSITION, How.CHANGED, id, text, edits, "", *spots)
        elif other:
            text = _position_text(new.corpus, other)
            yield Difference(Thing.POSITION, How.APPEARED, id, text, new=spots[1])
        elif one:
            text = _position_text(old.corpus, one)
            yield Difference(Thing.POSITION, How.VANISHED, id, text, old=spots[0])


def _matched(
    old: list[T],
    new: list[T],
    keys: Sequence[Key[T]],
    moved: Set[str],
) -> Matched[T]:
    """What is one thing, by `keys` that are tried one after the other on what is left.

    Under the last, only what stood in a source of `moved` is looked for.
    """
    partner: dict[int, int] = {}
    for key in keys[:-1]:
        _pair(old, new, partner, key)
    _pair(old, new, partner, keys[-1], lambda item: item.source in moved)
    taken = set(partner.values())
    pairs = [(old[partner[n]], item) for n, item in enumerate(new) if n in partner]
    gone = [item for n, item in enumerate(old) if n not in taken]
    return Matched(pairs, gone, [item for n, item in enumerate(new) if n not in partner])


def _pair(
    old: Sequence[T],
    new: Sequence[T],
    partner: dict[int, int],
    key: Key[T],
    admitted: Callable[[T], bool] = lambda item: True,
) -> None:
    """Add to `partner` (place in `new` → place in `old`) those that share a key, likest first."""
    taken = set(partner.values())
    waiting: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for n, item in enumerate(old):
        if n not in taken and admitted(item):
            waiting[key(item)][0].append(n)
    for n, item in enumerate(new):
        if n not in partner and key(item) in waiting:
            waiting[key(item)][1].append(n)
    for ones, others in waiting.values():
        if len(ones) * len(others) > _PAIRS:
            partner.update(zip(others, ones, strict=False))
            continue
        ranked = sorted((-_likeness(old[o], new[n]), o, n) for o in ones for n in others)
        free = set(ones)
        for _, o, n in ranked:
            if o in free and n not in partner:
                partner[n] = o
                free.remove(o)


def _likeness(one: Stance | Fact, other: Stance | Fact) -> float:
    """How alike two candidates are: the same coding first, then the words."""
    same = 0
    if isinstance(one, Stance) and isinstance(other, Stance):
        same = 2 * (one.topic == other.topic) + 2 * (set(one.holders) == set(other.holders))
        same += one.position is other.position
    elif isinstance(one, Fact) and isinstance(other, Fact):
        same = 2 * (one.values == other.values) + (one.what == other.what)
    words = difflib.SequenceMatcher(None, fold(one.quote), fold(other.quote), autojunk=False)
    return same + words.ratio()


def _where(item: Standing | None, before: Standing | None) -> Spot | None:
    """The place of the stance by which the position differs; else of its latest one."""
    if item is None:
        return None
    known = {stance_id(s): s.position for s in (before.stances if before else ())}
    other = [s for s in item.stances if known.get(stance_id(s)) is not s.position]
    found = other or item.stances
    return spot(found[-1]) if found else None


def _names(corpus: Corpus, ids: Iterable[str]) -> str:
    return listing(corpus.name(Ref("actor", id)) for id in ids)


def _stance_text(corpus: Corpus, s: Stance) -> str:
    holders, topic = _names(corpus, s.holders), corpus.name(Ref("topic", s.topic))
    return f"{holders} on {topic}: {s.position.label}, “{s.quote}”"


def _fact_text(corpus: Corpus, f: Fact) -> str:
    ref = corpus.find(f.about)
    entry = corpus.name(ref) if ref else f.about
    prop = f.prop.label + (f" ({f.what})" if f.what else "")
    value = listing(f.values) + (f" {f.unit}" if f.unit else "")
    quote = f", “{clip(f.quote, 120)}”" if f.quote else ""
    return f"{entry}, {prop}: {clip(value, 120)}{quote}"


def _position_text(corpus: Corpus, item: Standing) -> str:
    actor, topic = _names(corpus, [item.actor]), corpus.name(Ref("topic", item.topic))
    found = plural(item.tally.stances, "stance")
    return f"{actor} on {topic}: {item.position.label}, {found}"
