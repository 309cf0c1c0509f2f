"""Sites that tests of several parts of rendering look at."""

from __future__ import annotations

import pytest
from sites import Site, lay_out

ACTOR = """+

rumour:
  name: "=HYPERLINK(1)"
  kind: category
  names: [hearsay, "=1+1", "＠SUM(A1)"]
  note: "@SUM(A1), \\"quoted\\"; <b>& more</b>"
"""
"""An actor whose texts a spreadsheet would run and XML would take for markup."""
STANCES = """
stances:
  - {actor: rumour, topic: fixed-link, position: opposes, voice: analysis,
     quote: ready to lay the first stone, date: 2021-02,
     note: "-1+cmd|' /C calc'!A0", condition: "＝1+1"}
  - {actor: mainland, topic: fixed-link, position: supports, voice: analysis,
     quote: fears for its tolls, date: 2021-03-01, note: "+49 is a number"}
"""


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The specimen with texts that are formulas and markup."""
    folder = tmp_path_factory.mktemp("hostile")
    changes = {"actors.yaml": ACTOR, "articles/lantern-2021-bridge.yaml": STANCES}
    return Site(lay_out(folder, changes))
