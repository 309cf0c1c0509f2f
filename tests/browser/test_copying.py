"""Citations are copied with one click: from the disk, over http, with and without a clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from measures import OVERFLOW, SHOWN
from playwright.sync_api import expect
from serving import served

Open = Callable[..., Any]
SOURCE = "sources/lantern-2021-bridge.html"
WITHOUT = "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
"""What a page without a secure context sees."""
CAUGHT = """
window.copied = [];
document.addEventListener('copy', () => window.copied.push(
  document.activeElement.value || String(document.getSelection())));
"""
"""Notes what is copied by selection."""


@pytest.fixture(scope="module")
def http(mini_site: Path) -> Iterator[str]:
    """The specimen's site over http."""
    with served(mini_site) as address:
        yield f"{address}/"


def buttons(page: Any, name: str) -> Any:
    """The buttons that copy one form."""
    return page.get_by_role("button", name=f"copy {name}", exact=True)


def shown(page: Any, name: str) -> str:
    """The text that is to be copied."""
    text: str = page.locator(f"[data-copy='{name}']").first.text_content()
    return text


@pytest.mark.parametrize("name", ["Chicago", "APA", "BibTeX", "RIS", "CSL-JSON"])
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_one_click_copies_a_form_and_says_so(
    tab: Open, mini_site: Path, http: str, scheme: str, name: str
) -> None:
    origin = http if scheme == "http" else None
    look = tab(permissions=["clipboard-read", "clipboard-write"])
    page = look.page
    page.goto(f"{origin}{SOURCE}" if origin else (mini_site / SOURCE).as_uri())
    page.evaluate("document.querySelector('.cite details').open = true")
    button = buttons(page, name).first
    button.click()
    expect(page.get_by_role("status")).to_have_text("copied")
    assert page.evaluate("navigator.clipboard.readText()").replace("\r", "") == shown(page, name)
    assert button.get_attribute("data-word") == "copied"
    assert button.evaluate("b => b === document.activeElement")
    expect(button).to_have_attribute("data-word", "copy", timeout=4000)
    assert page.evaluate("window.seen") == []
    assert origin or look.complaints == [], "over http browsers also ask for an icon"


@pytest.mark.parametrize("name", ["Chicago", "BibTeX"])
def test_without_a_clipboard_a_selection_is_copied(tab: Open, mini_site: Path, name: str) -> None:
    look = tab()
    look.page.add_init_script(WITHOUT + CAUGHT)
    page = look.open(mini_site / SOURCE)
    page.evaluate("document.querySelector('.cite details').open = true")
    buttons(page, name).first.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    buttons(page, name).first.press("Enter")
    expect(page.get_by_role("status")).to_have_text("copied")
    assert page.evaluate("window.copied") == [shown(page, name)]
    assert page.locator("textarea").count() == 0
    assert abs(page.evaluate("scrollY") - before) < 2, "the page stays where it was"
    assert look.complaints == []


def test_the_address_is_copied_in_full(tab: Open, mini_site: Path, http: str) -> None:
    stance = next(p for p in (mini_site / "stances").glob("*.html") if p.name != "index.html")
    look = tab(permissions=["clipboard-read", "clipboard-write"])
    look.page.goto(f"{http}stances/{stance.name}")
    buttons(look.page, "address").click()
    expect(look.page.get_by_role("status")).to_have_text("copied")
    text = look.page.evaluate("navigator.clipboard.readText()")
    assert text == f"{http}stances/{stance.name}"


def test_without_script_there_is_no_button_and_everything_can_be_read(
    tab: Open, mini_site: Path
) -> None:
    page = tab(java_script_enabled=False).open(mini_site / SOURCE)
    assert page.locator(".cite button").count() == 0
    assert "Quill, Ada." in page.locator(".cite").first.inner_text()
    page.locator(".cite summary").first.click()
    assert page.locator(".cite pre").first.is_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_an_open_box_fits_its_window(tab: Open, shipped_site: Path, width: int) -> None:
    page = tab(viewport={"width": width, "height": 900}).open(
        shipped_site / "sources" / "diplomat-2024-strategic-ambiguity.html"
    )
    page.evaluate("document.querySelectorAll('.cite details').forEach(d => { d.open = true; })")
    assert page.evaluate(OVERFLOW) == []
    sizes = page.evaluate("""[...document.querySelectorAll('.cite .copy')]
      .map(b => b.getBoundingClientRect()).map(r => Math.min(r.width, r.height))""")
    assert len(sizes) == 11 and min(sizes) >= 24


def test_on_paper_stand_the_references_alone(tab: Open, mini_site: Path) -> None:
    page = tab().open(mini_site / SOURCE)
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN, ".cite pre, .cite .copy, .cite summary") == 0
    assert page.evaluate(SHOWN, ".cite dd") == 5
