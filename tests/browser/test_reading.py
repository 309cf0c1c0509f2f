"""The pages in a real browser, opened from the disk, at all widths, in light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from measures import CONTRAST, OVERFLOW, SHOWN

WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")
PAGES = [
    "index.html", "topics/", "actors/", "summits/", "documents/", "sources/", "topics/index.html",
    "actors/index.html", "summits/index.html", "documents/index.html", "sources/index.html",
    "timeline.html", "method.html", "a-z.html", "404.html", "disagreements.html", "shifts.html",
    "network.html", "agreement.html", "metonyms.html", "checks.html", "changes.html", "data.html",
    "search.html", "matrix.html", "stances/", "stances/index.html",
]  # fmt: skip
"""Every kind of page; of those that entries have, the longest."""

Open = Callable[..., Any]


def find(site: Path, page: str) -> Path:
    """The page meant by one of `PAGES`."""
    if not page.endswith("/"):
        return site / page
    entries = [path for path in (site / page).glob("*.html") if path.name != "index.html"]
    return max(entries, key=lambda path: path.stat().st_size)


def test_every_kind_of_page_is_among_these(shipped_site: Path) -> None:
    def kind(path: Path) -> str:
        return re.search(r'<body class="kind-(\w+)', path.read_text(encoding="utf-8"))[1]

    looked_at = {kind(find(shipped_site, page)) for page in PAGES}
    assert looked_at == {kind(path) for path in shipped_site.rglob("*.html")}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_every_width_in_light_and_dark(
    tab: Open, shipped_site: Path, page: str
) -> None:
    look = tab(viewport={"width": 1440, "height": 900})
    shown = look.open(find(shipped_site, page))
    for scheme in SCHEMES:
        shown.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            shown.set_viewport_size({"width": width, "height": 900})
            assert shown.evaluate(OVERFLOW) == [], f"{page} at {width} px, {scheme}"
        faint = {name: round(v, 2) for name, v in shown.evaluate(CONTRAST).items() if v < 4.5}
        assert faint == {}, f"{page}, {scheme}: too little contrast"
    assert shown.evaluate("window.seen") == []
    assert look.complaints == []
    inside = shipped_site.as_uri() + "/"
    assert [url for url in look.requests if not url.startswith(inside)] == []
    assert len(look.requests) >= 3, "page, style sheet and script"


@pytest.mark.parametrize("page", [page for page in PAGES if page != "search.html"])
def test_everything_can_be_read_without_script(tab: Open, shipped_site: Path, page: str) -> None:
    script, plain = tab(), tab(java_script_enabled=False)
    words = [
        re.sub(r"\s+", " ", look.open(find(shipped_site, page)).inner_text("main"))
        for look in (script, plain)
    ]
    assert words[0] == words[1]
    whole = plain.page.evaluate("document.querySelector('main').textContent").split()
    hidden = plain.page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => !e.getClientRects().length"
        " && e.textContent.trim() && !['OPTION', 'BR'].includes(e.tagName)"
        " && !e.closest('svg :is(title, defs)')).length"
    )
    assert hidden == 0 and len(whole) > 5


def test_the_choice_of_colours_works_and_is_kept(tab: Open, mini_site: Path) -> None:
    look = tab(color_scheme="light")
    page = look.open(mini_site / "index.html")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    choice = page.get_by_label("Colours")
    choice.select_option("dark")
    dark = page.evaluate(paper)
    assert dark != light
    look.open(mini_site / "topics" / "fixed-link.html")
    assert page.evaluate(paper) == dark
    assert page.get_by_label("Colours").input_value() == "dark"
    page.emulate_media(color_scheme="dark")
    page.get_by_label("Colours").select_option("light")
    assert page.evaluate(paper) == light
    page.get_by_label("Colours").select_option("")
    assert page.evaluate(paper) == dark
    page.reload()
    assert page.get_by_label("Colours").input_value() == ""
    assert look.complaints == []


def test_chosen_colours_are_those_of_the_system_setting(tab: Open, mini_site: Path) -> None:
    look = tab(color_scheme="dark")
    page = look.open(mini_site / "topics" / "fixed-link.html")
    colours = (
        "[...document.querySelectorAll('body, a, p, .chip, .dot, .cell, td')].map(e => "
        "[getComputedStyle(e).color, getComputedStyle(e).backgroundColor].join())"
    )
    system = page.evaluate(colours)
    page.emulate_media(color_scheme="light")
    assert page.evaluate(colours) != system
    page.get_by_label("Colours").select_option("dark")
    assert page.evaluate(colours) == system


def test_without_a_choice_there_is_no_control_that_does_nothing(tab: Open, mini_site: Path) -> None:
    page = tab(java_script_enabled=False).open(mini_site / "index.html")
    controls = "[...document.querySelectorAll('select, button, input')].filter(e => !e.form)"
    assert page.evaluate(f"{controls}.length") == 0
    assert page.evaluate("[...document.forms].map(f => f.getAttribute('action'))") == [
        "search.html"
    ]


@pytest.mark.parametrize("page", ["topics/", "sources/", "index.html"])
def test_paper_has_no_navigation_and_light_colours(
    tab: Open, shipped_site: Path, page: str
) -> None:
    shown = tab(color_scheme="dark").open(find(shipped_site, page))
    assert shown.evaluate(SHOWN, "nav") >= 1
    shown.emulate_media(media="print", color_scheme="dark")
    assert shown.evaluate(SHOWN, "nav, select, .skip") == 0
    assert shown.evaluate(SHOWN, "h1, h2") > 3
    ink = shown.evaluate("getComputedStyle(document.body).color")
    assert max(map(int, re.findall(r"\d+", ink))) < 80
    faint = {name: v for name, v in shown.evaluate(CONTRAST).items() if v < 4.5}
    assert faint == {}


def test_the_keyboard_reaches_the_content_at_once_and_the_focus_can_be_seen(
    tab: Open, mini_site: Path
) -> None:
    page = tab().open(mini_site / "topics" / "fixed-link.html")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.getBoundingClientRect().x")
    assert skip >= 0 and page.evaluate("document.activeElement.hash") == "#main"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
