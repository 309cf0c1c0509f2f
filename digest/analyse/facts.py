"""Facts against each other and against the registries."""

from __future__ import annotations

from collections import defaultdict

from digest.dates import PartialDate
from digest.model.corpus import Corpus, Entry
from digest.model.findings import Claim, Dispute
from digest.model.refs import KINDS, Ref
from digest.model.source import Fact
from digest.model.words import FactProperty
from digest.text import listing, squash

_DATES = {
    FactProperty.START: ("start", "date", "adopted"),
    FactProperty.END: ("end",),
    FactProperty.ADOPTED: ("adopted",),
    FactProperty.SIGNED: ("signed", "adopted"),
    FactProperty.IN_FORCE: ("in_force",),
}
_LISTS = {
    FactProperty.PARTIES: "parties",
    FactProperty.SIGNATORIES: "signatories",
}


def disputes(corpus: Corpus) -> tuple[Dispute, ...]:
    """Every property of which a fact speaks: conflicts first, then by property and entry."""
    groups: dict[tuple[Ref, str, str], list[Fact]] = defaultdict(list)
    titles: dict[tuple[Ref, str, str], str] = {}
    for fact in corpus.facts():
        ref = corpus.find(fact.about)
        if ref:
            key = (ref, fact.prop.value, squash(fact.what))
            groups[key].append(fact)
            titles.setdefault(key, fact.what)
    found = [_dispute(corpus, key[0], titles[key], facts) for key, facts in groups.items()]
    order = [prop.value for prop in FactProperty]
    return tuple(
        sorted(
            found,
            key=lambda d: (
                not d.conflict,
                order.index(d.prop),
                KINDS.index(d.ref.kind),
                d.ref.id,
                d.what,
            ),
        )
    )


def _dispute(corpus: Corpus, ref: Ref, what: str, facts: list[Fact]) -> Dispute:
    entry = corpus.table(ref.kind)[ref.id]
    claims = tuple(Claim(fact, _agrees(corpus, entry, fact)) for fact in facts)
    differ = _differ(facts)
    return Dispute(
        ref, facts[0].prop.value, what, claims, _registry(corpus, entry, facts[0]), differ,
        differ or any(claim.agrees is False for claim in claims),
    )  # fmt: skip


def _differ(facts: list[Fact]) -> bool:
    """Whether some of the facts say different things, up to precision, spelling and list order.

    Linear: dates that all overlap pairwise have a day in common, so one running range decides.
    """
    rows = [sorted(fact.values, key=squash) for fact in facts]
    if len({len(row) for row in rows}) > 1:
        return True
    return any(_column_differs(column) for column in zip(*rows, strict=True))


def _column_differs(values: tuple[str, ...]) -> bool:
    dates = [_date(value) for value in values]
    known = [date for date in dates if date]
    if len(known) < len(values):
        return len({squash(value) for value in values}) > 1
    return max(date.first for date in known) > min(date.last for date in known)


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def _held(entry: Entry, prop: FactProperty) -> object:
    """What the registry has for a property; `None` when nothing."""
    for name in _DATES.get(prop, ()):
        value = getattr(entry, name, None)
        if value is not None:
            return value
    if prop is FactProperty.END:
        return getattr(entry, "start", None)
    if prop is FactProperty.PLACE:
        return getattr(entry, "place", None) or None
    if prop in _LISTS:
        return getattr(entry, _LISTS[prop], None) or None
    return None


def _registry(corpus: Corpus, entry: Entry, fact: Fact) -> str:
    value = None if fact.what and fact.prop not in _DATES else _held(entry, fact.prop)
    if isinstance(value, PartialDate):
        return value.words
    if isinstance(value, tuple):
        return listing(corpus.actors[id].name for id in value)
    return str(value or "")


def _agrees(corpus: Corpus, entry: Entry, fact: Fact) -> bool | None:
    """Whether a fact agrees with the registry; a fact about a part of it cannot be compared."""
    if fact.corrections:
        return False
    if fact.what and fact.prop not in _DATES:
        return None
    value = _held(entry, fact.prop)
    if isinstance(value, PartialDate):
        given = _date(fact.values[0])
        return given.overlaps(value, value) if given else None
    if isinstance(value, tuple):
        known = {id for id in fact.values if id in corpus.actors}
        return known == set(value) if len(known) == len(fact.values) else None
    if isinstance(value, str) and fact.prop is FactProperty.PLACE:
        given_place, own = squash(fact.values[0]), squash(value)
        return given_place in own or own in given_place
    return None
