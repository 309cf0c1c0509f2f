"""Skeletons: what an analyst fills in.  Allowed words are named from the vocabularies."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path as FilePath

from digest.errors import RefusedError
from digest.model import words
from digest.model.refs import ID_PATTERN, RESERVED
from digest.model.scale import Position
from digest.publish.replace import replace_file
from digest.text import scalar


def _allowed(kind: type[Enum]) -> str:
    return " ".join(member.value for member in kind)


_DATE = "2000-01-01   # replace; cut to 2000-01 or 2000 where less is known"
_ENTRIES = {
    "topic": """topics.yaml
{id}:
  name: {title}
  proposition: >-
    One sentence that one can be for or against.
  scope: >-
    What is coded here.
  cues: []
""",
    "actor": f"""actors.yaml
{{id}}:
  name: {{title}}
  kind: organisation   # {_allowed(words.ActorKind)}
  names: []
  sources: []
""",
    "summit": f"""summits.yaml
{{id}}:
  name: {{title}}
  kind: leaders   # {_allowed(words.SummitKind)}
  start: {_DATE}
  participants: []
  sources: []
""",
    "milestone": f"""milestones.yaml
{{id}}:
  date: {_DATE}
  title: {{title}}
  kind: statement   # {_allowed(words.MilestoneKind)}
  text: >-
    What happened, in our words.
  sources: []
""",
    "document": f"""documents.yaml
{{id}}:
  name: {{title}}
  kind: statement   # {_allowed(words.DocumentKind)}
  summary: >-
    What it is, in our words.
  parties: []
  sources: []
""",
}
"""Kind of entry → name of its registry, then the record."""

_SOURCE = f"""---
title: {{title}}
authors: []
# published: {_DATE}; leave out when unknown
language: en
kind: analysis   # {_allowed(words.SourceKind)}
access: open   # {_allowed(words.Access)}
rights: all rights reserved
draft: true   # take this line out when the digest is ready
summary: >-
  One or two sentences.
---
## What it argues

Our digest, in our own words.
"""

_ANNOTATIONS = f"""# yaml-language-server: $schema=../../schema/annotations.schema.json
coder: a
stances: []
#  - actor: …
#    topic: …
#    position: …   # {_allowed(Position)}
#    voice: …   # {_allowed(words.Voice)}
#    quote: three to fifteen words, as they stand in the source
#    paragraph: 1
facts: []
searched: []
"""

KINDS = ("source", *_ENTRIES)
"""What can be created."""

NEXT = {
    "source": "write its digest and annotations, then take out `draft: true`; until then it is "
    "built with --drafts alone",
    "topic": "write the proposition and the scope, and list cues, the words that find it in texts",
    "actor": "choose its kind, and add other names and what the entry rests on",
    "summit": "choose its kind, replace the date, and say who took part",
    "milestone": "replace the date, choose its kind, and say what happened",
    "document": "choose its kind, and say what it is and between whom",
}
"""Kind → what remains to be done in its skeleton."""


def create(sources: FilePath, kind: str, id: str, title: str = "") -> list[FilePath]:
    """Write the skeleton of a new entry; returns the files written.

    Raises `RefusedError` when the id is not one or is taken; nothing existing is changed but the
    end of a registry.
    """
    if not re.fullmatch(ID_PATTERN, id) or id in RESERVED:
        raise RefusedError(f"'{id}' is not an id: use lower-case a–z, 0–9 and hyphens")
    if not sources.is_dir():
        raise RefusedError(f"there is no folder {sources.as_posix()}")
    shown = scalar(" ".join((title or id.replace("-", " ").capitalize()).split()))
    if kind == "source":
        return _source(sources / "articles", id, shown)
    name, _, record = _ENTRIES[kind].partition("\n")
    return [_append(sources / name, id, record.format(id=id, title=shown))]


def import_text(sources: FilePath, file: FilePath, id: str, title: str = "") -> list[FilePath]:
    """Keep an article's plain text under `originals/` (private) and write its source's skeleton.

    The text is kept whole: UTF-8, line ends made `\\n`, nothing left out.  Raises `RefusedError`.
    """
    original = sources / "originals" / f"{id}.txt"
    if file.suffix.lower() not in (".txt", ".md", ""):
        raise RefusedError(f"{file.as_posix()} is not plain text: save the article as .txt first")
    if original.exists():
        raise RefusedError(f"{original.as_posix()} exists already")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RefusedError(f"{file.as_posix()} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RefusedError(f"{file.as_posix()} is not UTF-8 (byte {error.start})") from error
    made = create(sources, "source", id, title)
    original.parent.mkdir(exist_ok=True)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    original.write_text(lines, encoding="utf-8", newline="\n")
    return [*made, original]


def _source(folder: FilePath, id: str, title: str) -> list[FilePath]:
    files = {
        folder / f"{id}.md": _SOURCE.format(title=title),
        folder / f"{id}.yaml": _ANNOTATIONS,
    }
    for path in files:
        if path.exists():
            raise RefusedError(f"{path.as_posix()} exists already")
    folder.mkdir(exist_ok=True)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(files)


def _append(path: FilePath, id: str, record: str) -> FilePath:
    """Add a record at the end of a registry, the file replaced as a whole."""
    text = ""
    if path.exists():
        with path.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
    if re.search(rf"^{re.escape(id)}\s*:", text, re.MULTILINE):
        raise RefusedError(f"{path.as_posix()} has '{id}' already")
    joint = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    replace_file(path, f"{text}{joint}{record}".encode())
    return path
