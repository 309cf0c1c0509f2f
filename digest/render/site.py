"""`Corpus` + `Findings` → all files of the site, unit by unit."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, NamedTuple, TypeVar

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from msgspec.structs import replace

from digest.errors import DigestError, Place, Problem
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Page
from digest.render.assets import assets
from digest.render.environment import environment, folders, squeeze
from digest.render.frame import Bars, bars, frame, framed, place_of
from digest.render.kinds import AROUND, BESIDE, KINDS, Kind
from digest.render.machine.files import machine_files
from digest.render.moved import moved

Shared = TypeVar("Shared")


class Unit(NamedTuple):
    """What is made at a time: a page, or files that belong together."""

    kind: str
    """Name of the kind, or one of the two below."""
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind


ASSETS = Unit("assets")
"""The files of the template folders."""

LISTS = Unit("sitemaps")
"""What lists all pages, and so is made last."""


def _as_it_is(name: str, shared: Shared) -> Shared:
    return shared


class Workshop:
    """Makes the units of one site, each by itself and in any order."""

    def __init__(
        self,
        corpus: Corpus,
        findings: Findings,
        templates: FilePath | None = None,
        watch: Callable[[str, Any], Any] = _as_it_is,
        *,
        finished: bool = False,
    ) -> None:
        """`templates` is the user's own folder; a file there replaces the shipped one of that name.

        `watch` gets everything that makers are given to read, with a name: the corpus, the
        findings, and what the units of a kind have in common; it returns what they shall use in
        its place.  `finished` findings know already what has been `moved`.
        """
        corpus = dated(corpus)
        if not finished:
            findings = findings._replace(moved=moved(corpus, findings))
        self.corpus, self.findings = watch("corpus", corpus), watch("findings", findings)
        self.templates, self._watch = templates, watch
        self._kinds = {kind.name: kind for kind in KINDS}
        self._common: dict[str, Any] = {}
        self._made_bars: dict[str, Bars] = {}

    def units(self) -> list[Unit]:
        """Every unit but the last, `LISTS`; what units have in common is made now."""
        made = [Unit(kind, key) for kind in self._kinds for key in self.keys(kind)]
        self._frame()
        return [*made, ASSETS]

    @property
    def kinds(self) -> list[str]:
        """Names of the kinds of units, in order, but for `ASSETS` and `LISTS`."""
        return list(self._kinds)

    def keys(self, kind: str) -> list[str]:
        """The keys of the units of a kind; what they have in common is made now."""
        found = self._kinds[kind]
        return list(found.keys(self.corpus, self.findings, self._shared(found)))

    def prepare(self, unit: Unit) -> None:
        """Make what a unit has in common with others, where that is still to be made."""
        if unit.kind in self._kinds:
            self._shared(self._kinds[unit.kind])
            self._frame()

    def frame(self) -> None:
        """Make what all pages have in common."""
        self._frame()

    def make(self, unit: Unit) -> list[Page]:
        """The files of a unit.  Raises `DigestError` where Jinja stumbles over the user's own."""
        if unit == ASSETS:
            return assets(folders(self.templates))
        try:
            return list(self._made(self._kinds[unit.kind], unit.key))
        except (TemplateError, AttributeError) as error:
            if self.templates and (problem := _stumble(error, self.templates)):
                raise DigestError([problem]) from error
            raise

    def lists(self, paths: Sequence[str]) -> list[Page]:
        """What lists all pages, given the paths of all others."""
        return list(machine_files(self.corpus, sorted(paths)))

    def _made(self, kind: Kind, key: str) -> Iterator[Page]:
        corpus, findings = self.corpus, self.findings
        found = kind.views(corpus, findings, self._shared(kind), key)
        if not kind.template:
            yield from found
            return
        for view in found:
            name = getattr(view, "template", kind.template)
            template = self._environment.get_template(name)
            path = view.page.path
            around = {name: make(corpus, findings, view.page) for name, make in AROUND}
            site = framed(corpus, self._frame(), path, self._bars(path))
            html = template.render(v=view, page=view.page, site=site, **around)
            yield Page(path, squeeze(html).encode(), view.page.file)
            yield from (page for make in BESIDE for page in make(corpus, view, html))
        if kind.files:
            yield from kind.files(corpus, findings)

    @cached_property
    def _environment(self) -> Environment:
        return environment(folders(self.templates))

    def _shared(self, kind: Kind) -> Any:
        if kind.name not in self._common:
            made = kind.common(self.corpus, self.findings)
            self._common[kind.name] = self._watch(kind.name, made)
        return self._common[kind.name]

    def _bars(self, path: str) -> Bars:
        """The bars of a page; but for the page at every wrong address they follow from its path."""
        place = place_of(path)
        if place not in self._made_bars:
            self._made_bars[place] = bars(self.corpus, self._environment, path)
        return self._made_bars[place]

    def _frame(self) -> Any:
        if "" not in self._common:
            self._common[""] = self._watch("frame", frame(self.corpus))
        return self._common[""]


def dated(corpus: Corpus) -> Corpus:
    """The corpus with its own date among its settings: found once, as it looks at every source."""
    if corpus.settings.as_of == corpus.as_of:
        return corpus
    return corpus._replace(settings=replace(corpus.settings, as_of=corpus.as_of))


def render(corpus: Corpus, findings: Findings, templates: FilePath | None = None) -> list[Page]:
    """All files of the site, sorted by path; raises what `Workshop` raises."""
    workshop = Workshop(corpus, findings, templates)
    pages = [page for unit in workshop.units() for page in workshop.make(unit)]
    pages += workshop.lists([page.path for page in pages])
    return sorted(pages)


def _stumble(error: TemplateError | AttributeError, templates: FilePath) -> Problem | None:
    """Where in the user's own templates Jinja stumbled, and why; `None` when elsewhere."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        places.append((error.filename or "", error.lineno))
    for file, line in reversed(places):
        if FilePath(file).is_relative_to(templates.resolve()):
            shown = templates / FilePath(file).relative_to(templates.resolve())
            told = error.message if isinstance(error, TemplateError) else str(error)
            return Problem(Place(shown.as_posix(), (), line or 0, 1), told or "")
    return None
