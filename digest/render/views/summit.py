"""A summit or meeting: who came for whom, what came out, what was held there."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from digest.dates import span
from digest.model.corpus import Corpus
from digest.model.event import Participant, Summit
from digest.model.findings import Findings
from digest.model.refs import Ref, address
from digest.render import grids
from digest.render.builder import Builder
from digest.render.counts import counted
from digest.render.links import also_called
from digest.render.pager import Turn, turns
from digest.render.parts import (
    BacklinkGroup,
    DisputeView,
    Grid,
    Link,
    PageView,
    StanceView,
)
from digest.render.views import summit_pages
from digest.render.views.part import Pages, PartView, pages_of
from digest.render.views.summit_common import Shared
from digest.text import plural


class Came(Struct, frozen=True):
    """Who took part, and through whom."""

    actor: Link
    by: Link | None
    office: str
    """The person's office on that date."""
    level: str
    on_behalf_of: Link | None
    note: str


class Result(Struct, frozen=True):
    """Something that came out of it, or was new."""

    text: str
    topic: Link | None
    level: str
    citations: tuple[Link, ...]
    support: str


class DocumentRow(Struct, frozen=True):
    """A document adopted there."""

    link: Link
    summary: str


class MeetingLink(Struct, frozen=True):
    """Another meeting."""

    link: Link
    date: str


class SummitView(Struct, frozen=True):
    """Everything on a summit's page."""

    page: PageView
    kind: str
    date: str
    place: str
    scheduled: bool
    answer: str
    names: tuple[str, ...]
    note: str
    part_of: Link | None
    came: tuple[Came, ...]
    outcomes: tuple[Result, ...]
    firsts: tuple[Result, ...]
    documents: tuple[DocumentRow, ...]
    grid: Grid | None
    grid_pages: Pages | None
    """The rows of the grid on pages by letter, where there is no room for all."""
    stances: tuple[StanceView, ...]
    pages: Pages | None
    """The stances on pages by topic, where these are only some."""
    origins: tuple[Link, ...]
    """The sources in which the stances are found."""
    disputes: tuple[DisputeView, ...]
    all_disputes: Link | None
    """To all of them, where the page has no room."""
    side: tuple[MeetingLink, ...]
    turns: tuple[Turn, ...]
    """The meetings before and after it: of its own rank first."""
    backlinks: tuple[BacklinkGroup, ...]


def period(summit: Summit) -> str:
    """When it was held, in words."""
    return span(summit.start, summit.end) or summit.start.words


def pages(
    corpus: Corpus, findings: Findings, common: Shared, key: str
) -> Iterator[SummitView | PartView]:
    """The page of a summit or meeting, or a page of one of its long lists."""
    if "/" in key:
        part = common.lists[key]
        held = common.standings.get(key.partition("/")[0], {})
        yield summit_pages.page(Builder(corpus, findings, part.path), key, part, held)
        return
    b = Builder(corpus, findings, address(Ref("summit", key)), Ref("summit", key))
    yield _view(b, corpus.summits[key], common)


def _view(b: Builder, summit: Summit, common: Shared) -> SummitView:
    id = summit.id
    orders = (common.meetings, common.summits)
    around = turns(b, "summit", id, orders[::-1] if id in common.main else orders)
    stances, standings = common.stances.get(id, ()), common.standings.get(id, {})
    side = common.side.get(id, ())
    topics, letters = common.top.get(f"summits/{id}/stances"), common.top.get(f"summits/{id}/grid")
    shown = summit_pages.first(stances) if topics else stances
    rows = grids.foremost(standings, len(b.corpus.topics)) if letters else standings
    caption = f"Positions taken at or on it: {summit.name}"
    ref = Ref("summit", summit.id)
    about = [
        ref,
        *(Ref("document", id) for id in summit.documents),
        *(Ref("summit", id) for id in side),
    ]
    date = period(summit)
    answer = _answer(b, summit)
    return SummitView(
        page=b.page(
            "summit", summit.name, f"{date}{f', {summit.place}' if summit.place else ''}. {answer}",
            head=f"{summit.name} ({date})", support=summit.support, sources=summit.sources,
        ),
        kind=summit.kind.meaning.removesuffix("."),
        date=date,
        place=summit.place,
        scheduled=summit.status.value == "scheduled",
        answer=answer,
        names=also_called(summit.name, summit.other_names),
        note=b.prose(summit.note) if summit.note else "",
        part_of=b.link("summit", summit.part_of) if summit.part_of else None,
        came=tuple(_came(b, summit, person) for person in summit.all_participants),
        outcomes=tuple(
            Result(
                b.prose(o.text), b.link("topic", o.topic) if o.topic else None, "",
                b.citations(o.sources), o.support.caveat,
            )
            for o in summit.all_outcomes
        ),
        firsts=tuple(
            Result(
                b.prose(f.text), None, f.level, b.citations(f.sources),
                f.support.caveat,
            )
            for f in summit.all_firsts
        ),
        documents=tuple(
            DocumentRow(b.link("document", id), b.prose(b.corpus.documents[id].summary))
            for id in summit.documents
        ),
        grid=grids.of_part(b, rows, caption, near=not topics) if standings else None,
        grid_pages=pages_of(b, "All actors, by first letter", letters) if letters else None,
        stances=b.stances(shown),
        pages=pages_of(b, f"All {plural(len(stances), 'stance')}, by topic", topics)
        if topics else None,
        origins=b.origins(stances),
        disputes=tuple(view for one in about for view in b.disputes(one)),
        all_disputes=b.all_disputes(ref),
        side=tuple(MeetingLink(b.link("summit", id), period(b.corpus.summits[id])) for id in side),
        turns=around,
        backlinks=b.backlinks(ref),
    )  # fmt: skip


def _answer(b: Builder, summit: Summit) -> str:
    parts = []
    if summit.outcomes:
        parts.append(plural(len(summit.outcomes), "outcome"))
    if summit.documents:
        parts.append(plural(len(summit.documents), "document"))
    tally = b.findings.tallies.get(Ref("summit", summit.id))
    if tally:
        parts.append(counted(tally))
    return f"{', '.join(parts)} in the digest." if parts else "No stance is coded for it."


def _came(b: Builder, summit: Summit, person: Participant) -> Came:
    office = ""
    if person.by:
        held = [r for r in b.corpus.actors[person.by].roles if r.held(summit.start)]
        office = held[0].role if held else ""
    return Came(
        b.link("actor", person.actor),
        b.link("actor", person.by) if person.by else None,
        office, person.level,
        b.link("actor", person.on_behalf_of) if person.on_behalf_of else None,
        b.prose(person.note) if person.note else "",
    )  # fmt: skip
