"""Who belongs to whom on a date, and so cannot agree or disagree with it by the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from digest.analyse.stances.counting import Count
from digest.dates import PartialDate
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus

SameWords = dict[tuple[str, str, str], set[str]]
"""(actor, actor, topic), actors in order of id → permalinks of stances."""


class Ties:
    """Parts, members and offices of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._groups: dict[str, list[str]] = defaultdict(list)
        for id, actor in corpus.actors.items():
            for member in actor.all_members:
                self._groups[member.actor].append(id)

    def above(self, actor: str, date: PartialDate | None) -> set[str]:
        """Every body of which an actor is a part or member, or in which it held an office.

        Where dates are not known, whatever may have been so counts as so.
        """
        found: set[str] = set()
        waiting = [actor]
        while waiting:
            for body in self._next(waiting.pop(), date):
                if body not in found and body != actor:
                    found.add(body)
                    waiting.append(body)
        return found

    def _next(self, id: str, date: PartialDate | None) -> Iterator[str]:
        entry = self.corpus.actors[id]
        if entry.parent:
            yield entry.parent
        for role in entry.roles:
            if date is None or role.held(date) is not False:
                yield from (body for body in (role.of, role.speaks_for) if body)
        for body in self._groups.get(id, ()):
            for member in self.corpus.actors[body].all_members:
                if member.actor == id and (date is None or date.overlaps(member.start, member.end)):
                    yield body

    def same_words(self, count: Count) -> SameWords:
        """Stances that count for both of two actors and are no agreement of the two.

        What somebody says by office counts for the person and for the body, and is one voice; so
        is a joint statement of a body and its own part or member.  What two speak together, each
        for itself or for its body, is an agreement.
        """
        found: SameWords = defaultdict(set)
        for stance in count.stances:
            id = stance_id(stance)
            actors = sorted({*stance.holders, *count.spoken.get(id, ())})
            if len(actors) < 2:
                continue
            date = self.corpus.date_of(stance)
            above = {actor: self.above(actor, date) for actor in actors}
            voices = {actor: self._voices(stance, actor) for actor in actors}
            for one, other in combinations(actors, 2):
                alone = len(voices[one] | voices[other]) < 2
                if alone or one in above[other] or other in above[one]:
                    found[one, other, stance.topic].add(id)
        return found

    def _voices(self, stance: Stance, actor: str) -> set[str]:
        """The holders through whom a stance counts for an actor: itself, or who speaks for it."""
        if actor in stance.holders:
            return {actor}
        return {
            holder
            for holder in stance.holders
            if any(role.speaks_for == actor for role in self.corpus.actors[holder].roles)
        }
