"""The worklist: what stands in the digests and waits for a coder, the most telling first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import NamedTuple

from digest.analyse.findings import analyse
from digest.errors import SENTENCE, Place, Problem
from digest.model.corpus import Corpus
from digest.model.empties import Together
from digest.model.findings import Findings
from digest.model.refs import Ref
from digest.read.corpus import read
from digest.read.files import Folder
from digest.read.locate import Places
from digest.text import clip, listing, plural

SAYS, SEARCHED, HOLDS, AGAIN, AT_MOST = 4, 2, 1, 1, 3
"""Points of the priority; see `PRIORITY`."""

PRIORITY = (
    f"Priority: {SAYS} points where a sentence has a verb of saying, wanting or judging, "
    f"{SEARCHED} where the source was searched for the topic (else its silence would mislead), "
    f"{HOLDS} where the actor has stances already, and {AGAIN} for each further sentence, "
    f"{AT_MOST} at most."
)
"""How the list is ordered; shown by the command's help."""

_CLIPPED = 100
"""Characters of a sentence that are shown."""


class Item(NamedTuple):
    """One line of the worklist."""

    priority: int
    """Points; 0 for what is said of a source as a whole."""
    what: str
    """`uncoded`, `no-coding` or `not-searched`."""
    place: Place
    """File and line."""
    actor: str
    topic: str
    """Ids; empty for a source as a whole (the topic is named where it was not searched for)."""
    text: str
    """The first sentence, or what is to be done."""
    more: int = 0
    """How many further sentences of the digest name the two together."""

    @property
    def line(self) -> str:
        """`file:line  actor × topic  “sentence”`."""
        where = f"{self.place.file}:{self.place.line}"
        if self.what != "uncoded":
            return f"{where}  {self.text}"
        more = f" (and {plural(self.more, 'sentence')} more)" if self.more else ""
        return f"{where}  {self.actor} × {self.topic}  “{clip(self.text, _CLIPPED)}”{more}"


def worklist(sources: FilePath, *, drafts: bool = False) -> list[Item]:
    """All that waits: pairs by priority, file and line; then sources without a coding, and sources
    that name topics for which they were not searched.

    Raises `DigestError` when the sources have faults.
    """
    corpus, _ = read(sources, drafts=drafts)
    findings = analyse(corpus)
    folder = Folder(sources)
    places = Places(folder)
    holders = {actor for actor, _ in findings.standings}
    found = [
        _item(corpus, item, folder, places, item.actor in holders)
        for items in findings.empties.uncoded.values()
        for item in items
        if item.source in corpus.annotations
    ]
    found.sort(key=lambda item: (-item.priority, item.place.file, item.place.line, item.line))
    return [
        *found,
        *_uncoded_sources(corpus, findings, folder),
        *_unsearched(corpus, findings, folder),
    ]


def priority(item: Together, *, searched: bool, holds: bool) -> int:
    """Points, as `PRIORITY` says."""
    from digest.analyse.digests.verbs import POSITION  # slow to compile, and wanted here alone

    says = any(POSITION.search(sentence) for sentence in item.sentences)
    further = min(len(item.sentences) - 1, AT_MOST)
    return SAYS * says + SEARCHED * searched + HOLDS * holds + AGAIN * further


def _item(corpus: Corpus, item: Together, folder: Folder, places: Places, holds: bool) -> Item:
    file = folder.shown(corpus.files[Ref("source", item.source)])
    place = places.find(Place(file, (SENTENCE, *item.places[0])))
    points = priority(
        item,
        searched=item.topic in corpus.annotations[item.source].searched,
        holds=holds,
    )
    further = len(item.sentences) - 1
    return Item(points, "uncoded", place, item.actor, item.topic, item.sentences[0], further)


def _uncoded_sources(corpus: Corpus, findings: Findings, folder: Folder) -> Iterator[Item]:
    """Sources that stand, and in which nobody has coded or looked for anything."""
    waiting: dict[str, int] = defaultdict(int)
    for items in findings.empties.uncoded.values():
        for item in items:
            waiting[item.source] += 1
    for id, source in corpus.sources.items():
        coding = corpus.annotations.get(id)
        done = coding and (coding.stances or coding.mentioned or coding.facts or coding.searched)
        if source.stands and not done:
            file = folder.shown(corpus.files[Ref("source", id)])
            text = "is not coded"
            if waiting[id]:
                text += f": {plural(waiting[id], 'pair')} of actor and topic in its sentences"
            yield Item(0, "no-coding", Place(file, (), 1), "", "", text)


def _unsearched(corpus: Corpus, findings: Findings, folder: Folder) -> Iterator[Item]:
    """Topics that a coded digest names and that were not looked for."""
    for id, coding in corpus.annotations.items():
        if not corpus.sources[id].stands:
            continue
        named = {m.ref.id for m in findings.mentions[id] if m.ref.kind == "topic"}
        left = [topic for topic in corpus.topics if topic in named - set(coding.searched)]
        if left:
            file = folder.shown(corpus.files[Ref("source", id)].removesuffix(".md") + ".yaml")
            text = f"names {listing(left)}, not among 'searched'"
            yield Item(0, "not-searched", Place(file, (), 1), "", " ".join(left), text)


def first(items: list[Item], limit: int) -> list[Item]:
    """The first `limit` pairs (0: all), and what is said of sources as a whole."""
    pairs = [item for item in items if item.what == "uncoded"]
    return pairs[: limit or None] + [item for item in items if item.what != "uncoded"]


def as_problems(items: list[Item]) -> list[Problem]:
    """The items in the form of messages on lines of files."""
    return [
        Problem(
            item.place,
            f"{item.actor} × {item.topic}: “{clip(item.text, _CLIPPED)}”"
            if item.what == "uncoded" else item.text,
            "code it, or note it under 'mentioned'" if item.what == "uncoded" else "",
            "warning",
        )
        for item in items
    ]  # fmt: skip


def _record(item: Item) -> dict[str, object]:
    place = item.place
    return {
        "what": item.what, "priority": item.priority, "file": place.file, "line": place.line,
        "actor": item.actor, "topic": item.topic, "text": item.text, "more": item.more,
    }  # fmt: skip


def shown(items: list[Item], form: str, limit: int = 0) -> Iterator[str]:
    """What to print: lines of text, or one JSON list; `limit` pairs at most, 0 for all."""
    pairs = [item for item in items if item.what == "uncoded"]
    kept = first(items, limit)
    if form == "json":
        yield json.dumps([_record(item) for item in kept], ensure_ascii=False, indent=1)
        return
    yield from (item.line for item in kept)
    if len(pairs) > limit > 0:
        yield f"… and {plural(len(pairs) - limit, 'pair')} more"
    yield f"{plural(len(pairs), 'pair')} of actor and topic wait for a coder."
