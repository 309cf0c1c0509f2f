"""Every entry has a page, and its page says what points to it."""

from __future__ import annotations

import re

from sites import Site, classed, lay_out, leads, targets, text, with_text

from digest.model.refs import Ref, address
from digest.render.evidence import FULL


def pointing(site: Site, page: str) -> list[str]:
    """The items of «What points here»."""
    (section,) = classed(site.main(page), "backlinks")
    return [text(item) for item in section.iter("li")]


def test_every_entry_has_a_page_under_its_name(mini: Site) -> None:
    for ref in mini.corpus.refs():
        if ref.kind == "milestone":
            continue
        (heading,) = mini.tree(address(ref)).iter("h1")
        assert text(heading).startswith(mini.corpus.name(ref))


LONG = (
    Ref("topic", "lethal-aid-ukraine"),
    Ref("actor", "nato"),
    Ref("source", "kei-2024-starker-choices"),
)


def test_a_long_page_says_what_stands_on_it_and_a_short_one_does_not(shipped: Site) -> None:
    for ref in LONG:
        main = shipped.main(address(ref))
        (contents,) = main.xpath(".//nav[@aria-label='On this page']")
        named = [link.get("href").removeprefix("#") for link in contents.iter("a")]
        assert len(named) > 3 and len(set(named)) == len(named)
        assert set(named) <= set(main.xpath(".//@id"))
    assert not shipped.main("changes.html").xpath(".//nav[@aria-label='On this page']")


def test_every_milestone_has_a_place_on_the_timeline(mini: Site) -> None:
    ids = set(mini.main("timeline.html").xpath(".//@id"))
    assert mini.corpus.milestones
    for id in mini.corpus.milestones:
        page, _, fragment = address(Ref("milestone", id)).partition("#")
        assert page == "timeline.html" and fragment in ids


def test_a_digest_that_names_an_entry_stands_on_its_page_with_the_sentence(mini: Site) -> None:
    found = pointing(mini, "actors/harbour-office.html")
    sentence = (
        "Skerry Council is described as “ready to lay the first stone”, while the Harbour Office "
        "fears for its tolls."
    )
    assert f"Across the Water{sentence}" in found
    assert not any("Ada Quill asks" in item for item in found)


def test_a_sentence_leads_to_its_passage(mini: Site) -> None:
    page = "actors/harbour-office.html"
    (section,) = classed(mini.main(page), "backlinks")
    item = with_text(list(section.iter("li")), "fears for its tolls")
    (target,) = targets(item, page)
    (passage,) = mini.tree(target.path).xpath(f"//*[@id='{target.fragment}']")
    assert "fears for its tolls" in text(passage)


def test_notes_records_and_milestones_point_too(mini: Site) -> None:
    assert any(
        "see the office." in item and "pilots" in item
        for item in pointing(mini, "actors/harbour-office.html")
    )
    assert "Second Isles Conferencecame for The Skerries" in pointing(mini, "actors/han-byeol.html")
    assert "Quay Accordsigned it" in pointing(mini, "actors/han-byeol.html")
    assert "The Boats Stay (reprint)derives from it (republication)" in pointing(
        mini, "sources/lantern-2022-ferries.html"
    )
    assert any("The great storm" in item for item in pointing(mini, "topics/ferry-subsidy.html"))


def test_every_backlink_of_the_findings_stands_on_the_page(mini: Site) -> None:
    for ref, links in mini.findings.backlinks.items():
        if ref.kind == "milestone":
            continue
        (section,) = classed(mini.main(address(ref)), "backlinks")
        assert len(list(section.iter("li"))) == len(links)
        assert {address(link.origin).partition("#")[0] for link in links} <= leads(
            section, address(ref)
        )


def test_an_entry_does_not_point_to_itself(mini: Site) -> None:
    for ref in mini.corpus.refs():
        if ref.kind == "milestone":
            continue
        for section in classed(mini.main(address(ref)), "backlinks"):
            assert address(ref) not in leads(section, address(ref))


def test_every_page_gives_its_date_its_sources_and_where_it_is_edited(tmp_path) -> None:
    settings = "+edit_url: https://forge.example/digest/edit/sources/\n"
    site = Site(lay_out(tmp_path, {"digest.yaml": settings}))
    for page in site.html_paths:
        (foot,) = site.tree(page).xpath("//footer[not(ancestor::main)]")
        assert "As of 31 December 2022" in text(foot)
        assert "3 sources" in text(foot)
        assert "sources/index.html" in leads(foot, page)
    for ref, file in site.corpus.files.items():
        if ref.kind == "milestone":
            continue
        (foot,) = site.tree(address(ref)).xpath("//footer[not(ancestor::main)]")
        assert f"https://forge.example/digest/edit/sources/{file}" in leads(foot, address(ref))


def test_the_trail_leads_home_and_to_the_list(mini: Site) -> None:
    page = address(Ref("actor", "han-byeol"))
    (trail,) = classed(mini.main(page), "trail")
    assert leads(trail, page) == {"index.html", "actors/index.html"}


def test_the_trail_of_every_page_but_the_first_ends_at_the_page(mini: Site) -> None:
    for page in mini.html_paths:
        trails = classed(mini.main(page), "trail")
        assert len(trails) == (page != "index.html"), page
        for trail in trails:
            (here,) = trail.xpath(".//*[@aria-current='page']")
            assert here is trail.xpath(".//li")[-1] and not list(here.iter("a"))
            assert text(here) and text(here) in text(mini.main(page).xpath(".//h1")[0]), page


def test_of_many_backlinks_the_first_of_each_entry_have_their_sentence(shipped: Site) -> None:
    page = "actors/nato.html"
    links = shipped.findings.backlinks[Ref("actor", "nato")]
    (section,) = classed(shipped.main(page), "backlinks")
    lists, rests = section.xpath("./ul"), section.xpath("./p[@class='more']")
    assert len(links) > 150 and len(section.xpath("./ul/li")) < 75
    assert max(len(one.xpath("./li")) for one in lists) == FULL
    assert {address(link.origin).partition("#")[0] for link in links} <= leads(section, page)
    told = sum(
        int(n) for rest in rests for n in re.findall(r"\((\d+) (?:more )?places\)", text(rest))
    )
    singles = sum(
        len(list(rest.iter("a"))) - len(re.findall(r"places\)", text(rest))) for rest in rests
    )
    assert len(section.xpath("./ul/li")) + told + singles == len(links), "every place is counted"
    sources = with_text(lists, "Starker Choices")
    assert len({t.path for t in targets(sources, page)}) == 5, "no source is told of by others only"


def test_related_topics_and_actors_stand_near_the_end_with_what_is_counted(shipped: Site) -> None:
    page = "topics/lethal-aid-ukraine.html"
    (section,) = shipped.main(page).xpath(".//section[@aria-labelledby='related']")
    numbers = [t for t in targets(section, page) if t.text.endswith("actors")]
    assert numbers and {t.fragment for t in numbers} == {"stand"}
    page = "actors/nato.html"
    (section,) = shipped.main(page).xpath(".//section[@aria-labelledby='related']")
    item = with_text(list(section.iter("li")), "Russia", "4 topics")
    found = [t for t in targets(item, page) if t.path.startswith("topics/")]
    assert len(found) == 4 and {t.fragment for t in found} == {"actor-russia"}
    later = [e.get("id") for e in section.itersiblings() if e.get("class") == "wide"]
    assert later == []
