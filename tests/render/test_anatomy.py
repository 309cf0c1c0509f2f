"""What must stand on each kind of page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import Site, classed, lay_out, leads, targets, text, with_text

from digest.model.coding import stance_id
from digest.model.refs import stance_address
from digest.model.scale import Position
from digest.model.words import Act, Confidence, FactProperty, Voice
from digest.publish.verify import verify

NATO = """+
isles-summit-2023:
  name: Isles Summit
  kind: nato-summit
  start: 2023-07-04
  end: 2023-07-05
  place: Skerry
  participants: [{actor: skerries, by: han-byeol}]
  firsts:
    - {text: The Mainland listened., level: leaders}

side-talk-2023:
  name: Side Talk
  kind: bilateral
  start: 2023-07-04
  part_of: isles-summit-2023
  participants: [skerries, mainland]
"""
SUMMIT = "summits/second-conference-2021.html"


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The specimen with a NATO summit, and a meeting on its margins."""
    return Site(lay_out(tmp_path_factory.mktemp("rich"), {"summits.yaml": NATO}))


def test_home_says_what_the_digest_is_and_who_stands_where(rich: Site) -> None:
    main = rich.main("index.html")
    assert rich.corpus.settings.description.strip() in text(main)
    (grid,) = classed(main, "grid")
    assert grid.tag == "table"
    rows = {text(th) for th in grid.xpath(".//th[@scope='row']")}
    assert {"Skerry Council", "Harbour Office", "Han Byeol"} <= rows
    columns = grid.xpath(".//thead//th[@scope='col']")
    assert len(columns) == 1 + len(rich.corpus.topics)


def test_home_names_what_moved_and_where_sources_differ(rich: Site) -> None:
    main = rich.main("index.html")
    with_text(classed(main, "move"), "ready to lay the first stone", "sooner drown")
    dispute = with_text(classed(main, "dispute"), "Quay Accord", "7 May 2021", "6 May 2021")
    assert {"sources/lantern-2021-bridge.html", "sources/lantern-2022-ferries.html"} <= leads(
        dispute, "index.html"
    )


def test_home_leads_to_sources_latest_first_and_to_every_nato_summit(rich: Site) -> None:
    page = "index.html"
    wanted = ["tidings-2022-reprint", "lantern-2022-ferries", "lantern-2021-bridge"]
    order = [t.path for t in targets(rich.main(page), page)]
    last = [len(order) - order[::-1].index(f"sources/{id}.html") for id in wanted]
    assert last == sorted(last), "their last links, which are those of the list, are not in order"
    assert "summits/isles-summit-2023.html" in leads(rich.main(page), page)


def test_topic_gives_its_proposition_its_limits_and_its_family(mini: Site) -> None:
    page = "topics/fixed-link.html"
    topic = mini.corpus.topics["fixed-link"]
    shown = mini.text(page)
    for words in (topic.proposition, topic.scope, *topic.include, *topic.exclude):
        assert words in shown
    assert "topics/harbour-dredging.html" in leads(mini.main(page), page)
    assert page in leads(mini.main("topics/harbour-dredging.html"), "topics/harbour-dredging.html")


def test_topic_has_a_strip_for_each_actor_in_order_of_time(mini: Site) -> None:
    page = "topics/fixed-link.html"
    (stand,) = mini.main(page).xpath(".//section[@aria-labelledby='stand']")
    (picture,) = [svg for svg in stand.iter("svg") if "stances/" in str(list(leads(svg, page)))]
    own = [s for s in mini.corpus.stances() if "skerry-council" in s.holders]
    drawn = [stance_address(stance_id(s)) for s in own if s.topic == "fixed-link"]
    assert set(drawn) & leads(picture, page)
    row = with_text(stand.xpath(".//table//tr"), "Skerry Council")
    assert "2 stances (1 in own words, 1 reported), 3 sources, 2 independent" in text(row)


def test_topic_gives_both_sides_and_says_where_one_is_empty(mini: Site) -> None:
    (sides,) = classed(mini.main("topics/fixed-link.html"), "sides")
    against, towards = sides
    assert len(classed(towards, "stance")) == 1
    assert len(classed(against, "stance")) == 2
    (empty,) = classed(mini.main("topics/ferry-subsidy.html"), "none-found")
    assert "No stance for it" in text(empty)


def test_topic_gives_the_wording_of_documents(mini: Site) -> None:
    page = "topics/harbour-dredging.html"
    assert "Measures the channel first." in mini.text(page)
    assert "documents/dredging-charter-2018.html" in leads(mini.main(page), page)


def test_actor_gives_names_offices_and_family(mini: Site) -> None:
    page = "actors/skerry-council.html"
    for words in ("Quayside", "metonym", "SC", "abbreviation", "misspelling"):
        assert words in mini.text(page)
    assert {"actors/skerries.html", "actors/harbour-office.html"} <= leads(mini.main(page), page)
    person = mini.text("actors/han-byeol.html")
    assert re.search(r"Adviser, Harbour Office.*since 2022.*Chair, Skerry Council", person)
    assert "1 May 2019 – 30 June 2021" in person
    assert {"actors/skerries.html", "actors/mainland.html"} <= leads(
        mini.main("actors/three-isles.html"), "actors/three-isles.html"
    )


def test_actor_gives_its_positions_by_topic_and_its_moves(mini: Site) -> None:
    page = "actors/skerry-council.html"
    row = with_text(mini.main(page).xpath(".//table[@class='stand']//tr"), "Fixed link")
    assert "± mixed" in text(row)
    assert "1 March 2021" in text(row)
    with_text(classed(mini.main(page), "move"), "supports", "opposes")


