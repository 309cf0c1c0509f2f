"""Place names that stand for somebody: every one in the digests, how it was read, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from digest.dates import earliest
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.metonym import Metonym, Reason
from digest.model.refs import Ref
from digest.model.words import ActorKind
from digest.render.builder import Builder
from digest.render.division import Row, Step, by_date, divide, plain_slug
from digest.render.parts import Link, PageView
from digest.render.views.part import Block, Listing, PartView, in_pages, part_view
from digest.text import listing, plural, sort_key, unique

PATH = "metonyms.html"
"""The page."""
TITLE = "Place names that stand for somebody"


class ReasonRow(Struct, frozen=True):
    """A reason for which readings were taken."""

    name: str
    meaning: str
    count: int


class PlaceRow(Struct, frozen=True):
    """One place name in a digest."""

    open: bool
    reading: Link | None
    """The entry that is meant."""
    otherwise: str
    """The place that is meant, or the readings that are left; empty with an entry."""
    administration: str
    """Who governed then, with the date by which that is known; empty where nobody governs."""
    reason: str
    because: str
    """The words that decided, or the analyst's reason; HTML."""
    before: str
    name: str
    after: str
    """The sentence, in three parts."""
    place: Link


class NameSection(Struct, frozen=True):
    """One name."""

    id: str
    name: str
    counts: str
    rows: tuple[PlaceRow, ...]
    more: Link | None
    """To all of them, where these are only the first."""


class MetonymsView(Struct, frozen=True):
    """Everything on the page."""

    page: PageView
    answer: str
    reasons: tuple[ReasonRow, ...]
    names: tuple[NameSection, ...]


def slug(name: str) -> str:
    """Id of a name's table on the page."""
    plain = "".join(char if char.isalnum() else "-" for char in name.lower())
    return f"name-{plain}"


def _slug(name: str) -> str:
    """A name in the address of its page."""
    return plain_slug("".join(c if c.isalnum() else "-" for c in name.lower()))


FULL = 250
"""Places on a page: about 850 bytes each."""
FIRST, SHOWN = 3, 120
"""How many places of each name, and about how many in all, the page shows where there are more."""


def shared(corpus: Corpus, findings: Findings) -> Listing:
    """The pages by name."""
    if len(findings.metonyms) <= FULL:
        return in_pages(None)
    rows = [
        Row(
            f"{m.source}:{m.passage}:{len(m.before)}:{m.name}",
            by_date(corpus.sources[m.source].date, Step(_slug(m.name), m.name)), m,
        )
        for m in findings.metonyms
    ]  # fmt: skip
    rows.sort(key=lambda row: (
        sort_key(row.item.name), earliest(corpus.sources[row.item.source].date), row.item.source
    ))  # fmt: skip
    return in_pages(divide("metonyms", rows, FULL))


