"""The page of results says what was measured, and what was not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parents[2] / "bench"
sys.path.insert(0, str(BENCH))

from goals import GOALS  # noqa: E402
from results import told, write  # noqa: E402


def run(wall: float, memory: float = 100) -> dict[str, float]:
    return {"wall": wall, "cpu": wall, "rss": memory, "pss": 0}


def measured() -> dict[str, Any]:
    """A short measurement: ours takes a tenth of Hugo's time, and a second time in between."""
    builds = {
        "date": "2026-11-01",
        "cold": {"ours": [run(1), run(8)], "hugo": [run(10, 1000), run(80, 1000)],
                 "pelican": [run(100)]},
        "nothing": {"ours": [run(0.1)], "hugo": [run(9)]},
        "body": {"ours": [run(0.2)], "hugo": [run(9)]},
        "stages": {"ours": {"reading": 0.25, "rendering": 2.0}},
    }  # fmt: skip
    large = {"date": "2026-11-02", "cold": {"ours": [run(3.6)]}}
    preview = {"body": [{"told": 0.03, "loaded": 0.045}], "rss": 120}
    index = [{"wall": 1, "cpu": 1, "rss": 50, "index": 2.5}]
    return {
        "versions": {"ours": "0.1.0", "hugo": "0.168.0", "python": "3.11.7"},
        "machine": {"cores": "2", "system": "Linux 6.18"},
        "builds": {"10000": builds, "30000": large},
        "resident": {"10000": {"date": "2026-11-02", "ours": preview}},
        "search": {"10000": {"records": index, "pages": [{**index[0], "cpu": 10}],
                             "records_read": 9, "pages_read": 99}},
        "shipped": {"cold": [run(2)], "nothing": [run(0.2)]},
    }  # fmt: skip


def rows(page: str) -> dict[str, list[str]]:
    """First cell of each row of the goals → the others."""
    part = page.partition("## Goals")[2].partition("\n## ")[0]
    cells = [line.strip("| ").split(" | ") for line in part.splitlines() if line[:1] == "|"]
    return {row[0]: row[1:] for row in cells[2:]}


def test_every_goal_is_met_not_met_or_not_measured() -> None:
    goals = rows(write(measured()))
    assert list(goals) == [goal.name for goal in GOALS]
    verdicts = {name: (row[2], row[3]) for name, row in goals.items()}
    assert verdicts["cold build: time, of Hugo's"] == ("0.1 ×", "met")
    assert verdicts["cold build: time, of Pelican's"] == ("0.01 ×", "met")
    assert verdicts["after the edit of a text: times faster than Hugo"] == ("45 ×", "**not met**")
    assert verdicts["after the edit of a title: times faster than Hugo"] == ("–", "not measured")
    assert verdicts["nothing changed: time"] == ("100 ms", "met")
    assert verdicts["preview, text saved → page loaded again"] == ("45 ms", "met")
    assert verdicts["peak memory of all processes, of Hugo's"] == ("0.1 ×", "met")
    assert goals["processor time for one source, large by small"][0] == "10,000 and 30,000"
    assert verdicts["search index: processor time, of that over full pages"] == ("0.1 ×", "met")
    assert verdicts["the shipped digest, cold: processor time"] == ("2 s", "**not met**")


def test_it_says_when_with_what_and_on_what() -> None:
    page = write(measured())
    assert "Measured from 2026-11-01 to 2026-11-02." in page
    assert "ours 0.1.0, Hugo 0.168.0, Python 3.11.7" in page
    assert "2 cores, Linux 6.18" in page
    assert "| reading | 0.25 |" in page


def test_every_table_has_rows_of_one_length() -> None:
    page = write(measured())
    for block in page.split("\n\n"):
        lines = [line for line in block.splitlines() if line.startswith("|")]
        assert len({line.count("|") for line in lines}) <= 1
        assert not lines or len(lines) > 2


def test_a_short_run_makes_a_short_page_and_none_makes_one_too() -> None:
    data = measured()
    for part in ("resident", "search", "shipped"):
        del data[part]
    page = write(data)
    assert "Preview" not in page and "## Search" not in page and "in this repository" not in page
    assert {row[3] for row in rows(write({})).values()} == {"not measured"}


def test_numbers_have_three_digits_that_count() -> None:
    shown = [told(number) for number in (0.01234, 1.2345, 12.345, 123.45, 1234.5, None)]
    assert shown == ["0.0123", "1.23", "12.3", "123", "1\u202f234", "–"]