def test_what_is_said_by_office_counts_once_for_the_person_and_once_for_the_body(
    mini: Site,
) -> None:
    body = mini.main("actors/skerry-council.html")
    said = with_text(classed(body, "stance"), "a rope that frays")
    assert "Han Byeol" in text(said)
    assert "1 said for it by office" in text(body)
    person = mini.main("actors/han-byeol.html")
    assert len([s for s in classed(person, "stance") if "a rope that frays" in text(s)]) == 1
    assert "said for it by office" not in text(person)


def test_summit_says_when_where_who_came_and_what_came_out(mini: Site) -> None:
    shown = mini.text(SUMMIT)
    for words in ("4–6 May 2021", "Skerry", "Han Byeol", "Chair", "officials"):
        assert words in shown
    assert "Both sides put their names to the Quay Accord and its bridge." in shown
    assert {"documents/quay-accord-2021.html", "summits/first-conference-2018.html"} <= leads(
        mini.main(SUMMIT), SUMMIT
    )
    (grid,) = classed(mini.main(SUMMIT), "grid")
    assert "ambiguous, once" in text(grid)
    with_text(classed(mini.main(SUMMIT), "dispute"), "Place", "Skerry")


def test_summit_names_its_margins_and_what_was_new(rich: Site) -> None:
    page, side = "summits/isles-summit-2023.html", "summits/side-talk-2023.html"
    assert "The Mainland listened. (leaders)" in rich.text(page)
    assert side in leads(rich.main(page), page)
    assert page in leads(rich.main(side), side)


def test_document_says_what_it_is_who_made_it_and_what_it_says(mini: Site) -> None:
    page = "documents/quay-accord-2021.html"
    for words in ("agreement", "6 May 2021", "January 2022", "The agreement to plan a bridge."):
        assert words in mini.text(page)
    wanted = {"actors/skerries.html", "actors/mainland.html", "actors/han-byeol.html", SUMMIT}
    assert wanted <= leads(mini.main(page), page)
    with_text(classed(mini.main(page), "dispute"), "signed", "7 May 2021")
    assert "Measures the channel first." in mini.text("documents/dredging-charter-2018.html")


def test_source_is_cited_dated_and_traced_to_its_origin(mini: Site) -> None:
    page = "sources/lantern-2021-bridge.html"
    shown = mini.text(page)
    cited = (
        "Quill, Ada. “Across the Water.” The Lantern, March 14, 2021. "
        "https://lantern.example/across."
    )
    assert cited in shown
    assert "https://lantern.example/across" in leads(mini.main(page), page)
    assert "nothing was found on Harbour dredging" in shown
    reprint = "sources/tidings-2022-reprint.html"
    assert "Republication of The Boats Stay" in mini.text(reprint)
    assert "sources/lantern-2022-ferries.html" in leads(mini.main(reprint), reprint)


def test_a_source_that_is_not_coded_yet_has_a_sound_page(tmp_path: Path) -> None:
    article = "---\ntitle: New\nkind: news\n---\nOur words.\n"
    site = Site(lay_out(tmp_path, {"articles/new-2022.md": article}))
    assert "not yet coded" in site.text("sources/new-2022.html")
    assert verify(site.rendered) == []


def test_lists_name_every_entry_of_their_kind(mini: Site) -> None:
    for folder, kind in (
        ("topics", "topic"), ("actors", "actor"), ("summits", "summit"),
        ("documents", "document"), ("sources", "source"),
    ):  # fmt: skip
        page = f"{folder}/index.html"
        entries = {f"{folder}/{id}.html" for id in mini.corpus.table(kind)}
        assert entries and entries <= leads(mini.main(page), page)


def test_timeline_gives_meetings_documents_and_milestones_in_order(rich: Site) -> None:
    times = [time.get("datetime") for time in rich.main("timeline.html").iter("time")]
    assert times == sorted(times) and "2020-11" in times
    (storm,) = rich.main("timeline.html").xpath(".//*[@id='milestone-2020-11-storm']")
    assert "November 2020 The great storm" in text(storm)
    assert "topics/ferry-subsidy.html" in leads(storm, "timeline.html")


def test_method_explains_every_word_of_the_coding(mini: Site) -> None:
    shown = mini.text("method.html")
    for member in (*Position, *Voice, *Act, *Confidence, *FactProperty):
        assert member.meaning in shown
    for topic in mini.corpus.topics.values():
        assert topic.proposition in shown


def test_the_index_has_every_name_and_alias(mini: Site) -> None:
    found = {(t.path, t.text) for t in targets(mini.main("a-z.html"), "a-z.html")}
    for path, words in (
        ("topics/fixed-link.html", "Fixed link"), ("actors/han-byeol.html", "Han Byeol"),
        ("summits/first-conference-2018.html", "First Isles Conference"),
    ):  # fmt: skip
        assert (path, words) in found
    items = [text(item) for item in mini.main("a-z.html").iter("li")]
    for alias in ("한별", "Chair Han", "Quayside", "SC", "2018 conference", "암초섬"):
        assert any(item.startswith(f"{alias} →") for item in items), alias


def test_the_page_for_lost_readers_leads_home_and_to_the_lists(mini: Site) -> None:
    wanted = {"index.html", "topics/index.html", "sources/index.html", "a-z.html"}
    assert wanted <= leads(mini.main("404.html"), "404.html")
