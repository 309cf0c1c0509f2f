"""The commands at an analyst's desk: they take in, look up and write what stands in `sources/`.

What only one command needs is imported in it, so that no build waits for it.
"""

from __future__ import annotations

from pathlib import Path as FilePath

import click
from click.core import ParameterSource

from digest import todo
from digest.errors import RefusedError
from digest.new import KINDS as NEW_KINDS
from digest.new import NEXT, create, import_text
from digest.options import FINE, SOURCES, guarded, this_day, told
from digest.terminal import tell
from digest.text import plural


@click.command("import")
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


@click.command()
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
    from digest.starter import create_digest, next_step

    made = create_digest(folder, title, this_day())
    click.echo(f"Wrote {plural(len(made), 'file')} in {folder.as_posix()}")
    click.echo(f"Next: {next_step(folder)}.")
    return FINE


@click.command()
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
    from digest.attest import attest as hold_against

    done = hold_against(sources, originals)
    tell(done.notes, form)
    if form == "text":
        click.echo(f"{done.summary}.")
    return FINE


@click.command()
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
    from digest.diff import as_json, compare, lines
    from digest.recording import record as put_on_record

    found = compare(sources, against, drafts=drafts)
    if record is not None:
        path = put_on_record(sources, found, record)
        click.echo(f"Recorded in {path.as_posix()}", err=True)
    click.echo(as_json(found) if form == "json" else "\n".join(lines(found)))
    return FINE


@click.command("todo", epilog=todo.PRIORITY)
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


COMMANDS: tuple[click.Command, ...] = (import_, new, attest, diff, waiting)
"""All of them."""
