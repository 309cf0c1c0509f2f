"""Whether a marker lists a path is told alike, asked for one path or for all."""

from __future__ import annotations

import pytest

from digest.publish.manifest import listed_in, lists, marker_text

WHOLE = marker_text({"a.html": "0" * 64, "b/한  a.html": "f" * 64})
PATHS = ["a.html", "b/한  a.html", "한  a.html", "html", "", "\udce9.html", "c.html"]


@pytest.mark.parametrize("marker", [WHOLE, WHOLE[:-4], WHOLE.replace(b"0", b"x"), WHOLE + b"\xff"])
def test_a_path_is_listed_or_not(marker: bytes) -> None:
    listed = listed_in(marker) or frozenset()
    assert {path for path in PATHS if lists(marker, path)} == listed.intersection(PATHS)
