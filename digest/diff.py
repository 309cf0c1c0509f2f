"""Two states of the sources compared: what appeared, changed or vanished, and where it stands."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from digest.analyse.changes import State, changes
from digest.analyse.findings import analyse
from digest.dates import PartialDate
from digest.errors import DigestError, Place, Problem, RefusedError, render_line, visible
from digest.model.change import Difference, How, Thing
from digest.model.coding import Spot
from digest.read.corpus import read
from digest.read.draft import SETTINGS
from digest.read.files import Folder
from digest.read.locate import locate
from digest.revision import unpack
from digest.text import listing, number, plural

_NAMED = 3
"""How many faults of the older sources a refusal names."""


class Located(NamedTuple):
    """A difference with its places."""

    difference: Difference
    old: Place | None
    new: Place | None
    """In files as the user would type them; those of a revision as Git names them."""


class Comparison(NamedTuple):
    """What is different between two states."""

    since: str
    """The older state: a folder, or a revision."""
    as_of: PartialDate | None
    """The digest's own date now."""
    differences: tuple[Located, ...]


def compare(sources: FilePath, against: str, *, drafts: bool = False) -> Comparison:
    """The sources of today beside another sources folder, or beside a revision of their repository.

    Raises `DigestError` for faults of today's sources, `RefusedError` where the older ones are
    not there or cannot be read with today's rules.
    """
    corpus, _ = read(sources, drafts=drafts)
    new = State(corpus, analyse(corpus))
    with _older(sources, against) as (folder, shown, prefix):
        try:
            before, _ = read(folder, drafts=drafts)
        except DigestError as error:
            raise RefusedError(_unreadable(shown, error, folder, prefix)) from error
        found = changes(State(before, analyse(before)), new)
        old_places = _places([d.old for d in found], folder)
    olds = [
        place and place._replace(file=_renamed(place.file, folder, prefix)) for place in old_places
    ]
    news = _places([d.new for d in found], sources)
    return Comparison(shown, corpus.as_of, tuple(map(Located, found, olds, news)))


@contextmanager
def _older(sources: FilePath, against: str) -> Iterator[tuple[FilePath, str, str]]:
    """The older sources as a folder, what to call them, and what their files' names begin with."""
    folder = FilePath(against)
    if not against.startswith("-") and (folder / SETTINGS).is_file():
        yield folder, folder.as_posix(), f"{folder.as_posix()}/"
        return
    with tempfile.TemporaryDirectory(prefix="digest-") as name:
        revision = unpack(sources, against, FilePath(name))
        yield FilePath(name), revision.shown, revision.prefix


def _unreadable(shown: str, error: DigestError, folder: FilePath, prefix: str) -> str:
    faults = [p for p in error.problems if p.is_error]
    lines = [
        render_line(p._replace(place=p.place._replace(file=_renamed(p.place.file, folder, prefix))))
        for p in faults[:_NAMED]
    ]
    more = [f"… and {number(len(faults) - _NAMED)} more"] if len(faults) > _NAMED else []
    head = f"the sources of {shown} cannot be read with today’s rules ({_count(faults)}):"
    return "\n  ".join([head, *lines, *more])


def _count(faults: list[Problem]) -> str:
    return plural(len(faults), "fault")


def _renamed(file: str, folder: FilePath, prefix: str) -> str:
    """The file under the name by which the user knows its folder."""
    return prefix + file.removeprefix(folder.as_posix()).lstrip("/")


def _places(spots: Iterable[Spot | None], folder: FilePath) -> list[Place | None]:
    """Each spot with its line and column; files are read once each."""
    found = list(spots)
    shown = Folder(folder)
    asked = [
        Problem(Place(shown.shown(spot.file), spot.path), str(index))
        for index, spot in enumerate(found)
        if spot
    ]
    located = {int(p.message): p.place for p in locate(asked, shown)}
    return [located.get(index) for index in range(len(found))]


def lines(comparison: Comparison) -> Iterator[str]:
    """The comparison in words: the counts, then a line for each difference, in groups."""
    found = comparison.differences
    if not found:
        yield f"Since {visible(comparison.since)}: no stance, fact or position is different."
        return
    yield f"Since {visible(comparison.since)}: {sum_up(item.difference for item in found)}."
    for thing in Thing:
        group = [item for item in found if item.difference.thing is thing]
        if group:
            yield ""
            yield f"{thing.label.capitalize()}s"
        for difference, old, new in group:
            place = new or old
            where = f"{place.file}:{place.line}:{place.column}" if place else ""
            what = difference.how.label
            if difference.edits:
                what += ": " + "; ".join(edit.told for edit in difference.edits)
            yield visible(f"  {where}  {difference.text} – {what}")


def sum_up(differences: Iterable[Difference]) -> str:
    """`2 stances appeared, 1 position changed`."""
    counts = Counter((d.thing, d.how) for d in differences)
    return listing(
        f"{plural(counts[thing, how], thing.label)} {how.label}"
        for thing in Thing
        for how in How
        if counts[thing, how]
    )


def as_json(comparison: Comparison) -> str:
    """The comparison as one JSON object, for programs."""
    as_of = comparison.as_of
    return json.dumps(
        {
            "since": comparison.since,
            "as_of": as_of.iso if as_of else None,
            "differences": [_record(item) for item in comparison.differences],
        },
        ensure_ascii=False,
    )


def _record(item: Located) -> dict[str, Any]:
    difference = item.difference
    return {
        "what": difference.thing.value, "how": difference.how.value, "id": difference.id,
        "was": difference.was, "text": difference.text,
        "edits": [edit._asdict() for edit in difference.edits],
        "old": _place(item.old), "new": _place(item.new),
    }  # fmt: skip


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "file": place.file, "line": place.line, "column": place.column, "path": place.dotted,
    }  # fmt: skip
