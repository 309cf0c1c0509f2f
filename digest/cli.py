"""The commands.  Only this module prints, exits and reads the environment."""

from __future__ import annotations

import datetime
import json
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path as FilePath
from typing import Any

import click

from digest import __version__, pipeline, preview
from digest.dates import PartialDate
from digest.errors import DigestError, Problem, RefusedError, render_line
from digest.new import KINDS as NEW_KINDS
from digest.new import create, import_text
from digest.pipeline import Options, Result
from digest.text import is_address, plural

FINE, FAULTS, USAGE, OURS = 0, 1, 2, 3
"""Exit codes: fine; faults in the sources; wrong use; our fault."""

_SOURCES = click.option(
    "--sources", type=click.Path(path_type=FilePath), default="sources", show_default=True,
    help="Folder of the digest's sources.",
)  # fmt: skip


def _address(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not is_address(value):
        raise click.BadParameter(f"'{value}' is not an http(s) address")
    return value


_COMMON = (
    _SOURCES,
    click.option("--strict", is_flag=True, help="Take warnings for errors."),
    click.option("--drafts", is_flag=True, help="Show sources marked as drafts too."),
    click.option(
        "--base-url", default="", metavar="URL", callback=_address,
        help="Address at which the site will stand (sitemap, feed); links never need it.",
    ),
    click.option(
        "-j", "--jobs", type=click.IntRange(1, 64), default=1, show_default=True,
        help="Processes that read articles; worth it from some hundreds on.",
    ),
    click.option(
        "--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
        show_default=True, help="How problems are told.",
    ),
    click.option("-v", "--verbose", is_flag=True, help="Say what is done, and how long it took."),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems."),
)  # fmt: skip
_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=FilePath), default="site", show_default=True,
    help="Folder of the site; exchanged as a whole.",
)  # fmt: skip


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_COMMON):
        command = option(command)
    return command


def _guarded(command: Callable[..., int]) -> Callable[..., None]:
    """Turn what can go wrong into a message and an exit code."""

    @wraps(command)
    def run(**given: Any) -> None:
        form, verbose = given.get("form", "text"), given.get("verbose", False)
        try:
            code = command(**given)
        except DigestError as error:
            _tell(error.problems, form)
            _end(error.problems, form)
            code = FAULTS
        except RefusedError as error:
            click.echo(f"{_paint('refused', 'red')}: {error}", err=True)
            code = USAGE
        except KeyboardInterrupt:
            click.echo("Interrupted; the site is as it was.", err=True)
            code = 130
        except Exception as error:
            click.echo(f"{_paint('our fault', 'red')}: {type(error).__name__}: {error}", err=True)
            click.echo("Nothing was written. Run again with -v for details.", err=True)
            if verbose:
                traceback.print_exc()
            code = OURS
        sys.exit(code)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="digest")
def commands() -> None:
    """Turn a folder of digests and annotations into a cross-linked static website.

    Without a command, `build` is meant.
    """


@commands.command()
@_common
@_OUTPUT
@_guarded
def build(**given: Any) -> int:
    """Build the site: read, check, render, verify, then exchange it as a whole."""
    started = time.perf_counter()
    watch = _Watch(given["verbose"], given["quiet"])
    options = _options(given)

    def waiting(pid: int) -> None:
        watch.clear()
        click.echo(
            f"Another build{f' (process {pid})' if pid else ''} is writing; waiting …", err=True
        )

    with watch:
        result = pipeline.build(options, watch, waiting)
    _tell(result.warnings, given["form"])
    if not given["quiet"] and given["form"] == "text":
        _sum_up(result, options, time.perf_counter() - started)
    return FINE


@commands.command()
@_common
@_guarded
def check(**given: Any) -> int:
    """Do everything but write."""
    with _Watch(given["verbose"], given["quiet"]) as watch:
        result = pipeline.check(_options(given), watch)
    _tell(result.warnings, given["form"])
    if not given["quiet"] and given["form"] == "text":
        warnings = f" {plural(len(result.warnings), 'warning')}." if result.warnings else ""
        click.echo(f"No faults; {plural(len(result.pages), 'file')} would be written.{warnings}")
    return FINE


