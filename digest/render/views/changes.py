"""The page of changes: what was recorded in `CHANGES.yaml`, latest first."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from digest.model.change import Changed, How, Revision, Thing
from digest.model.coding import fact_id, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import Ref
from digest.render.builder import Builder
from digest.render.parts import Link, PageView
from digest.text import listing, plural

PATH = "changes.html"


class ChangeView(Struct, frozen=True):
    """One stance, fact or position."""

    link: Link | None
    """To where it stands; `None` when it is there no longer."""
    text: str
    how: tuple[str, ...]


class Fold(Struct, frozen=True):
    """What appeared, changed or vanished of one sort."""

    name: str
    """`12 stances appeared`."""
    items: tuple[ChangeView, ...]


class RevisionView(Struct, frozen=True):
    """One entry."""

    id: str
    title: str
    date: str
    counts: str
    note: str
    folds: tuple[Fold, ...]


class ChangesView(Struct, frozen=True):
    """Everything on the page."""

    page: PageView
    answer: str
    revisions: tuple[RevisionView, ...]


class Places:
    """Where things stand now, by what `CHANGES.yaml` calls them."""

    def __init__(self, corpus: Corpus, findings: Findings) -> None:
        wanted = {
            item.id
            for entry in corpus.changes
            for item in (*entry.appeared, *entry.changed, *entry.vanished)
        }
        stances = {stance_id(s): s.source for s in corpus.stances()} if wanted else {}
        facts = {fact_id(f): f.source for f in corpus.facts()} if wanted else {}
        self.stances = {id: stances[id] for id in wanted & stances.keys()}
        self.facts = {id: facts[id] for id in wanted & facts.keys()}
        self.standings = findings.standings

    def of(self, b: Builder, item: Changed) -> str:
        """Address of a thing as it stands now; empty when it is there no longer."""
        if item.what is Thing.STANCE and item.id in self.stances:
            return b.href(Ref("source", self.stances[item.id]), f"stance-{item.id}")
        if item.what is Thing.FACT and item.id in self.facts:
            return b.href(Ref("source", self.facts[item.id]), "facts")
        actor, _, topic = item.id.partition("/")
        if item.what is Thing.POSITION and (actor, topic) in self.standings:
            return b.href(Ref("topic", topic), f"actor-{actor}")
        return ""


def pages(corpus: Corpus, findings: Findings) -> Iterator[ChangesView]:
    """The one page of changes."""
    b = Builder(corpus, findings, PATH)
    places = Places(corpus, findings)
    count = len(corpus.changes)
    yield ChangesView(
        b.page("changes", "Changes", "What appeared, changed and vanished in the digest."),
        f"{plural(count, 'change')} of the digest recorded, latest first." if count
        else "No change of the digest has been recorded yet.",
        tuple(
            _revision(b, places, count - n, entry) for n, entry in enumerate(corpus.changes)
        ),
    )  # fmt: skip


def _revision(b: Builder, places: Places, number: int, entry: Revision) -> RevisionView:
    """An entry; `number` counts from the oldest, so that its address stays."""
    folds = []
    for how in How:
        items: tuple[Changed, ...] = getattr(entry, how.value)
        for thing in Thing:
            found = tuple(_change(b, places, item) for item in items if item.what is thing)
            if found:
                name = f"{plural(len(found), thing.label)} {how.label}"
                folds.append(Fold(name, found))
    return RevisionView(
        f"change-{number}", entry.title, f"As of {entry.as_of.words}" if entry.as_of else "Undated",
        listing(fold.name for fold in folds) or "Nothing coded is different",
        entry.note, tuple(folds),
    )  # fmt: skip


def _change(b: Builder, places: Places, item: Changed) -> ChangeView:
    href = places.of(b, item)
    return ChangeView(Link(href, item.text) if href else None, item.text, item.how)
