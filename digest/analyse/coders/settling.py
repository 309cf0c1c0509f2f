"""Where coders differ, and how it was settled in the coding that the site shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from digest.analyse.coders.reliability import Unit, units
from digest.analyse.stances.positions import basis, overall
from digest.model.agreement import Disagreement
from digest.model.coding import Annotations, Stance
from digest.model.corpus import Corpus
from digest.model.scale import Position
from digest.model.words import Voice

SETTLED = "Settled after"
"""With these words begins the part of a stance's note that tells how a difference was settled."""


def disagreements(
    corpus: Corpus, found: Mapping[str, Sequence[Annotations]]
) -> tuple[Disagreement, ...]:
    """Every unit that coders saw differently, by source and paragraph."""
    return tuple(
        item
        for source, coded in found.items()
        for item in _of_source(corpus.annotations[source], coded)
    )


def _of_source(shown: Annotations, coded: Sequence[Annotations]) -> Iterator[Disagreement]:
    had = [(coding.coder, units(coding)) for coding in coded]
    now = units(shown)
    for unit in sorted(set().union(*(found for _, found in had))):
        here = [(coder, tuple(found.get(unit, ()))) for coder, found in had]
        about = _about([stances for _, stances in here])
        if about:
            result = tuple(now.get(unit, ()))
            settled = "open" if coded[0] is shown else _settled(here, result)
            yield Disagreement(
                shown.source, *unit, about, tuple(here), result, settled, *_note(now, unit)
            )


def _reading(stances: Iterable[Stance]) -> tuple[Position, Voice] | None:
    """What counts of a unit's stances: their position and their basis; `None` without any."""
    listed = list(stances)
    return (overall(stance.position for stance in listed), basis(listed)) if listed else None


def _about(had: Sequence[Sequence[Stance]]) -> str:
    """On what coders differ; empty when on nothing."""
    readings = [_reading(stances) for stances in had]
    found = [reading for reading in readings if reading]
    if len(found) < len(readings):
        return "found"
    if len({position for position, _ in found}) > 1:
        return "position"
    return "voice" if len({voice for _, voice in found}) > 1 else ""


def _settled(had: Sequence[tuple[str, tuple[Stance, ...]]], shown: Sequence[Stance]) -> str:
    """Whose reading is shown."""
    reading = _reading(shown)
    same = [coder for coder, stances in had if _reading(stances) == reading]
    if same:
        return same[0]
    return "otherwise" if shown else "left out"


def _note(now: Mapping[Unit, Sequence[Stance]], unit: Unit) -> tuple[str, str]:
    """What a note of the coding shown says of the settling, and at which holder it stands.

    The note of the unit itself; where nothing is shown for the unit, that of another holder in
    the same paragraph and on the same topic, who may have been found instead.
    """
    paragraph, holder, topic = unit
    near = {key[1]: now[key] for key in now if (key[0], key[2]) == (paragraph, topic)}
    for at in [holder] if holder in near else sorted(near):
        for stance in near[at]:
            if SETTLED in stance.note:
                return stance.note[stance.note.index(SETTLED) :], at
    return "", ""
