"""The search as readers use it: over HTTP with its index, and where there is none to be read."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import payloads
import pytest
from measures import CONTRAST, OVERFLOW, SHOWN
from playwright.sync_api import Page, expect
from serving import served
from sites import SHIPPED

from digest import pipeline
from digest.publish.search import FOLDER

Open = Callable[..., Any]
Served = Callable[[Path], str]

HITS = ".hits > li"
FIRST = f"{HITS}:first-child"


@pytest.fixture(scope="module")
def serve() -> Iterator[Served]:
    """Puts sites on a web server of this machine; gives their address."""
    with contextlib.ExitStack() as stack:
        yield lambda site: stack.enter_context(served(site))


@pytest.fixture(scope="module")
def built(browser: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped digest's site with its index, in a folder of its own below the server's top."""
    site = tmp_path_factory.mktemp("searched") / "sub" / "folder"
    result = pipeline.build(pipeline.Options(SHIPPED, site))
    assert result.unsearched == "" and (site / FOLDER).is_dir()
    return site


@pytest.fixture(scope="module")
def address(built: Path, serve: Served) -> str:
    """Where that site stands on a server; not at its top."""
    return serve(built.parent.parent) + "/sub/folder"


@pytest.fixture
def look(tab: Open, address: str) -> Iterator[Any]:
    """A tab that must not complain."""
    opened = tab(viewport={"width": 1440, "height": 900})
    yield opened
    assert opened.page.evaluate("window.seen") == []
    assert [c for c in opened.complaints if "favicon" not in c and "404" not in c] == []
    assert [url for url in opened.requests if not url.startswith(address)] == []


def search(page: Page, address: str, query: str = "") -> Page:
    """The search page, once it has answered."""
    page.goto(f"{address}/search.html{query}")
    return answered(page)


def answered(page: Page) -> Page:
    """Wait for an answer."""
    expect(page.locator("#search [role=status]")).not_to_be_empty()
    return page


def titles(page: Page) -> list[str]:
    """Titles of the results shown."""
    return page.locator(f"{HITS} .item > a").all_inner_texts()


def count(page: Page) -> int:
    """How many results the page says there are."""
    return int(page.locator("#search [role=status]").inner_text().split()[0])


def test_a_korean_name_is_found_from_an_english_page(look: Any, address: str) -> None:
    page = look.page
    page.goto(f"{address}/topics/lethal-aid-ukraine.html")
    page.locator("#site-search").fill("윤석열")
    page.keyboard.press("Enter")
    answered(page)
    assert page.url.startswith(f"{address}/search.html?q=")
    assert titles(page)[0] == "Yoon Suk Yeol"
    expect(page.locator(f"{FIRST} mark").first).to_contain_text("윤석열")
    page.locator(f"{FIRST} .item > a").click()
    expect(page).to_have_url(f"{address}/actors/yoon-suk-yeol.html")


@pytest.mark.parametrize("asked", ["윤석", "Yun Seok-yeol", "yoon", "YOON SUK YEOL"])
def test_a_person_is_found_by_each_name_and_by_its_beginning(
    look: Any, address: str, asked: str
) -> None:
    assert titles(search(look.page, address, f"?q={asked}"))[0] == "Yoon Suk Yeol"


@pytest.mark.parametrize("asked", ["NATO", "china", "South Korea", "Lethal aid to Ukraine"])
def test_what_bears_just_the_name_that_was_asked_for_comes_first(
    look: Any, address: str, asked: str
) -> None:
    assert titles(search(look.page, address, f"?q={asked}"))[0].casefold() == asked.casefold()


@pytest.mark.parametrize(
    "asked", ["reluctance to make costly signals", "“costly signals” reluctance"]
)
def test_words_of_a_quotation_find_its_stance_with_its_chip_and_source(
    look: Any, address: str, asked: str
) -> None:
    page = search(look.page, address, f"?q={asked}")
    first = page.locator(FIRST)
    assert "Strategic ambiguity" in first.locator(".item > a").inner_text()
    chip = first.locator(".item .chip")
    assert "p-leans-support" in (chip.get_attribute("class") or "")
    assert chip.inner_text().split() == ["+", "leans", "towards"]
    assert first.locator(".hint").inner_text().startswith("stance · imputed · ")
    source = first.locator(".hint a")
    assert "The Diplomat, 2024" in source.inner_text()
    assert source.get_attribute("href") == "sources/diplomat-2024-strategic-ambiguity.html"
    marks = " ".join(page.locator(f"{FIRST} mark").all_inner_texts())
    assert {"reluctance", "costly", "signals”"} <= set(marks.split())
    assert first.locator(".excerpt").inner_text().startswith("“suggesting a reluctance")
    first.locator(".item > a").click()
    expect(page.locator("blockquote")).to_contain_text("costly signals")
    assert "/stances/" in page.url


