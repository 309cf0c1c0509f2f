"""What the previews of entries say, as script files: from the disk a page may read nothing else.

A file calls `digestPreviews(file, {id: [name, kind, text]})`.  A kind with many entries has several
files, so that a reader who hovers over one name need not load all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.dates import period
from digest.model.actor import Actor
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Page
from digest.model.refs import ENTRY_LINK, FOLDERS, KINDS, Kind, Ref
from digest.render.counts import evidence
from digest.render.links import Linker
from digest.render.views import summit
from digest.render.views.offices import latest_first
from digest.text import clip, listing, plural

FOLDER = "assets/previews"

LENGTH = 240
"""Characters that a preview's text may have."""

TOPICS = 3
"""Topics that an actor's text names."""

MANY = 300
"""Entries from which a kind has several files."""

_ESCAPES = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class Preview(NamedTuple):
    """What is shown of an entry; plain text."""

    name: str
    kind: str
    text: str


def files(corpus: Corpus, findings: Findings) -> Iterator[Page]:
    """The script files, by kind of entry."""
    b = Linker(corpus, findings, "index.html")
    for kind in KINDS:
        ids = corpus.table(kind)
        count = _count(len(ids))
        parts: list[dict[str, Preview]] = [{} for _ in range(count)]
        for id in sorted(ids):
            parts[shard(id, count)][id] = preview(b, Ref(kind, id))
        for number, part in enumerate(parts):
            name = f"{_name(kind)}-{number}" if count > 1 else _name(kind)
            said = json.dumps(part, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
            yield Page(f"{FOLDER}/{name}.js", f'digestPreviews("{name}",{said})\n'.encode())


def shards(corpus: Corpus) -> str:
    """How many files a kind has, for the script, where it is more than one: `actors:4`."""
    counts = ((_name(kind), _count(len(corpus.table(kind)))) for kind in KINDS)
    return " ".join(f"{name}:{count}" for name, count in counts if count > 1)


def shard(id: str, count: int) -> int:
    """In which of `count` files an entry stands: FNV-1a over its id, as the script has it."""
    found = 0x811C9DC5
    for byte in id.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return found % count


def _name(kind: Kind) -> str:
    return FOLDERS.get(kind, "milestones")


def _count(entries: int) -> int:
    """A power of two, so that it seldom changes: every page tells it to the script."""
    return 1 << max(0, -(-entries // MANY) - 1).bit_length()


def preview(b: Linker, ref: Ref) -> Preview:
    """What is shown of one entry."""
    kind, words = _about(b, ref)
    sentences = [_sentence(_plain(b.corpus, part)) for part in words if part]
    return Preview(b.corpus.name(ref), kind, clip(" ".join(sentences), LENGTH))


def _about(b: Linker, ref: Ref) -> tuple[str, list[str]]:
    """Kind and sentences."""
    corpus, id = b.corpus, ref.id
    if ref.kind == "topic":
        return "topic", [corpus.topics[id].proposition, evidence(b, ref)]
    if ref.kind == "actor":
        actor = corpus.actors[id]
        return actor.kind.label, [_office(corpus, actor), _positions(b, id), actor.note]
    if ref.kind == "summit":
        meeting = corpus.summits[id]
        place = f", {meeting.place}" if meeting.place else ""
        came = [outcome.text for outcome in meeting.all_outcomes[:1]]
        return meeting.kind.label, [summit.period(meeting) + place, *came, evidence(b, ref)]
    if ref.kind == "milestone":
        event = corpus.milestones[id]
        return event.kind.label, [event.date.words, event.text]
    if ref.kind == "document":
        text = corpus.documents[id]
        return text.kind.label, [text.date.words if text.date else "", text.summary]
    source = corpus.sources[id]
    return source.kind.label, [b.short(id), source.summary, evidence(b, ref)]


def _office(corpus: Corpus, actor: Actor) -> str:
    """The latest office, with when it was held."""
    if not actor.roles:
        return ""
    role = min(actor.roles, key=latest_first)
    where = f", {corpus.actors[role.of].name}" if role.of else ""
    when = period(role.start, role.end)
    acting = "Acting " if role.acting else ""
    return f"{acting}{role.role}{where}{f' ({when})' if when else ''}"


def _positions(b: Linker, actor: str) -> str:
    """How many stances, and on which topics: those with most of them first."""
    topics = [topic for topic in b.corpus.topics if (actor, topic) in b.findings.standings]
    topics.sort(key=lambda topic: -len(b.findings.standings[actor, topic].stances))
    names = [b.corpus.topics[topic].name for topic in topics[:TOPICS]]
    if len(topics) > TOPICS:
        names.append(f"{plural(len(topics) - TOPICS, 'other topic')}")
    found = evidence(b, Ref("actor", actor))
    return f"{found} on {listing(names)}" if names else found


def _plain(corpus: Corpus, text: str) -> str:
    """A text of ours in one line, links to entries by their words."""

    def label(match: re.Match[str]) -> str:
        ref = corpus.find(f"{match['kind']}:{match['id']}")
        return match["text"] or (corpus.name(ref) if ref else match[0])

    return " ".join(ENTRY_LINK.sub(label, text).split())


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
