"""A stance on a page of its own: its words, who says so, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.refs import STANCES, Ref, address, stance_address
from digest.model.scale import Position
from digest.render.builder import Builder, anchor, chip
from digest.render.counts import basis, summary
from digest.render.parts import Chip, Dot, Link, PageView, StanceView
from digest.text import listing


class Step(Struct, frozen=True):
    """One position of the scale."""

    chip: Chip
    here: bool
    """Whether it is the stance's own."""


class Beside(Struct, frozen=True):
    """All stances of one holder on the topic, this one among them."""

    actor: Link
    """To the place on the actor's page."""
    chip: Chip
    """The position over all of them."""
    summary: str
    basis: str
    dots: tuple[Dot, ...]
    """The stances next to it in order of time, itself among them."""
    more: Link | None
    """To all of them, where there are more."""
    before: Link | None
    """The stance before this one in order of time."""
    after: Link | None


class StancePageView(Struct, frozen=True):
    """Everything on a stance's page."""

    page: PageView
    s: StanceView
    meaning: str
    """What the position means, as the method page has it."""
    scale: tuple[Step, ...]
    cited: Link
    """The place on the source's page where the stance stands among its neighbours."""
    title: str
    """Of the source."""
    beside: tuple[Beside, ...]


NEAR = 12
"""How many stances before and after it a stance's page shows."""


_SCALES = {
    here.label: tuple(Step(chip(position), position is here) for position in Position)
    for here in Position
}


class _Row(NamedTuple):
    """What the pages of all stances of one holder on one topic share, found once."""

    standing: Standing
    places: dict[str, int]
    """Permalink → place in order of time."""
    summary: str
    basis: str


class Rows:
    """The row of each standing, made when it is first asked for."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Standing, _Row]] = {}

    def of(self, standing: Standing) -> _Row:
        """The row of a standing; the same object has the same row."""
        made = self._made.get(id(standing))
        if made is None or made[0] is not standing:
            places = {stance_id(stance): place for place, stance in enumerate(standing.stances)}
            row = _Row(standing, places, summary(standing, named=False), basis(standing))
            made = self._made[id(standing)] = (standing, row)
        return made[1]


def shared(corpus: Corpus, findings: Findings) -> Rows:
    """What the pages of all stances of one holder on one topic share is found once."""
    return Rows()


def pages(corpus: Corpus, findings: Findings, rows: Rows, source: str) -> Iterator[StancePageView]:
    """The pages of the stances in one source."""
    b = Builder(corpus, findings, f"{STANCES}/index.html")
    for stance in corpus.annotations[source].stances:
        id = stance_id(stance)
        yield _view(b.beside(stance_address(id)), stance, id, rows)


def _view(b: Builder, stance: Stance, id: str, rows: Rows) -> StancePageView:
    holders = listing(b.corpus.actors[actor].name for actor in stance.holders)
    topic = b.corpus.topics[stance.topic]
    shown = b.stance(stance)
    place = Ref("source", stance.source)
    title = f"{holders} on {topic.name}"
    page = b.page(
        "stance", title,
        f"{holders} {stance.position.verb}: {topic.proposition} “{shown.quote}” "
        f"({b.short(stance.source)})",
        head=f"{title}: “{shown.quote}” ({id})",
        trail=(Link(b.to(f"{STANCES}/index.html"), "Stances"), b.link("topic", topic.id)),
        file=b.corpus.annotations[stance.source].file,
        stance=id,
    )  # fmt: skip
    return StancePageView(
        page, shown, stance.position.meaning,
        _SCALES[stance.position.label],
        Link(b.to(f"{address(place)}#{anchor(stance)}"), b.short(stance.source)),
        b.corpus.sources[stance.source].title,
        tuple(
            _beside(b, id, rows.of(standing)) for actor in stance.holders
            if (standing := b.findings.standings.get((actor, stance.topic)))
        ),
    )  # fmt: skip


def _beside(b: Builder, id: str, row: _Row) -> Beside:
    standing, around = row.standing, row.standing.stances
    place = row.places.get(id)
    before = around[place - 1] if place else None
    after = around[place + 1] if place is not None and place + 1 < len(around) else None
    first = max(0, (place or 0) - NEAR)
    near = around[first : (place or 0) + NEAR + 1]
    actor = b.link("actor", standing.actor, f"topic-{standing.topic}")
    return Beside(
        actor, chip(standing.position), row.summary, row.basis,
        b.dots(standing._replace(stances=near)),
        Link(actor.href, f"all {len(around)}") if len(near) < len(around) else None,
        _to(b, before), _to(b, after),
    )  # fmt: skip


def _to(b: Builder, stance: Stance | None) -> Link | None:
    if stance is None:
        return None
    text = f"{stance.position.label}, {b.when(stance)}, {b.short(stance.source)}"
    return Link(b.to(stance_address(stance_id(stance))), text)
