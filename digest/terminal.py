"""What the commands print: progress, problems, and what was done."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from digest.errors import Problem, RefusedError, as_record, render_line, visible
from digest.run import Options
from digest.text import plural

if TYPE_CHECKING:
    from digest.incremental.unchanged import Unchanged
    from digest.pipeline import Result
    from digest.preview.news import News

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]


MOST = 100
"""Warnings that are told in words; more are not read."""


class Watch:
    """The progress line: only on a terminal, rewritten in place; or a line a stage."""

    def __init__(self, verbose: bool, quiet: bool) -> None:
        """`verbose`: a line for each stage, with how long it took."""
        self.verbose = verbose
        self.live = not quiet and not verbose and sys.stderr.isatty()
        self.stage, self.since = "starting", _spent()

    def __call__(self, stage: str, done: int, whole: int) -> None:
        """Tell of a stage: how much is done, of how much (0 when not counted)."""
        if self.verbose and stage != self.stage:
            self._finish()
        self.stage = stage
        if self.live and (not whole or done == whole or done % 50 == 0):
            count = f" {done} of {whole}" if whole else " …"
            click.echo(f"\r\x1b[K{stage}{count}", nl=False, err=True)

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def _finish(self) -> None:
        now = _spent()
        if self.stage:
            wall, own, others = (b - a for a, b in zip(self.since, now, strict=True))
            told = f"{self.stage:11} {wall:8.3f} s  {own:8.3f} s here"
            click.echo(told + (f"  {others:8.3f} s in workers" if others else ""), err=True)
        self.since = now

    def waiting(self, process: int) -> None:
        """Tell that another build is writing the same site; 0 when its process is not known."""
        self.clear()
        named = f" (process {process})" if process else ""
        click.echo(f"Another build{named} is writing; waiting …", err=True)

    def clear(self) -> None:
        """End the line."""
        if self.verbose:
            self._finish()
            self.stage = ""
        if self.live:
            click.echo("\r\x1b[K", nl=False, err=True)


def _spent() -> tuple[float, float, float]:
    """Seconds since the process began: by the clock, of its own work, and of workers that ended.

    At first, the clock stands at what the process has worked so far.
    """
    own, others = time.process_time(), 0.0
    if resource:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        others = used.ru_utime + used.ru_stime
    return time.perf_counter() - _BEGUN, own, others


_BEGUN = time.perf_counter() - time.process_time()


def paint(text: str, colour: str, *, bold: bool = True) -> str:
    """The text in colour, where standard error is a terminal and `NO_COLOR` is not set."""
    if os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return text
    return click.style(text, fg=colour, bold=bold)


def tell(problems: Sequence[Problem], form: str, *, verbose: bool = False) -> None:
    """Print problems in the chosen form: text to standard error, the others to standard output.

    As text there are all errors, and the first `MOST` warnings where it is not `verbose`.
    """
    if form == "json":
        click.echo(json.dumps([as_record(problem) for problem in problems], ensure_ascii=False))
    elif form == "github":
        for problem in problems:
            click.echo(_github(problem))
    else:
        _tell_in_words(problems, len(problems) if verbose else MOST)


def _tell_in_words(problems: Sequence[Problem], most: int) -> None:
    warnings = 0
    for problem in problems:
        warnings += not problem.is_error
        if problem.is_error or warnings <= most:
            click.echo(_coloured(render_line(problem), problem), err=True)
    if warnings > most:
        more = f"{warnings - most:,} more {'warning' if warnings == most + 1 else 'warnings'}"
        click.echo(f"… and {more}; -v tells all", err=True)


def _coloured(line: str, problem: Problem) -> str:
    """A message with its place in colour: red for errors, yellow for warnings."""
    where, space, told = line.partition(" ")
    return paint(where, "red" if problem.is_error else "yellow") + space + told


def _github(problem: Problem) -> str:
    """A problem as a workflow command that marks the line in a pull request."""
    place = problem.place

    def safe(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    where = f"file={safe(place.file).replace(',', '%2C').replace(':', '%3A')}"
    if place.line:
        where += f",line={place.line},col={place.column}"
    hint = f" – {problem.hint}" if problem.hint else ""
    text = " ".join(part for part in (place.dotted, problem.message) if part)
    return f"::{problem.severity} {where}::{safe(text + hint)}"


def total(problems: Sequence[Problem], form: str) -> None:
    """Say how many problems stopped the run, in how many files."""
    if form != "text":
        return
    files = len({problem.place.file for problem in problems})
    click.echo(
        f"{plural(len(problems), 'problem')} in {plural(files, 'file')}. Nothing was written.",
        err=True,
    )


def tell_failure(error: Exception, verbose: bool) -> None:
    """Say why a run came to nothing, where it is no fault of the sources."""
    if isinstance(error, RefusedError):
        click.echo(f"{paint('refused', 'red')}: {error}", err=True)
        return
    click.echo(f"{paint('our fault', 'red')}: {type(error).__name__}: {error}", err=True)
    click.echo("Nothing was written. Run again with -v for details.", err=True)
    if verbose:
        traceback.print_exception(error)


def tell_news(news: News, options: Options, form: str, quiet: bool, verbose: bool) -> None:
    """Say how a build of the preview went, with the time of day."""
    from digest.preview.news import CodeChanged  # only the preview has it

    if isinstance(news, CodeChanged):
        click.echo(f"{news.file.name} was changed: end and start again to run it.", err=True)
    elif news.failure:
        tell_failure(news.failure, verbose)
    elif news.result is None:
        tell(news.problems, form, verbose=verbose)
        total(news.problems, form)
    else:
        tell(news.result.warnings, form, verbose=verbose)
        if not quiet and form == "text":
            click.echo(time.strftime("%H:%M:%S "), nl=False)
            sum_up(news.result, options, news.seconds, shown=True)


def sum_up(
    result: Result | Unchanged, options: Options, seconds: float, *, shown: bool = False
) -> None:
    """One sentence: what was written, left as it was and removed, and where to look.

    `shown` leaves out where to look, since a browser shows it.
    """
    done = result.published
    assert done is not None
    warnings = f", {plural(len(result.warnings), 'warning')}" if result.warnings else ""
    schemas = f" Schemas brought up to date: {', '.join(result.schemas)}." if result.schemas else ""
    where = "" if shown else f": open {(options.output / 'index.html').as_posix()}"
    click.echo(
        f"{plural(done.written, 'page and file').replace('page and file', 'file')} written, "
        f"{done.unchanged} unchanged, {done.removed} removed{warnings} in {seconds:.1f} s"
        f"{where}{schemas and '.'}{schemas}"
    )
    if result.unsearched:
        click.echo(
            f"The site has no search index: {visible(result.unsearched)}. It is complete without; "
            "--no-search leaves the index out."
        )
