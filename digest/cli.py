"""The commands."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from digest import __version__, pipeline, todo
from digest.attest import attest as hold_against
from digest.diff import as_json, compare, lines
from digest.errors import RefusedError
from digest.manual import manual
from digest.new import KINDS as NEW_KINDS
from digest.new import NEXT, create, import_text
from digest.options import (
    FINE,
    NO_SEARCH,
    OUTPUT,
    SOURCES,
    common,
    guarded,
    options_of,
    this_day,
    told,
)
from digest.publish.replace import refresh
from digest.recording import record as put_on_record
from digest.render.docs import pages
from digest.starter import create_digest, next_step
from digest.terminal import Watch, sum_up, tell, tell_news
from digest.text import plural

if TYPE_CHECKING:
    from digest.preview.session import Session


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="digest")
def commands() -> None:
    """Turn a folder of digests and annotations into a cross-linked static website.

    Without a command, `build` is meant.
    """


@commands.command()
@common
@OUTPUT
@NO_SEARCH
@guarded
def build(**given: Any) -> int:
    """Build the site: read, check, render, verify, then exchange it as a whole."""
    started = time.perf_counter()
    options = options_of(given)
    with Watch(given["verbose"], given["quiet"]) as watch:
        result = pipeline.build(options, watch, watch.waiting)
    tell(result.warnings, given["form"])
    if not given["quiet"] and given["form"] == "text":
        sum_up(result, options, time.perf_counter() - started)
    return FINE


@commands.command()
@common
@guarded
def check(**given: Any) -> int:
    """Do everything but write."""
    with Watch(given["verbose"], given["quiet"]) as watch:
        result = pipeline.check(options_of(given), watch)
    tell(result.warnings, given["form"])
    if not given["quiet"] and given["form"] == "text":
        warnings = f" {plural(len(result.warnings), 'warning')}." if result.warnings else ""
        click.echo(f"No faults; {plural(len(result.pages), 'file')} would be written.{warnings}")
    return FINE


@commands.command()
@common
@OUTPUT
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Port on this machine; when it is taken, the next free one.",
)
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
@guarded
def serve(port: int, browse: bool, **given: Any) -> int:
    """Build, show the site on this machine, and renew the open pages when a file is saved."""
    options = options_of(given)
    session = _session()(options, port)
    if session.port != port:
        click.echo(f"Port {port} is taken; using {session.port}.")
    shown = False
    try:
        with session, Watch(given["verbose"], given["quiet"]) as watch:
            for news in session.news(watch, watch.waiting):
                watch.clear()
                tell_news(news, options, given["form"], given["quiet"], given["verbose"])
                if not shown:
                    where = f"{options.output.as_posix()} at {session.address}"
                    click.echo(f"Showing {where} – Ctrl-C ends.")
                    if browse:
                        click.launch(session.address)
                    shown = True
    except KeyboardInterrupt:
        if not shown:
            raise
        click.echo("")
    return FINE


def _session() -> type[Session]:
    """What runs the preview, with libraries that nothing else needs."""
    try:
        from digest.preview.session import Session
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("digest"):
            raise
        raise RefusedError(
            f"the preview needs the library '{error.name}', which is missing; install what it "
            'needs: python -m pip install "starlette>=1.0.1" uvicorn watchfiles'
        ) from error
    return Session


@commands.command("import")
@click.argument("file", type=click.Path(path_type=FilePath))
@click.option("--id", "id", required=True, help="Id of the new source.")
@click.option("--title", default="", help="Its title.")
@SOURCES
@guarded
def import_(file: FilePath, id: str, title: str, sources: FilePath) -> int:
    """Take an article's plain text as a private original, and add a skeleton for its digest."""
    for path in import_text(sources, file, id, title):
        click.echo(f"Wrote {path.as_posix()}")
    click.echo(f"Next: {NEXT['source']}.")
    return FINE


