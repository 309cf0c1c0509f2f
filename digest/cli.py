"""The commands."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import click

from digest import __version__
from digest.errors import RefusedError
from digest.incremental.unchanged import forget, look, remember, unchanged
from digest.options import FINE, NO_SEARCH, OUTPUT, SOURCES, common, guarded, options_of
from digest.terminal import Watch, sum_up, tell, tell_news
from digest.text import plural

if TYPE_CHECKING:
    from digest.incremental.unchanged import Look, Unchanged
    from digest.pipeline import Result
    from digest.preview.session import Session
    from digest.run import Options


class Commands(click.Group):
    """The commands; those of the analyst's desk, with all that they need, only when asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Their names, in order."""
        self.complete()
        return sorted(self.commands)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command with a name."""
        if name not in self.commands:
            self.complete()
        return self.commands.get(name)

    def complete(self) -> None:
        """Have all of them."""
        from digest.desk import COMMANDS

        self.commands.update({command.name or "": command for command in COMMANDS})


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
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
    with Watch(given["verbose"] or given["timings"], given["quiet"]) as watch:
        result: Result | Unchanged | None = None
        seen = _look(options)
        if seen and not options.explain:
            result = unchanged(options, seen)
        result = result or _built(options, watch, seen)
    tell(result.warnings, given["form"], verbose=given["verbose"])
    if not given["quiet"] and given["form"] == "text":
        sum_up(result, options, time.perf_counter() - started)
    _explain(result)
    return FINE


def _look(options: Options) -> Look | None:
    """What is to be seen before a build; `None` where that does not matter, or cannot be known."""
    if not (options.memory and options.sources.is_dir()):
        return None
    try:
        return look(options)
    except OSError:  # a file that went meanwhile, or may not be read: reading says so
        return None


def _built(options: Options, watch: Watch, seen: Look | None) -> Result:
    """Build, and remember what was to be seen before."""
    from digest import pipeline  # brings everything with it

    _collect_seldom()
    if seen:
        forget(options)
    result = pipeline.build(options, watch, watch.waiting)
    if seen and not result.unsearched:
        remember(options, seen, result.files, result.warnings)
    return result


def _collect_seldom() -> None:
    """Look for unused memory seldom: a build makes many things, nearly all of which stay."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def _explain(result: Result | Unchanged) -> None:
    if result.explanation:
        click.echo(result.explanation)


@commands.command()
@common
@guarded
def check(**given: Any) -> int:
    """Do everything but write."""
    from digest import pipeline

    _collect_seldom()
    with Watch(given["verbose"] or given["timings"], given["quiet"]) as watch:
        result = pipeline.check(options_of(given), watch)
    tell(result.warnings, given["form"], verbose=given["verbose"])
    if not given["quiet"] and given["form"] == "text":
        warnings = f" {plural(len(result.warnings), 'warning')}." if result.warnings else ""
        click.echo(f"No faults; {plural(result.files, 'file')} would be written.{warnings}")
    _explain(result)
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
    """Build, show the site on this machine, and renew the open pages when a file is saved.

    The site has no search index then; `build` makes it.
    """
    options = options_of(given)
    session = _session()(options, port)
    if session.port != port:
        click.echo(f"Port {port} is taken; using {session.port}.")
    shown = False
    try:
        with session, Watch(given["verbose"] or given["timings"], given["quiet"]) as watch:
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


@commands.command()
@common
@guarded
def schema(**given: Any) -> int:
    """Write the JSON Schemas for editors into `schema/` beside the sources."""
    from digest import pipeline

    names = pipeline.write_schemas(options_of(given))
    click.echo(f"Wrote {', '.join(names)}." if names else "The schemas are up to date.")
    return FINE


@commands.command()
@SOURCES
@guarded
def docs(sources: FilePath) -> int:
    """For maintainers: write the pages of `docs/`, beside the sources, that the code makes."""
    from digest.manual import manual
    from digest.publish.replace import refresh
    from digest.render.docs import pages

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
