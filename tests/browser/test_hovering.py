"""Previews come after half a second, where they help, and go when they are not wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import served

Open = Callable[..., Any]

SOURCE = "sources/kei-2024-starker-choices.html"
TOO_SOON, LONG_ENOUGH = 300, 900
"""Milliseconds after which there is no preview yet, and after which there is one."""

ON_TOP = """e => { const box = e.getClientRects()[0];
  return document.elementFromPoint(box.x + 3, box.y + box.height / 2) === e; }"""
"""Whether nothing lies over the beginning of a link."""


@pytest.fixture
def below(shipped_site: Path) -> Iterator[str]:
    """The shipped site below a folder of a web server."""
    with served(shipped_site.parent) as address:
        yield f"{address}/{shipped_site.name}/"


def link(page: Any, selector: str = ".digest a.entry") -> Any:
    """The first link of a sort, in the middle of the window, the pointer elsewhere."""
    found = page.locator(selector).first
    found.evaluate("e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
    page.mouse.move(1, 1)
    return found


def shown(page: Any) -> str:
    """What the preview says; empty when there is none."""
    box = page.locator(".preview")
    return " ".join(box.inner_text().split()) if box.count() and box.is_visible() else ""


def hover(page: Any, selector: str = ".digest a.entry") -> str:
    """What comes up over a link after a while."""
    link(page, selector).hover()
    page.wait_for_timeout(LONG_ENOUGH)
    return shown(page)


def test_a_preview_comes_after_half_a_second_and_not_before(tab: Open, shipped_site: Path) -> None:
    look = tab()
    page = look.open(shipped_site / SOURCE)
    target = link(page)
    assert not any("previews/" in url for url in look.requests), "loaded only when asked for"
    target.hover()
    page.wait_for_timeout(TOO_SOON)
    assert shown(page) == ""
    page.wait_for_timeout(LONG_ENOUGH - TOO_SOON)
    told = shown(page)
    assert told.startswith("Yoon Suk Yeol person President") and told.endswith("No more previews")
    assert look.complaints == [] and page.evaluate("window.seen") == []
    assert [url.rpartition("/")[2] for url in look.requests if "previews/" in url] == ["actors.js"]


def test_it_comes_from_a_web_server_and_a_sub_folder_too(tab: Open, below: str) -> None:
    look = tab()
    look.page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    look.page.goto(below + SOURCE)
    assert "Yoon Suk Yeol" in hover(look.page)
    assert look.complaints == []


def test_moving_over_a_link_on_the_way_elsewhere_brings_nothing(
    tab: Open, shipped_site: Path
) -> None:
    page = tab().open(shipped_site / SOURCE)
    link(page).hover()
    page.wait_for_timeout(TOO_SOON)
    page.mouse.move(1, 1)
    page.wait_for_timeout(LONG_ENOUGH)
    assert shown(page) == ""


def test_escape_closes_it_and_the_pointer_may_stay(tab: Open, shipped_site: Path) -> None:
    page = tab().open(shipped_site / SOURCE)
    assert hover(page)
    page.keyboard.press("Escape")
    assert shown(page) == ""
    page.wait_for_timeout(LONG_ENOUGH)
    assert shown(page) == ""


def test_the_pointer_may_enter_and_it_goes_when_the_pointer_leaves(
    tab: Open, shipped_site: Path
) -> None:
    page = tab().open(shipped_site / SOURCE)
    assert hover(page)
    page.locator(".preview").hover(position={"x": 60, "y": 20})
    page.wait_for_timeout(LONG_ENOUGH)
    assert shown(page)
    page.mouse.move(1, 1)
    page.wait_for_timeout(LONG_ENOUGH)
    assert shown(page) == ""


def test_one_click_ends_them_for_good_and_the_help_brings_them_back(
    tab: Open, shipped_site: Path
) -> None:
    look = tab()
    page = look.open(shipped_site / SOURCE)
    style = "e => getComputedStyle(e).textDecorationStyle"
    assert link(page).evaluate(style) == "dotted"
    assert hover(page)
    page.get_by_role("button", name="No more previews").click()
    assert shown(page) == "" and hover(page) == ""
    page.reload()
    assert hover(page) == ""
    assert link(page).evaluate(style) == "solid", "dotted says that there is a preview"
    look.open(shipped_site / "actors" / "nato.html")
    assert hover(page, "main a.entry") == ""
    page.keyboard.press("?")
    page.get_by_label("Linked names show a preview").check()
    page.keyboard.press("Escape")
    assert hover(page, "main a.entry")


def test_the_keyboard_brings_and_closes_it(tab: Open, shipped_site: Path) -> None:
    page = tab().open(shipped_site / SOURCE)
    link(page, "nav.contents a")
    page.locator(".digest a").first.evaluate("e => e.focus()")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.wait_for_timeout(TOO_SOON)
    assert shown(page) == ""
    page.wait_for_timeout(LONG_ENOUGH - TOO_SOON)
    assert shown(page)
    told = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    )
    assert told and told in shown(page)
    page.keyboard.press("Escape")
    assert shown(page) == "" and page.locator("[aria-describedby=preview-text]").count() == 0
    page.keyboard.press("Tab")
    page.wait_for_timeout(LONG_ENOUGH)
    assert shown(page)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.wait_for_timeout(400)
    assert shown(page) == ""


@pytest.mark.parametrize(
    ("page_of", "selector"),
    [
        ("index.html", ".grid th a"), ("actors/nato.html", ".stand a"),
        ("actors/nato.html", ".backlinks a"), ("actors/nato.html", "nav.contents a"),
        ("actors/nato.html", ".trail a"), ("summits/index.html", ".list a"),
        ("sources/index.html", ".list a.entry"), ("metonyms.html", "table a.entry"),
        ("a-z.html", "main li a"), (SOURCE, ".notes a.chip"), (SOURCE, "a.mark"),
    ],
)  # fmt: skip
def test_there_is_none_in_grids_tables_and_lists(
    tab: Open, shipped_site: Path, page_of: str, selector: str
) -> None:
    page = tab().open(shipped_site / page_of)
    assert hover(page, selector) == ""


@pytest.mark.parametrize(
    ("page_of", "selector"),
    [
        ("topics/lethal-aid-ukraine.html", ".voice a"), (SOURCE, ".notes a:not(.chip)"),
        ("summits/2024-07-washington-summit.html", ".ours a.entry"),
        ("timeline.html", ".events a.entry"),
    ],
)  # fmt: skip
def test_notes_and_voices_have_them_too(
    tab: Open, shipped_site: Path, page_of: str, selector: str
) -> None:
    page = tab().open(shipped_site / page_of)
    assert hover(page, selector)


def test_touch_brings_none(tab: Open, shipped_site: Path) -> None:
    look = tab(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page = look.open(shipped_site / SOURCE)
    page.evaluate("addEventListener('click', event => event.preventDefault(), true)")
    target = link(page)
    target.tap()
    page.wait_for_timeout(LONG_ENOUGH)
    target.hover()
    page.wait_for_timeout(LONG_ENOUGH)
    assert shown(page) == ""
    assert not any("previews/" in url for url in look.requests)


@pytest.mark.parametrize(("width", "height"), [(360, 640), (768, 600), (1440, 900), (320, 256)])
def test_it_stays_in_the_window_and_leaves_its_link_free(
    tab: Open, shipped_site: Path, width: int, height: int
) -> None:
    page = tab(viewport={"width": width, "height": height}).open(shipped_site / SOURCE)
    links = page.locator(".digest a.entry")
    for number in (0, 5, 11):
        links.nth(number).evaluate("e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
        page.mouse.move(1, 1)
        page.wait_for_timeout(400)
        links.nth(number).hover()
        page.wait_for_timeout(LONG_ENOUGH)
        box = page.locator(".preview").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert links.nth(number).evaluate(ON_TOP)


def test_without_storage_off_holds_for_the_page(tab: Open, shipped_site: Path) -> None:
    look = tab()
    look.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})"
    )
    page = look.open(shipped_site / SOURCE)
    assert hover(page)
    page.get_by_role("button", name="No more previews").click()
    assert hover(page) == ""
    assert look.complaints == []


def test_paper_has_none(tab: Open, shipped_site: Path) -> None:
    page = tab().open(shipped_site / SOURCE)
    assert hover(page)
    page.emulate_media(media="print")
    assert shown(page) == ""


def test_attacks_in_names_and_texts_stay_texts(tab: Open, attacked_site: Path) -> None:
    look = tab()
    page = look.open(attacked_site / "topics" / "one.html")
    told = hover(page, "main a.entry, main .voice a")
    assert "<" in told
    assert page.evaluate("window.seen") == [] and look.complaints == []
    assert page.locator(".preview *").evaluate_all("all => all.map(e => e.tagName).join()") == (
        "P,B,SMALL,P,BUTTON"
    )