def pages(
    corpus: Corpus, findings: Findings, common: Listing, key: str
) -> Iterator[MetonymsView | PartView]:
    """The page of all names, or one of a single name; what is open comes first."""
    if key:
        part = common.parts[key]
        b = Builder(corpus, findings, part.path)
        rows = sorted(part.rows, key=lambda row: not row.is_open)
        yield part_view(
            b, part, TITLE, "place", Link(b.to(PATH), "All names, with their counts"),
            [Block("readings", tuple(_row(b, row) for row in rows))],
            trail=(Link(b.to(PATH), TITLE),),
        )  # fmt: skip
        return
    b = Builder(corpus, findings, PATH)
    by_name: dict[str, list[Metonym]] = {}
    for row in findings.metonyms:
        by_name.setdefault(row.name, []).append(row)
    ordered = sorted(by_name.items(), key=lambda item: (_settled(item[1]), sort_key(item[0])))
    first = max(1, min(FIRST, SHOWN // max(1, len(ordered))))
    counts = Counter(row.reason for row in findings.metonyms)
    yield MetonymsView(
        b.page(
            "metonyms", TITLE,
            "Every “Seoul”, “Beijing” or “Washington” in the digests: who is meant, and why.",
        ),
        _answer(findings.metonyms),
        tuple(
            ReasonRow(reason.label, reason.meaning, counts[reason])
            for reason in Reason if counts[reason]
        ),
        tuple(
            _section(b, name, rows, first if common.top else None) for name, rows in ordered
        ),
    )  # fmt: skip


def _settled(rows: Sequence[Metonym]) -> bool:
    return not any(row.is_open for row in rows)


def _answer(rows: Sequence[Metonym]) -> str:
    """The counts in one sentence or two."""
    if not rows:
        return "No digest uses a place name that can stand for somebody."
    sources = len({row.source for row in rows})
    names = len({row.name for row in rows})
    still = sum(row.is_open for row in rows)
    whole = f"{plural(names, 'name')} in {plural(len(rows), 'place')}"
    left = f"{still} left open" if still else "none left open"
    return f"{whole} of {plural(sources, 'digest')}: {_counts(rows)}; {left}."


def _counts(rows: Sequence[Metonym]) -> str:
    """`3 read as an actor, 1 as a place`."""
    kinds = Counter(
        "" if row.is_open
        else "a place" if row.place
        else "an actor" if row.ref and row.ref.kind == "actor"
        else "a meeting or a document"
        for row in rows
    )  # fmt: skip
    order = ("an actor", "a place", "a meeting or a document")
    parts = [f"{kinds[kind]} read as {kind}" for kind in order if kinds[kind]]
    return ", ".join(parts) or "none read"


def _section(b: Builder, name: str, rows: Sequence[Metonym], first: int | None) -> NameSection:
    still = sum(row.is_open for row in rows)
    counts = _counts(rows) + (f", {still} left open" if still else "")
    ordered = sorted(rows, key=lambda row: not row.is_open)
    more = Link(b.to(f"metonyms/{_slug(name)}.html"), f"all {plural(len(rows), 'place')}")
    return NameSection(
        slug(name), name, f"{counts}.", tuple(_row(b, row) for row in ordered[:first]),
        more if first is not None else None,
    )  # fmt: skip


def _row(b: Builder, row: Metonym) -> PlaceRow:
    reading = b.link(row.ref.kind, row.ref.id) if row.ref else None
    otherwise = ""
    if row.is_open:
        left = unique(_spoken(b, written) for written in row.readings)
        otherwise = f"left open: {listing(left, 'or')}"
    elif not reading:
        otherwise = f"the {row.place}"
    place = b.link("source", row.source, f"p{row.passage}", text=b.short(row.source))
    return PlaceRow(
        row.is_open, reading, otherwise, _administration(b, row), row.reason.label,
        _because(b, row), row.before, row.name, row.after, place,
    )  # fmt: skip


def _because(b: Builder, row: Metonym) -> Markup:
    if not row.cue:
        return Markup("")
    return b.prose(row.cue) if row.reason is Reason.HAND else Markup("“{}”").format(row.cue)


def _spoken(b: Builder, written: str) -> str:
    ref = b.corpus.find(written) if ":" in written else None
    return b.corpus.name(ref) if ref else f"the {written}"


def _administration(b: Builder, row: Metonym) -> str:
    """`Yoon administration (source of August 2024)`."""
    if not row.ref or row.ref.kind != "actor":
        return ""
    governs = b.corpus.actors[row.ref.id].kind in (ActorKind.STATE, ActorKind.GOVERNMENT)
    if not row.administration and not governs:
        return ""
    source = b.corpus.sources[row.source]
    if not row.date:
        return "not known, as the source is undated"
    when = f"source {'of' if source.published else 'not before'} {row.date.words}"
    return f"{row.administration or 'not on record'} ({when})"


def found(b: Builder, entry: Ref, name: str) -> Link | None:
    """Under a name of an entry: how often it was read so, linked to its table."""
    for tally in b.findings.metonyms_of.get(entry, ()):
        if tally.name == name:
            whole = tally.read + tally.other + tally.open
            text = f"meant in {tally.read} of {plural(whole, 'place')}"
            if tally.open:
                text += f", {tally.open} left open"
            return Link(f"{b.to(PATH)}#{slug(name)}", text)
    return None
