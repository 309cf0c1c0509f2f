"""What appeared, changed or vanished between two states of a digest: stances, facts, positions.

What is the same but edited is matched, so that it shows as changed: first by permalink; then by
the same words in the same source, however they are coded now; then by source, holders, topic and
paragraph, whatever is quoted from it now; last, where a source has another id now, by holders,
topic and words.  Every step looks things up by key; only within one key are candidates compared.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from digest.analyse.edits import fact_edits, position_edits, stance_edits
from digest.model.change import Difference, How, Spot, Thing
from digest.model.coding import Fact, Stance, fact_id, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.refs import Ref
from digest.text import clip, fold, listing, plural

T = TypeVar("T")
Key = Callable[[T], Hashable]

_PAIRS = 400
"""Candidates with one key are compared each with each only up to so many pairs."""


class State(NamedTuple):
    """A digest at one time."""

    corpus: Corpus
    findings: Findings


def changes(old: State, new: State) -> tuple[Difference, ...]:
    """All differences: stances, then facts, then positions; each as it appeared, changed, vanished.

    Stances and facts are in the order of the sources, positions in that of the registries.
    """
    found = [*_stances(old, new), *_facts(old, new), *_positions(old, new)]
    things, hows = list(Thing), list(How)
    return tuple(sorted(found, key=lambda d: (things.index(d.thing), hows.index(d.how))))


def _stances(old: State, new: State) -> Iterable[Difference]:
    moved = old.corpus.sources.keys() - new.corpus.sources.keys()
    keys: tuple[Key[Stance], ...] = (
        stance_id,
        lambda s: (s.source, fold(s.quote)),
        lambda s: (s.source, tuple(sorted(s.holders)), s.topic, s.paragraph or s),
        lambda s: (tuple(sorted(s.holders)), s.topic, fold(s.quote)),
    )
    before = list(old.corpus.stances())
    pairs, gone, fresh = _matched(before, list(new.corpus.stances()), keys, _likeness, moved)
    for one, other in pairs:
        edits = stance_edits(old.corpus, one, new.corpus, other)
        if edits:
            was = stance_id(one) if stance_id(one) != stance_id(other) else ""
            yield Difference(
                Thing.STANCE, How.CHANGED, stance_id(other), _stance_text(new.corpus, other),
                edits, was, _spot(one), _spot(other),
            )  # fmt: skip
    for stance in fresh:
        text = _stance_text(new.corpus, stance)
        yield Difference(Thing.STANCE, How.APPEARED, stance_id(stance), text, new=_spot(stance))
    for stance in gone:
        text = _stance_text(old.corpus, stance)
        yield Difference(Thing.STANCE, How.VANISHED, stance_id(stance), text, old=_spot(stance))


def _facts(old: State, new: State) -> Iterable[Difference]:
    moved = old.corpus.sources.keys() - new.corpus.sources.keys()
    keys: tuple[Key[Fact], ...] = (
        fact_id,
        lambda f: (f.source, f.about, f.prop, fold(f.quote) or f),
        lambda f: (f.source, f.about, f.prop, f.what),
        lambda f: (f.about, f.prop, f.what, f.values, fold(f.quote)),
    )
    before = list(old.corpus.facts())
    pairs, gone, fresh = _matched(before, list(new.corpus.facts()), keys, _likeness, moved)
    for one, other in pairs:
        edits = fact_edits(one, other)
        if edits:
            was = fact_id(one) if fact_id(one) != fact_id(other) else ""
            yield Difference(
                Thing.FACT, How.CHANGED, fact_id(other), _fact_text(new.corpus, other),
                edits, was, _spot(one), _spot(other),
            )  # fmt: skip
    for fact in fresh:
        text = _fact_text(new.corpus, fact)
        yield Difference(Thing.FACT, How.APPEARED, fact_id(fact), text, new=_spot(fact))
    for fact in gone:
        text = _fact_text(old.corpus, fact)
        yield Difference(Thing.FACT, How.VANISHED, fact_id(fact), text, old=_spot(fact))


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
    keys: Iterable[Key[T]],
    likeness: Callable[[T, T], float],
    moved: Iterable[str],
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pairs that are one thing, in the new order; what is left of the old; what is new.

    `keys` are tried one after the other on what is left; under the last, only what stood in a
    source of `moved` is looked for.
    """
    *same, last = keys
    partner: dict[int, int] = {}
    for key in same:
        _pair(old, new, partner, key, likeness)
    elsewhere = set(moved)
    _pair(old, new, partner, last, likeness, lambda item: getattr(item, "source", "") in elsewhere)
    taken = set(partner.values())
    pairs = [(old[partner[n]], item) for n, item in enumerate(new) if n in partner]
    gone = [item for n, item in enumerate(old) if n not in taken]
    return pairs, gone, [item for n, item in enumerate(new) if n not in partner]


def _pair(
    old: Sequence[T],
    new: Sequence[T],
    partner: dict[int, int],
    key: Key[T],
    likeness: Callable[[T, T], float],
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
        ranked = sorted((-likeness(old[o], new[n]), o, n) for o in ones for n in others)
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


def _spot(item: Stance | Fact) -> Spot:
    return Spot(
        f"articles/{item.source}.yaml",
        ("stances" if isinstance(item, Stance) else "facts", item.index),
    )


def _where(item: Standing | None, before: Standing | None) -> Spot | None:
    """The place of the stance by which the position differs; else of its latest one."""
    if item is None:
        return None
    known = {stance_id(s): s.position for s in (before.stances if before else ())}
    other = [s for s in item.stances if known.get(stance_id(s)) is not s.position]
    found = other or item.stances
    return _spot(found[-1]) if found else None


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
