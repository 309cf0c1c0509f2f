"""The corridor: read → analyse → render → verify → publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from msgspec.structs import replace

from digest.analyse.findings import analyse
from digest.dates import PartialDate
from digest.errors import DigestError, Place, Problem, RefusedError, order, strict
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Page, Published
from digest.model.verdicts import Remark
from digest.publish import search
from digest.publish.guard import check_output
from digest.publish.replace import refresh
from digest.publish.site import publish
from digest.publish.verify import verify
from digest.read.corpus import read
from digest.read.files import Folder
from digest.read.locate import locate
from digest.render.frame import MORE, NAVIGATION
from digest.render.schema import schemas
from digest.render.search import records
from digest.render.site import render


@dataclass(frozen=True)
class Options:
    """What a run is asked to do."""

    sources: FilePath = FilePath("sources")
    output: FilePath = FilePath("site")
    strict: bool = False
    """Whether warnings are errors."""
    drafts: bool = False
    base_url: str = ""
    """Overrides the settings' when given."""
    jobs: int = 1
    """Processes that read articles."""
    today: PartialDate | None = None
    """The digest's date where its settings give none (`SOURCE_DATE_EPOCH`)."""
    search: bool = True
    """Whether the site gets a search index."""


@dataclass
class Result:
    """What a run did."""

    corpus: Corpus
    pages: list[Page]
    warnings: list[Problem]
    findings: Findings
    published: Published | None = None
    """What was done to its files, the search index apart; `None` when none was to be written."""
    schemas: list[str] = field(default_factory=list)
    """Schema files that were brought up to date."""
    unsearched: str = ""
    """Why the site has no search index, where it should have one: a phrase."""


Watch = Callable[[str, int, int], None]
"""Told of each stage: its name, how much is done, of how much (0 when not counted)."""


def _silent(stage: str, done: int, whole: int) -> None:
    pass


def check(options: Options, watch: Watch = _silent) -> Result:
    """All but the last step.  Raises `DigestError` with every problem that stops the build."""
    corpus, warnings = _read(options, watch)
    watch("analysing", 0, 0)
    findings = analyse(corpus)
    watch("rendering", 0, 0)
    pages = render(corpus, findings, options.sources.parent / "templates")
    watch("verifying", 0, 0)
    found = verify(pages, base_url=corpus.settings.base_url)
    problems = warnings + [_as_typed(problem, options.sources) for problem in found]
    problems = sorted(
        [*problems, *_open([*findings.remarks, *findings.stale], options.sources)], key=order
    )
    _stop_at_errors(problems, options)
    return Result(corpus, pages, problems, findings)


def build(
    options: Options, watch: Watch = _silent, waiting: Callable[[int], None] | None = None
) -> Result:
    """Everything: `check`, then the exchange of the site as a whole, then the search index.

    The index comes last, so that no reader waits for it; meanwhile the site has none, for that of
    other records could hold what has been withdrawn.  Raises `DigestError` when the sources have
    faults, `RefusedError` when the output cannot be written; in both cases the site stays as it
    was.  A fault of the index alone stops nothing.
    """
    old = check_output(options.output, options.sources)
    result = check(options, watch)
    put = partial(publish, output=options.output, sources=options.sources, waiting=waiting)
    language = result.corpus.settings.language
    pages = [
        link for link in (*NAVIGATION, *MORE) if link[0].endswith(".html") and link[0] != "a-z.html"
    ]
    wanted = records(result.corpus, result.findings, pages) if options.search else ()
    index = search.kept(options.output, search.state_of(wanted, language)) if wanted else ()
    done = put([*result.pages, *index], progress=partial(watch, "writing"))
    gone = 0 if index else sum(path.startswith(f"{search.FOLDER}/") for path in old.files)
    result.published = done._replace(
        unchanged=done.unchanged - len(index), removed=done.removed - gone
    )
    if (options.sources.parent / "schema").is_dir():
        result.schemas = refresh(options.sources.parent / "schema", schemas(result.corpus))
    if wanted and not index:
        watch("indexing", 0, 0)
        made = search.index(wanted, language)
        result.unsearched = made.fault or _add(made.files, result, put)
    return result


def _add(index: Iterable[Page], result: Result, put: Callable[..., Published]) -> str:
    """Put the index into the site that has just been written; why that failed, or nothing."""
    try:
        put([*result.pages, *index])
    except DigestError as error:
        return f"it cannot be put in place: {error.problems[0].message}"
    except RefusedError as error:
        return f"it cannot be put in place: {error}"
    return ""


def write_schemas(options: Options) -> list[str]:
    """Write the JSON Schemas beside the sources; returns the names of files that changed."""
    corpus, _ = _read(options, _silent)
    folder = options.sources.parent / "schema"
    folder.mkdir(exist_ok=True)
    return refresh(folder, schemas(corpus))


def _read(options: Options, watch: Watch) -> tuple[Corpus, list[Problem]]:
    watch("reading", 0, 0)
    with _each(options.jobs) as each:
        corpus, warnings = read(options.sources, drafts=options.drafts, each=each)
    settings = corpus.settings
    if options.base_url:
        settings = replace(settings, base_url=options.base_url)
    if settings.as_of is None and options.today:
        settings = replace(settings, as_of=options.today)
    return corpus._replace(settings=settings), warnings


def _as_typed(problem: Problem, sources: FilePath) -> Problem:
    """A problem of a page, at the source file from which the page is made, where there is one."""
    file = sources / problem.place.file
    place = problem.place
    return (
        problem._replace(place=place._replace(file=file.as_posix())) if file.exists() else problem
    )


def _open(remarks: Iterable[Remark], sources: FilePath) -> list[Problem]:
    """Findings of the machine that nobody accepted, as warnings at their line of the file."""
    folder = Folder(sources)
    problems = [
        Problem(
            Place(folder.shown(remark.file), remark.path),
            f"{remark.lint.value}: {remark.message}", remark.hint, "warning",
        )
        for remark in remarks if not remark.why
    ]  # fmt: skip
    return locate(problems, folder)


def _stop_at_errors(problems: list[Problem], options: Options) -> None:
    final = strict(problems) if options.strict else problems
    if any(problem.is_error for problem in final):
        raise DigestError(final)


@contextmanager
def _each(jobs: int) -> Iterator[Any]:
    """A `map` over articles: in this process, or in several."""
    if jobs < 2:
        yield map
        return
    from concurrent.futures import ProcessPoolExecutor  # slow to import, seldom used

    with ProcessPoolExecutor(jobs) as executor:
        yield partial(executor.map, chunksize=16)
