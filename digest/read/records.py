"""A file's text → data → records, with every fault noted on the draft."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from digest.errors import Path, Place, Problem
from digest.model.refs import ID_PATTERN, RESERVED
from digest.read import yaml
from digest.read.convert import convert
from digest.read.draft import Draft
from digest.read.load import load
from digest.read.references import uses_written

Record = TypeVar("Record", bound=msgspec.Struct)


def data(draft: Draft, file: str, *, required: bool) -> dict[str, yaml.Value] | None:
    """The file's top-level record; `None` when there is none (said, unless it may be missing)."""
    if not (draft.folder.root / file).exists() and not (draft.folder.root / file).is_symlink():
        if required:
            draft.report(file, (), "is missing: every digest needs one")
        return None if required else {}
    text, problems = draft.folder.text(file)
    draft.problems += problems
    if text is None:
        return None
    composed = load(text)
    for fault in composed.faults:
        place = Place(draft.folder.shown(file), fault.path, *fault.mark)
        draft.problems.append(Problem(place, fault.message))
    if composed.value is None:
        return None if composed.faults else {}
    if not isinstance(composed.value, dict):
        draft.report(file, (), "expected records by id ('id:' and fields below it)")
        return None
    return composed.value


def record(
    draft: Draft,
    file: str,
    fields: dict[str, yaml.Value],
    kind: type[Record],
    path: Path = (),
    **computed: object,
) -> Record | None:
    """The record, or `None` with every fault noted; `computed` is what reading fills in."""
    entry, faults = convert(fields, kind, path, **computed)
    for fault in faults:
        draft.report(file, fault.path, fault.message, fault.hint, key=fault.at_key)
    if entry is None:
        draft.written += [(file, use) for use in uses_written(fields, kind, path)]
    return entry


def check_id(draft: Draft, file: str, path: Path, id: str) -> None:
    """Note what makes a text unfit as an id."""
    hint = f"did you mean '{_slug(id)}'?" if _slug(id) else ""
    if not re.fullmatch(ID_PATTERN, id):
        draft.report(
            file, path, f"'{id}' is not an id: use lower-case a–z, 0–9 and hyphens", hint, key=True
        )
    elif id in RESERVED:
        draft.report(file, path, f"'{id}' is reserved: choose another id", key=True)
    elif len(id) > 100:
        draft.report(file, path, f"the id '{id[:20]}…' is longer than 100 characters", key=True)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
