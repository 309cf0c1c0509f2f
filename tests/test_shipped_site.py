"""The shipped digest builds, whole and sound."""

from __future__ import annotations

import re

from sites import Site, classed, leads, targets, text

from digest.model.coding import stance_id
from digest.model.refs import Ref, address, stance_address
from digest.publish.verify import verify

WARNINGS: set[str] = set()
"""Warnings that are known and accepted: none."""


def test_it_builds_without_faults_and_warnings(shipped: Site) -> None:
    assert {problem.message for problem in shipped.warnings} == WARNINGS
    assert verify(shipped.rendered) == []
    assert verify(shipped.rendered, base_url="https://digest.example/x/") == []


def test_it_has_five_sources_sixteen_topics_and_enough_evidence(shipped: Site) -> None:
    corpus = shipped.corpus
    assert len(corpus.sources) == len(corpus.annotations) == 5
    assert len(corpus.topics) == 16
    assert sum(1 for _ in corpus.stances()) >= 60
    assert sum(1 for _ in corpus.facts()) >= 15
    for coding in corpus.annotations.values():
        assert coding.stances and coding.facts


def test_every_stance_has_its_permalink_on_the_page_of_its_source(shipped: Site) -> None:
    for stance in shipped.corpus.stances():
        page = address(Ref("source", stance.source))
        (found,) = shipped.main(page).xpath(f".//*[@id='stance-{stance_id(stance)}']")
        assert stance.quote in text(found)
        assert stance.position.label in text(found)


def test_every_stance_stands_with_its_topic_and_each_of_its_holders(shipped: Site) -> None:
    for stance in shipped.corpus.stances():
        own = stance_address(stance_id(stance))
        refs = [Ref("topic", stance.topic), *(Ref("actor", id) for id in stance.holders)]
        refs += [Ref("summit", stance.summit)] if stance.summit else []
        for ref in refs:
            page = address(ref)
            assert own in {target.path for target in targets(shipped.main(page), page)}, ref


def test_every_position_of_the_grid_leads_to_its_evidence(shipped: Site) -> None:
    (grid,) = classed(shipped.main("index.html"), "grid")
    cells = [t for t in targets(grid, "index.html") if "cell" in (t.element.get("class") or "")]
    assert len(cells) > 40
    for cell in cells:
        (place,) = shipped.main(cell.path).xpath(f".//*[@id='{cell.fragment}']")
        assert classed(place, "stance")


def test_every_entry_can_be_reached_from_home_in_two_steps(shipped: Site) -> None:
    first = {path for path in leads(shipped.tree("index.html"), "index.html") if ":" not in path}
    reached = first | {
        path for page in first if page.endswith(".html") for path in leads(shipped.tree(page), page)
    }
    assert {path for path in shipped.html_paths if path != "404.html"} <= reached


def test_every_margin_note_of_a_page_is_one_of_its_stances(shipped: Site) -> None:
    for id, coding in shipped.corpus.annotations.items():
        page = address(Ref("source", id))
        ids = {f"stance-{stance_id(stance)}" for stance in coding.stances}
        notes = classed(shipped.main(page), "note")
        assert len(notes) >= 3
        assert {targets(note, page)[0].fragment for note in notes} <= ids


def test_hangul_names_stand_in_the_index(shipped: Site) -> None:
    hangul = [
        name.name
        for actor in shipped.corpus.actors.values()
        for name in actor.other_names
        if re.search("[가-힣]", name.name)
    ]
    assert hangul
    assert [name for name in hangul if name not in shipped.text("a-z.html")] == []


def test_the_feed_and_the_text_for_machines_name_every_source(shipped: Site) -> None:
    for source in shipped.corpus.sources.values():
        page = address(Ref("source", source.id))
        assert f'href="{page}"'.encode() in shipped.files["feed.xml"]
        assert f"({page.replace('.html', '.md')})".encode() in shipped.files["llms.txt"]


def said(site: Site, page: str, *words: str) -> bool:
    """Whether one fact shown on a page holds all of the words."""
    return any(all(w in text(e) for w in words) for e in classed(site.main(page), "dispute"))


def test_the_wrong_month_stands_where_readers_look(shipped: Site) -> None:
    for page in (
        "summits/2024-07-washington-summit.html", "sources/focus-2024-nato-diplomacy.html",
        "disagreements.html", "index.html",
    ):  # fmt: skip
        assert said(shipped, page, "9 June 2024", "looks like: wrong month"), page


def test_the_spokesperson_out_of_office_stands_where_readers_look(shipped: Site) -> None:
    assert said(shipped, "actors/zhao-lijian.html", "spokesperson", "office at another time")
    for page in ("actors/zhao-lijian.html", "sources/focus-2024-nato-diplomacy.html"):
        (entry, *_) = [
            e for e in classed(shipped.main(page), "stance") if "advance into" in text(e)
        ]
        assert "left the office on 9 January 2023" in text(entry), page
    sides = classed(shipped.main("topics/nato-asia-role.html"), "sides")[0]
    assert "advance into the Asia-Pacific" not in text(sides)


def test_the_dates_of_madrid_and_of_the_mission_stand_where_readers_look(shipped: Site) -> None:
    madrid = "summits/2022-06-madrid-summit.html"
    assert said(shipped, madrid, "28 June 2022", "30 June 2022", "ANKASAM")
    for page in (
        "actors/rok-mission-nato.html", "topics/ip4-institutionalisation.html",
        "sources/ankasam-2022-rapprochement.html", "disagreements.html",
    ):  # fmt: skip
        assert said(shipped, page, "28 September 2022", "26 September 2022"), page


def test_the_notice_counts_once_with_the_article_that_it_excerpts(shipped: Site) -> None:
    notice = "apln-2024-strategic-ambiguity"
    counted = shipped.findings.counted
    own = [s for s in shipped.corpus.stances() if s.source == notice]
    assert len(own) == 18
    assert [s.quote for s in own if stance_id(s) in counted] == []
    assert "18 of them counted with" in shipped.text(f"sources/{notice}.html")
    assert "84% of this text" in shipped.text(f"sources/{notice}.html")
    tally = shipped.findings.tallies[Ref("source", "")]
    assert (tally.sources, tally.independent) == (5, 4)


def test_seouls_movement_on_lethal_aid_stands_where_readers_look(shipped: Site) -> None:
    for page in (
        "topics/lethal-aid-ukraine.html", "actors/rok-government.html", "index.html", "shifts.html"
    ):  # fmt: skip
        moves = classed(shipped.main(page), "move")
        found = [m for m in moves if "never export weapons" in text(m)]
        assert found and "might review its military aid" in text(found[0]), page
        assert "Putin–Kim summit" in text(found[0]), page


def test_a_list_gives_the_number_of_stances_that_the_page_gives(shipped: Site) -> None:
    checked = 0
    for kind, folder in (("topic", "topics"), ("actor", "actors"), ("summit", "summits")):
        listed = shipped.main(f"{folder}/index.html")
        for item in listed.iter("li"):
            match = re.search(r"(\d+) stances? \(", text(item))
            links = [a for a in item.iter("a") if a.get("href", "").endswith(".html")]
            if match and links:
                page = f"{folder}/{links[0].get('href').split('/')[-1]}"
                assert f"{match[1]} stance" in shipped.text(page), (kind, page)
                checked += 1
    assert checked > 60
