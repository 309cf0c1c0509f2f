"""What the registries hold of the properties of which facts speak, and whether a fact fits it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from digest.analyse.facts import titles
from digest.analyse.facts.compare import Value, actors, compare, dated, place, value
from digest.dates import PartialDate, period
from digest.model.actor import Actor, Role
from digest.model.coding import Fact
from digest.model.corpus import Corpus, Entry
from digest.model.disputes import Held
from digest.model.document import Document
from digest.model.event import Milestone, Summit
from digest.model.refs import Ref
from digest.model.source import Source
from digest.model.verdicts import Slip, Verdict
from digest.model.words import ActorKind, FactProperty, Support
from digest.text import listing, squash

_DATES = {
    FactProperty.START: ("start", "date", "adopted"),
    FactProperty.END: ("end",),
    FactProperty.ADOPTED: ("adopted",),
    FactProperty.SIGNED: ("signed", "adopted"),
    FactProperty.IN_FORCE: ("in_force",),
}
_TITLES = frozenset(["title", "name"])
"""What a wording fact speaks of when it gives the name of its entry."""


class Judged(NamedTuple):
    """A fact held against the registry."""

    held: Held | None
    verdict: Verdict = Verdict.OPEN
    right: Value | None = None
    """The registry's value, to tell which slip it looks like."""
    ids: tuple[str, ...] = ()
    """The registry's actors as written."""
    slip: Slip | None = None
    """Where the registry itself shows which slip it is."""


def judge(corpus: Corpus, ref: Ref, fact: Fact, given: Value | None) -> Judged:
    """What the registry holds, and whether the fact says the same.

    A fact about a part of its entry (one with a `what`) is not held against the whole, except
    where the part is what the registry describes: an office at a time, the wording, a title.
    """
    entry = corpus.table(ref.kind)[ref.id]
    judges: dict[FactProperty, Callable[[Corpus, Ref, Entry, Fact, Value | None], Judged]] = {
        FactProperty.ROLE: _role, FactProperty.WORDING: _wording,
    }  # fmt: skip
    if fact.prop in judges:
        return judges[fact.prop](corpus, ref, entry, fact, given)
    if fact.what:
        return Judged(None)
    if fact.prop in _DATES:
        return _date(ref, entry, fact, given)
    if fact.prop is FactProperty.PLACE:
        text = getattr(entry, "place", "")
        return _judged(_held(ref, entry, text), given, place(text)) if text else Judged(None)
    if fact.prop is FactProperty.KIND:
        kind = getattr(entry, "kind", None)
        words = kind.label if kind else ""
        same = Verdict.AGREES if squash(words) in map(squash, fact.values) else Verdict.OPEN
        return Judged(_held(ref, entry, words), same) if words else Judged(None)
    return _list(corpus, ref, entry, fact, given)


def _judged(
    held: Held, given: Value | None, right: Value, ids: Iterable[str] = (), slip: Slip | None = None
) -> Judged:
    verdict = compare(given, right) if given else Verdict.OPEN
    return Judged(held, verdict, right, tuple(ids), slip)


def _held(ref: Ref, entry: Entry, words: str) -> Held:
    support = getattr(entry, "support", Support.PAGES)
    return Held(words, ref, getattr(entry, "sources", ()), support)


def _date(ref: Ref, entry: Entry, fact: Fact, given: Value | None) -> Judged:
    names = _DATES[fact.prop]
    dates = [date for name in names if (date := getattr(entry, name, None)) is not None]
    first = getattr(entry, "start", None) or getattr(entry, "date", None)
    if fact.prop is FactProperty.END and not dates and isinstance(entry, Summit | Milestone):
        dates = [first]
    if not dates or not isinstance(dates[0], PartialDate):
        return Judged(None)
    right = dated(dates[0])
    slip = None
    if fact.prop is FactProperty.END and given and first and given == dated(first) != right:
        slip = Slip.ONE_DAY
    return _judged(_held(ref, entry, dates[0].words), given, right, slip=slip)


def _list(corpus: Corpus, ref: Ref, entry: Entry, fact: Fact, given: Value | None) -> Judged:
    came = {}
    ids: tuple[str, ...] = ()
    if isinstance(entry, Document) and fact.prop is FactProperty.PARTIES:
        ids = entry.parties
    elif isinstance(entry, Document) and fact.prop is FactProperty.SIGNATORIES:
        ids = entry.signatories
    elif isinstance(entry, Source) and fact.prop is FactProperty.AUTHOR:
        ids = entry.authors
    elif isinstance(entry, Actor) and fact.prop is FactProperty.MEMBERSHIP:
        ids = tuple(member.actor for member in entry.all_members)
    elif isinstance(entry, Summit) and fact.prop is FactProperty.PARTICIPANTS:
        came = {person.by: person.actor for person in entry.all_participants if person.by}
        ids = tuple(dict.fromkeys(person.actor for person in entry.all_participants))
    if not ids:
        return Judged(None)
    if given and given.form == "actors" and came:
        given = actors(corpus, [came.get(id, id) for id in fact.values])
    held = _held(ref, entry, listing(corpus.actors[id].name for id in ids))
    judged = _judged(held, given, actors(corpus, ids), ids)
    if fact.prop is FactProperty.MEMBERSHIP and given and judged.verdict is Verdict.CONFLICTS:
        return judged._replace(verdict=_belongs(corpus, entry, ids, fact, given))
    return judged


