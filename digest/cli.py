"""The commands.  Only this module prints, exits and reads the environment."""

from __future__ import annotations

import datetime
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
from digest.errors import DigestError, RefusedError
from digest.new import KINDS as NEW_KINDS
from digest.new import create, import_text
from digest.pipeline import Options
from digest.terminal import Watch, paint, sum_up, tell, total
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
            tell(error.problems, form)
            total(error.problems, form)
            code = FAULTS
        except RefusedError as error:
            click.echo(f"{paint('refused', 'red')}: {error}", err=True)
            code = USAGE
        except KeyboardInterrupt:
            click.echo("Interrupted; the site is as it was.", err=True)
            code = 130
        except Exception as error:
            click.echo(f"{paint('our fault', 'red')}: {type(error).__name__}: {error}", err=True)
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
    watch = Watch(given["verbose"], given["quiet"])
    options = _options(given)

    def waiting(pid: int) -> None:
        watch.clear()
        click.echo(
            f"Another build{f' (process {pid})' if pid else ''} is writing; waiting …", err=True
        )

    with watch:
        result = pipeline.build(options, watch, waiting)
    tell(result.warnings, given["form"])
    if not given["quiet"] and given["form"] == "text":
        sum_up(result, options, time.perf_counter() - started)
    return FINE


@commands.command()
@_common
@_guarded
def check(**given: Any) -> int:
    """Do everything but write."""
    with Watch(given["verbose"], given["quiet"]) as watch:
        result = pipeline.check(_options(given), watch)
    tell(result.warnings, given["form"])
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
            tell(error.problems, given["form"])
            total(error.problems, given["form"])
        else:
            tell(result.warnings, given["form"])
            sum_up(result, options, time.perf_counter() - started)

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
@_SOURCES
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
@_SOURCES
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; `build` is meant when no command is named."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "build")
    commands(given, prog_name="digest")
