"""The shipped digest builds, whole and sound."""

from __future__ import annotations

import re

from sites import Site, classed, leads, targets, text

from digest.model.coding import stance_id
from digest.model.refs import Ref, address
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
        fragment = f"stance-{stance_id(stance)}"
        source = address(Ref("source", stance.source))
        refs = [Ref("topic", stance.topic), *(Ref("actor", id) for id in stance.holders)]
        refs += [Ref("summit", stance.summit)] if stance.summit else []
        for ref in refs:
            page = address(ref)
            found = [t for t in targets(shipped.main(page), page) if t.path == source]
            assert fragment in {target.fragment for target in found}, (ref, fragment)


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
        assert f"({page})".encode() in shipped.files["llms.txt"]
