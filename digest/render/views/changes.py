"""The page of changes: what was recorded in `CHANGES.yaml`, latest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from msgspec import Struct

from digest.model.change import Changed, How, Revision, Thing
from digest.model.coding import fact_id, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import Ref
from digest.render.builder import Builder
from digest.render.division import Part, Place, Row, Step, divide
from digest.render.parts import Link, PageView
from digest.render.views.part import Block, Pages, PartView, key_of, pages_of, part_view
from digest.text import listing, plural, plural_of

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
    more: Link | None
    """To all that changed, where there is no room for it here."""


class ChangesView(Struct, frozen=True):
    """Everything on the page."""

    page: PageView
    answer: str
    revisions: tuple[RevisionView, ...]
    pages: Pages | None
    """What changed on pages of their own, where it is too much for one."""


class Places(NamedTuple):
    """Where things stand now, by what `CHANGES.yaml` calls them."""

    stances: Mapping[str, str]
    """Permalink → source; of those that have changed."""
    facts: Mapping[str, str]
    """Key → source; of those that have changed."""

    @classmethod
    def find(cls, corpus: Corpus) -> Places:
        """Where everything stands that has changed."""
        wanted = {
            item.id
            for entry in corpus.changes
            for item in (*entry.appeared, *entry.changed, *entry.vanished)
        }
        stances = {stance_id(s): s.source for s in corpus.stances()} if wanted else {}
        facts = {fact_id(f): f.source for f in corpus.facts()} if wanted else {}
        return cls(
            {id: stances[id] for id in sorted(wanted & stances.keys())},
            {id: facts[id] for id in sorted(wanted & facts.keys())},
        )

    def of(self, b: Builder, item: Changed) -> str:
        """Address of a thing as it stands now; empty when it is there no longer."""
        if item.what is Thing.STANCE and item.id in self.stances:
            return b.href(Ref("source", self.stances[item.id]), f"stance-{item.id}")
        if item.what is Thing.FACT and item.id in self.facts:
            return b.href(Ref("source", self.facts[item.id]), "facts")
        actor, _, topic = item.id.partition("/")
        if item.what is Thing.POSITION and (actor, topic) in b.findings.standings:
            return b.href(Ref("topic", topic), f"actor-{actor}")
        return ""


FULL = 1_000
"""Changed things on a page: about 180 bytes each."""
LAST = 100
"""Changes of the digest that the first page tells of when there is no room for all."""


class Shared(NamedTuple):
    """What the pages have in common."""

    top: Sequence[Place]
    """A page for each change of the digest, where there is too much for one page."""
    parts: Mapping[str, Part]
    """By key: `12`, the number of the change, or `12/stance-appeared`."""
    stances: Mapping[str, str]
    """As in `Places`."""
    facts: Mapping[str, str]


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """Where things stand, and the pages of what changed."""
    places = Places.find(corpus)
    if sum(len(getattr(entry, how.value)) for entry in corpus.changes for how in How) <= FULL:
        return Shared((), {}, *places)
    rows = []
    for number, entry in _numbered(corpus):
        first = Step(str(number), entry.title)
        for how in How:
            for item in getattr(entry, how.value):
                step = Step(f"{number}/{item.what.value}-{how.value}",
                            f"{entry.title}, {plural_of(item.what.label)} {how.label}")  # fmt: skip
                rows.append(Row(f"{item.what.value} {item.id}", (first, step), (how, item)))
    found = divide("changes", rows, FULL)
    parts = {key_of(path): part for path, part in found.parts.items()}
    return Shared(found.top, parts, *places)


def _numbered(corpus: Corpus) -> Iterator[tuple[int, Revision]]:
    """The changes, latest first, counted from the oldest, so that addresses stay."""
    count = len(corpus.changes)
    return ((count - n, entry) for n, entry in enumerate(corpus.changes))


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterator[str]:
    """Empty for the first page, and of every other."""
    yield ""
    yield from common.parts


def pages(
    corpus: Corpus, findings: Findings, common: Shared, key: str
) -> Iterator[ChangesView | PartView]:
    """The page of changes, or a page of what one of them changed."""
    if key:
        part = common.parts[key]
        b = Builder(corpus, findings, part.path)
        places = Places(common.stances, common.facts)
        blocks = [
            Block("changes", fold.items, fold.name, f"fold-{place}")
            for place, fold in enumerate(_folds(b, places, part.rows), 1)
        ]  # fmt: skip
        yield part_view(
            b, part, f"Change {key.partition('/')[0].partition('-')[0]}", "thing",
            Link(b.to(PATH), "All changes, with their counts"), blocks,
            trail=(Link(b.to(PATH), "Changes"),),
        )  # fmt: skip
        return
    b = Builder(corpus, findings, PATH)
    count, many = len(corpus.changes), bool(common.top)
    yield ChangesView(
        b.page("changes", "Changes", "What appeared, changed and vanished in the digest."),
        f"{plural(count, 'change')} of the digest recorded, latest first." if count
        else "No change of the digest has been recorded yet.",
        tuple(
            _revision(b, Places(common.stances, common.facts), number, entry, many=many)
            for number, entry in islice(_numbered(corpus), LAST if many else None)
        ),
        pages_of(b, "Everything that changed", common.top) if many else None,
    )  # fmt: skip


def _folds(b: Builder, places: Places, rows: Sequence[tuple[How, Changed]]) -> Iterator[Fold]:
    """What appeared, changed and vanished, sort by sort."""
    for how in How:
        for thing in Thing:
            items = [item for way, item in rows if way is how and item.what is thing]
            if items:
                name = f"{plural(len(items), thing.label)} {how.label}"
                yield Fold(name, tuple(_change(b, places, item) for item in items))


def _revision(
    b: Builder, places: Places, number: int, entry: Revision, *, many: bool
) -> RevisionView:
    """An entry; where there is too much for one page, only what it amounts to."""
    rows = [(how, item) for how in How for item in getattr(entry, how.value)]
    folds = tuple(_folds(b, places, rows))
    return RevisionView(
        f"change-{number}", entry.title, f"As of {entry.as_of.words}" if entry.as_of else "Undated",
        listing(fold.name for fold in folds) or "Nothing coded is different",
        entry.note, () if many else folds,
        Link(b.to(f"changes/{number}.html"), "everything that changed") if many and rows else None,
    )  # fmt: skip


def _change(b: Builder, places: Places, item: Changed) -> ChangeView:
    href = places.of(b, item)
    return ChangeView(Link(href, item.text) if href else None, item.text, item.how)
