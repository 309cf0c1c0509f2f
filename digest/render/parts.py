"""Small views that pages share: links, chips, stances, grids.  Templates see only these.

Thousands are made for a page, and none can hold itself: collecting garbage need not look at them.
"""

from __future__ import annotations

from msgspec import Struct

from digest.model.refs import Ref


class Link(Struct, frozen=True, gc=False):
    """A link on a page."""

    href: str
    """Relative to the page, or an http(s) address."""
    text: str
    lang: str = ""
    """Language of the text where it is not the page's."""
    out: bool = False
    """Whether it leaves the site."""


class Chip(Struct, frozen=True, gc=False):
    """A position as readers see it: glyph and word."""

    position: str
    """Its id, for the colour."""
    glyph: str
    label: str


class Dot(Struct, frozen=True, gc=False):
    """One mark of a strip."""

    href: str
    chip: Chip
    title: str
    """Position, date and source in words."""


class StanceView(Struct, frozen=True, gc=False):
    """One stance with its evidence."""

    id: str
    """The element's id: `stance-…`."""
    chip: Chip
    holders: tuple[Link, ...]
    verb: str
    topic: Link
    proposition: str
    quote: str
    voice: str
    """One sentence of HTML: who speaks, who reports, who writes."""
    told: str
    """The same without the source itself, for where that stands beside it."""
    basis: str
    """`own words`, `reported` or `analysis`."""
    date: str
    """In words."""
    dated: str
    """How the date is known, when it is not the stance's own."""
    source: Link
    paragraph: int
    attested: bool
    """Whether the words were checked against the original."""
    original: Link | None
    """The words on the publisher's page, where they can be pointed to."""
    permalink: str
    summit: Link | None
    act: str
    condition: str
    """HTML; empty when unconditional."""
    note: str
    """HTML; our reading."""
    confidence: str
    """Empty when high."""
    flag: str
    """`source retracted` and the like; empty while the source stands."""
    also: tuple[Link, ...]
    """The same statement in other sources of one lineage; it counts once."""
    accepted: tuple[str, ...]
    """Findings of the machine that a coder accepted, with the reason; HTML."""


class Cell(Struct, frozen=True, gc=False):
    """A cell of a grid."""

    chip: Chip | None
    href: str = ""
    title: str = ""
    """In words, for hover and screen readers."""
    count: int = 0
    """How many stances it sums up."""
    basis: str = ""
    """The letter of the best voice among them."""
    empty: str = "none"
    """When there is no position: which kind of nothing (see `Empty`), or that none was coded."""


class Row(Struct, frozen=True, gc=False):
    """A row of a grid."""

    head: Link
    cells: tuple[Cell, ...]


class Group(Struct, frozen=True, gc=False):
    """Rows under one heading."""

    name: str
    rows: tuple[Row, ...]
    id: str = ""
    """Id of the heading, where something leads to it."""


class Grid(Struct, frozen=True, gc=False):
    """A table of positions."""

    caption: str
    corner: str
    """What the rows are."""
    columns: tuple[Link, ...]
    groups: tuple[Group, ...]


class BacklinkView(Struct, frozen=True, gc=False):
    """One thing that points here."""

    link: Link
    sentence: str
    """HTML; empty when there is nothing to say."""
    quoted: bool


class BacklinkGroup(Struct, frozen=True, gc=False):
    """Backlinks from one kind of entry."""

    name: str
    items: tuple[BacklinkView, ...]
    more: tuple[tuple[Link, str], ...] = ()
    """Entries for whose sentences there is no room, and in how many places, where that is not once.
    """


class ClaimView(Struct, frozen=True, gc=False):
    """What one source says."""

    value: str
    quote: str
    source: Link
    paragraph: int
    verdict: str
    """`agrees with our registry`, `differs from our registry`, `others: …`, or empty."""
    note: str
    """HTML."""
    citations: tuple[Link, ...]
    own: bool = False
    """Whether the source is the one whose page this is."""


class DisputeView(Struct, frozen=True, gc=False):
    """One property of one entry, as sources and registry have it."""

    id: str
    entry: Link
    prop: str
    registry: str
    flag: str
    """`sources differ`, `differs from our registry`, or empty when nothing conflicts."""
    claims: tuple[ClaimView, ...]


class PageView(Struct, frozen=True, gc=False):
    """What every page has around its body."""

    path: str
    title: str
    """For the heading."""
    head_title: str
    """For the browser's tab; unique in the site."""
    description: str
    trail: tuple[Link, ...]
    kind: str
    """The page kind, for its stylesheet."""
    edit: Link | None = None
    """Where the entry is edited."""
    file: str = ""
    """The file it is made from."""
    citations: tuple[Link, ...] = ()
    """What the entry rests on."""
    support: str = ""
    """`general knowledge` or `unconfirmed`, when it does not rest on pages."""
    own: Ref | None = None
    """The entry whose page it is."""
    stance: str = ""
    """Id of the stance whose page it is."""
