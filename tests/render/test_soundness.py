"""What holds for every page of every digest."""

from __future__ import annotations

import itertools
import re

import pytest
from sites import Site, classed, text

from digest.model.scale import Position
from digest.publish.verify import verify

SITES = ["mini", "shipped"]
LOADING = "//*[@src] | //link[not(contains('alternate canonical', @rel))] | //object | //iframe"


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> Site:
    return request.getfixturevalue(request.param)


def test_verify_finds_nothing(site: Site) -> None:
    assert verify(site.rendered) == []


def test_every_page_has_one_title_one_main_heading_and_one_main_part(site: Site) -> None:
    titles = []
    for page in site.html_paths:
        tree = site.tree(page)
        (title,) = tree.xpath("//head/title")
        (heading,) = tree.xpath("//h1")
        (_,) = tree.xpath("//main")
        assert text(heading)
        titles.append(text(title))
    assert len(set(titles)) == len(titles)


def test_headings_leave_out_no_level(site: Site) -> None:
    for page in site.html_paths:
        levels = [int(h.tag[1]) for h in site.tree(page).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        jumps = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]
        assert jumps == [], page


def test_no_page_has_script_or_style_of_its_own(site: Site) -> None:
    for page in site.html_paths:
        tree = site.tree(page)
        assert tree.xpath("//style | //*[@style]") == [], page
        own = tree.xpath("//script[not(@src)]/@type")  # data, which no browser runs
        assert set(own) <= {"application/ld+json"}, page
        assert tree.xpath("//@*[starts-with(name(), 'on')]") == [], page
        assert b"javascript:" not in site.files[page].lower(), page


def test_nothing_is_loaded_from_another_host(site: Site) -> None:
    for page in site.html_paths:
        for element in site.tree(page).xpath(LOADING):
            address = element.get("src") or element.get("href") or element.get("data") or ""
            assert not re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE), (page, address)
    for path, content in site.files.items():
        if path.endswith((".css", ".js")):
            assert not re.search(rb"https?://|@import|url\(\s*['\"]?//", content), path


def test_every_page_forbids_what_it_does_not_need(site: Site) -> None:
    for page in site.html_paths:
        (policy,) = site.tree(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
        assert rules["default-src"] == "'none'"
        program = " 'wasm-unsafe-eval'" if page == "search.html" else ""
        assert rules["script-src"] == f"'self'{program}"
        assert rules["style-src"] == rules["form-action"] == "'self'"
        assert rules["base-uri"] == "'none'"
        assert "unsafe" not in policy.replace(program, "") and "http" not in policy
        first = site.tree(page).xpath("//head/*[@src or @href or self::title]")[0]
        meta = site.tree(page).xpath("//meta[@http-equiv='Content-Security-Policy']")[0]
        order = list(site.tree(page).iter())
        assert order.index(meta) < order.index(first), "the policy must come before what it governs"


def test_every_page_works_in_a_sub_folder_and_from_disk(site: Site) -> None:
    for page in site.html_paths:
        absolute = [a for a in site.tree(page).xpath("//@href | //@src") if a.startswith("/")]
        assert absolute == [], page


def test_a_position_is_never_shown_by_colour_alone(site: Site) -> None:
    by_value = {position.value: position for position in Position}
    seen = set()
    drawn = "[not(ancestor::svg)]"  # what is drawn has its glyph and its word beside it
    for page in site.html_paths:
        for element in site.tree(page).xpath(f"//*[contains(concat(' ', @class), ' p-')]{drawn}"):
            name = re.search(r"(?:^| )p-([\w-]+)", element.get("class"))[1]
            shown = text(element)
            assert by_value[name].glyph in shown, page
            around = text(element.getparent()) if element.get("aria-hidden") else shown
            assert by_value[name].label in (element.get("title") or around), page
            seen.add(name)
    assert seen == set(by_value)


def test_glyphs_are_hidden_from_screen_readers_which_read_the_word(site: Site) -> None:
    for page in site.html_paths:
        for chip in classed(site.tree(page), "chip"):
            hidden = chip.xpath(".//*[@aria-hidden='true']")
            assert [text(one) for one in hidden] == [text(chip).split()[0]], page


def test_what_is_labelled_by_a_heading_has_that_heading(site: Site) -> None:
    for page in site.html_paths:
        ids = set(site.tree(page).xpath("//@id"))
        named = set(" ".join(site.tree(page).xpath("//@aria-labelledby")).split())
        assert named <= ids, page


def test_text_in_hangul_names_says_its_language(site: Site) -> None:
    for actor in site.corpus.actors.values():
        for name in actor.other_names:
            if name.lang == "ko":
                page = f"actors/{actor.id}.html"
                assert name.name in site.main(page).xpath(".//*[@lang='ko']/text()"), page
