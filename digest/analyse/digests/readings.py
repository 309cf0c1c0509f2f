"""What a place name can mean at a date, and which of its readings the context shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from digest.analyse.digests.contexts import EVENT_NOUN, Cue, context
from digest.dates import PartialDate
from digest.model.actor import Name
from digest.model.corpus import Corpus
from digest.model.document import Document
from digest.model.event import Summit
from digest.model.metonym import Reason
from digest.model.refs import Ref
from digest.model.words import ActorKind

AROUND = 240
"""Characters of a sentence on either side of a name that are looked at, and shown."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DOCUMENT = re.compile(r"communiqu|declaration|statement|accord|agreement|treaty", re.I)
_WHY = {"actor": Reason.ACTOR, "place": Reason.PLACE, "event": Reason.EVENT}
_CAN = {"actor": {"actor"}, "place": {"place"}, "event": {"event"}, "there": {"place", "event"}}
"""What a context shows → what a reading must be to fit it."""


class Window(NamedTuple):
    """The time to which a text belongs."""

    start: PartialDate | None
    end: PartialDate | None
    """`None` where it may be later than any date known."""

    def meets(self, name: Name) -> bool:
        """Whether a name can hold in this time."""
        if self.start and name.end and name.end.before(self.start):
            return False
        return not (self.end and name.start and self.end.before(name.start))


ALWAYS = Window(None, None)
"""For texts without a date."""


class Option(NamedTuple):
    """One reading of a place name."""

    written: str
    """As files write it: `city`, `region` or `kind:id`."""
    shows: str
    """What a context must show for it: `actor`, `place` or `event`; empty when none can."""
    ref: Ref | None


class Decision(NamedTuple):
    """The reading taken."""

    reason: Reason
    option: Option | None
    """`None` while it is open."""
    cue: str
    options: tuple[Option, ...]


def options(
    corpus: Corpus, owners: Iterable[tuple[Ref, Name]], window: Window = ALWAYS
) -> tuple[tuple[Option, ...], bool]:
    """Readings of a name that hold in a time, and whether others were left out for the time.

    Unnamed voices are no reading that a context could show, unless the name is their own.
    """
    found: dict[str, Option] = {}
    late = False
    for owner, name in owners:
        if not window.meets(name):
            late = True
            continue
        found[str(owner)] = Option(str(owner), "actor" if owner.kind == "actor" else "event", owner)
        for written in name.also:
            found.setdefault(written, _option(corpus, written))
    return tuple(found.values()), late


def _option(corpus: Corpus, written: str) -> Option:
    ref = corpus.find(written) if ":" in written else None
    if ref is None:
        return Option(written, "place", None)
    if ref.kind == "actor":
        voices = corpus.actors[ref.id].kind is ActorKind.CATEGORY
        return Option(written, "" if voices else "actor", ref)
    return Option(written, "event" if ref.kind in ("summit", "document") else "", ref)


def decide(
    corpus: Corpus,
    owners: Iterable[tuple[Ref, Name]],
    sentence: str,
    start: int,
    end: int,
    window: Window = ALWAYS,
) -> Decision:
    """Which reading of the name at `start`–`end` of a sentence is meant."""
    held, late = options(corpus, owners, window)
    if len(held) == 1:
        return Decision(Reason.DATE if late else Reason.ONLY, held[0], "", held)
    events = any(option.shows == "event" for option in held)
    cue = context(sentence, start, end, events=events)
    fitting = [option for option in held if option.shows in _CAN.get(cue.shows, ())]
    if cue.shows == "there":
        fitting = [o for o in fitting if not o.ref or o.ref.kind == "summit"]
    if cue.shows == "event":
        fitting = _of_year(corpus, fitting, cue, sentence[max(0, start - 60) : end + 60])
    if len(fitting) == 1:
        return Decision(_WHY[fitting[0].shows], fitting[0], cue.words, held)
    return Decision(Reason.OPEN, None, cue.words, tuple(fitting) or held)


def _of_year(corpus: Corpus, held: list[Option], cue: Cue, around: str) -> list[Option]:
    """Events of the years named nearby; of these the documents or the meetings, as the cue says."""
    years = {int(year) for year in _YEAR.findall(around)}
    if years:
        held = [option for option in held if _year(corpus, option) in years]
    if _DOCUMENT.search(cue.words):
        noun = re.search(EVENT_NOUN, cue.words, re.I)
        stem = noun[0].lower().rstrip("s").replace("é", "e") if noun else ""
        named = [
            option
            for option in held
            if option.ref
            and option.ref.kind == "document"
            and stem in corpus.name(option.ref).lower().replace("é", "e")
        ]
        return named or held
    meetings = [option for option in held if option.ref and option.ref.kind == "summit"]
    return meetings or held


def _year(corpus: Corpus, option: Option) -> int:
    entry = corpus.table(option.ref.kind).get(option.ref.id) if option.ref else None
    if isinstance(entry, Summit):
        return entry.start.year
    if isinstance(entry, Document) and entry.date:
        return entry.date.year
    return 0
