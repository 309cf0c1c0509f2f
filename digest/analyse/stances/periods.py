"""When stances were taken: their own dates, and the periods over which positions are summed up."""

from __future__ import annotations

from digest.dates import PartialDate
from digest.model.coding import Stance
from digest.model.corpus import Corpus
from digest.model.settings import Period
from digest.model.words import Voice


def own_date(corpus: Corpus, stance: Stance) -> PartialDate | None:
    """When the stance itself was taken; `None` when only its source has a date.

    What an author says in the source's own words is said on the day of publication.
    """
    if stance.date:
        return stance.date
    source = corpus.sources[stance.source]
    if stance.voice is Voice.OWN_WORDS and set(stance.holders) & set(source.authors):
        return source.published
    return None


def known_date(corpus: Corpus, stance: Stance) -> PartialDate | None:
    """When it was taken, else when its source was published; `None` when neither is known.

    The day before which an undated source cannot lie is no date of what it says.
    """
    return stance.date or corpus.sources[stance.source].published


def periods(corpus: Corpus) -> tuple[Period, ...]:
    """The digest's periods in order: as its settings have them, else the years of its stances."""
    if corpus.settings.periods:
        return corpus.settings.periods
    dates = [own_date(corpus, stance) for stance in corpus.stances()]
    return tuple(
        Period(str(year), PartialDate(year), PartialDate(year))
        for year in sorted({date.year for date in dates if date})
    )


def period_of(known: tuple[Period, ...], date: PartialDate | None) -> str:
    """The name of the period in which the whole of a date lies; empty when none is certain."""
    if date is None:
        return ""
    for period in known:
        starts = not period.start or period.start.first <= date.first
        ends = not period.end or date.last <= period.end.last
        if starts and ends:
            return period.name
    return ""
