"""What the search can find: nothing but what the site shows, and all that readers look for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sites import MINI, Site, lay_out

from digest.model.coding import stance_id
from digest.model.refs import KINDS, address, stance_address
from digest.model.search import FACETS, Found, Record
from digest.render.frame import MORE, NAVIGATION
from digest.render.search import PAGE, records

WORD = re.compile(r"\w+")
OURS = {"our", "reading", "on", "a", "condition", "said", "by", "reported", "to", "and"}
"""Words that records put between those of the site."""


def found(site: Site) -> tuple[Record, ...]:
    return records(site.corpus, site.findings, (*NAVIGATION, *MORE))


@pytest.fixture(params=["mini", "shipped"])
def site(request: pytest.FixtureRequest) -> Site:
    return request.getfixturevalue(request.param)


def one(site: Site, url: str) -> Record:
    (record,) = [record for record in found(site) if record.url == url]
    return record


def test_every_stance_is_a_result_of_its_own_with_its_words_position_and_source(
    site: Site,
) -> None:
    by_url = {record.url: record for record in found(site)}
    stances = list(site.corpus.stances())
    assert len(stances) == sum(r.kind is Found.STANCE for r in by_url.values()) > 5
    for stance in stances:
        record = by_url[stance_address(stance_id(stance))]
        facets = {(facet.name, facet.value) for facet in record.facets}
        attested = site.findings.attested.get(stance_id(stance))
        assert record.text[0] == f"“{attested.words if attested else stance.quote}”"
        assert ("position", stance.position.value) in facets
        assert ("voice", stance.voice.value) in facets
        assert ("topic", stance.topic) in facets
        assert {("actor", holder) for holder in stance.holders} <= facets
        assert record.source and record.source_url == f"sources/{stance.source}.html"


def test_every_entry_is_found_under_all_its_names(site: Site) -> None:
    by_url = {record.url: record for record in found(site)}
    for ref in site.corpus.refs():
        record = by_url[address(ref)]
        assert record.kind.value == ref.kind and record.title == site.corpus.name(ref)
        names = {(name.name, name.lang) for name in site.corpus.names(ref)}
        assert names <= set(record.names)
    assert set(KINDS) <= {record.kind.value for record in by_url.values()}


def test_results_lead_to_pages_and_places_that_are_there_each_once(site: Site) -> None:
    urls = [record.url for record in found(site)]
    assert len(urls) == len(set(urls))
    for url in urls:
        path, _, place = url.partition("#")
        assert path in site.files
        assert not place or site.tree(path).xpath("//*[@id=$place]", place=place)
    paths = {path for path, _ in (*NAVIGATION, *MORE)} - {PAGE}
    assert paths <= set(urls), "every page that is linked from every page can be found"


def test_facets_are_known_and_name_entries_that_are_there(site: Site) -> None:
    for record in found(site):
        for facet in record.facets:
            assert facet.name in FACETS and " " not in facet.value
            if facet.name in ("topic", "actor", "summit"):
                assert site.corpus.table(facet.name)[facet.value].name == facet.label
            else:
                assert not facet.label
        assert len(record.facets) == len(set(record.facets))


def test_nothing_is_searched_that_the_site_does_not_publish(site: Site) -> None:
    published = {
        word
        for path in site.files
        if path.endswith((".html", ".json"))
        for word in WORD.findall(
            " ".join(site.tree(path).itertext())
            if path.endswith(".html")
            else json.dumps(json.loads(site.files[path]), ensure_ascii=False)
        )
    }
    folded = {word.casefold() for word in published} | OURS
    for record in found(site):
        shown = (record.title, record.note, record.source, *record.text, *dict(record.names))
        told = {word.casefold() for text in shown for word in WORD.findall(text)}
        if record.kind is not Found.PAGE:
            assert told <= folded, (record.url, sorted(told - folded))


def test_texts_are_plain(site: Site) -> None:
    for record in found(site):
        for text in (record.title, record.note, *record.text):
            assert "[[" not in text and not re.search(r"</?[a-z]+[ >]", text), record.url
            assert text == " ".join(text.split()) or record.kind is Found.SOURCE


def test_a_digest_is_searched_in_full(mini: Site) -> None:
    text = " ".join(one(mini, "sources/lantern-2021-bridge.html").text)
    for words in ("who would pay for a bridge", "The council's reasons", "tolls", "fixed by the"):
        assert words in text
    assert "pilots doubt it" in text, "a link by hand has the words that readers see"


def test_what_rests_on_a_withdrawn_source_says_so(tmp_path: Path) -> None:
    source = "articles/lantern-2021-bridge.md"
    words = (MINI / source).read_text(encoding="utf-8")
    changed = words.replace("standing: current", "standing: retracted")
    site = Site(lay_out(tmp_path, {source: changed}))
    notes = {r.url: r.note for r in found(site)}
    assert "retracted" in notes["sources/lantern-2021-bridge.html"]
    stances = site.corpus.annotations["lantern-2021-bridge"].stances
    for stance in stances:
        assert "source retracted, not counted" in notes[stance_address(stance_id(stance))]


def test_a_condition_and_our_reading_are_found_and_marked_as_such(shipped: Site) -> None:
    for stance in shipped.corpus.stances():
        record = one(shipped, stance_address(stance_id(stance)))
        assert ("on a condition" in record.note) == bool(stance.condition)
        assert any(t.startswith("Our reading: ") for t in record.text) == bool(stance.note)
        if stance.condition and stance.note:
            break
    else:
        pytest.fail("no stance with both")


def test_the_list_of_names_is_a_script_that_holds_data_alone(tmp_path: Path) -> None:
    bad = "</script><img src=x> & \\u2028 https://h.example"
    settings = "+\nimp:\n  name: Imp\n  kind: person\n  names:\n    - " + json.dumps(bad) + "\n"
    site = Site(lay_out(tmp_path, {"actors.yaml": settings}))
    written = site.files["assets/names.js"].decode()
    assert not re.search(r"[<>&\u2028\u2029]|https?://", written)
    rows = json.loads(written.removeprefix("var digestNames=").removesuffix(";\n"))
    assert [json.loads(json.dumps(bad)), "actors/imp.html", "Imp", "actor", ""] in rows
    assert ["한별", "actors/han-byeol.html", "Han Byeol", "actor", "ko"] in rows


def test_the_page_itself_says_what_it_needs_and_where_else_to_look(mini: Site) -> None:
    main = mini.main(PAGE)
    (place,) = main.xpath(".//*[@id='search']")
    assert "a-z.html" in place.xpath(".//a/@href")
    assert "script" in place.text_content() and "web server" in place.text_content()
    assert not main.xpath(".//form[not(ancestor::template)]"), "a form that does nothing is none"


def test_every_page_has_one_search_box_that_works_without_script(site: Site) -> None:
    for path in site.html_paths:
        boxes = site.tree(path).xpath("//form[@role='search' and not(ancestor::template)]")
        assert len(boxes) == (path != PAGE), path
        for box in boxes:
            assert box.get("method", "get") == "get"
            assert box.get("action").rpartition("/")[2] == PAGE
            assert box.xpath("./input[@name='q' and @id='site-search' and @aria-label]")
