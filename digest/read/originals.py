"""The private originals: plain texts, read as safely as everything else."""

from __future__ import annotations

from pathlib import Path as FilePath

from digest.errors import Place, Problem
from digest.original import Original
from digest.read.files import Folder


def read_originals(root: FilePath) -> tuple[dict[str, Original], list[Problem]]:
    """Every `<id>.txt` of a folder by id, and what could not be read; other files are passed over.

    Links, pipes and devices are not followed; a text is UTF-8 of at most 8 MB.
    """
    folder = Folder(root)
    names, problems = folder.listing()
    found = {}
    for name in names:
        stem, _, ending = name.rpartition(".")
        if ending == "txt" and stem:
            text, faults = folder.text(name)
            problems += faults
            if text is not None:
                found[stem] = Original(text)
    return found, problems


def strange(root: FilePath, id: str) -> Problem:
    """A note on an original of which no source is known."""
    message = "is the original of no source: there is no such article"
    return Problem(Place(Folder(root).shown(f"{id}.txt")), message, severity="warning")
