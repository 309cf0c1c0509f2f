"""What a place name can mean at a date, and which of its readings the context shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from digest.dates import PartialDate
from digest.model.actor import Name
from digest.model.corpus import Corpus
from digest.model.document import Document
from digest.model.event import Summit
from digest.model.metonym import Reason
from digest.model.refs import Ref
from digest.model.words import ActorKind

if TYPE_CHECKING:
    from digest.analyse.digests.contexts import Cue

AROUND = 240
"""Characters of a sentence on either side of a name that are looked at, and shown."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DOCUMENT = re.compile(r"communiqu|declaration|statement|accord|agreement|treaty", re.I)
_WHY = {"actor": Reason.ACTOR, "place": Reason.PLACE, "event": Reason.EVENT}
_CAN = {"actor": {"actor"}, "place": {"place"}, "event": {"event"}, "there": {"place", "event"}}
"""What a context shows → what a reading must be to fit it."""


class Option(NamedTuple):
    """One reading of a place name."""

    written: str
    """As files write it: `city`, `region` or `kind:id`."""
    shows: str
    """What a context must show for it: `actor`, `place` or `event`; empty when none can."""
    ref: Ref | None
    year: int = 0
    """Of a meeting or document the year, where known."""
    name: str = ""
    """Of a document its name."""


class Borne(NamedTuple):
    """A place name as one entry bears it."""

    name: str
    start: PartialDate | None
    end: PartialDate | None
    own: Option
    """The entry itself."""
    also: tuple[Option, ...]
    """The other readings that its record gives."""


class Window(NamedTuple):
    """The time to which a text belongs."""

    start: PartialDate | None
    end: PartialDate | None
    """`None` where it may be later than any date known."""

    def meets(self, name: Borne) -> bool:
        """Whether a name can hold in this time."""
        if self.start and name.end and name.end.before(self.start):
            return False
        return not (self.end and name.start and self.end.before(name.start))


ALWAYS = Window(None, None)
"""For texts without a date."""


class Decision(NamedTuple):
    """The reading taken."""

    reason: Reason
    option: Option | None
    """`None` while it is open."""
    cue: str
    options: tuple[Option, ...]


def borne(corpus: Corpus, ref: Ref, name: Name) -> Borne:
    """The record of a metonym with all its readings looked up.

    Unnamed voices are no reading that a context could show, unless the name is their own.
    """
    shows = "actor" if ref.kind == "actor" else "event"
    own = Option(str(ref), shows, ref, *_dated(corpus, ref))
    also = tuple(_option(corpus, written) for written in name.also)
    return Borne(name.name, name.start, name.end, own, also)


def _option(corpus: Corpus, written: str) -> Option:
    ref = corpus.find(written) if ":" in written else None
    if ref is None:
        return Option(written, "place", None)
    if ref.kind == "actor":
        voices = corpus.actors[ref.id].kind is ActorKind.CATEGORY
        return Option(written, "" if voices else "actor", ref)
    shows = "event" if ref.kind in ("summit", "document") else ""
    return Option(written, shows, ref, *_dated(corpus, ref))


def _dated(corpus: Corpus, ref: Ref) -> tuple[int, str]:
    """Year of a meeting or document, and name of a document."""
    entry = corpus.table(ref.kind)[ref.id]
    if isinstance(entry, Summit):
        return entry.start.year, ""
    if isinstance(entry, Document):
        return entry.date.year if entry.date else 0, entry.name
    return 0, ""


def options(owners: Iterable[Borne], window: Window = ALWAYS) -> tuple[tuple[Option, ...], bool]:
    """Readings of a name that hold in a time, and whether others were left out for the time."""
    found: dict[str, Option] = {}
    late = False
    for name in owners:
        if not window.meets(name):
            late = True
            continue
        found[name.own.written] = name.own
        for option in name.also:
            found.setdefault(option.written, option)
    return tuple(found.values()), late


def decide(
    owners: Iterable[Borne],
    sentence: str,
    start: int,
    end: int,
    window: Window = ALWAYS,
) -> Decision:
    """Which reading of the name at `start`–`end` of a sentence is meant."""
    from digest.analyse.digests.contexts import context  # its many patterns are slow to compile

    held, late = options(owners, window)
    if len(held) == 1:
        return Decision(Reason.DATE if late else Reason.ONLY, held[0], "", held)
    events = any(option.shows == "event" for option in held)
    cue = context(sentence, start, end, events=events)
    fitting = [option for option in held if option.shows in _CAN.get(cue.shows, ())]
    if cue.shows == "there":
        fitting = [o for o in fitting if not o.ref or o.ref.kind == "summit"]
    if cue.shows == "event":
        fitting = _of_year(fitting, cue, sentence[max(0, start - 60) : end + 60])
    if len(fitting) == 1:
        return Decision(_WHY[fitting[0].shows], fitting[0], cue.words, held)
    return Decision(Reason.OPEN, None, cue.words, tuple(fitting) or held)


def _of_year(held: list[Option], cue: Cue, around: str) -> list[Option]:
    """Events of the years named nearby; of these the documents or the meetings, as the cue says."""
    years = {int(year) for year in _YEAR.findall(around)}
    if years:
        held = [option for option in held if option.year in years]
    if _DOCUMENT.search(cue.words):
        from digest.analyse.digests.contexts import EVENT_NOUN

        noun = re.search(EVENT_NOUN, cue.words, re.I)
        stem = noun[0].lower().rstrip("s").replace("é", "e") if noun else ""
        named = [
            option
            for option in held
            if option.ref
            and option.ref.kind == "document"
            and stem in option.name.lower().replace("é", "e")
        ]
        return named or held
    meetings = [option for option in held if option.ref and option.ref.kind == "summit"]
    return meetings or held