def test_facets_narrow_and_stand_in_the_address_and_back_goes_a_step_back(
    look: Any, address: str
) -> None:
    page = search(look.page, address, "?q=ukraine")
    whole = count(page)
    box = page.locator("[data-facet=kind] label", has_text="Stances")
    offered = int(box.locator(".n").inner_text())
    box.click()
    expect(page).to_have_url(f"{address}/search.html?q=ukraine&kind=stance")
    expect(page.locator("#search [role=status]")).to_contain_text(f"{offered} result")
    assert offered < whole
    choice = page.locator("[data-facet=position] label", has_text="opposes")
    offered = int(choice.locator(".n").inner_text())
    choice.click()
    expect(page.locator("#search [role=status]")).to_contain_text(f"{offered} result")
    expect(page).to_have_url(f"{address}/search.html?q=ukraine&kind=stance&position=opposes")
    assert set(page.locator(f"{HITS} .chip").all_inner_texts()) == {"−− opposes"}
    assert page.locator("[data-facet=position] .n").all_inner_texts().count("0") < 7, (
        "what else a facet offers is counted without its own choice"
    )
    page.reload()
    answered(page)
    assert count(page) == offered and choice.locator("input").is_checked()
    page.go_back()
    expect(choice.locator("input")).not_to_be_checked()
    expect(page).to_have_url(f"{address}/search.html?q=ukraine&kind=stance")
    page.go_back()
    expect(page.locator("#search [role=status]")).to_contain_text(f"{whole} results")
    expect(page).to_have_url(f"{address}/search.html?q=ukraine")


def test_topic_actor_and_meeting_are_chosen_from_lists_with_counts(look: Any, address: str) -> None:
    page = search(look.page, address)
    for name, id in (("topic", "lethal-aid-ukraine"), ("actor", "russia")):
        option = page.locator(f"select[name={name}] option[value={id}]")
        told = option.inner_text()
        page.locator(f"select[name={name}]").select_option(id)
        offered = int(told.rpartition("(")[2].rstrip(")"))
        expect(page.locator("#search [role=status]")).to_contain_text(f"{offered} result")
        assert f"{name}={id}" in page.url
    assert any(title == "Russia on Lethal aid to Ukraine" for title in titles(page))
    assert page.locator("select[name=summit] option").count() > 10


def test_without_a_word_the_page_offers_what_there_is_and_lists_nothing(
    look: Any, address: str
) -> None:
    page = search(look.page, address)
    assert count(page) > 400 and titles(page) == []
    assert page.evaluate(SHOWN, ".more") == 0
    assert page.evaluate(SHOWN, "fieldset, .pick") >= 6
    assert page.locator("#search [role=status]").get_attribute("aria-live") in (None, "polite")
    for number in page.locator("[data-facet=kind] .n").all_inner_texts():
        assert int(number) > 0


def test_words_typed_are_searched_at_once_and_one_step_of_the_history(
    look: Any, address: str
) -> None:
    page = search(look.page, address)
    page.locator("#site-search").press_sequentially("stoltenb", delay=20)
    expect(page.locator(FIRST)).to_contain_text("Jens Stoltenberg")
    expect(page).to_have_url(f"{address}/search.html?q=stoltenb")
    page.locator("#site-search").press_sequentially("erg", delay=20)
    expect(page).to_have_url(f"{address}/search.html?q=stoltenberg")
    expect(page).to_have_title("stoltenberg – Search – South Korea and NATO")
    page.go_back()
    expect(page).to_have_url(f"{address}/search.html")
    expect(page.locator("#site-search")).to_have_value("")


def test_more_results_come_by_keyboard_and_take_the_focus(look: Any, address: str) -> None:
    page = search(look.page, address, "?q=nato")
    assert len(titles(page)) == 10 < count(page)
    page.locator(".more").focus()
    page.keyboard.press("Enter")
    expect(page.locator(HITS)).to_have_count(20)
    place = "[...document.querySelectorAll('.item > a')].indexOf(document.activeElement)"
    assert page.evaluate(place) == 10


