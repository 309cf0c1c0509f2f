"""Counts in words: own words, reported and imputed kept apart, sources and independent ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from digest.dates import span
from digest.model.coding import stance_id
from digest.model.evidence import Standing, Tally
from digest.model.refs import Ref
from digest.model.scale import Position, manner, often
from digest.model.words import Voice
from digest.render.links import Linker
from digest.text import plural

WORDS = {
    Voice.OWN_WORDS: "in own words",
    Voice.REPORTED: "reported",
    Voice.ANALYSIS: "imputed",
}
"""How counts name the voices."""


LETTERS = {Voice.OWN_WORDS: "w", Voice.REPORTED: "r", Voice.ANALYSIS: "i"}
"""How cells of grids name the best of the voices."""


def voices(counts: Mapping[Voice, int]) -> str:
    """`2 in own words, 1 reported, 3 imputed`: how stances are known."""
    return ", ".join(f"{counts[voice]} {WORDS[voice]}" for voice in Voice if counts.get(voice))


def origins(tally: Tally) -> str:
    """`4 sources, 3 independent`."""
    found = plural(tally.sources, "source")
    if tally.independent < tally.sources:
        found += f", {tally.independent} independent"
    return found


def counted(tally: Tally) -> str:
    """`21 stances (5 in own words, 12 reported, 4 imputed), 4 sources, 3 independent`."""
    found = f"{plural(tally.stances, 'stance')} ({voices(tally.voices)}), {origins(tally)}"
    return "; ".join([found, *remarks(tally)])


def remarks(tally: Tally) -> list[str]:
    """What else the count must say: conditions, offices, and what was left out."""
    found = []
    if tally.conditional:
        found.append(f"{tally.conditional} on a condition")
    if tally.spoken:
        found.append(f"{tally.spoken} said for it by office")
    if tally.left_out:
        found.append(f"{tally.left_out} not counted, as the source no longer stands")
    return found


def evidence(b: Linker, ref: Ref) -> str:
    """The count of an entry, as on its page: `3 stances (1 in own words, 2 reported)`; or empty."""
    tally = b.findings.tallies.get(ref)
    return f"{plural(tally.stances, 'stance')} ({voices(tally.voices)})" if tally else ""


def coded(b: Linker, source: str) -> str:
    """What was coded in a source: `18 stances (…), 15 of them counted with The Diplomat`."""
    coding = b.corpus.annotations.get(source)
    stances = coding.stances if coding else ()
    found = plural(len(stances), "stance")
    if told := voices(Counter(stance.voice for stance in stances)):
        found += f" ({told})"
    again = [s for s in stances if stance_id(s) not in b.findings.counted]
    if again and b.corpus.sources[source].stands:
        found += f", {len(again)} of them counted with {b.short(b.findings.roots[source])}"
    return found


def summary(standing: Standing, *, named: bool = True) -> str:
    """An aggregate in words that claim no more than the counts.

    `named` puts the position before them; without it a chip must stand beside.  Stances that
    differ are told apart: `mixed: 9 leans towards, 1 opposes; 10 stances (…)`.
    """
    tally = standing.tally
    label = standing.position.label if named else ""
    if standing.on_condition:
        label = f"{label} on a condition".strip()
    bare = [s for s in standing.stances if standing.on_condition or not s.condition]
    same = sum(1 for stance in bare if stance.position is standing.position)
    how = manner(same, tally.stances, tally.independent)
    head = ", ".join(part for part in (label, how) if part)
    if tally.stances == 1:
        told = [voices(tally.voices).removeprefix("1 "), *remarks(tally._replace(conditional=0))]
        if tally.sources > 1:
            told.insert(1, origins(tally))
        return f"{head} ({'; '.join(told)})"
    if same == tally.stances and how == often(same):  # the count is said already
        found = f"{head} ({voices(tally.voices)}), {origins(tally)}"
        return "; ".join([found, *remarks(tally._replace(conditional=0))])
    if same < tally.stances:
        head = f"{head}: {split(standing)}" if head else split(standing)
    return f"{head}; {counted(tally)}"


def briefly(standing: Standing) -> str:
    """The same in few words, for very many stances."""
    label = standing.position.label
    if standing.on_condition:
        label += " on a condition"
    return f"{label}; {plural(standing.tally.stances, 'stance')}, {origins(standing.tally)}"


def split(standing: Standing) -> str:
    """How many stances take which position: `2 supports, 1 ambiguous on a condition`."""
    counts = Counter((stance.position, bool(stance.condition)) for stance in standing.stances)
    return ", ".join(
        f"{counts[position, bound]} {position.label}{' on a condition' if bound else ''}"
        for position in Position
        for bound in (False, True)
        if counts[position, bound]
    )


def basis(standing: Standing) -> str:
    """When the stances were taken, for below a summary."""
    return span(standing.first, standing.last) or "undated"
