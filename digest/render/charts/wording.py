"""How much of the earlier wording each document keeps: columns in order of time."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from digest.model.drift import Mark, Saying
from digest.model.refs import Ref
from digest.render.charts.shapes import LINE, Label
from digest.render.links import Linker
from digest.text import clip, plural

STEP = 128
"""From one document to the next."""
HIGH = 72
"""Height of the column of the document with most words."""
LEAST = 3
"""Documents below which there is no picture."""

KINDS = ("quoted", "kept", "added", "left-out")
"""Kinds of words, from the line upwards; what was left out hangs below it."""


class Block(Struct, frozen=True):
    """Words of one kind in one document."""

    kind: str
    """One of `KINDS`."""
    x: int
    y: int
    height: int
    count: str
    """How many, in words."""
    text: int
    """Baseline of these words."""


class Foot(Struct, frozen=True):
    """The name of a document below its column."""

    lines: tuple[str, ...]
    x: int
    y: int
    """Baseline of the first line."""
    href: str
    title: str
    """The name in full."""


class Wordings(Struct, frozen=True):
    """The picture, ready to be drawn."""

    label: str
    sentence: str
    width: int
    height: int
    base: int
    """Where the line lies on which the columns stand."""
    blocks: tuple[Block, ...]
    bare: tuple[Label, ...]
    """What stands where a document is not quoted."""
    names: tuple[Foot, ...]
    dates: tuple[Label, ...]


def wordings(b: Linker, topic: str, sayings: Sequence[Saying]) -> Wordings | None:
    """The picture of a series; `None` where no wording is compared, or documents are few."""
    dated = [s for s in sayings if b.corpus.documents[s.document].date]
    compared = [s for s in dated if any(w.since for w in s.wordings)]
    if len(dated) < LEAST or not compared:
        return None
    counts = [_counts(saying) for saying in dated]
    unit = HIGH / max(sum(n for kind, n in own.items() if kind != "left-out") for own in counts)
    below = max(own["left-out"] for own in counts)
    base = HIGH + 20
    foot = base + (round(below * unit) + 18 if below else 0)
    blocks: list[Block] = []
    bare, names, dates = [], list[Foot](), []
    for place, (saying, own) in enumerate(zip(dated, counts, strict=True)):
        middle = place * STEP + STEP // 2
        top = base
        for kind in KINDS:
            if not own[kind]:
                continue
            high = max(3, round(own[kind] * unit))
            hangs = kind == "left-out"
            top -= 0 if hangs else high
            y = base if hangs else top
            text = max(y + high // 2 + 4, base + 11) if hangs else min(y + high // 2 + 4, base - 3)
            said = f"{own[kind]} {kind.replace('-', ' ')}"
            blocks.append(Block(kind, middle - 34, y, high, said, text))
        if not sum(own.values()):
            bare.append(Label("not quoted", middle, base - 6))
        document = b.corpus.documents[saying.document]
        href = b.href(Ref("document", document.id))
        lines = textwrap.wrap(document.name, 18, max_lines=3, placeholder="…")
        lines = lines or [clip(document.name, 18)]
        names.append(Foot(tuple(lines), middle, foot + 32, href, document.name))
        dates.append(Label(document.date.words if document.date else "", middle, foot + 16))
    return Wordings(
        f"Wording on {b.corpus.topics[topic].name} over time",
        _said(b, dated, counts), len(dated) * STEP,
        foot + 24 + LINE * max(len(name.lines) for name in names), base,
        tuple(blocks), tuple(bare), tuple(names), tuple(dates),
    )  # fmt: skip


def _counts(saying: Saying) -> Counter[str]:
    """Words by kind; those of a wording that is compared with none are `quoted`, no more."""
    found: Counter[str] = Counter()
    for wording in saying.wordings:
        for token in wording.tokens:
            known = wording.since and token.mark is not Mark.BEYOND
            found[token.mark.value if known else "quoted"] += 1
    return found


def _said(b: Linker, sayings: Sequence[Saying], counts: Sequence[Counter[str]]) -> str:
    quoted = sum(1 for own in counts if own)
    compared = sum(1 for saying in sayings if any(w.since for w in saying.wordings))
    whole: Counter[str] = Counter()
    for own in counts:
        whole += own
    return (
        f"{quoted} of {plural(len(sayings), 'document')} are quoted here, {compared} compared with "
        f"an earlier wording: {plural(whole['kept'], 'word')} kept, {whole['added']} added, "
        f"{whole['left-out']} left out. In order of time, not to scale; "
        "words marked “quoted” are compared with none."
    )
