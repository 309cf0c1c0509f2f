"""The long lists of a meeting on pages of their own: stances by topic, its grid by letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Standing
from digest.model.refs import FOLDERS
from digest.model.words import Voice
from digest.render import grids
from digest.render.builder import Builder
from digest.render.division import Part, Row, Step, divide
from digest.render.parts import Link
from digest.render.views.part import Block, Gathered, PartView, part_view
from digest.render.views.topic_pages import ROWS, Tops

FULL = 80
"""Stances with which a meeting's page shows all: about 60 kB, beside its grid."""
FIRST = 20
"""Stances that it shows where there are more."""


def divided(
    corpus: Corpus,
    stances: Mapping[str, Sequence[Stance]],
    standings: Mapping[str, Mapping[tuple[str, str], Standing]],
) -> tuple[Tops, dict[str, Part]]:
    """Folder → its coarse pages, and every page by its key, of all meetings with long lists."""
    gathered = Gathered()
    add = gathered.add

    place = {id: n for n, id in enumerate(corpus.topics)}
    for summit, own in stances.items():
        folder = f"summits/{summit}/stances"
        if len(own) > FULL:
            rows = (
                Row(stance_id(s), (Step(s.topic, corpus.topics[s.topic].name),), s)
                for s in sorted(own, key=lambda s: (place[s.topic], s.source, s.index))
            )
            add(folder, divide(folder, rows, ROWS))
        held = standings.get(summit, {})
        if len(own) > FULL or grids.heavy(held, len(corpus.topics)):
            folder = f"summits/{summit}/grid"
            add(folder, grids.divided(corpus, folder, held))
    return gathered.tops, gathered.parts


def first(stances: Sequence[Stance]) -> list[Stance]:
    """Some of very many stances: in own words before reported before imputed, firm before not."""
    order = list(Voice)
    ranked = sorted(
        stances,
        key=lambda s: (order.index(s.voice), -abs(s.position.score or 0), s.source, s.index),
    )
    return ranked[:FIRST]


def page(
    b: Builder, key: str, part: Part, standings: Mapping[tuple[str, str], Standing]
) -> PartView:
    """A page of one of the lists of a meeting."""
    summit, family = key.split("/")[:2]
    name = b.corpus.summits[summit].name
    trail = (
        Link(b.to(f"{FOLDERS['summit']}/index.html"), "Summits and meetings"),
        b.link("summit", summit),
    )
    if family == "grid":
        whole = Link(b.to(f"summits/{summit}.html#grid"), "All letters, with their counts")
        block = grids.block(b, part.rows, standings, f"Positions taken at or on it: {name}")
        return part_view(b, part, f"{name}: positions", "actor", whole, [block], trail=trail)
    whole = Link(b.to(f"summits/{summit}.html#stances"), "All topics, with their counts")
    blocks = [Block("stances", b.stances(part.rows))]
    return part_view(b, part, f"{name}: stances", "stance", whole, blocks, trail=trail)
