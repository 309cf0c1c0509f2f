"""Places on pages that have no room for them, and where they stand instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.render.views import disagreements, shifts, timeline, topic_pages

FINDERS: tuple[Callable[[Corpus, Findings], Iterator[tuple[str, str]]], ...] = (
    topic_pages.moved, shifts.moved, timeline.moved, disagreements.moved,
)  # fmt: skip
"""What knows of such places, by kind of page.  To add some, write a function and add a line."""


def moved(corpus: Corpus, findings: Findings) -> dict[str, str]:
    """Address of a place → its address where the list was divided."""
    return dict(pair for find in FINDERS for pair in find(corpus, findings))