@commands.command()
@click.argument("kind", type=click.Choice(("digest", *NEW_KINDS)))
@click.argument("id", metavar="ID|FOLDER")
@click.option("--title", default="", help="Its title or name.")
@SOURCES
@guarded
def new(kind: str, id: str, title: str, sources: FilePath) -> int:
    """Add a skeleton: a source with its annotations, or an entry at the end of a registry.

    `new digest FOLDER` makes a whole digest of one's own instead, in a new or empty folder.
    """
    if kind == "digest":
        return _new_digest(FilePath(id), title)
    for path in create(sources, kind, id, title):
        click.echo(f"Wrote {path.as_posix()}")
    click.echo(f"Next: {NEXT[kind]}.")
    return FINE


def _new_digest(folder: FilePath, title: str) -> int:
    if click.get_current_context().get_parameter_source("sources") is not ParameterSource.DEFAULT:
        raise RefusedError("`new digest` takes the folder alone, not --sources")
    made = create_digest(folder, title, this_day())
    click.echo(f"Wrote {plural(len(made), 'file')} in {folder.as_posix()}")
    click.echo(f"Next: {next_step(folder)}.")
    return FINE


@commands.command()
@click.option(
    "--originals", type=click.Path(path_type=FilePath), metavar="DIR",
    help="Folder of the articles as published, one .txt each; default: originals/ in the sources.",
)  # fmt: skip
@SOURCES
@told("How problems are told.")
@guarded
def attest(originals: FilePath | None, sources: FilePath, form: str) -> int:
    """Hold every quotation against the private originals, and write attestations.yaml.

    A build needs no original: it trusts what was attested as long as the words stay the same.
    """
    done = hold_against(sources, originals)
    tell(done.notes, form)
    if form == "text":
        click.echo(f"{done.summary}.")
    return FINE


@commands.command()
@click.argument("against", default="HEAD", metavar="[REV|FOLDER]")
@SOURCES
@click.option("--drafts", is_flag=True, help="Compare sources marked as drafts too.")
@click.option("--record", metavar="TITLE", help="Put what is found on top of CHANGES.yaml.")
@told("How differences are told.", "text", "json")
@guarded
def diff(against: str, sources: FilePath, drafts: bool, record: str | None, form: str) -> int:
    """List the stances, facts and positions that appeared, changed or vanished.

    The sources are compared with a revision of their Git repository (HEAD: since the last
    commit), or with another sources folder.
    """
    found = compare(sources, against, drafts=drafts)
    if record is not None:
        path = put_on_record(sources, found, record)
        click.echo(f"Recorded in {path.as_posix()}", err=True)
    click.echo(as_json(found) if form == "json" else "\n".join(lines(found)))
    return FINE


@commands.command("todo", epilog=todo.PRIORITY)
@SOURCES
@click.option("--drafts", is_flag=True, help="List what waits in drafts too.")
@click.option(
    "--limit", type=click.IntRange(0), default=0, metavar="N", help="The first N pairs; 0: all."
)
@told("How the list is told.")
@guarded
def waiting(sources: FilePath, drafts: bool, limit: int, form: str) -> int:
    """List what waits for a coder: pairs of actor and topic in one sentence of a digest that no
    stance and no note covers, by priority, with file and line; then sources without a coding.
    """
    items = todo.worklist(sources, drafts=drafts)
    if form == "github":
        tell(todo.as_problems(todo.first(items, limit)), form)
    else:
        click.echo("\n".join(todo.shown(items, form, limit)))
    return FINE


@commands.command()
@common
@guarded
def schema(**given: Any) -> int:
    """Write the JSON Schemas for editors into `schema/` beside the sources."""
    names = pipeline.write_schemas(options_of(given))
    click.echo(f"Wrote {', '.join(names)}." if names else "The schemas are up to date.")
    return FINE


@commands.command()
@SOURCES
@guarded
def docs(sources: FilePath) -> int:
    """For maintainers: write the pages of `docs/`, beside the sources, that the code makes."""
    folder = sources.parent / "docs"
    if not folder.is_dir():
        raise RefusedError(f"there is no folder {folder.as_posix()}")
    names = refresh(folder, {**pages(), "commands.md": manual(commands).encode()})
    click.echo(f"Wrote {', '.join(names)}." if names else "The pages are up to date.")
    return FINE


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; `build` is meant when no command is named."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "build")
    commands(given, prog_name="digest")