def _belongs(corpus: Corpus, entry: Entry, ids: Iterable[str], fact: Fact, given: Value) -> Verdict:
    """Whether somebody belongs: one name claims no full list, and ours of an organisation is none.

    Only of a group do we list all members.
    """
    if given.parts <= actors(corpus, ids).parts | set(ids) and len(fact.values) == 1:
        return Verdict.AGREES
    whole = isinstance(entry, Actor) and entry.kind is ActorKind.GROUP
    return Verdict.CONFLICTS if whole else Verdict.OPEN


def _role(corpus: Corpus, ref: Ref, entry: Entry, fact: Fact, given: Value | None) -> Judged:
    if not isinstance(entry, Actor) or not entry.roles:
        return Judged(None)
    roles = entry.roles
    support = next((r.support for r in roles if r.support is not Support.PAGES), entry.support)
    words = "; ".join(office_words(corpus, role) for role in roles)
    held = Held(words, ref, entry.sources, support)
    date = titles.date_in(fact.what) or corpus.sources[fact.source].date
    return Judged(held, *_office(corpus, entry, fact, date))


def _office(
    corpus: Corpus, entry: Actor, fact: Fact, date: PartialDate | None
) -> tuple[Verdict, Value | None, tuple[str, ...], Slip | None]:
    title = listing(fact.values)
    found = titles.matching(corpus, title, entry)
    if date is None:
        return Verdict.OPEN, None, (), None
    then = {role.held(date) for role in found}
    if titles.former(title):
        then = {None if held is None else not held for held in then}
    if True in then:
        return Verdict.AGREES, None, (), None
    if found and then == {False}:
        return Verdict.CONFLICTS, None, (), Slip.OFFICE
    if not found and any(role.held(date) for role in entry.roles):
        return Verdict.CONFLICTS, None, (), Slip.OTHER_OFFICE
    return Verdict.OPEN, None, (), None


def office_words(corpus: Corpus, role: Role) -> str:
    """A role with its body and time: `Spokesperson, Foreign Ministry, 2019 – January 2023`."""
    when = period(role.start, role.end)
    if not when and role.seen:
        when = f"attested {listing(date.words for date in role.seen)}"
    body = corpus.actors[role.of].name if role.of else ""
    return ", ".join(filter(None, (f"{'acting ' if role.acting else ''}{role.role}", body, when)))


def _wording(corpus: Corpus, ref: Ref, entry: Entry, fact: Fact, given: Value | None) -> Judged:
    """Words are on record of a document that has them; that it has no others nobody claims."""
    said = [squash(item) for item in fact.values]
    if fact.what.casefold().strip() in _TITLES:
        names = [corpus.name(ref), *(name.name for name in getattr(entry, "other_names", ()))]
        same = any(squash(name) in said for name in names)
        held = _held(ref, entry, names[0])
        return Judged(held, Verdict.AGREES if same else Verdict.CONFLICTS)
    for provision in entry.provisions if isinstance(entry, Document) else ():
        quote = squash(provision.quote)
        if quote and any(quote == one for one in said):
            held = Held(f"“{provision.quote}”", ref, provision.sources, provision.support)
            return Judged(held, Verdict.AGREES)
    return Judged(None)


def first_of(text: str) -> str:
    """What was the first of its kind, folded: `First visit of …` and `the first visit of …`."""
    return squash(re.sub(r"^\W*(?:the\s+)?(?:very\s+)?first[\s-]+", "", text.strip(), flags=re.I))


def correction(corpus: Corpus, fact: Fact) -> Value | None:
    """What a coder says that others give, in the form of the property where it has that form."""
    return value(corpus, fact.prop, fact.corrections)


def corrected(corpus: Corpus, fact: Fact) -> Iterator[str]:
    """What a coder says that others give, as `same_words` has it; `;` stands between two."""
    if whole := correction(corpus, fact):
        yield same_words(whole)
    parts = fact.corrections[0].split(";") if len(fact.corrections) == 1 else []
    for part in parts:
        if one := value(corpus, fact.prop, [part]):
            yield same_words(one)


def same_words(given: Value) -> str:
    """Equal for values that say the same; of words the plural counts as the same."""
    return given.form + (given.same.rstrip("s") if given.form == "text" else given.same)
