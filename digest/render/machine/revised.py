"""When things last became different, as far as `CHANGES.yaml` tells."""

from __future__ import annotations

from digest.dates import PartialDate
from digest.model.change import Thing
from digest.model.coding import Stance, fact_id, stance_id
from digest.model.corpus import Corpus
from digest.model.refs import Kind, Ref, address, stance_address

Dates = dict[str, PartialDate]


def stances_revised(corpus: Corpus) -> Dates:
    """Permalink → the date of the latest entry that says the stance appeared or changed."""
    return _of(corpus, Thing.STANCE)


def _of(corpus: Corpus, thing: Thing) -> Dates:
    found: Dates = {}
    for entry in corpus.changes:  # latest first
        if entry.as_of:
            for item in (*entry.appeared, *entry.changed):
                if item.what is thing:
                    found.setdefault(item.id, entry.as_of)
    return found


def pages_revised(corpus: Corpus) -> Dates:
    """Path of a page → when what is coded there last became different.

    The home page shows everything, so it has the digest's own date.
    """
    found: Dates = {}

    def touch(path: str, date: PartialDate) -> None:
        if path not in found or found[path] < date:
            found[path] = date

    stances, facts = stances_revised(corpus), _of(corpus, Thing.FACT)
    for stance in corpus.stances() if stances else ():
        if date := stances.get(stance_id(stance)):
            for path in _pages_of(stance):
                touch(path, date)
    for fact in corpus.facts() if facts else ():
        if date := facts.get(fact_id(fact)):
            touch(address(Ref("source", fact.source)), date)
    for id, date in _of(corpus, Thing.POSITION).items():
        actor, _, topic = id.partition("/")
        pairs: tuple[tuple[Kind, str], ...] = (("actor", actor), ("topic", topic))
        for kind, name in pairs:
            touch(address(Ref(kind, name)), date)
    if corpus.changes and (last := corpus.changes[0].as_of):
        touch("changes.html", last)
    if corpus.as_of:
        touch("index.html", corpus.as_of)
    return found


def _pages_of(stance: Stance) -> list[str]:
    refs = [Ref("source", stance.source), Ref("topic", stance.topic)]
    refs += [Ref("actor", actor) for actor in stance.holders]
    refs += [Ref("summit", stance.summit)] if stance.summit else []
    return [stance_address(stance_id(stance)), *map(address, refs)]
