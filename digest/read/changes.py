"""`CHANGES.yaml`: what changed from one state of the digest to the next, latest first."""

from __future__ import annotations

import re

from digest.errors import Path, Place, Problem
from digest.model.change import Changed, Revision, Thing
from digest.model.refs import ID_PATTERN
from digest.read import yaml
from digest.read.convert import convert
from digest.read.draft import Draft

CHANGES = "CHANGES.yaml"

_PAIR = re.compile(f"{ID_PATTERN[:-1]}/{ID_PATTERN[1:]}")


def read_changes(draft: Draft) -> None:
    """Every entry of the file, or its faults; nothing when there is no such file."""
    path = draft.folder.root / CHANGES
    if not path.exists() and not path.is_symlink():
        return
    text, problems = draft.folder.text(CHANGES)
    draft.problems += problems
    if text is not None:
        entries, problems = parse(text, draft.folder.shown(CHANGES))
        draft.changes, draft.problems = entries, draft.problems + problems


def parse(text: str, shown: str) -> tuple[tuple[Revision, ...], list[Problem]]:
    """The entries of a text, and every fault with its place in the file called `shown`."""
    composed = yaml.compose(text)
    problems = [
        Problem(Place(shown, fault.path, *fault.mark), fault.message) for fault in composed.faults
    ]
    if composed.value is None:
        return (), problems
    if not isinstance(composed.value, list):
        message = "expected a list of entries ('- title: …' and fields below it)"
        return (), [*problems, Problem(Place(shown, (), 1, 1), message)]

    def report(path: Path, message: str, hint: str = "", at_key: bool = False) -> None:
        marks = composed.keys if at_key and path in composed.keys else composed.marks
        mark = next(marks[path[:n]] for n in range(len(path), -1, -1) if path[:n] in marks)
        problems.append(Problem(Place(shown, path, *mark), message, hint))

    entries: list[Revision] = []
    for number, fields in enumerate(composed.value):
        entry, faults = convert(fields, Revision, (number,))
        for fault in faults:
            report(*fault)
        if entry is None:
            continue
        for path, message in _faults(entry):
            report((number, *path), message)
        later = entries and _later(entry, entries[-1])
        if later:
            report((number, "as_of"), f"is later than {later}, the date of the entry above it")
        entries.append(entry)
    return tuple(entries), problems


def _later(entry: Revision, above: Revision) -> str:
    """The date of the entry above, where this one is dated later; the latest stands first."""
    if entry.as_of and above.as_of and above.as_of.before(entry.as_of):
        return above.as_of.iso
    return ""


def _faults(entry: Revision) -> list[tuple[Path, str]]:
    """What an entry says that cannot be."""
    found: list[tuple[Path, str]] = []
    if not entry.title.strip():
        found.append((("title",), "is empty: give a value"))
    seen: dict[tuple[Thing, str], str] = {}
    for name in ("appeared", "changed", "vanished"):
        items: tuple[Changed, ...] = getattr(entry, name)
        for index, item in enumerate(items):
            path = (name, index)
            pattern = _PAIR if item.what is Thing.POSITION else ID_PATTERN
            if not re.fullmatch(pattern, item.id):
                found.append(((*path, "id"), _no_id(item)))
            if item.was and not re.fullmatch(ID_PATTERN, item.was):
                found.append(((*path, "was"), f"'{item.was}' is not an id"))
            if not item.text.strip():
                found.append(((*path, "text"), "is empty: give a value"))
            if item.how and name != "changed":
                message = f"says what changed, and stands under '{name}'"
                found.append(((*path, "how"), message))
            elif name == "changed" and not item.how:
                found.append((path, "says not what changed: give 'how'"))
            before = seen.setdefault((item.what, item.id), f"{name}[{index}]")
            if before != f"{name}[{index}]":
                found.append(((*path, "id"), f"stands in {before} already"))
    return found


def _no_id(item: Changed) -> str:
    if item.what is Thing.POSITION:
        return f"'{item.id}' is not the id of an actor and that of a topic, as in 'actor/topic'"
    noun = "permalink of a stance" if item.what is Thing.STANCE else "key of a fact"
    return f"'{item.id}' is not the {noun}"