@commands.command()
@_common
@_OUTPUT
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@_guarded
def serve(port: int, **given: Any) -> int:
    """Build, show the site on this machine, and build again when a source or template changes."""
    options = _options(given)
    folders = [options.sources, options.sources.parent / "templates"]

    def rebuild() -> None:
        started = time.perf_counter()
        try:
            result = pipeline.build(options)
        except DigestError as error:
            _tell(error.problems, given["form"])
            _end(error.problems, given["form"])
        else:
            _tell(result.warnings, given["form"])
            _sum_up(result, options, time.perf_counter() - started)

    rebuild()
    server = preview.server(options.output, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://{preview.ADDRESS}:{server.server_port}/"
    click.echo(f"Showing {options.output.as_posix()} at {address} – Ctrl-C ends.")
    stop = threading.Event()
    try:
        preview.watch(folders, rebuild, stop.wait)
    except KeyboardInterrupt:
        click.echo("")
    server.shutdown()
    return FINE


@commands.command("import")
@click.argument("file", type=click.Path(path_type=FilePath))
@click.option("--id", "id", required=True, help="Id of the new source.")
@click.option("--title", default="", help="Its title.")
@click.option(
    "--sources", type=click.Path(path_type=FilePath), default="sources", show_default=True
)
@_guarded
def import_(file: FilePath, id: str, title: str, sources: FilePath) -> int:
    """Take an article's plain text as a private original, and add a skeleton for its digest."""
    for path in import_text(sources, file, id, title):
        click.echo(f"Wrote {path.as_posix()}")
    return FINE


@commands.command()
@click.argument("kind", type=click.Choice(NEW_KINDS))
@click.argument("id")
@click.option("--title", default="", help="Its title or name.")
@click.option(
    "--sources", type=click.Path(path_type=FilePath), default="sources", show_default=True
)
@_guarded
def new(kind: str, id: str, title: str, sources: FilePath) -> int:
    """Add a skeleton: a source with its annotations, or an entry at the end of a registry."""
    for path in create(sources, kind, id, title):
        click.echo(f"Wrote {path.as_posix()}")
    return FINE


@commands.command()
@_common
@_guarded
def schema(**given: Any) -> int:
    """Write the JSON Schemas for editors into `schema/` beside the sources."""
    names = pipeline.write_schemas(_options(given))
    click.echo(f"Wrote {', '.join(names)}." if names else "The schemas are up to date.")
    return FINE


def _options(given: dict[str, Any]) -> Options:
    return Options(
        sources=given["sources"], output=given.get("output", FilePath("site")),
        strict=given["strict"], drafts=given["drafts"], base_url=given["base_url"],
        jobs=given["jobs"], today=_today(),
    )  # fmt: skip


def _today() -> PartialDate | None:
    """The date of `SOURCE_DATE_EPOCH` (seconds since 1970, UTC), when it is set."""
    try:
        epoch = int(os.environ.get("SOURCE_DATE_EPOCH", ""))
        moment = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return PartialDate(moment.year, moment.month, moment.day)


class _Watch:
    """The progress line: only on a terminal, rewritten in place; with `-v` a line a stage."""

    def __init__(self, verbose: bool, quiet: bool) -> None:
        self.verbose = verbose
        self.live = not quiet and not verbose and sys.stderr.isatty()
        self.stage, self.since = "", time.perf_counter()

    def __call__(self, stage: str, done: int, whole: int) -> None:
        if self.verbose and stage != self.stage:
            self._finish()
        self.stage = stage
        if self.live and (not whole or done == whole or done % 50 == 0):
            count = f" {done} of {whole}" if whole else " …"
            click.echo(f"\r\x1b[K{stage}{count}", nl=False, err=True)

    def __enter__(self) -> _Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def _finish(self) -> None:
        now = time.perf_counter()
        if self.stage:
            click.echo(f"{self.stage}: {now - self.since:.2f} s", err=True)
        self.since = now

    def clear(self) -> None:
        """End the line."""
        if self.verbose:
            self._finish()
            self.stage = ""
        if self.live:
            click.echo("\r\x1b[K", nl=False, err=True)


def _paint(text: str, colour: str, *, bold: bool = True) -> str:
    if os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return text
    return click.style(text, fg=colour, bold=bold)


def _tell(problems: Sequence[Problem], form: str) -> None:
    """Print problems in the chosen form: text to standard error, the others to standard output."""
    if form == "json":
        click.echo(json.dumps([_record(problem) for problem in problems], ensure_ascii=False))
    for problem in problems:
        if form == "github":
            click.echo(_github(problem))
        elif form == "text":
            click.echo(_coloured(render_line(problem), problem), err=True)


def _coloured(line: str, problem: Problem) -> str:
    """A message with its place in colour: red for errors, yellow for warnings."""
    where, space, told = line.partition(" ")
    return _paint(where, "red" if problem.is_error else "yellow") + space + told


def _record(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "file": place.file, "line": place.line, "column": place.column, "path": place.dotted,
        "severity": problem.severity, "message": problem.message, "hint": problem.hint,
    }  # fmt: skip


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


def _end(problems: Sequence[Problem], form: str) -> None:
    if form != "text":
        return
    files = len({problem.place.file for problem in problems})
    click.echo(
        f"{plural(len(problems), 'problem')} in {plural(files, 'file')}. Nothing was written.",
        err=True,
    )


def _sum_up(result: Result, options: Options, seconds: float) -> None:
    done = result.published
    assert done is not None
    warnings = f", {plural(len(result.warnings), 'warning')}" if result.warnings else ""
    schemas = f" Schemas brought up to date: {', '.join(result.schemas)}." if result.schemas else ""
    index = options.output / "index.html"
    click.echo(
        f"{plural(done.written, 'page and file').replace('page and file', 'file')} written, "
        f"{done.unchanged} unchanged, {done.removed} removed{warnings} in {seconds:.1f} s: "
        f"open {index.as_posix()}{schemas and '.'}{schemas}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; `build` is meant when no command is named."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "build")
    commands(given, prog_name="digest")
