"""Pictures in a real browser: they fit, can be read, and are walked through by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from measures import OVERFLOW

AXE = Path(__file__).resolve().parent.parent / "gates/node_modules/axe-core/axe.min.js"
PAGES = ("timeline.html", "network.html", "sources/index.html", "topics/china-challenge.html",
         "actors/rok-government.html", "sources/apln-2024-strategic-ambiguity.html")  # fmt: skip
SCHEMES = ("light", "dark")

Open = Callable[..., Any]

TEXTS = """() => [...document.querySelectorAll('.pic svg text')]
  .filter(e => e.getClientRects().length && !e.closest('defs'))
  .map(e => [e.textContent, parseFloat(getComputedStyle(e).fontSize) *
    e.ownerSVGElement.getBoundingClientRect().width / e.ownerSVGElement.viewBox.baseVal.width])
  .filter(([, size]) => size < 10.99)"""
"""Texts that are smaller than 11 pixels as shown."""

FAINT = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const parse = text => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = c => { const [r, g, b] = c.map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const paper = parse(getComputedStyle(document.body).backgroundColor);
  const found = [];
  for (const mark of document.querySelectorAll('.pic defs > g')) {
    const fill = parse(getComputedStyle(mark.querySelector('.mk')).fill);
    const ink = parse(getComputedStyle(mark.querySelector('.mt')).fill);
    const [a, b] = [light(ink), light(fill[3] ? fill : paper)].sort((x, y) => y - x);
    found.push([mark.getAttribute('class'), (a + 0.05) / (b + 0.05)]);
  }
  return found;
}"""
"""Each mark with the contrast of its glyph on its fill."""

ALIKE = """() => [...document.querySelectorAll('.pic a use')].map(use => {
    const names = use.closest('a').querySelector('title').textContent.split(',')[0];
    const target = document.querySelector(use.getAttribute('href'));
    return [names, target.querySelector('.mt').textContent]; })"""
"""Position in words and glyph of each mark."""


@pytest.mark.parametrize("page", PAGES)
def test_pictures_fit_and_can_be_read_at_every_width(
    tab: Open, shipped_site: Path, page: str
) -> None:
    look = tab(viewport={"width": 360, "height": 800})
    shown = look.open(shipped_site / page)
    for width in (360, 768, 1440):
        shown.set_viewport_size({"width": width, "height": 800})
        assert shown.evaluate(OVERFLOW) == [], (page, width)
        assert shown.evaluate(TEXTS) == [], (page, width)
    assert shown.evaluate("window.seen") == []
    assert look.complaints == []


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_in_a_picture(browser: Any, shipped_site: Path, page: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run npm ci in tests/gates")
    for scheme in SCHEMES:
        context = browser.new_context(
            viewport={"width": 1440, "height": 900}, color_scheme=scheme, bypass_csp=True
        )
        shown = context.new_page()
        shown.goto((shipped_site / page).as_uri())
        shown.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        found = shown.evaluate(
            "() => axe.run(document.querySelectorAll('.pic'), {rules: {'target-size': "
            "{enabled: false}}})"
        )
        assert [(v["id"], [n["html"] for n in v["nodes"][:2]]) for v in found["violations"]] == []
        assert {"link-name", "scrollable-region-focusable"} & {p["id"] for p in found["passes"]}
        context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_glyphs_stand_out_from_their_fill_and_fit_the_word(
    tab: Open, shipped_site: Path, scheme: str
) -> None:
    look = tab(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    seen = set()
    for page in ("topics/china-challenge.html", "actors/rok-government.html", "timeline.html"):
        shown = look.open(shipped_site / page)
        for name, contrast in shown.evaluate(FAINT):
            assert contrast >= 5.5, (page, name, contrast)
            seen.add(name)
        glyphs = dict(shown.evaluate(ALIKE))
        if glyphs:
            assert glyphs["supports"] == "++" and glyphs.get("opposes", "−−") == "−−"
    assert len(seen) >= 7


def test_the_drawn_colour_follows_the_scheme(tab: Open, shipped_site: Path) -> None:
    look = tab(viewport={"width": 1440, "height": 900}, color_scheme="light")
    shown = look.open(shipped_site / "topics/china-challenge.html")
    shot = {}
    for scheme in SCHEMES:
        shown.emulate_media(color_scheme=scheme)
        mark = shown.locator(".pic a:has(use)").first
        shot[scheme] = mark.screenshot()
    assert shot["light"] != shot["dark"]


def test_marks_are_reached_by_keyboard_with_a_name_and_a_visible_ring(
    tab: Open, shipped_site: Path
) -> None:
    look = tab(viewport={"width": 1440, "height": 900})
    shown = look.open(shipped_site / "topics/china-challenge.html")
    shown.locator(".pic .scroll").first.focus()
    names = len(shown.locator(".pic .heads").first.locator("a").all())
    for _ in range(names):
        shown.keyboard.press("Tab")
        assert shown.evaluate("document.activeElement.closest('.heads') !== null")
    meetings = shown.locator(".pic svg:not(.heads)").first.locator("a:not(:has(use))").count()
    for _ in range(meetings + 1):
        shown.keyboard.press("Tab")
    focused = "document.activeElement"
    assert shown.evaluate(f"{focused}.querySelector('use') !== null")
    assert shown.evaluate(f"getComputedStyle({focused}).outlineStyle") != "none"
    assert shown.evaluate(f"{focused}.querySelector('title').textContent")
    shown.keyboard.press("Enter")
    shown.wait_for_url("**/stances/*.html")


def test_on_a_phone_the_network_gives_way_to_its_lists(tab: Open, shipped_site: Path) -> None:
    look = tab(viewport={"width": 360, "height": 800})
    shown = look.open(shipped_site / "network.html")
    assert not shown.locator(".net").is_visible()
    assert shown.locator(".pairs").first.is_visible()
    shown.set_viewport_size({"width": 768, "height": 800})
    assert shown.locator(".net svg").is_visible()


def test_names_stay_in_sight_while_a_picture_is_scrolled(tab: Open, shipped_site: Path) -> None:
    look = tab(viewport={"width": 360, "height": 800})
    shown = look.open(shipped_site / "actors/rok-government.html")
    box = shown.locator(".pic > .scroll").first
    before = shown.locator(".pic .heads").first.bounding_box()
    box.evaluate("e => { e.scrollLeft = 200; }")
    assert box.evaluate("e => e.scrollLeft") == 200
    assert shown.locator(".pic .heads").first.bounding_box()["x"] == before["x"]
