"""What is on record of which entry: firsts with their dates, and wordings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from digest.analyse.facts.compare import members
from digest.analyse.facts.registry import first_of
from digest.dates import PartialDate
from digest.model.coding import Fact
from digest.model.corpus import Corpus
from digest.model.disputes import Held
from digest.model.refs import Ref
from digest.model.words import FactProperty, Support
from digest.text import squash

_YES = frozenset(["first", "thefirst", "yes", "true", "1", "1st"])


class Record(NamedTuple):
    """A first on record."""

    held: Held
    last: tuple[int, int, int]
    """The latest day on which it can have happened."""


class Records:
    """Firsts and wordings over all entries, each looked up by its folded words."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.firsts: dict[str, Record] = {}
        """What was the first of its kind → the earliest record of it."""
        self.registered: dict[tuple[str, Ref], Held] = {}
        """The same with the meeting → what the registry says there."""
        self.words: dict[tuple[str, str], set[Ref]] = {}
        for what, record in self._firsts():
            known = self.firsts.setdefault(what, record)
            if (record.last, record.held.ref) < (known.last, known.held.ref):
                self.firsts[what] = record
        for document in corpus.documents.values():
            for provision in document.provisions:
                self._add_words(provision.quote, Ref("document", document.id))
        for fact in corpus.facts():
            ref = corpus.find(fact.about)
            if ref and fact.prop is FactProperty.WORDING and not fact.corrections:
                self._add_words(fact.values[0] if len(fact.values) == 1 else "", ref)

    def _add_words(self, words: str, ref: Ref) -> None:
        if words:
            self.words.setdefault((ref.kind, squash(words)), set()).add(ref)

    def _firsts(self) -> Iterator[tuple[str, Record]]:
        """What was a first → where and when, by the registry and by facts without correction."""
        corpus = self.corpus
        for summit in corpus.summits.values():
            ref = Ref("summit", summit.id)
            for first in summit.all_firsts:
                held = Held(first.text, ref, first.sources or summit.sources, first.support)
                self.registered.setdefault((first_of(first.text), ref), held)
                yield first_of(first.text), Record(held, (summit.end or summit.start).last)
        for fact in corpus.facts():
            about = corpus.find(fact.about)
            what = says_first(corpus, fact)
            date = date_of(corpus, about) if about else None
            if about and date and what and not fact.corrections:
                words = f"{corpus.name(about)}, {date.words}"
                yield what, Record(Held(words, about, (fact.source,), Support.PAGES), date.last)

    def own_first(self, ref: Ref, fact: Fact) -> Held | None:
        """The same first in the registry of the entry, or of the meeting where it was adopted."""
        summit = ref.id if ref.kind == "summit" else ""
        if ref.kind == "document":
            summit = self.corpus.documents[ref.id].summit
        held = self.registered.get((says_first(self.corpus, fact), Ref("summit", summit)))
        return held if held and set(held.sources) - {fact.source} else None

    def earlier(self, ref: Ref, fact: Fact) -> Held | None:
        """The earliest record of the same first that lies wholly before the entry's own date."""
        date = date_of(self.corpus, ref)
        found = self.firsts.get(says_first(self.corpus, fact))
        if not found or not date or found.last >= date.first or found.held.ref == ref:
            return None
        return found.held

    def elsewhere(self, ref: Ref, fact: Fact) -> bool:
        """Whether the same words are on record of another entry of the same kind."""
        if fact.prop is not FactProperty.WORDING or len(fact.values) != 1:
            return False
        known = self.words.get((ref.kind, squash(fact.values[0])), set())
        return bool(known - {ref})


def says_first(corpus: Corpus, fact: Fact) -> str:
    """What the entry was the first of by a fact, folded; empty where the fact says no such thing.

    Where the value names actors, it was their first: the same of others is another thing.
    """
    if fact.prop is not FactProperty.FIRST or not fact.what:
        return ""
    if len(fact.values) == 1 and squash(fact.values[0]) in _YES:
        return first_of(fact.what)
    if all(id in corpus.actors for id in fact.values):
        return "+".join([first_of(fact.what), *sorted(members(corpus, fact.values))])
    return ""


def date_of(corpus: Corpus, ref: Ref) -> PartialDate | None:
    """When an entry happened, was adopted or published; `None` for actors and topics."""
    entry = corpus.table(ref.kind)[ref.id]
    for name in ("start", "date"):
        found = getattr(entry, name, None)
        if isinstance(found, PartialDate) and ref.kind != "actor":
            return found
    return None
