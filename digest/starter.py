"""`new digest`: a folder to begin with, that can be built at once.

The example in it is a text of our own about itself, so that its quotation is a real one: nothing in
a new digest is invented, and all of it is there to be replaced.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path as FilePath

from digest.attest import attest
from digest.dates import PartialDate
from digest.errors import RefusedError
from digest.model import words
from digest.pipeline import Options, write_schemas
from digest.render.schema import FILES
from digest.text import scalar

_SCHEMA = "# yaml-language-server: $schema={}schema/{}.schema.json\n"

_DIGEST = """\
# The digest as a whole. All its fields are in docs/fields.md of the program.
title: {title}
description: >-
  A new digest, with an example in it. Say here in two sentences what it is about.
language: en
# tagline: a research digest
# publisher: who publishes the digest
# licence: CC BY 4.0   # of your own texts and data
# licence_url: https://creativecommons.org/licenses/by/4.0/
# base_url: https://www.example.org/digest/   # for sitemap and feed; links never need it
"""

_TOPICS = """\
# The codebook: matters on which actors take positions, each a sentence one can be for or against.
example-topic:   # replace
  name: Beginning with an example
  proposition: A new digest should begin with an example.
  scope: How a digest is begun.
  cues: [example]   # words that find the topic in texts
"""

_ACTORS = """\
# Who can hold a position: states, governments, organisations, persons, and unnamed voices.
example-author:   # replace
  name: author of the example
  kind: category   # {kinds}
  note: Whoever wrote the text that comes with a new digest.
"""

_EMPTY = {
    "summits": "Summits, meetings and visits that have a page.",
    "documents": "Declarations, agreements and other documents, with what they say on the topics.",
    "milestones": "Dated happenings that have no page, only a line on the timeline.",
}
"""Registry that begins empty → what it is for."""

_ORIGINAL = """\
About this example

This text came with the folder of a new digest, so that the first site has something to show.

Its author holds that a new digest should begin with an example, as one entry that can be followed \
from the words to the page explains more than an empty page.

Whoever has a source of their own may take it out.
"""

_SOURCE = """\
---
title: About this example
authors: [example-author]
published: {today}
date_note: The day on which the folder was made.
language: en
kind: notice
access: open
rights: no rights claimed
summary: >-
  Says what the example in a new digest is for.
---
## What it argues

A digest in our own words stands here. The text holds that “a new digest should begin with an
example”, and that whoever has a source of their own may take it out.
"""

_ANNOTATIONS = """\
# Who holds which position, and the words that show it: see docs/coding.md of the program.
coder: a
stances:
  - actor: example-author
    topic: example-topic
    position: supports
    voice: own-words
    quote: a new digest should begin with an example
    paragraph: 3
    act: argument
facts: []
searched: [example-topic]
"""

_README = """\
# {title}

A research digest. Edit `sources/`; the program, run here without options, makes `site/` of it.
The example is there to be replaced: `sources/articles/example.*`, `sources/originals/example.txt`,
and the entries `example-topic` and `example-author`. Git ignores `sources/originals/` (private).
"""

_IGNORED = "/site/\n/.site.*\n/.digest/\n/sources/originals/\n"
_TOLERATED = {".git"}
"""What a folder may hold and still count as empty: a new repository has nothing else."""


def create_digest(folder: FilePath, title: str, today: PartialDate) -> list[FilePath]:
    """Make a digest of one's own in a folder that is empty or not there yet; returns its files.

    `today` dates the example.  Raises `RefusedError`; then nothing was written.
    """
    kept = folder.is_dir()
    try:
        if os.path.lexists(folder) and not kept:
            raise RefusedError(f"{folder.as_posix()} is not a folder")
        names = {path.name for path in folder.iterdir()} if kept else set()
        if held := sorted(names - _TOLERATED):
            raise RefusedError(
                f"{folder.as_posix()} is not empty (it has {', '.join(held[:3])}"
                f"{', …' if held[3:] else ''}): name a new folder, or an empty one"
            )
        # A folder that is there stays: it may be a mount point, or where the user stands.
        fresh = folder / ".new" if kept else folder.absolute().with_name(f".{folder.name}.new")
        fresh.mkdir(parents=True)
        try:
            named = folder.resolve().name.replace("-", " ").replace("_", " ").capitalize()
            files = _fill(fresh, title or named, today)
            _settle(fresh, folder, kept)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise RefusedError(f"{folder.as_posix()}: {error.strerror or error}") from error
    return [folder / path for path in files]


def next_step(folder: FilePath) -> str:
    """What to do once it is made."""
    where = folder.as_posix()
    options = "" if where == "." else f" with --sources {where}/sources -o {where}/site"
    return f"build it{options}, then replace the example"


def _settle(fresh: FilePath, folder: FilePath, kept: bool) -> None:
    """Put what was made in its place: all of it, or none."""
    if not kept:
        fresh.rename(folder)
        return
    moved: list[FilePath] = []
    try:
        for path in sorted(fresh.iterdir()):
            moved.append(path.rename(folder / path.name))
    except OSError:
        for path in moved:
            path.rename(fresh / path.name)
        raise


def _fill(folder: FilePath, title: str, today: PartialDate) -> list[FilePath]:
    sources = folder / "sources"
    for path, text in _texts(" ".join(title.split()), today):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    (folder / "schema").mkdir()
    write_schemas(Options(sources=sources))
    attest(sources)
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def _texts(title: str, today: PartialDate) -> Iterator[tuple[str, str]]:
    """Path → content of every file that is not computed."""
    kinds = " ".join(kind.value for kind in words.ActorKind)
    tables = {
        "digest": _DIGEST.format(title=scalar(title)),
        "topics": _TOPICS,
        "actors": _ACTORS.format(kinds=kinds),
    }
    tables |= {name: f"# {about}\n" for name, about in _EMPTY.items()}
    for name, text in tables.items():
        yield f"sources/{name}.yaml", _SCHEMA.format("../", name) + text
    yield "sources/originals/example.txt", _ORIGINAL
    yield "sources/articles/example.md", _SOURCE.format(today=today.iso)
    yield "sources/articles/example.yaml", _SCHEMA.format("../../", "annotations") + _ANNOTATIONS
    yield ".gitignore", _IGNORED
    yield "README.md", _README.format(title=title)
    yield ".vscode/extensions.json", _json({"recommendations": ["redhat.vscode-yaml"]})
    yield ".vscode/settings.json", _json(_settings())


def _settings() -> dict[str, object]:
    """What Visual Studio Code needs to complete and explain the fields."""
    places = {name: f"sources/{name}.yaml" for name, _, many in FILES if many or name == "digest"}
    places["annotations"] = "sources/articles/*.yaml"
    return {
        "yaml.schemas": {f"./schema/{name}.schema.json": at for name, at in places.items()},
        "yaml.schemaStore.enable": False,
        "yaml.yamlVersion": "1.2",
        "yaml.format.enable": False,
        "files.eol": "\n",
        "[yaml]": {
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
        },
        "[markdown]": {"editor.wordWrap": "on"},
    }


def _json(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"
