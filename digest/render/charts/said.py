"""One sentence on what a picture of stances shows, counted and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from digest.dates import PartialDate
from digest.model.coding import Stance
from digest.render.builder import Builder
from digest.text import plural


def late(b: Builder, stance: Stance) -> bool:
    """Whether a stance is dated only by the day before which its source cannot lie."""
    return not stance.date and not b.corpus.sources[stance.source].published


def said(
    b: Builder, stances: Sequence[Stance], lanes: int, noun: str, *, summed: bool = False
) -> str:
    """How many stances, of how long a time, and in which month most of them fall.

    `summed`: without what only a mark for each of them can show.
    """
    exact: list[PartialDate] = []
    coarse = older = undated = 0
    for stance in stances:
        date = b.corpus.date_of(stance)
        if date is None:
            undated += 1
        elif late(b, stance):
            older += 1
        else:
            exact.append(date)
            coarse += not date.day
    found = f"{plural(len(stances), 'stance')}, {plural(lanes, noun)}"
    if exact:
        first = min(exact, key=lambda date: (date.first, date.parts))
        last = max(exact, key=lambda date: (date.last, date.parts))
        found += f", {first.words} to {last.words}" if first != last else f", {first.words}"
    months = Counter(PartialDate(date.year, date.month) for date in exact if date.month)
    if len(months) > 1:
        (month, most), (_, second) = months.most_common(2)
        if most > max(second, 2):
            found += f"; more in {month.words} than in any other month ({most})"
    if coarse and not summed:
        found += f". Known to the month or year, with a bracket: {coarse}"
    if older and not summed:
        found += f". From undated sources, not older than shown, with an arrow: {older}"
    if undated:
        found += f". Without any date: {undated}"
    return f"{found}."
