"""Which source derives from which: sources in order of time, with a line from text to text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import Ref
from digest.model.source import Source
from digest.render.builder import Builder
from digest.render.charts import shapes
from digest.render.charts.axis import axis
from digest.render.charts.shapes import Label, Name
from digest.text import plural

SHOWN = 30
"""Sources in the picture of the whole digest."""
LANE = 34
LEFT = 40
"""Room for the lines to the left of the first source."""
ROOM = 64
"""Width of a date with sources."""


class Node(Struct, frozen=True):
    """One source."""

    x: int
    y: int
    here: bool
    """Whether it is the source of this page."""
    note: str
    """How it derives, beside it; empty when it derives from none."""
    outside: bool = False
    """Whether it is not in the digest."""


class Lineage(Struct, frozen=True):
    """The picture, ready to be drawn."""

    label: str
    sentence: str
    width: int
    height: int
    names: tuple[Name, ...]
    positions: None
    """No stances are shown."""
    nodes: tuple[Node, ...]
    scale: tuple[Label, ...]
    bands: str
    rules: str
    spans: str
    """Path of the brackets below what is dated to the month or year, and of the arrows below what
    is known to be no older."""
    ties: str
    """Path of the lines from a text to what derives from it."""


def families(corpus: Corpus, findings: Findings) -> Mapping[str, tuple[str, ...]]:
    """Source → all sources of its lineage or with words of its own, itself among them."""
    by_root: dict[str, list[str]] = {}
    for id, root in findings.roots.items():
        by_root.setdefault(root, []).append(id)
    found = {}
    for id, root in findings.roots.items():
        near = [item.other for item in findings.overlaps.get(id, ()) if item.kind]
        kin = dict.fromkeys([id, *by_root[root], *near])
        found[id] = tuple(other for other in kin if other in corpus.sources)[:SHOWN]
    return found


def lineage(b: Builder, sources: Sequence[str], own: str = "") -> Lineage | None:
    """The picture of some sources; `None` where it would show no derivation or fewer than two."""
    corpus = b.corpus
    entries = [corpus.sources[id] for id in sources]
    if len(entries) > SHOWN:
        entries.sort(key=lambda s: (not s.derived_from, s.id))
    entries = sorted(entries[:SHOWN], key=_order)
    dates = [entry.date for entry in entries if entry.date]
    if len(entries) < 2 or not dates or not any(entry.derived_from for entry in entries):
        return None
    time = axis(dict.fromkeys(dates, ROOM), left=LEFT)
    width = time.end + 190
    outside = list(dict.fromkeys(e.derived_from.title for e in entries if _stranger(b, e)
                                 and e.derived_from))  # fmt: skip
    lanes = {f"-{title}": n for n, title in enumerate(outside)}
    lanes |= {entry.id: n for n, entry in enumerate(entries, len(outside))}
    top = 48
    names, nodes, spans = [], {}, []
    for title in outside:
        y = top + lanes[f"-{title}"] * LANE
        names.append(shapes.name(title, y + 3))
        nodes[f"-{title}"] = Node(LEFT // 2 + 6, y + 14, False, "not in the digest", True)
    for entry in entries:
        y = top + lanes[entry.id] * LANE
        begin, end = time.span(entry.date) if entry.date else (time.end + 10, time.end + 40)
        x = begin + 10 if _open(entry) else (begin + end) // 2
        names.append(shapes.name(b.short(entry.id), y + 3, b.href(Ref("source", entry.id))))
        nodes[entry.id] = Node(x, y + 14, entry.id == own, _note(b, entry))
        if _open(entry):
            spans.append(f"M{begin + 2} {y + 23}v3h{end - begin - 4}l-3-2m3 2l-3 2")
        elif entry.date and not entry.date.day:
            spans.append(f"M{begin + 2} {y + 23}v3h{end - begin - 4}v-3")
    bottom = top + len(lanes) * LANE
    scale = [*time.year_labels(14), *time.month_labels(28), *time.day_labels(42)]
    bands = [(begin, end - begin) for year, begin, end in time.years() if year % 2]
    return Lineage(
        "Sources and what they derive from", _said(b, entries, outside), width, bottom,
        tuple(names), None, tuple(nodes.values()), tuple(scale),
        shapes.boxes((x, 2, wide, bottom - 2) for x, wide in bands),
        shapes.level((top + n * LANE for n in range(len(lanes))), width),
        "".join(spans), "".join(_ties(entries, nodes)),
    )  # fmt: skip


def _order(source: Source) -> tuple[tuple[int, int, int], bool, str]:
    first = source.date.first if source.date else (9999, 1, 1)
    return (first, bool(source.derived_from), source.id)


def _open(source: Source) -> bool:
    """Whether only a day is known before which it cannot lie."""
    return bool(source.date) and not source.published


def _stranger(b: Builder, source: Source) -> bool:
    """Whether it derives from a text outside the digest."""
    origin = source.derived_from
    return bool(origin and origin.title and origin.source not in b.corpus.sources)


def _note(b: Builder, source: Source) -> str:
    """How a source derives: `excerpt of it: 84% of its words`; empty when from none."""
    origin = source.derived_from
    if not origin:
        return ""
    overlaps = b.findings.overlaps.get(source.id, ())
    share = next((o.share for o in overlaps if o.other == origin.source and o.words), 0)
    return origin.how.label + (f", {share:.0%} of its words" if share else "")


def _ties(entries: Sequence[Source], nodes: Mapping[str, Node]) -> list[str]:
    """From the left of the text to the left of what derives from it, with a head at the end."""
    found = []
    for number, entry in enumerate(e for e in entries if e.derived_from):
        origin = entry.derived_from
        if origin is None:
            continue
        start, end = nodes.get(origin.source) or nodes.get(f"-{origin.title}"), nodes[entry.id]
        if start is None:
            continue
        turn = min(start.x, end.x) - 16 - number % 3 * 4
        found.append(f"M{start.x - 7} {start.y}H{turn}V{end.y}H{end.x - 8}l-5-3m5 3l-5 3")
    return found


def _said(b: Builder, entries: Sequence[Source], outside: Sequence[str]) -> str:
    inside = sum(1 for e in entries if e.derived_from and e.derived_from.source in b.corpus.sources)
    found = f"{inside} of {plural(len(entries), 'source')} derive from another of them"
    if inside == 1:
        found = f"1 of {plural(len(entries), 'source')} derives from another of them"
    if outside:
        found += f", {sum(_stranger(b, e) for e in entries)} from a text outside the digest"
    late = sum(_open(e) for e in entries)
    if late:
        found += f". Undated, not older than shown, with an arrow: {late}"
    return f"{found}."
