"""The shipped registries: everything in them is used, or says why it is there."""

from __future__ import annotations

from pathlib import Path

import msgspec

from digest.analyse.findings import analyse
from digest.model.corpus import Corpus
from digest.model.refs import Ref
from digest.read.corpus import read
from digest.read.references import uses

ROOT = Path(__file__).parent.parent
REASON = ("kept", "listed")
"""An entry that nothing uses says in its note what it is kept or listed for."""


def named(corpus: Corpus) -> set[Ref]:
    """Every entry that a record, a stance, a fact or a text of another entry names."""
    records: list[tuple[Ref | None, msgspec.Struct]] = [
        (ref, corpus.table(ref.kind)[ref.id]) for ref in corpus.refs()
    ]
    records += [(None, coding) for coding in (*corpus.annotations.values(), *corpus.second)]
    found = set(analyse(corpus).backlinks)
    for own, record in records:
        for use in uses(record):
            if use.role == "id":
                found |= {Ref(k, use.value) for k in use.kinds if Ref(k, use.value) != own}
    return found


def test_every_topic_actor_and_document_is_used_or_says_why_it_is_kept() -> None:
    corpus, _ = read(ROOT / "sources")
    used = named(corpus)
    idle = [
        str(ref)
        for ref in corpus.refs()
        if ref.kind in ("topic", "actor", "document")
        and ref not in used
        and not any(
            word in getattr(corpus.table(ref.kind)[ref.id], "note", "").lower() for word in REASON
        )
    ]
    assert idle == []


def test_every_entry_rests_on_something_or_says_that_it_is_general_knowledge() -> None:
    corpus, _ = read(ROOT / "sources")
    bare = [
        str(ref)
        for ref in corpus.refs()
        if ref.kind not in ("topic", "source")
        and not getattr(corpus.table(ref.kind)[ref.id], "sources", ())
        and corpus.table(ref.kind)[ref.id].support.value == "pages"  # type: ignore[union-attr]
    ]
    assert bare == []
