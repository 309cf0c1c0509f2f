"""What a digest is without its drafts: nothing that readers get says a word of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from digest.model.change import Changed, Revision
from digest.model.coding import fact_id, stance_id
from digest.model.corpus import Corpus
from digest.model.refs import ENTRY_LINK
from digest.model.source import Source

Value = TypeVar("Value")

_ANCHOR = re.compile(r'<a href="ref:source:(?P<id>[a-z0-9-]+)"[^>]*>(?P<text>.*?)</a>', re.DOTALL)


def without_drafts(corpus: Corpus) -> Corpus:
    """The corpus without sources marked as drafts, and without what rests on them alone.

    Links to them become plain words, citations of them and changes to their statements go.
    """
    gone = frozenset(id for id, source in corpus.sources.items() if source.draft)
    if not gone:
        return corpus

    def kept(table: Mapping[str, Value]) -> dict[str, Value]:
        return {id: value for id, value in table.items() if id not in gone}

    def cleaned(table: Mapping[str, Any]) -> dict[str, Any]:
        return {id: _cleaned(value, gone) for id, value in kept(table).items()}

    said = {
        key
        for id in gone & corpus.annotations.keys()
        for key in (
            *map(stance_id, corpus.annotations[id].stances),
            *map(fact_id, corpus.annotations[id].facts),
        )
    }
    return corpus._replace(
        topics=_all_cleaned(corpus.topics, gone),
        actors=_all_cleaned(corpus.actors, gone),
        summits=_all_cleaned(corpus.summits, gone),
        milestones=_all_cleaned(corpus.milestones, gone),
        documents=_all_cleaned(corpus.documents, gone),
        sources={id: _derived(source, gone) for id, source in cleaned(corpus.sources).items()},
        bodies={id: _unlinked(body, gone) for id, body in kept(corpus.bodies).items()},
        annotations=cleaned(corpus.annotations),
        second=tuple(item for item in corpus.second if item.source not in gone),
        attestations=kept(corpus.attestations),
        changes=tuple(_unsaid(revision, said) for revision in corpus.changes),
        files={
            ref: file
            for ref, file in corpus.files.items()
            if ref.id not in gone or ref.kind != "source"
        },
    )


def _all_cleaned(table: Mapping[str, Value], gone: frozenset[str]) -> dict[str, Value]:
    return {id: _cleaned(value, gone) for id, value in table.items()}


def _cleaned(value: Any, gone: frozenset[str], name: str = "") -> Any:
    """A record without citations of what is gone, and with plain words for links to it."""
    if isinstance(value, str):
        return ENTRY_LINK.sub(lambda m: _plain(m, gone), value) if "[[" in value else value
    if isinstance(value, tuple):
        left = (item for item in value if name != "sources" or item not in gone)
        return tuple(_cleaned(item, gone) for item in left)
    if not isinstance(value, msgspec.Struct):
        return value
    found = {field: getattr(value, field) for field in value.__struct_fields__}
    new = {field: _cleaned(old, gone, field) for field, old in found.items()}
    changed = {field: item for field, item in new.items() if item != found[field]}
    return replace(value, **changed) if changed else value


def _plain(match: re.Match[str], gone: frozenset[str]) -> str:
    if match["kind"] != "source" or match["id"] not in gone:
        return match[0]
    return match["text"] or "another text"


def _unlinked(body: str, gone: frozenset[str]) -> str:
    return _ANCHOR.sub(lambda m: m["text"] if m["id"] in gone else m[0], body)


def _derived(source: Source, gone: frozenset[str]) -> Source:
    origin = source.derived_from
    if not origin or origin.source not in gone:
        return source
    return replace(source, derived_from=replace(origin, source="") if origin.title else None)


def _unsaid(revision: Revision, said: Iterable[str]) -> Revision:
    def left(items: tuple[Changed, ...]) -> tuple[Changed, ...]:
        return tuple(item for item in items if item.id not in said and item.was not in said)

    return replace(
        revision,
        appeared=left(revision.appeared),
        changed=left(revision.changed),
        vanished=left(revision.vanished),
    )
