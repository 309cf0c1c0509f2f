"""The search index: made again only when something that it holds has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from digest.incremental.making import Place
from digest.incremental.memory import Kept
from digest.incremental.plan import Plan
from digest.model.page import Entry, Page
from digest.model.search import Record
from digest.publish import search
from digest.render.frame import MORE, NAVIGATION
from digest.render.search import records

FOLDER = search.FOLDER
_NAME = "search index"

_PAGES = [
    link for link in (*NAVIGATION, *MORE) if link[0].endswith(".html") and link[0] != "a-z.html"
]
"""Pages that are no entries and can be found."""


class Index:
    """The index of a site: that of the last build where it holds the same, else a new one."""

    def __init__(self, place: Place, plan: Plan, output: Path) -> None:
        self._place, self._plan, self._output = place, plan, output
        self._records: tuple[Record, ...] = ()
        self._asked = b""
        self.remembered: Mapping[str, Kept] = {}
        """For the memory: what came of it."""
        self.fault = ""
        """Why it could not be made."""

    def kept(self) -> list[Entry]:
        """The files of the index in the site, where it is that of these records and whole."""
        kept = self._plan.kept(_NAME)
        if kept is None:
            self._find()
            state = search.state_of(self._records, self._language)
            pages = search.kept(self._output, state)
            if not pages:
                return []
            kept = self._kept(pages)
        self.remembered = {_NAME: kept}
        return list(kept.files)

    def make(self) -> list[Entry]:
        """Make it and put it on the shelf; nothing where that fails, and `fault` then says why."""
        made = search.index(self._records, self._language)
        self.fault = made.fault
        if made.fault:
            return []
        kept = self._kept(made.files)
        self.remembered = {_NAME: kept}
        return list(kept.files)

    @property
    def _language(self) -> str:
        return self._place.corpus.settings.language

    def _kept(self, pages: Iterable[Page]) -> Kept:
        return Kept(self._asked, tuple(map(self._place.taker.put, pages)), ())

    def _find(self) -> None:
        """Find what is to be found, and on what that depends."""
        workshop, tracer = self._place.workshop, self._place.tracer
        tracer.forget()
        self._records = records(workshop.corpus, workshop.findings, _PAGES)
        self._asked = tracer.asked()
