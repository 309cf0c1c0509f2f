"""What happened between two dates and may have moved somebody: candidates, never the answer."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from digest.dates import PartialDate
from digest.model.actor import Actor, Role
from digest.model.coding import Stance
from digest.model.corpus import Corpus
from digest.model.event import Summit
from digest.model.evidence import Cause
from digest.model.refs import Ref
from digest.model.words import SummitKind

AT_MOST = 5
"""How many candidates a move is shown with: the latest ones."""


class _Event(NamedTuple):
    """Something that may be a cause."""

    start: PartialDate
    end: PartialDate
    cause: Cause
    own: frozenset[tuple[str, str]] = frozenset()
    """(actor, topic) of a statement; by such a move it is the move itself, no cause of it."""


Events = list[_Event]
"""By first day."""


class Happenings:
    """All that may move actors, found by date at a cost that does not grow with their number."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._summits = _sorted(_summits(corpus))
        self._meetings: dict[str, Events] = defaultdict(list)
        self._offices: dict[str, Events] = defaultdict(list)
        self._actors: dict[str, Events] = defaultdict(list)
        self._topics: dict[str, Events] = defaultdict(list)
        for summit in corpus.summits.values():
            for id in sorted({id for p in summit.all_participants for id in (p.actor, p.by)}):
                self._meetings[id].append(_meeting(summit))
        for actor in corpus.actors.values():
            for role in actor.roles:
                if role.start:
                    event = _office(actor, role, role.start)
                    for bearer in sorted({actor.id, role.speaks_for} - {""}):
                        self._offices[bearer].append(event)
        for milestone in corpus.milestones.values():
            ref = Ref("milestone", milestone.id)
            said = frozenset(
                (id, topic) for id in _with_parents(corpus, milestone.actors)
                for topic in milestone.topics
            )  # fmt: skip
            cause = Cause(ref, milestone.title, milestone.date)
            event = _Event(milestone.date, milestone.end or milestone.date, cause, said)
            for id in milestone.actors:
                self._actors[id].append(event)
            for id in milestone.topics:
                self._topics[id].append(event)
        for table in (self._meetings, self._offices, self._actors, self._topics):
            for events in table.values():
                events.sort(key=_first)

    def between(
        self,
        actor: str,
        topic: str,
        before: tuple[PartialDate, Stance],
        after: tuple[PartialDate, Stance],
    ) -> tuple[Cause, ...]:
        """Candidates whose date may lie between those of two stances, latest first.

        NATO summits; offices taken by those who speak for the actor or its parent; milestones
        that name the actor or the topic; meetings of those whom the later stance addresses.  Left
        out: the meeting at which the earlier stance was taken, and the record of the later
        statement itself.
        """
        start, end = before[0], after[0]
        parent = self._corpus.actors[actor].parent
        tables = [
            self._summits, self._offices.get(actor, []), self._offices.get(parent, []),
            self._actors.get(actor, []), self._topics.get(topic, []),
            *(self._meetings.get(id, []) for id in after[1].to),
        ]  # fmt: skip
        gone = Ref("summit", before[1].summit)
        found: dict[Ref, _Event] = {}
        for events in tables:
            taken = 0
            for event in _latest(events, start, end):
                itself = event.start == end and (actor, topic) in event.own
                if event.cause.ref != gone and not itself:
                    found.setdefault(event.cause.ref, event)
                    taken += 1
                if taken == AT_MOST:
                    break
        ordered = sorted(found.values(), key=lambda event: event.cause.ref)
        ordered.sort(key=_first, reverse=True)
        return tuple(event.cause for event in ordered[:AT_MOST])


def _summits(corpus: Corpus) -> Iterator[_Event]:
    for summit in corpus.summits.values():
        if summit.kind is SummitKind.NATO_SUMMIT:
            yield _meeting(summit)


def _meeting(summit: Summit) -> _Event:
    cause = Cause(Ref("summit", summit.id), summit.name, summit.start)
    return _Event(summit.start, summit.end or summit.start, cause)


def _office(actor: Actor, role: Role, start: PartialDate) -> _Event:
    words = f"{actor.name} becomes {'acting ' if role.acting else ''}{role.role}"
    return _Event(start, start, Cause(Ref("actor", actor.id), words, start))


def _with_parents(corpus: Corpus, actors: tuple[str, ...]) -> set[str]:
    """The actors, the bodies of which they are parts, and those for which they speak."""
    found = set(actors)
    for id in actors:
        actor = corpus.actors[id]
        found |= {actor.parent, *(role.speaks_for for role in actor.roles)}
    return found - {""}


def _latest(events: Events, start: PartialDate, end: PartialDate) -> Iterator[_Event]:
    """Those that may lie between two dates, latest first; stops where none can follow."""
    for event in reversed(events[: bisect_right(events, end.last, key=_first)]):
        if event.start.year < start.year - 1:
            return
        if event.end.last >= start.first:
            yield event


def _sorted(events: Iterator[_Event]) -> Events:
    return sorted(events, key=_first)


def _first(event: _Event) -> tuple[int, int, int]:
    return event.start.first
