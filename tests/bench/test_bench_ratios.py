"""Medians, ratios of pairs, goals and edits of the measurements."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"
sys.path.insert(0, str(BENCH))

from goals import GOALS  # noqa: E402
from ratios import each, middle, peak, ratio, times_less  # noqa: E402
from rounds import stages_of  # noqa: E402
from tools import edited  # noqa: E402


def runs(*walls: float) -> list[dict[str, float]]:
    return [{"wall": wall, "cpu": 2 * wall, "rss": 100, "pss": 0} for wall in walls]


def test_the_ratio_is_the_median_of_the_pairs_and_not_of_the_sums() -> None:
    assert ratio(runs(1, 20, 3), runs(2, 10, 2), "wall") == 1.5
    assert ratio(runs(1, 20, 3), runs(2), "wall") == 0.5, "only pairs count"
    assert ratio(runs(1), runs(), "wall") is None
    assert ratio(runs(1), runs(0), "wall") is None
    assert times_less(0.02) == pytest.approx(50) and times_less(None) is None


def test_the_median_is_of_one_measure() -> None:
    assert middle(runs(1, 9, 2), "cpu") == 4
    assert middle([], "cpu") is None


def test_memory_that_is_shared_counts_once_where_that_was_measured() -> None:
    assert peak({"cold": {"ours": runs(1)}}, "ours") == 100
    assert peak({"memory": {"ours": [{"rss": 90, "pss": 60}]}}, "ours") == 60
    assert peak({}, "ours") is None


def test_processor_time_is_told_for_one_source_in_milliseconds() -> None:
    assert each({"cold": {"ours": runs(1, 2, 3)}}, "ours", 100) == 40


def test_stages_are_read_from_the_lines_that_name_them_alone() -> None:
    said = (
        "reading 1.234 s  0.120 s in workers\n"
        "rendering: 5.59 s\n"
        "rendering 1.00\n"
        "writing   0.5 s, 3 files\n"
        "sources/articles/x.yaml:11:12 stances[1].actor warning: it took 3.5 s\n"
    )
    assert stages_of(said) == {
        "reading": 1.234, "rendering": pytest.approx(6.59), "writing": 0.5
    }  # fmt: skip


def test_an_edit_changes_what_it_is_named_after_and_nothing_else() -> None:
    ours, list_item = "^    position: ", r"^- \*\*[\w-]+\*\* on [\w-]+: "
    text = '---\ntitle: "One (1)"\n---\n\n## Head\n\nWords.\n\n## Head\n\nMore.\n'
    assert edited(text, "body", "New", ours) == text.replace("Words", "New. Words")
    assert edited(text, "title", "New", ours) == text.replace('"One', '"New, One')
    assert edited("Title: One\n", "title", "New", ours) == "Title: New, One\n"
    stances = "    position: supports\n    position: opposes\n"
    assert edited(stances, "annotation", "", ours).split() == ["position:", "opposes"] * 2
    line = "- **a** on b: mixed (2020-01-01). “c”\n"
    assert edited(line, "annotation", "", list_item) == line.replace("mixed", "supports")


def planted(ours: float, hugo: float) -> dict[str, Any]:
    kinds = ("cold", "nothing", "body", "annotation", "title")
    return {kind: {"ours": runs(ours), "hugo": runs(hugo)} for kind in kinds}


def test_a_goal_is_for_its_own_size_where_that_was_measured() -> None:
    cold, edit = GOALS[0], GOALS[2]
    data = {"builds": {"1000": planted(2, 1), "10000": planted(1, 80), "30000": planted(9, 1)}}
    assert cold.find(data) == (1 / 80, "10000") and cold.met(1 / 80)
    assert edit.find(data) == (80, "10000") and edit.met(80) and not edit.met(59)
    del data["builds"]["10000"]
    assert cold.find(data)[1] == "30000"
    assert not cold.met(2)


def test_no_goal_needs_a_measurement_that_is_not_there() -> None:
    for data in ({}, {"builds": {"100": {"cold": {"hugo": runs(1)}}}}):
        assert [goal.find(data) for goal in GOALS] == [(None, "")] * len(GOALS)
