"""The corridor: read → analyse → render → verify → publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path as FilePath

from msgspec.structs import replace

from digest.analyse.findings import analyse
from digest.errors import DigestError, Problem, RefusedError, order, strict
from digest.incremental import prose
from digest.incremental.making import Place as Workplace
from digest.incremental.making import Weigher
from digest.incremental.memory import Memory
from digest.incremental.reading import Articles, Texts, analysed
from digest.incremental.searching import FOLDER, Index
from digest.incremental.seen import Files
from digest.incremental.standing import Standing, Told
from digest.incremental.way import way
from digest.incremental.whole import Site
from digest.incremental.workers import Workers
from digest.model.corpus import Corpus
from digest.publish.edition import Edition, edition
from digest.publish.guard import check_place, telling
from digest.publish.replace import refresh
from digest.read.corpus import read
from digest.render.environment import folders
from digest.render.schema import schemas
from digest.render.site import dated
from digest.resident import seen_by, settle, shortly
from digest.results import Result, Watch, as_typed, silent, unaccepted
from digest.run import Options

__all__ = ["Options", "Result", "Watch", "build", "check", "settle", "write_schemas"]


class _Run:
    """What the steps of one run have in common."""

    def __init__(
        self, options: Options, watch: Watch, memory: Memory | None, *, stays: bool = False
    ) -> None:
        """Where the process `stays`, all findings are made, for later runs will want them."""
        self.options, self.watch = options, watch
        self.templates = options.sources.parent / "templates"
        self.workers = Workers(options.workers, options.executors)
        self.memory = memory or Memory(options.memory)
        self.memory.open(way(folders(self.templates)))
        self._articles = Articles(self.memory, self.workers)
        self.corpus, self.warnings = _read(options, watch, self._articles)
        watch("analysing", 0, 0)
        self._texts = Texts(self.memory, self.workers)
        if options.memory and not stays:
            self.findings = analysed(self.corpus, self.memory, self.workers)
        else:
            self.findings = analyse(self.corpus, self._texts.each)

    def reader(self) -> prose.Reader:
        """What reads some of it again."""
        assert self._texts.known
        articles, texts = self._articles.found, self._texts.found
        return prose.Reader(
            self.options.sources, self.corpus, self.findings, self._texts.known, articles, texts
        )

    def problems(self, found: Iterable[Problem]) -> list[Problem]:
        """All there are, given those of the pages.  Raises `DigestError` when one is an error."""
        sources, findings = self.options.sources, self.findings
        problems = [
            *self.warnings,
            *(as_typed(problem, sources) for problem in found),
            *unaccepted([*findings.remarks, *findings.stale], sources, self.memory),
        ]
        final = strict(problems) if self.options.strict else problems
        if any(problem.is_error for problem in final):
            raise DigestError(final)
        return sorted(problems, key=order)


def check(options: Options, watch: Watch = silent) -> Result:
    """All but the last step.  Raises `DigestError` with every problem that stops the build."""
    run = _Run(options, watch, Memory(options.memory, keeps=False))
    place = Workplace(run.corpus, run.findings, run.templates, Weigher(), run.memory)
    site = Site(place, run.memory, None, run.workers, partial(watch, "rendering"))
    watch("verifying", 0, 0)
    warnings = run.problems(site.faults(place.content))
    run.memory.close()
    return Result(
        run.corpus, run.findings, len(site.files), warnings,
        explanation=site.explain(options.explain),
    )  # fmt: skip


def build(
    options: Options,
    watch: Watch = silent,
    waiting: Callable[[int], None] | None = None,
    memory: Memory | None = None,
) -> Result:
    """Everything: `check`, then the exchange of the site as a whole, then the search index.

    The index comes last, so that no reader waits for it; meanwhile the site has none, for that of
    other records could hold what has been withdrawn.  `memory` is what earlier builds of this
    process have left.  Raises `DigestError` when the sources have faults, `RefusedError` when the
    output cannot be written; in both cases the site stays as it was.  A fault of the index alone
    stops nothing.
    """
    with telling(options.output):
        check_place(options.output, options.sources)
    if memory and (result := shortly(options, watch, waiting, memory)):
        return result
    files = seen_by(options) if memory else None
    run = _Run(options, watch, memory, stays=memory is not None)
    with edition(
        options.output, options.sources, memory=options.memory, mind=run.memory.mind,
        waiting=waiting,
    ) as new:  # fmt: skip
        result = _publish(run, new, files)
    if memory is None:
        run.memory.close()
    if (options.sources.parent / "schema").is_dir():
        result.schemas = refresh(options.sources.parent / "schema", schemas(run.corpus))
    return result


def _publish(run: _Run, new: Edition, files: Files | None) -> Result:
    """Make what has to be made, and put the site in its place."""
    options, watch, known = run.options, run.watch, dict(new.shelf.known)
    place = Workplace(run.corpus, run.findings, run.templates, new.shelf, run.memory)
    apart = prose.is_apart(place) if files else False
    site = Site(place, run.memory, known, run.workers, partial(watch, "rendering"))
    watch("verifying", 0, 0)
    faults = site.faults(partial(_content, new, options.output, site))
    warnings = run.problems(faults)
    index = Index(place, site.plan, options.output) if options.search else None
    kept = index.kept() if index else []
    run.memory.standing = None
    done = new.publish([*site.files, *kept], partial(watch, "writing"))
    site.keep(index.remembered if index else {})
    if files and apart and not (index or faults or options.explain):
        told = Told(len(site.files), run.warnings, warnings)
        run.memory.standing = Standing(
            options, files, run.reader(), place, site.units, site.stamps, told
        )
    gone = sum(path.startswith(f"{FOLDER}/") for path in known) if not kept else 0
    result = Result(
        run.corpus, run.findings, len(site.files), warnings,
        done._replace(unchanged=done.unchanged - len(kept), removed=done.removed - gone),
        explanation=site.explain(options.explain),
    )  # fmt: skip
    if index and not kept:
        watch("indexing", 0, 0)
        result.unsearched = _add(index, new, site)
    return result


def _add(index: Index, new: Edition, site: Site) -> str:
    """Put the index into the site that has just been written; why that failed, or nothing."""
    try:
        files = index.make()
        if files:
            new.publish([*site.files, *files])
            site.keep(index.remembered)
    except DigestError as error:
        return f"it cannot be put in place: {error.problems[0].message}"
    except RefusedError as error:
        return f"it cannot be put in place: {error}"
    return index.fault


def _content(new: Edition, output: FilePath, site: Site, path: str) -> bytes:
    """The bytes of a file of the site to be: from the shelf, else from the site as it is."""
    entry = next(entry for entry in site.files if entry.path == path)
    shelved = FilePath(new.shelf.place(entry.sha256))
    return (shelved if shelved.is_file() else output / path).read_bytes()


def write_schemas(options: Options) -> list[str]:
    """Write the JSON Schemas beside the sources; returns the names of files that changed."""
    memory = Memory(options.memory, keeps=False)
    corpus, _ = _read(options, silent, Articles(memory, Workers(options.workers)))
    folder = options.sources.parent / "schema"
    folder.mkdir(exist_ok=True)
    return refresh(folder, schemas(corpus))


def _read(options: Options, watch: Watch, articles: Articles) -> tuple[Corpus, list[Problem]]:
    watch("reading", 0, 0)
    corpus, warnings = read(options.sources, drafts=options.drafts, each=articles.each)
    settings = corpus.settings
    if options.base_url:
        settings = replace(settings, base_url=options.base_url)
    if settings.as_of is None and options.today:
        settings = replace(settings, as_of=options.today)
    return dated(corpus._replace(settings=settings)), warnings
