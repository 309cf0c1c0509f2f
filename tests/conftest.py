"""Being here puts `tests/` on the path of all tests, so that its helpers can be imported."""

from __future__ import annotations

import pytest
import sites


@pytest.fixture(scope="session")
def mini() -> sites.Site:
    """The specimen's site, in memory."""
    return sites.mini()


@pytest.fixture(scope="session")
def shipped() -> sites.Site:
    """The shipped digest's site, in memory."""
    return sites.shipped()
