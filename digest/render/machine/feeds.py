"""The feeds of the site: of the whole, of each topic, and of each actor with counted stances."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from digest.dates import PartialDate
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Page
from digest.model.refs import Ref, absolute, address, relative, stance_address
from digest.render.builder import Builder
from digest.render.machine.atom import MOST, Entry, Feed, Order, order_of, written
from digest.render.machine.revised import stances_revised
from digest.render.views import changes
from digest.text import listing

SITE = "feed.xml"

SINCE = "2026"
"""The date within `tag:` URIs where the settings give none.  It only says since when the host was
ours, and must never change: not with the clock, nor with the digest's own date."""

NOWHERE = "digest.invalid"
"""The host within them where neither `tag` nor `base_url` is set."""

_TAG = re.compile(r"<[^>]*>")


def feed_path(findings: Findings, ref: Ref) -> str:
    """Path of the feed of an entry: of every topic, and of actors with counted stances."""
    if ref.kind == "topic" or (ref.kind == "actor" and ref in findings.tallies):
        return f"{address(ref).removesuffix('.html')}.xml"
    return ""


class Shared(NamedTuple):
    """What the feeds have in common."""

    revised: Mapping[str, PartialDate]
    """Permalink → the date since which a stance has been as it is."""
    stances: Mapping[Ref, Sequence[Stance]]
    """Topic or actor → the stances in its feed: those that last became different."""


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """What the feeds have in common."""
    revised = stances_revised(corpus)
    found: dict[Ref, list[Stance]] = {Ref("topic", id): [] for id in corpus.topics}
    for stance in corpus.stances():
        found[Ref("topic", stance.topic)].append(stance)
        for actor in dict.fromkeys((*stance.holders, *filter(None, (stance.speaker,)))):
            found.setdefault(Ref("actor", actor), []).append(stance)
    for body, spoken in findings.spoken_for.items():
        found.setdefault(Ref("actor", body), []).extend(spoken)

    def order(stance: Stance) -> Order:
        updated, said = _dates(corpus, revised, stance)
        return order_of(updated or said or corpus.as_of, said, stance_id(stance))

    return Shared(revised, {
        ref: heapq.nsmallest(MOST, {stance_id(s): s for s in stances}.values(), key=order)
        for ref, stances in found.items() if feed_path(findings, ref)
    })  # fmt: skip


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterator[str]:
    """Of each feed; empty for that of the site."""
    yield ""
    yield from (f"{ref.kind}:{ref.id}" for ref in common.stances)


def pages(corpus: Corpus, findings: Findings, common: Shared, key: str) -> Iterator[Page]:
    """A feed."""
    if not key:
        yield Page(SITE, written(_site(_Writer(corpus, findings, SITE, common.revised))))
        return
    ref = Ref.of(key)
    path = feed_path(findings, ref)
    w = _Writer(corpus, findings, path, common.revised)
    entries = [w.stance(stance, stance_id(stance)) for stance in common.stances[ref]]
    yield Page(path, written(w.feed(ref, entries)))


def _dates(
    corpus: Corpus, revised: Mapping[str, PartialDate], stance: Stance
) -> tuple[PartialDate | None, PartialDate | None]:
    """When a stance last became different, and when it was said."""
    source = corpus.sources[stance.source]
    said = stance.date or source.published
    return _later(revised.get(stance_id(stance)), said or source.not_before), said


class _Writer:
    """Makes the entries of one feed."""

    def __init__(
        self, corpus: Corpus, findings: Findings, path: str, revised: Mapping[str, PartialDate]
    ) -> None:
        self.corpus, self.path = corpus, path
        self.b = Builder(corpus, findings, path)
        self.base = corpus.settings.base_url
        self.tag = corpus.settings.tag or f"{urlsplit(self.base).hostname or NOWHERE},{SINCE}"
        self.revised = revised

    def at(self, path: str, mark: str = "") -> str:
        """Address of a page: absolute where it is known, else relative to where the feed lies."""
        where = absolute(path, self.base) if self.base else relative(path, self.path)
        return f"{where}#{mark}" if mark else where

    def id(self, *parts: str) -> str:
        """A `tag:` URI that outlives moves of the site: no address of a page is in it."""
        return ":".join(("tag", self.tag, *parts))

    def feed(self, ref: Ref | None, entries: list[Entry]) -> Feed:
        """A feed of these entries; `None`: of the whole site."""
        settings = self.corpus.settings
        title = settings.title if ref is None else f"{settings.title}: {self.corpus.name(ref)}"
        return Feed(
            self.id("feed", ref.kind, ref.id) if ref else self.id("digest"), title,
            settings.publisher or settings.title,
            self.at(address(ref) if ref else "index.html"),
            absolute(self.path, self.base) if self.base else "", self.corpus.as_of, entries,
        )  # fmt: skip

    def stance(self, stance: Stance, id: str) -> Entry:
        """A stance; its author is who says it."""
        actors, topic = self.corpus.actors, self.corpus.topics[stance.topic]
        attested = self.b.findings.attested.get(id)
        updated, said = _dates(self.corpus, self.revised, stance)
        holders = [actors[actor].name for actor in stance.holders]
        voice = unescape(_TAG.sub("", self.b.voice(stance)))
        return Entry(
            self.id("stance", id),
            f"{listing(holders)} on {topic.name}: {stance.position.label}",
            self.at(stance_address(id)),
            updated, said,
            (actors[stance.speaker].name,) if stance.speaker else tuple(holders),
            f"“{attested.words if attested else stance.quote}” {voice}. "
            f"{self.b.when(stance)}; {self.b.short(stance.source)}. "
            f"Proposition: {topic.proposition}",
            ((stance.position.value, stance.position.label), (topic.id, topic.name)),
        )  # fmt: skip


def _later(one: PartialDate | None, other: PartialDate | None) -> PartialDate | None:
    dates = [date for date in (one, other) if date]
    return max(dates, key=lambda date: date.first, default=None)


def _site(w: _Writer) -> Feed:
    """The sources, and what was recorded as changed."""
    corpus = w.corpus
    entries = []
    for source in corpus.sources.values():
        authors = source.authors or ((source.publisher,) if source.publisher else ())
        entries.append(
            Entry(
                w.id("source", source.id),
                source.title if source.stands else f"{source.title} ({source.standing.label})",
                w.at(address(Ref("source", source.id))), source.date, source.published,
                tuple(corpus.actors[id].name for id in authors), source.summary or source.title,
            )
        )  # fmt: skip
    for number, entry in zip(range(len(corpus.changes), 0, -1), corpus.changes, strict=True):
        told = [f"{len(items)} {how}" for how in ("appeared", "changed", "vanished")
                if (items := getattr(entry, how))]  # fmt: skip
        summary = f"Stances, facts and positions: {listing(told)}. {entry.note}".strip()
        entries.append(
            Entry(
                w.id("change", str(number)), entry.title,
                w.at(changes.PATH, f"change-{number}"), entry.as_of, entry.as_of, (),
                summary if told else entry.note or "Nothing coded is different.",
            )
        )  # fmt: skip
    return w.feed(None, entries)
