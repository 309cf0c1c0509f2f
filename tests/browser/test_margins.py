"""Margin notes stand beside their passage where there is room, and below it where there is none."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from measures import BOXES

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def source(shipped_site: Path) -> Path:
    """The source with most to say."""
    return max((shipped_site / "sources").glob("*.html"), key=lambda path: path.stat().st_size)


def boxes(page: Any) -> list[tuple[dict[str, float], dict[str, float]]]:
    """Of every passage with notes: the box of its text and that of its notes."""
    return [
        tuple(page.evaluate(BOXES, [box.query_selector(":scope > :first-child"), notes]))
        for box in page.query_selector_all(".passage")
        if (notes := box.query_selector(".notes"))
    ]


@pytest.mark.parametrize("width", [1440, 1200])
def test_a_note_stands_beside_its_passage(tab: Open, source: Path, width: int) -> None:
    look = tab(viewport={"width": width, "height": 900})
    found = boxes(look.open(source))
    assert len(found) >= 3
    for text, notes in found:
        assert notes["x"] >= text["right"]
        assert abs(notes["y"] - text["y"]) < 24
        assert notes["right"] <= width


@pytest.mark.parametrize("width", [360, 768])
def test_a_note_stands_below_its_passage_indented(tab: Open, source: Path, width: int) -> None:
    look = tab(viewport={"width": width, "height": 900})
    found = boxes(look.open(source))
    assert len(found) >= 3
    for text, notes in found:
        assert notes["y"] >= text["bottom"] - 1
        assert notes["x"] > text["x"]
        assert notes["right"] <= width


@pytest.mark.parametrize("width", [360, 1440])
def test_no_note_hides_another_passage(tab: Open, source: Path, width: int) -> None:
    look = tab(viewport={"width": width, "height": 900})
    found = boxes(look.open(source))
    for (_, notes), (following, _) in itertools.pairwise(found):
        assert following["y"] >= notes["bottom"] - 1


def test_a_mark_leads_to_its_stance(tab: Open, source: Path) -> None:
    page = tab().open(source)
    mark = page.query_selector("a.mark")
    target = mark.get_attribute("href")
    mark.click()
    assert page.evaluate("document.querySelector(':target').id") == target.removeprefix("#")
    assert page.query_selector(f"{target}.stance")


@pytest.mark.parametrize("width", [360, 1440])
def test_a_wide_grid_scrolls_in_its_own_box_with_its_first_column_in_place(
    tab: Open, shipped_site: Path, width: int
) -> None:
    page = tab(viewport={"width": width, "height": 900}).open(shipped_site / "index.html")
    page.evaluate("document.querySelector('.grid').parentElement.scrollTo(400, 300)")
    row, box, moved = page.evaluate("""() => {
      const box = document.querySelector('.grid').parentElement;
      const heads = [...box.querySelectorAll('tbody th[scope=row]')];
      const head = heads[Math.min(12, heads.length - 1)];
      return [head.getBoundingClientRect().x, box.getBoundingClientRect().x, box.scrollLeft];
    }""")
    assert abs(row - box) < 3
    assert moved > 0 or width > 360, "a narrow window must have something to scroll"
