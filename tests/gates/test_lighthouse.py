"""Lighthouse gives at least 98 for accessibility, practices and being found."""

from __future__ import annotations

from pathlib import Path

import pytest
from lighthouse import CLI, PAGES, scores
from programs import needed
from serving import served

CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.mark.parametrize("page", PAGES)
def test_lighthouse_gives_at_least_98(page: str, shipped_files: Path) -> None:
    needed("node", modules=CLI)
    with served(shipped_files) as address:
        found = scores(f"{address}/{page}", CATEGORIES)
    assert min(found[name] for name in CATEGORIES) >= 98, found
