"""`attestations.yaml`: what `build.py attest` found in the originals, read as strictly as the rest.

A record of a source or stance that is gone is no fault: analysis remarks on it.
"""

from __future__ import annotations

import re
from typing import TypeVar

from msgspec import Struct

from digest.errors import Path
from digest.model.attestation import ATTESTATIONS, Attestation, Found, Shared
from digest.model.refs import ID_PATTERN
from digest.read import yaml
from digest.read.draft import Draft
from digest.read.records import data, record
from digest.text import did_you_mean

Item = TypeVar("Item", bound=Struct)

_AGAIN = "the file is written by 'build.py attest': take it out and run that again"
_TABLES = ("overlaps", "quotations")
_HASHES = {"text": 64, "quote": 16}


class _Head(Struct, frozen=True, forbid_unknown_fields=True):
    """The fields of a source's record that are no tables."""

    text: str
    words: int
    paragraphs: int
    figures: int = 0


def read_attestations(draft: Draft) -> None:
    """Every record of the file, or its faults; nothing when there is no such file."""
    value = data(draft, ATTESTATIONS, required=False)
    found = {}
    for id, fields in (value or {}).items():
        attestation = _attestation(draft, id, fields)
        if attestation:
            found[id] = attestation
    draft.attestations = found


def _attestation(draft: Draft, id: str, fields: yaml.Value) -> Attestation | None:
    path: Path = (id,)
    if not re.fullmatch(ID_PATTERN, id):
        draft.report(ATTESTATIONS, path, f"'{id}' is not the id of a source", _AGAIN, key=True)
        return None
    if not isinstance(fields, dict):
        draft.report(ATTESTATIONS, path, "expected a record", _AGAIN)
        return None
    known = (*_Head.__struct_fields__, *_TABLES)
    for name in fields:
        if name not in known:
            hint = did_you_mean(name, known) or _AGAIN
            draft.report(ATTESTATIONS, (id, name), f"unknown field '{name}'", hint, key=True)
    plain = {name: fields[name] for name in _Head.__struct_fields__ if name in fields}
    head = record(draft, ATTESTATIONS, plain, _Head, path)
    overlaps = _table(draft, (id, "overlaps"), fields.get("overlaps"), Shared)
    quotations = _table(draft, (id, "quotations"), fields.get("quotations"), Found)
    for key, found in quotations.items():
        _check(draft, (id, "quotations", key), found)
    if head is None:
        return None
    _check(draft, path, head)
    for key, found in quotations.items():
        if not 0 < found.paragraph <= head.paragraphs:
            message = f"names paragraph {found.paragraph} of {head.paragraphs}"
            draft.report(ATTESTATIONS, (id, "quotations", key, "paragraph"), message, _AGAIN)
    return Attestation(head.text, head.words, head.paragraphs, head.figures, overlaps, quotations)


def _table(draft: Draft, path: Path, value: yaml.Value, kind: type[Item]) -> dict[str, Item]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        draft.report(ATTESTATIONS, path, "expected records by id", _AGAIN)
        return {}
    found = {}
    for key, fields in value.items():
        if not re.fullmatch(ID_PATTERN, key):
            draft.report(ATTESTATIONS, (*path, key), f"'{key}' is not an id", _AGAIN, key=True)
        elif not isinstance(fields, dict):
            draft.report(ATTESTATIONS, (*path, key), "expected a record", _AGAIN)
        elif (item := record(draft, ATTESTATIONS, fields, kind, (*path, key))) is not None:
            found[key] = item
    return found


def _check(draft: Draft, path: Path, entry: Struct) -> None:
    """Hashes are hex of their length, numbers are not negative."""
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if name in _HASHES and not re.fullmatch(rf"[0-9a-f]{{{_HASHES[name]}}}", value):
            message = f"is not {_HASHES[name]} hexadecimal digits"
            draft.report(ATTESTATIONS, (*path, name), message, _AGAIN)
        elif isinstance(value, int) and value < 0:
            draft.report(ATTESTATIONS, (*path, name), "is less than 0", _AGAIN)
