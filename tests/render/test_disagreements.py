"""The page of all disagreements, what leads to it, and offices in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from sites import Site, classed, lay_out, leads, targets, text, with_text

from digest.model.actor import Role
from digest.model.office import Office, Tenure
from digest.publish.verify import verify
from digest.render import claims
from digest.render.builder import Builder
from digest.render.office import office, phrase

PAGE = "disagreements.html"
BRIDGE = "articles/lantern-2021-bridge.yaml"
FACTS = """+
facts:
  - about: second-conference-2021
    property: start
    value: 2021-04-04
    quote: in the first days of April
    paragraph: 3
    note: It was in May.
  - {about: first-conference-2018, property: start, value: 2018}
  - {about: first-conference-2018, property: place, value: Skerry}
  - {about: survey-2019, property: start, value: 2018-02-03}
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The specimen with a wrong month, a vague date, and a milestone in doubt."""
    root = tmp_path_factory.mktemp("odd")
    sources = lay_out(root, {})
    file = sources / BRIDGE
    written, _, _ = file.read_text().partition("facts:")
    milestone = next(iter(Site(sources).corpus.milestones))
    file.write_text(written + FACTS.removeprefix("+\n").replace("survey-2019", milestone))
    return Site(sources)


def test_it_counts_what_differs(odd: Site) -> None:
    shown = odd.text(PAGE)
    assert "6 facts on 6 points: 3 in conflict, 1 differing only in precision, 2 with" in shown
    assert "On none a source contradicts itself." in shown
    slips = [text(row) for row in odd.main(PAGE).xpath(".//tbody/tr")]
    assert "wrong monthThe day and year agree, the month does not.1" in slips
    assert verify(odd.rendered) == []


def test_it_shows_who_says_what_and_on_what_the_registry_rests(odd: Site) -> None:
    dispute = with_text(classed(odd.main(PAGE), "dispute"), "first day", "4 April 2021")
    shown = text(dispute)
    assert "in the first days of April" in shown
    assert "differs from our registry" in shown and "looks like: wrong month" in shown
    assert "It was in May." in shown
    assert "Our registry 4 May 2021" in shown
    fragments = {target.path: target.fragment for target in targets(dispute, PAGE)}
    assert fragments["sources/lantern-2021-bridge.html"] == dispute.get("id")


def test_large_numbers_are_grouped_and_years_are_not(mini: Site) -> None:
    given = [claims.shown(mini.corpus, value) for value in ("2024", "9000", "300000", "-5")]
    assert given == ["2024", "9000", "300\u202f000", "-5"]


def test_precision_stands_apart_from_conflicts(odd: Site) -> None:
    (section,) = odd.main(PAGE).xpath(".//section[@aria-labelledby='precision']")
    assert "2018 Agrees with our registry, in another precision" in text(section)
    (conflicts,) = odd.main(PAGE).xpath(".//section[@aria-labelledby='conflicts']")
    assert "in another precision" not in text(conflicts)


def test_milestones_without_a_page_are_there(odd: Site) -> None:
    milestone = next(iter(odd.corpus.milestones.values()))
    (conflicts,) = odd.main(PAGE).xpath(".//section[@aria-labelledby='conflicts']")
    assert milestone.title in text(conflicts)
    assert "timeline.html" in leads(conflicts, PAGE)
    (line,) = odd.main("timeline.html").xpath(f".//*[@id='milestone-{milestone.id}']")
    assert "differs from our registry" in text(line) and PAGE in leads(line, "timeline.html")


def test_contents_lead_to_every_entry(odd: Site) -> None:
    (contents,) = classed(odd.main(PAGE), "contents")
    ids = set(odd.main(PAGE).xpath(".//@id"))
    marks = {target.fragment for target in targets(contents, PAGE)}
    assert len(marks) == 3 and marks <= ids


def test_a_digest_without_facts_says_so(tmp_path: Path) -> None:
    sources = lay_out(tmp_path, {})
    for file in sorted((sources / "articles").glob("*.yaml")):
        file.write_text(file.read_text().partition("facts:")[0])
    site = Site(sources)
    assert "0 facts on 0 points" in site.text(PAGE) and "None." in site.text(PAGE)
    assert verify(site.rendered) == []


def test_offices_in_words(mini: Site) -> None:
    b = Builder(mini.corpus, mini.findings, "index.html")
    role = Role("<Chair>", of="skerry-council")
    words = str(phrase(b, Office("han-byeol", role, "skerry-council", Tenure.HELD, None, "")))
    assert words.startswith("&lt;Chair&gt;, <a href=") and words.endswith("</a>, on that date")
    other = Office("han-byeol", role, "skerry-council", Tenure.OTHER, None, "", "<master>")
    assert str(phrase(b, other)).endswith("on that date; the source says “&lt;master&gt;”")
    none = Office("han-byeol", None, "skerry-council", Tenure.NONE, None, "")
    assert str(phrase(b, none)).startswith("no office for <a")
    stance = replace(next(mini.corpus.stances()), id="unknown", office="<clerk>")
    assert str(office(b, stance)) == "“&lt;clerk&gt;” in the source"
    spoken = [office(b, stance) for stance in mini.corpus.stances()]
    assert any("Chair" in words for words in spoken) and "" in spoken
