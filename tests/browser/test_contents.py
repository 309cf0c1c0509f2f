"""The contents of a long page are at hand everywhere on it, and say where one is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from measures import OVERFLOW

Open = Callable[..., Any]

LONG = [
    "topics/lethal-aid-ukraine.html", "actors/nato.html", "sources/kei-2024-starker-choices.html",
    "summits/2024-07-washington-summit.html", "timeline.html", "stances/index.html", "index.html",
]  # fmt: skip
NARROW = [360, 768, 1150]
WIDE = [1440, 1920]

PLACES = (
    """() => [...document.querySelectorAll('main > .contents > ul a')].map(a => a.hash.slice(1))"""
)
CURRENT = """() => [...new Set([...document.querySelectorAll('main > .contents [aria-current]')]
  .map(a => a.hash.slice(1) + ' ' + a.getAttribute('aria-current')))].join()"""
COVERED = """() => {
  const bar = document.querySelector('.jump');
  const edge = bar && bar.getClientRects().length ? bar.getBoundingClientRect().bottom : 0;
  const box = document.activeElement.getBoundingClientRect();
  return !document.activeElement.closest('.jump') && box.bottom > 0 && box.bottom <= edge + 1
    ? document.activeElement.outerHTML.slice(0, 80) : '';
}"""
OVERLAPS = """() => {
  const side = document.querySelector('main > .contents').getBoundingClientRect();
  const bad = [];
  const parts = 'main > *, main > section > *, .stance .when, .notes';
  for (const e of document.querySelectorAll(parts)) {
    if (e.matches('.contents') || e.closest('.contents') || e.tagName === 'SECTION') continue;
    const box = e.getBoundingClientRect();
    if (box.width && box.right > side.left + 1 && box.left < side.right
        && box.bottom > side.top && box.top < side.bottom) bad.push(e.className || e.tagName);
  }
  return bad;
}"""


def scroll(page: Any, where: float) -> None:
    """To a part of the way down."""
    page.evaluate(
        "part => scrollTo({top: part * (document.documentElement.scrollHeight - innerHeight), "
        "behavior: 'instant'})",
        where,
    )
    page.wait_for_timeout(150)


def jump(page: Any) -> Any:
    """The line at the top."""
    return page.locator(".jump")


@pytest.mark.parametrize("page_of", LONG)
@pytest.mark.parametrize("width", WIDE)
def test_in_wide_windows_they_stand_beside_the_page_and_cover_nothing(
    tab: Open, shipped_site: Path, width: int, page_of: str
) -> None:
    page = tab(viewport={"width": width, "height": 900}).open(shipped_site / page_of)
    for part in (0, 0.2, 0.5, 0.8, 1):
        scroll(page, part)
        box = page.locator("main > .contents").bounding_box()
        assert box["y"] < 300 and box["x"] + box["width"] <= width
        assert box["y"] >= 0 or part == 1, "only the foot of the page may push it up"
        assert page.evaluate(OVERLAPS) == []
        assert not jump(page).is_visible()
    assert page.evaluate(OVERFLOW) == []


def test_they_stand_beside_the_page_without_script_too(tab: Open, shipped_site: Path) -> None:
    look = tab(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    page = look.open(shipped_site / LONG[1], "#related")
    box = page.locator("main > .contents").bounding_box()
    assert 0 <= box["y"] < 100 and box["x"] > 1100


@pytest.mark.parametrize("page_of", LONG)
@pytest.mark.parametrize("width", NARROW)
def test_in_other_windows_a_line_at_the_top_opens_them(
    tab: Open, shipped_site: Path, width: int, page_of: str
) -> None:
    look = tab(viewport={"width": width, "height": 740}, reduced_motion="reduce")
    page = look.open(shipped_site / page_of)
    assert not jump(page).is_visible(), "the contents themselves are in sight, or to come"
    scroll(page, 0.5)
    assert jump(page).is_visible()
    assert jump(page).bounding_box()["height"] < 45
    assert not page.locator(".jump ul").is_visible()
    places = page.evaluate(PLACES)
    summary = page.locator(".jump summary")
    label = page.locator("main > .contents").get_attribute("aria-label")
    assert summary.inner_text().startswith(f"{label}:")
    summary.click()
    links = page.locator(".jump a")
    assert links.evaluate_all("all => all.map(a => a.hash.slice(1))") == places
    box = jump(page).bounding_box()
    assert box["y"] == 0 and box["y"] + box["height"] <= 740
    assert page.evaluate(OVERFLOW) == []
    links.nth(1).click()
    page.wait_for_timeout(300)
    assert page.url.endswith(f"#{places[1]}")
    assert not page.locator(".jump ul").is_visible()
    heading = page.locator(f"[id='{places[1]}']").bounding_box()
    bar = jump(page).bounding_box() if jump(page).is_visible() else {"y": 0, "height": 0}
    assert heading["y"] >= bar["height"] - 1, "the heading must not lie under the line"


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("page_of", LONG)
def test_every_place_is_marked_when_one_goes_there(
    tab: Open, shipped_site: Path, page_of: str, width: int
) -> None:
    look = tab(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = look.open(shipped_site / page_of)
    for place in page.evaluate(PLACES):
        page.evaluate("id => { location.hash = id; }", place)
        page.wait_for_function(f"wanted => ({CURRENT})() === wanted", arg=f"{place} location")
    assert look.complaints == []


def test_the_mark_follows_the_reader(tab: Open, shipped_site: Path) -> None:
    page = tab(viewport={"width": 1440, "height": 900}).open(shipped_site / LONG[0])
    places = page.evaluate(PLACES)
    seen = []
    for step in range(41):
        scroll(page, step / 40)
        place = page.evaluate(CURRENT).split(" ")[0]
        if place and (not seen or seen[-1] != place):
            seen.append(place)
    assert seen == sorted(seen, key=places.index), "it never goes back while one reads on"
    assert seen[-1] == places[-1] and len(seen) > len(places) / 2


def test_a_long_list_of_contents_keeps_the_mark_in_sight(tab: Open, shipped_site: Path) -> None:
    page = tab(viewport={"width": 1440, "height": 400}).open(shipped_site / "stances/index.html")
    scroll(page, 1)
    nav = page.locator("main > .contents").bounding_box()
    mark = page.locator("main > .contents > ul [aria-current]").bounding_box()
    assert nav["y"] <= mark["y"] and mark["y"] + mark["height"] <= nav["y"] + nav["height"]


@pytest.mark.parametrize("width", [360, 1150])
def test_the_keyboard_opens_walks_and_closes_them(
    tab: Open, shipped_site: Path, width: int
) -> None:
    page = tab(viewport={"width": width, "height": 740}).open(shipped_site / LONG[0])
    scroll(page, 0.5)
    page.keyboard.press("t")
    assert page.locator(".jump ul").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "location"
    page.keyboard.press("Escape")
    assert not page.locator(".jump ul").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_timeout(800)
    assert page.url.endswith("#" + page.evaluate(PLACES)[0])
    assert not page.locator(".jump ul").is_visible()


def test_in_a_wide_window_the_key_leads_to_the_place_in_the_list(
    tab: Open, shipped_site: Path
) -> None:
    page = tab(viewport={"width": 1440, "height": 900}).open(shipped_site / LONG[0])
    scroll(page, 0.5)
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "location"


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_line_hides_no_focus(tab: Open, shipped_site: Path, key: str) -> None:
    look = tab(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    page = look.open(shipped_site / LONG[2])
    scroll(page, 0.5)
    start = page.evaluate("""() => {
      const all = [...document.querySelectorAll('main section a')];
      const at = all.findIndex(a => a.getBoundingClientRect().top > 100);
      all[at].focus();
      return at;
    }""")
    assert start > 20
    for _ in range(40):
        page.keyboard.press(key)
        assert page.evaluate(COVERED) == ""


@pytest.mark.parametrize("page_of", [LONG[0], LONG[2], LONG[3], "index.html"])
def test_four_hundred_per_cent_lose_nothing(tab: Open, shipped_site: Path, page_of: str) -> None:
    look = tab(viewport={"width": 320, "height": 256})
    page = look.open(shipped_site / page_of)
    for part in (0, 0.5, 1):
        scroll(page, part)
        assert page.evaluate(OVERFLOW) == []
        assert not jump(page).is_visible(), "it would take a sixth of the window"
        fixed = """() => [...document.querySelectorAll('body *')].filter(e =>
          getComputedStyle(e).position === 'fixed' && e.getClientRects().length).length"""
        assert page.evaluate(fixed) == 0
    page.keyboard.press("?")
    box = page.get_by_role("dialog").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320 and box["height"] <= 256


def test_forced_colours_keep_the_mark(tab: Open, shipped_site: Path) -> None:
    look = tab(viewport={"width": 1440, "height": 900}, forced_colors="active")
    page = look.open(shipped_site / LONG[0], "#sides")
    page.wait_for_timeout(200)
    weight = page.locator(".contents [aria-current]").first.evaluate(
        "e => getComputedStyle(e).fontWeight"
    )
    assert weight == "700"


def test_paper_has_no_contents(tab: Open, shipped_site: Path) -> None:
    page = tab(viewport={"width": 768, "height": 740}).open(shipped_site / LONG[0])
    scroll(page, 0.5)
    page.emulate_media(media="print")
    for part in (".jump", "main > .contents", ".pager", ".ask", ".trail"):
        assert page.locator(part).evaluate_all("all => all.every(e => !e.getClientRects().length)")


def test_a_short_page_has_no_line(tab: Open, mini_site: Path) -> None:
    look = tab(viewport={"width": 360, "height": 640})
    page = look.open(mini_site / "404.html")
    assert jump(page).count() == 0 and look.complaints == []