def test_nothing_found_is_said_with_advice(look: Any, address: str) -> None:
    page = search(look.page, address, "?q=xylophone+quartet")
    assert count(page) == 0 and "fewer words" in page.locator("#search [role=status]").inner_text()
    assert titles(page) == [] and page.evaluate(SHOWN, ".more") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_fit_every_width_and_facets_are_folded_on_phones(
    look: Any, address: str, scheme: str
) -> None:
    look.page.emulate_media(color_scheme=scheme)
    for width in (360, 768, 1440):
        look.page.set_viewport_size({"width": width, "height": 900})
        page = search(look.page, address, "?q=costly+signals")
        assert page.evaluate(OVERFLOW) == [], width
        opened = page.locator("details.facets").get_attribute("open") is not None
        assert opened == (width == 1440)
        faint = {name: v for name, v in page.evaluate(CONTRAST).items() if v < 4.5}
        assert faint == {}
        page.locator("details.facets").evaluate("fold => { fold.open = true; }")
        assert page.evaluate(OVERFLOW) == [], width


def test_from_a_folder_the_page_says_why_and_searches_names(tab: Open, built: Path) -> None:
    look = tab()
    page = look.open(built / "topics" / "lethal-aid-ukraine.html")
    page.locator("#site-search").fill("윤석열")
    page.keyboard.press("Enter")
    answered(page)
    assert page.url.startswith((built / "search.html").as_uri() + "?q=")
    place = page.locator("#search")
    expect(place).to_contain_text("opened from a folder")
    assert place.locator("a", has_text="A–Z index").get_attribute("href") == "a-z.html"
    assert titles(page) == ["윤석열"] and page.evaluate(SHOWN, "details") == 0
    page.locator(f"{FIRST} a").click()
    expect(page).to_have_url((built / "actors" / "yoon-suk-yeol.html").as_uri())
    assert look.complaints == [] and page.evaluate("window.seen") == []


def test_a_site_without_an_index_says_so_and_searches_names(
    tab: Open, built: Path, serve: Served, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site, ignore=shutil.ignore_patterns(FOLDER))
    page = search(tab().page, serve(site), "?q=stoltenberg")
    expect(page.locator("#search")).to_contain_text("no search index")
    assert "Jens Stoltenberg" in titles(page)
    assert page.locator("#search a", has_text="A–Z index").get_attribute("href") == "a-z.html"


def test_without_script_the_box_leads_to_a_page_that_says_what_to_do(
    tab: Open, address: str
) -> None:
    page = tab(java_script_enabled=False).page
    page.goto(f"{address}/actors/index.html")
    page.locator("#site-search").fill("china")
    page.locator("header form button").click()
    assert page.url == f"{address}/search.html?q=china"
    text = page.locator("main").inner_text()
    assert "must run scripts" in text and "A–Z index" in text
    assert page.evaluate(SHOWN, "main form, main button, main input") == 0


def test_the_first_page_has_the_box_too(look: Any, address: str) -> None:
    page = look.page
    page.goto(f"{address}/index.html")
    page.locator("main #site-search").fill("washington summit")
    page.keyboard.press("Enter")
    assert titles(answered(page))[0] == "NATO Washington Summit"


def test_results_show_attacks_as_text(tab: Open, serve: Served, tmp_path: Path) -> None:
    sources = payloads.write(tmp_path)[0]
    result = pipeline.build(pipeline.Options(sources, tmp_path / "site"))
    assert result.unsearched == ""
    look = tab()
    page = search(look.page, serve(tmp_path / "site"), "?q=onmouseover")
    assert count(page) > 10
    while page.evaluate(SHOWN, ".more"):
        shown = len(titles(page))
        page.locator(".more").click()
        expect(page.locator(HITS)).not_to_have_count(shown)
    assert page.evaluate("window.seen") == []
    assert page.locator("#search :is(img, script, svg, iframe)").count() == 0
    names = "[...document.querySelectorAll('#search *')].flatMap(e => e.getAttributeNames())"
    assert [n for n in page.evaluate(names) if n.startswith("on")] == []
    assert page.evaluate("document.querySelector('.site-foot').parentNode === document.body")
    assert any("<script>ran(1)</script>" in words for words in titles(page))
