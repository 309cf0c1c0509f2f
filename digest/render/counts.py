"""Counts in words: own words, reported and imputed kept apart, sources and independent ones."""

from __future__ import annotations

from collections.abc import Mapping

from digest.dates import span
from digest.model.evidence import Standing, Tally
from digest.model.scale import manner
from digest.model.words import Voice
from digest.text import plural

WORDS = {
    Voice.OWN_WORDS: "in own words",
    Voice.REPORTED: "reported",
    Voice.ANALYSIS: "imputed",
}
"""How counts name the voices."""


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


def summary(standing: Standing, *, named: bool = True) -> str:
    """An aggregate in words that claim no more than the counts.

    `named` puts the position before them; without it a chip must stand beside.
    """
    tally = standing.tally
    label = standing.position.label if named else ""
    if standing.on_condition:
        label = f"{label} on a condition".strip()
    head = ", ".join(part for part in (label, manner(standing.same, tally.stances)) if part)
    if tally.stances == 1:
        told = [voices(tally.voices).removeprefix("1 "), *remarks(tally._replace(conditional=0))]
        if tally.sources > 1:
            told.insert(1, origins(tally))
        return f"{head} ({'; '.join(told)})"
    return f"{head + '; ' if head else ''}{counted(tally)}"


def basis(standing: Standing) -> str:
    """When the stances were taken, and the best basis among them, for below a summary."""
    when = span(standing.first, standing.last)
    best = f"at best {WORDS[standing.basis]}" if standing.tally.stances > 1 else ""
    return "; ".join(part for part in (when or "undated", best) if part)
