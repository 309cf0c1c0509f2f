"""A picture for each topic and meeting, shown where a link to its page is shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from digest.dates import span
from digest.model.coding import stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.page import Page
from digest.model.refs import Ref
from digest.model.scale import COLOURS, Position
from digest.render.machine import canvas
from digest.render.views.strips import voiced
from digest.text import plural

FOLDER = "og"
PAPER, INK = "#fffdf8", "#1f1d1a"
"""The tokens of the light style sheet."""

MUTED = 0.72
"""How dark what is less important is written."""

EDGE = 43
"""Pixels between the edge of the picture and what stands in it."""

NARROWEST = 62
"""Pixels that a position takes at least, so that its sign and count have room."""


class Picture(NamedTuple):
    """What a picture shows."""

    kind: str
    title: str
    lead: str
    """Below the title: the proposition, or dates and place."""
    counts: Counter[Position]
    counted: str
    """What the bar counts, in words."""


def possible() -> bool:
    """Whether pictures can be drawn here; without them the site is the same but for these."""
    return canvas.possible()


def path_of(ref: Ref) -> str:
    """Path of the picture of an entry; empty where entries of its kind have none."""
    return f"{FOLDER}/{ref.kind}/{ref.id}.png" if ref.kind in ("topic", "summit") else ""


def alternative(corpus: Corpus, ref: Ref) -> str:
    """What the picture of an entry shows, in words."""
    if ref.kind == "topic":
        topic = corpus.topics[ref.id]
        return f"{topic.name}. {topic.proposition} A bar counts the actors that take each position."
    summit = corpus.summits[ref.id]
    return f"{_lead(corpus, ref.id)}: {summit.name}. A bar counts the stances of each position."


class Shared(NamedTuple):
    """Positions counted for each picture."""

    topics: Mapping[str, Counter[Position]]
    """Topic → how many actors take each."""
    summits: Mapping[str, Counter[Position]]
    """Meeting → how many stances on or at it."""


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """Positions counted for each picture."""
    standings: dict[str, list[Standing]] = {}
    for standing in findings.standings.values():
        standings.setdefault(standing.topic, []).append(standing)
    found: dict[str, Counter[Position]] = {}
    for stance in corpus.stances():
        if stance.summit and stance_id(stance) in findings.counted:
            found.setdefault(stance.summit, Counter())[stance.position] += 1
    taken = {id: Counter(s.position for s in voiced(items)) for id, items in standings.items()}
    return Shared(taken, found)


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterator[str]:
    """Of each entry that has a picture; none where they cannot be drawn, or no card can name them.

    The address of a picture must be absolute.
    """
    if possible() and corpus.settings.base_url:
        yield from (f"topic:{id}" for id in corpus.topics)
        yield from (f"summit:{id}" for id in corpus.summits)


def pages(corpus: Corpus, findings: Findings, common: Shared, key: str) -> Iterator[Page]:
    """A picture."""
    ref = Ref.of(key)
    as_of = corpus.as_of
    foot = f"As of {as_of.words}" if as_of else ""
    make = _topic if ref.kind == "topic" else _summit
    yield Page(path_of(ref), draw(make(corpus, common, ref), corpus.settings.title, foot))


def _topic(corpus: Corpus, common: Shared, ref: Ref) -> Picture:
    topic, counts = corpus.topics[ref.id], common.topics.get(ref.id, Counter())
    told = f"Where {plural(sum(counts.values()), 'actor')} stand"
    if sum(counts.values()) == 1:
        told = "Where 1 actor stands"
    return Picture("Topic", name(topic.name, (), ref.id), topic.proposition, counts, told)


def _summit(corpus: Corpus, common: Shared, ref: Ref) -> Picture:
    summit, counts = corpus.summits[ref.id], common.summits.get(ref.id, Counter())
    others = [other.name for other in summit.other_names]
    told = f"{plural(sum(counts.values()), 'stance')} taken at or on it"
    return Picture(
        "Meeting", name(summit.name, others, ref.id), _lead(corpus, ref.id), counts, told
    )


def _lead(corpus: Corpus, id: str) -> str:
    summit = corpus.summits[id]
    when = span(summit.start, summit.end) or summit.start.words
    return f"{when}, {summit.place}" if summit.place else when


def name(own: str, others: tuple[str, ...] | list[str], id: str) -> str:
    """A name that the font can draw: one's own, else another one, else what is left of it."""
    for candidate in (own, *others):
        drawn = canvas.drawable(candidate)
        if sum(map(str.isalnum, drawn)) >= sum(map(str.isalnum, candidate)):
            return drawn
    return canvas.drawable(own) or id


def draw(picture: Picture, site: str, foot: str) -> bytes:
    """The picture as a PNG: title and lead above, the bar of positions below."""
    sheet = canvas.Canvas(PAPER, INK)
    width = canvas.SIZE[0] - 2 * EDGE
    (head,) = canvas.wrapped(f"{picture.kind} · {site}", 19, width, 1)
    sheet.write(head, (EDGE, 37), 19, weight=MUTED)
    y = 75
    for line in canvas.wrapped(picture.title, 39, width, 2):
        sheet.write(line, (EDGE, y), 39)
        y += 45
    y += 9
    for line in canvas.wrapped(picture.lead, 23, width, 4 if y < 135 else 3):
        sheet.write(line, (EDGE, y), 23, weight=MUTED)
        y += 29
    _bar(sheet, picture)
    words = picture.counted if picture.counts else "No stance is coded for it"
    (line,) = canvas.wrapped(words, 19, width - 280, 1)
    sheet.write(line, (EDGE, 268), 19)
    if foot:
        sheet.write(canvas.drawable(foot), (EDGE + width, 268), 19, weight=MUTED, anchor="ra")
    return sheet.png()


def _bar(sheet: canvas.Canvas, picture: Picture) -> None:
    """A patch for each position taken, as wide as its share, with its sign, count and word."""
    taken = [position for position in Position if picture.counts[position]]
    free = canvas.SIZE[0] - 2 * EDGE - NARROWEST * len(taken)
    left, top, bottom = EDGE, 299, 342
    whole = sum(picture.counts.values())
    shown = 0
    for number, position in enumerate(taken, 1):
        share = picture.counts[position]
        shown += share
        right = EDGE + NARROWEST * number + free * shown // whole
        box = (left, top, right - 2, bottom)
        if position in COLOURS:
            sheet.patch(position.glyph, str(share), box, *COLOURS[position][0])
        else:
            sheet.frame(box)
            sheet.sign(position.glyph, str(share), box)
        left = right
    if taken:
        words = " · ".join(f"{p.label} {picture.counts[p]}" for p in taken)
        for row, line in enumerate(canvas.wrapped(words, 16, canvas.SIZE[0] - 2 * EDGE, 2)):
            sheet.write(line, (EDGE, 353 + 22 * row), 16, weight=MUTED)
