"""Checks of names: whose they are, and whether they can be found."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from digest.errors import Path
from digest.model.actor import Actor, full_names
from digest.model.corpus import Entry
from digest.model.document import Document, Topic
from digest.model.event import Summit
from digest.model.refs import Ref
from digest.model.words import NameKind
from digest.read.draft import Draft


def check_names(draft: Draft) -> None:
    """No two entries share a name, unless every one of them lists it as a metonym."""
    seen: dict[str, list[tuple[Ref, Path, bool]]] = defaultdict(list)
    for kind in ("topic", "actor", "summit", "document"):
        for id, entry in draft.tables[kind].items():
            for path, name, metonym in _names(entry):
                if not any(unicodedata.category(char)[0] in "LNS" for char in name):
                    draft.report(draft.place(Ref(kind, id))[0], (id, *path), "is no name")
                    continue
                seen[name.casefold()].append((Ref(kind, id), (id, *path), metonym))
    for uses_of_name in seen.values():
        first = uses_of_name[0]
        for ref, path, metonym in uses_of_name[1:]:
            if ref == first[0] or (metonym and first[2]):
                continue
            file, _ = draft.place(ref)
            other, other_path = draft.place(first[0])
            owner = f"{first[0].kind} '{other_path[0]}' ({draft.folder.shown(other)})"
            hint = "make one of them longer, or list it as a metonym in both"
            draft.report(file, path, f"the name also belongs to {owner}", hint)


def _names(entry: Entry) -> Iterator[tuple[Path, str, bool]]:
    """Path, text and whether it is a metonym, of every name that can be linked."""
    if isinstance(entry, Topic | Actor | Summit | Document):
        yield ("name",), entry.name, False
    if isinstance(entry, Topic):
        for index, cue in enumerate(entry.cues):
            yield ("cues", index), cue, False
    elif isinstance(entry, Actor | Summit | Document):
        for index, name in enumerate(full_names(entry.names)):
            if name.kind is not NameKind.MISSPELLING:
                yield ("names", index), name.name, name.kind is NameKind.METONYM


_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MIXED = re.compile(r"[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")


def check_lookalikes(draft: Draft) -> None:
    """A name holds nothing that readers cannot see, and no letters that only look Latin."""
    for kind in ("topic", "actor", "summit", "document"):
        for id, entry in draft.tables[kind].items():
            file, _ = draft.place(Ref(kind, id))
            for path, name, _ in _names(entry):
                unseen = _INVISIBLE.search(name)
                if unseen:
                    message = f"the name holds the invisible character U+{ord(unseen[0]):04X}"
                    draft.warn(file, (id, *path), message, "write it again by hand")
                elif _MIXED.search(name):
                    message = f"the name '{name}' mixes Latin with Greek or Cyrillic letters"
                    draft.warn(file, (id, *path), message, "write it again by hand")
