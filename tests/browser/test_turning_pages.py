"""Before and after as readers see and use them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from measures import OVERFLOW

Open = Callable[..., Any]

SUMMIT = "summits/2024-07-washington-summit.html"


def test_one_can_go_from_summit_to_summit_without_script(tab: Open, shipped_site: Path) -> None:
    page = tab(java_script_enabled=False).open(shipped_site / "summits" / "2006-riga-summit.html")
    seen = [page.locator("h1").inner_text()]
    while (steps := page.locator(".pager").last.get_by_text("Next NATO summit")).count():
        steps.click()
        seen.append(page.locator("h1").inner_text())
        assert len(seen) < 30, "it goes round in a circle"
    assert len(seen) == len(set(seen)) == 10


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_before_stands_left_and_after_right(tab: Open, shipped_site: Path, width: int) -> None:
    page = tab(viewport={"width": width, "height": 800}).open(shipped_site / SUMMIT)
    assert page.evaluate(OVERFLOW) == []
    for row in page.locator(".pager p").all():
        before, after = (row.locator(f"[rel={rel}]").bounding_box() for rel in ("prev", "next"))
        line = row.bounding_box()
        assert abs(before["x"] - line["x"]) < 2
        assert abs(after["x"] + after["width"] - line["x"] - line["width"]) < 2
        assert before["height"] >= 24 and after["height"] >= 24


def test_a_step_is_named_in_full_for_who_cannot_see_it(tab: Open, shipped_site: Path) -> None:
    page = tab().open(shipped_site / SUMMIT)
    nav = page.get_by_role("navigation", name="Before and after", exact=True)
    assert nav.get_by_role("link", name="Previous NATO summit NATO Vilnius Summit").count() == 1


def test_the_keyboard_walks_through_the_stances_of_a_holder(tab: Open, shipped_site: Path) -> None:
    page = tab().open(shipped_site / "actors" / "nato.html")
    page.locator('#topic-china-challenge .brief a[href*="stances/"]').first.click()
    page.wait_for_url("**/stances/*.html")
    first = page.url
    page.keyboard.press("n")
    page.wait_for_function("first => location.href !== first", arg=first)
    page.wait_for_load_state()
    assert "/stances/" in page.url
    page.keyboard.press("p")
    page.wait_for_function("first => location.href === first", arg=first)
