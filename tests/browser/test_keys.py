"""Keys: search, help, contents, before and after; off where readers do not want them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]

SUMMIT = "summits/2024-07-washington-summit.html"
ACTIVE = "document.activeElement"


@pytest.fixture
def summit(tab: Open, shipped_site: Path) -> Any:
    """A page with all that keys can reach."""
    return tab().open(shipped_site / SUMMIT)


def dialog(page: Any) -> Any:
    """The open help."""
    return page.get_by_role("dialog", name="Keys and previews")


def test_a_question_mark_opens_the_help_and_escape_gives_the_focus_back(summit: Any) -> None:
    summit.locator("main a").nth(4).focus()
    before = summit.evaluate(f"{ACTIVE}.href")
    summit.keyboard.press("?")
    assert dialog(summit).is_visible()
    assert summit.evaluate(f"{ACTIVE}.textContent") == "Close"
    for key in ("/", "t", "n", "?"):
        assert dialog(summit).locator("kbd", has_text=key).count() == 1
    for _ in range(8):  # the focus stays in the dialog, or goes to the browser's own bar
        summit.keyboard.press("Tab")
        assert summit.evaluate(f"{ACTIVE} === document.body || !!{ACTIVE}.closest('dialog')")
    summit.keyboard.press("Escape")
    assert dialog(summit).count() == 0 or not dialog(summit).is_visible()
    assert summit.evaluate(f"{ACTIVE}.href") == before


def test_the_help_can_be_opened_from_the_foot_and_closed_with_its_button(summit: Any) -> None:
    hint = summit.locator(".site-foot").get_by_role("button", name="Keys and previews ?")
    hint.click()
    dialog(summit).get_by_role("button", name="Close").click()
    assert not summit.locator("dialog").is_visible()
    assert hint.evaluate("e => e === document.activeElement")
    hint.click()
    assert summit.locator("dialog").count() == 1


def test_the_help_names_only_keys_that_work_here(tab: Open, shipped_site: Path) -> None:
    page = tab().open(shipped_site / "404.html")
    page.keyboard.press("?")
    assert page.locator("dialog kbd").all_inner_texts() == ["/", "?", "Esc"]
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert page.url.endswith("404.html")


def test_a_stroke_leads_to_the_search_or_to_the_index(tab: Open, mini_site: Path) -> None:
    page = tab().open(mini_site / "topics" / "fixed-link.html")
    if not page.locator("#site-search").count():
        page.keyboard.press("/")
        page.wait_for_function("!location.href.endsWith('fixed-link.html')")
        assert page.url.endswith(("search.html", "a-z.html"))
        page.go_back()
        page.evaluate("""() => { const field = document.createElement('input');
          field.id = 'site-search'; document.querySelector('header').append(field); }""")
    page.keyboard.press("/")
    assert page.evaluate(f"{ACTIVE}.id") == "site-search"
    page.keyboard.type("n/?p")
    assert page.locator("#site-search").input_value() == "n/?p", "keys are letters while one types"
    assert page.url.endswith("fixed-link.html") and page.locator("dialog").count() == 0


def test_next_and_previous_go_through_the_summits(summit: Any) -> None:
    first = summit.locator(".pager a[rel=next]").first.get_attribute("href")
    summit.keyboard.press("n")
    summit.wait_for_url(f"**/{first}")
    summit.keyboard.press("p")
    summit.wait_for_url(f"**/{SUMMIT}")


def test_keys_with_control_or_alt_belong_to_the_browser(summit: Any) -> None:
    for key in ("Control+n", "Alt+n", "Meta+p"):
        summit.evaluate(
            "key => document.dispatchEvent(new KeyboardEvent('keydown', "
            "{key: key.at(-1), ctrlKey: key[0] === 'C', altKey: key[0] === 'A', "
            "metaKey: key[0] === 'M', bubbles: true, cancelable: true}))",
            key,
        )
    summit.wait_for_timeout(200)
    assert summit.url.endswith(SUMMIT)


def test_keys_of_one_character_can_be_switched_off_for_good(summit: Any) -> None:
    summit.keyboard.press("?")
    summit.get_by_label("Keys of one character work").uncheck()
    summit.keyboard.press("Escape")
    for again in (False, True):
        if again:
            summit.reload()
        for key in ("?", "n", "/", "t"):
            summit.keyboard.press(key)
        summit.wait_for_timeout(200)
        assert summit.url.endswith(SUMMIT)
        assert not summit.locator("dialog").is_visible()
        assert not summit.locator(".ask kbd").is_visible(), "the hint would be wrong"
    summit.locator(".ask button").click()
    summit.get_by_label("Keys of one character work").check()
    summit.keyboard.press("Escape")
    summit.keyboard.press("?")
    assert dialog(summit).is_visible()


def test_a_choice_of_colours_is_not_disturbed(summit: Any) -> None:
    summit.get_by_label("Colours").focus()
    summit.keyboard.press("n")
    summit.wait_for_timeout(200)
    assert summit.url.endswith(SUMMIT)


def test_the_hint_is_not_shown_where_there_are_no_keys(tab: Open, shipped_site: Path) -> None:
    look = tab(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    assert not look.open(shipped_site / SUMMIT).locator(".ask").is_visible()
