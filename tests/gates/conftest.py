"""Finished sites on disk."""

from __future__ import annotations

from pathlib import Path

import payloads
import pytest
from sites import SHIPPED, Site


def _written(folder: Path, site: Site) -> Path:
    for path, content in site.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def shipped_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped digest's site."""
    return _written(tmp_path_factory.mktemp("gates") / "shipped", Site(SHIPPED))


@pytest.fixture(scope="session")
def attacked_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose every text is an attack."""
    folder = tmp_path_factory.mktemp("gates-attacked")
    return _written(folder / "site", Site(payloads.write(folder)[0]))
