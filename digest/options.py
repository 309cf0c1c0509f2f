"""What commands have in common: their options, and how they end."""

from __future__ import annotations

import datetime
import hashlib
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path as FilePath
from typing import Any

import click

from digest.dates import PartialDate
from digest.errors import DigestError, RefusedError
from digest.run import Options
from digest.terminal import tell, tell_failure, total
from digest.text import is_address

FINE, FAULTS, USAGE, OURS = 0, 1, 2, 3
"""Exit codes: fine; faults in the sources; wrong use; our fault."""

SOURCES = click.option(
    "--sources", type=click.Path(path_type=FilePath), default="sources", show_default=True,
    metavar="DIR", help="Folder of the digest's sources.",
)  # fmt: skip


def told(help: str, *forms: str) -> Callable[..., Any]:
    """The option of the form in which something is told; the first form is the default."""
    forms = forms or ("text", "json", "github")
    return click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=help
    )


def _address(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not is_address(value):
        raise click.BadParameter(f"'{value}' is not an http(s) address")
    return value


def _together(
    *options: Callable[..., Any],
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Several options as one."""

    def give(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return give


_COMMON = (
    SOURCES,
    click.option("--strict", is_flag=True, help="Take warnings for errors."),
    click.option("--drafts", is_flag=True, help="Show sources marked as drafts too."),
    click.option(
        "--base-url", default="", metavar="URL", callback=_address,
        help="Address at which the site will stand (sitemap, feed); links never need it.",
    ),
    click.option(
        "-j", "--jobs", type=click.IntRange(1, 64), default=None, metavar="N",
        help="Processes at most, where there is enough to do.  [default: one a core]",
    ),
    click.option(
        "--no-cache", is_flag=True,
        help="Remember nothing, and use nothing that is remembered from earlier builds.",
    ),
    click.option(
        "--explain", default="", metavar="PAGE",
        help="Say why a page was made, or left as it was: topics/index.html.",
    ),
    click.option("--timings", is_flag=True, help="Say how long each stage took."),
    told("How problems are told."),
    click.option(
        "-v", "--verbose", is_flag=True,
        help="Say more: stages, details of faults, all of many warnings.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems."),
)  # fmt: skip
OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=FilePath), default="site", show_default=True,
    metavar="DIR", help="Folder of the site; exchanged as a whole.",
)  # fmt: skip
NO_SEARCH = click.option("--no-search", is_flag=True, help="Make no search index.")
"""For `build` alone: the preview makes none, so that nobody waits for it after each save."""


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of all that build."""
    return _together(*_COMMON)(command)


def guarded(command: Callable[..., int]) -> Callable[..., None]:
    """Turn what can go wrong into a message and an exit code."""

    @wraps(command)
    def run(**given: Any) -> None:
        form, verbose = given.get("form", "text"), given.get("verbose", False)
        try:
            code = command(**given)
        except DigestError as error:
            tell(error.problems, form, verbose=verbose)
            total(error.problems, form)
            code = FAULTS
        except RefusedError as error:
            tell_failure(error, verbose)
            code = USAGE
        except PermissionError as error:
            where = error.filename or "a file"
            tell_failure(RefusedError(f"{where} may not be written or read"), verbose)
            code = USAGE
        except KeyboardInterrupt:
            click.echo("Interrupted; the site is whole.", err=True)
            code = 130
        except Exception as error:
            tell_failure(error, verbose)
            code = OURS
        sys.exit(code)

    return run


def options_of(given: dict[str, Any]) -> Options:
    """What a run is asked to do, from the options given."""
    sources, output = given["sources"], given.get("output", FilePath("site"))
    return Options(
        sources=sources, output=output, strict=given["strict"], drafts=given["drafts"],
        base_url=given["base_url"], jobs=given["jobs"] or 0, today=_today(),
        search=not given.get("no_search", True), explain=given["explain"],
        memory=None if given["no_cache"] else memory_of(sources, output),
    )  # fmt: skip


def memory_of(sources: FilePath, output: FilePath) -> FilePath:
    """Where it is remembered how a site was made of these sources."""
    place = os.fspath(output.absolute())
    name = f"{output.name}-{hashlib.blake2b(os.fsencode(place), digest_size=4).hexdigest()}"
    return sources.parent / ".digest" / name


def this_day() -> PartialDate:
    """The date of `SOURCE_DATE_EPOCH`, else that of the clock; for what is written by hand once."""
    day = datetime.date.today()
    return _today() or PartialDate(day.year, day.month, day.day)


def _today() -> PartialDate | None:
    """The date of `SOURCE_DATE_EPOCH` (seconds since 1970, UTC), when it is set."""
    try:
        epoch = int(os.environ.get("SOURCE_DATE_EPOCH", ""))
        moment = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return PartialDate(moment.year, moment.month, moment.day)
