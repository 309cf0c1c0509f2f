"""The page of moves and contradictions, and that of the machine's checks."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import Site, classed, lay_out, leads, targets, text, with_text

from digest.model.coding import stance_id
from digest.model.verdicts import Lint
from digest.publish.verify import verify

CODING = """+
  - actor: mainland
    topic: ferry-subsidy
    position: supports
    voice: reported
    quote: the Mainland would gladly pay
  - actor: mainland
    topic: ferry-subsidy
    position: opposes
    voice: analysis
    quote: the Mainland would rather not
  - actor: harbour-office
    topic: ferry-subsidy
    position: supports
    voice: reported
    quote: they would not mind
    date: 2022-04-01
"""
MILESTONES = """+
2021-06-survey:
  date: 2021-06
  title: The survey
  topics: [fixed-link]
"""


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The specimen with a contradiction, a cause, open findings and a retracted source."""
    return Site(
        lay_out(
            tmp_path_factory.mktemp("moves"),
            {
                "articles/tidings-2022-reprint.yaml": CODING,
                "milestones.yaml": MILESTONES,
                "articles/withdrawn.md": "---\ntitle: Withdrawn\nkind: news\nstanding: retracted\n"
                "published: 2022-05-01\n---\nText.\n",
                "articles/withdrawn.yaml": "stances:\n  - {actor: mainland, topic: fixed-link, "
                "position: supports, voice: reported, quote: they would never refuse}\n",
            },
        )
    )


def test_a_move_shows_both_quotations_and_asks_for_its_cause(rich: Site) -> None:
    moves = classed(rich.main("shifts.html"), "move")
    move = with_text(moves, "Skerry Council", "ready to lay the first stone", "sooner drown")
    assert "4 steps against the proposition, between 1 March 2021 and 20 January 2022" in text(move)
    assert "Known first as reported, then in its own words" in text(move)
    assert "Did any of this play a part: The survey (June 2021)?" in text(move)
    links = leads(move, "shifts.html")
    assert {"actors/skerry-council.html", "timeline.html"} <= links
    assert {"sources/lantern-2021-bridge.html", "sources/lantern-2022-ferries.html"} <= links


def test_contradictions_stand_apart_from_moves(rich: Site) -> None:
    main = rich.main("shifts.html")
    found = with_text(classed(main, "move"), "would gladly pay", "would rather not")
    assert "Opposite positions in one text, “The Boats Stay (reprint)”" in text(found)
    order = [element.get("id") for element in main.iter() if element.get("id")]
    assert order.index("moved") < order.index("unfitting") < order.index(found.get("id"))
    (heading,) = main.xpath(".//h3[@id='unfitting-ferry-subsidy']")
    assert leads(heading, "shifts.html") == {"topics/ferry-subsidy.html"}
    assert "1 move over time, 1 contradiction at one time" in text(main)


def test_links_within_the_page_lead_somewhere(rich: Site) -> None:
    for page in ("shifts.html", "checks.html"):
        main = rich.main(page)
        ids = {element.get("id") for element in main.iter() if element.get("id")}
        inside = {t.fragment for t in targets(main, page) if t.path == page and t.fragment}
        assert inside <= ids
    assert {"moved", "unfitting", "moved-fixed-link"} <= {
        target.fragment for target in targets(rich.main("shifts.html"), "shifts.html")
    }
    assert verify(rich.rendered) == []


def test_every_check_has_its_name_its_sentence_and_its_counts(rich: Site) -> None:
    (table,) = rich.main("checks.html").iter("table")
    rows = [[text(cell) for cell in row] for row in table.xpath(".//tbody/tr")]
    assert len(rows) == len(Lint)
    for lint, row in zip(Lint, rows, strict=True):
        found = [remark for remark in rich.findings.remarks if remark.lint is lint]
        accepted = sum(1 for remark in found if remark.why)
        counts = [str(len(found) - accepted), str(accepted)]
        assert row == [f"{lint.label} {lint.value}", lint.meaning, *counts]


def test_what_was_accepted_stands_with_its_reason_and_what_is_open_says_so(rich: Site) -> None:
    main = rich.main("checks.html")
    (section,) = main.xpath(".//section[@aria-labelledby='names-neither']")
    accepted = with_text(list(section.iter("li")), "a rope that frays every winter")
    assert "accepted" in text(accepted) and "The Chair calls the boats so." in text(accepted)
    stance = rich.corpus.annotations["lantern-2021-bridge"].stances[1]
    (target,) = [t for t in targets(accepted, "checks.html") if "stance-" in t.fragment]
    assert target.path == "sources/lantern-2021-bridge.html"
    assert target.fragment == f"stance-{stance_id(stance)}"
    unsettled = with_text(list(section.iter("li")), "they would not mind")
    assert "open" in text(unsettled) and "accepted" not in text(unsettled)
    (later,) = main.xpath(".//section[@aria-labelledby='later-than-source']")
    assert "1 open, 0 accepted" in text(later)


def test_a_finding_on_a_source_that_no_longer_stands_is_marked(rich: Site) -> None:
    items = list(rich.main("checks.html").iter("li"))
    found = with_text(items, "they would never refuse", "coded as support")
    assert "source retracted, not counted" in text(found)
    assert "source retracted" not in text(with_text(items, "they would not mind"))


def test_a_digest_without_findings_says_so(tmp_path: Path) -> None:
    sources = lay_out(tmp_path)
    for file in (sources / "articles").glob("*.yaml"):
        file.unlink()
    site = Site(sources)
    assert "No move was found." in site.text("shifts.html")
    assert "No contradiction was found." in site.text("shifts.html")
    assert "0 findings" in site.text("checks.html")


def test_the_shipped_digest_shows_how_seoul_moved_on_lethal_aid(shipped: Site) -> None:
    moves = classed(shipped.main("shifts.html"), "move")
    move = with_text(moves, "never export weapons", "might review its military aid")
    words = text(move)
    assert "opposes → ? ambiguous From a position to deliberate ambiguity" in words
    assert "20 June 2024" in words
    causes = words[words.index("Did any of this play a part:") :]
    assert causes.endswith("?") and "19 June 2024" in causes
