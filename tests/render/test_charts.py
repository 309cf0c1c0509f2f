"""Pictures: in their frame, in order of time, every mark a way to what it shows."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sites import SHIPPED, Site, classed, lay_out, targets, text
from test_drift import DOCUMENTS

from digest.dates import PartialDate, day_number
from digest.model.coding import Stance, stance_id
from digest.model.refs import Ref, address, stance_address
from digest.publish.verify import verify
from digest.render.builder import Builder
from digest.render.charts import shapes, strips
from digest.render.charts.axis import axis
from digest.render.charts.forces import apart, places
from digest.render.charts.lanes import MARKS, Lane
from digest.render.charts.lineage import families, lineage
from digest.render.charts.network import network
from digest.render.charts.said import late
from digest.render.charts.strips import over_actor, over_topic

PAGES = ("timeline.html", "network.html", "sources/index.html", "topics/china-challenge.html",
         "actors/rok-government.html", "sources/apln-2024-strategic-ambiguity.html")  # fmt: skip


def drawn(site: Site, page: str) -> list[html.HtmlElement]:
    """The pictures of a page."""
    return classed(site.main(page), "pic")


def topic(site: Site, id: str) -> Any:
    """The strips of a topic."""
    b = Builder(site.corpus, site.findings, address(Ref("topic", id)), Ref("topic", id))
    own = [s for s in site.findings.standings.values() if s.topic == id]
    return over_topic(b, id, own), own


@pytest.mark.parametrize("page", PAGES)
def test_everything_lies_within_its_frame(shipped: Site, page: str) -> None:
    pictures = drawn(shipped, page)
    assert pictures
    for svg in (svg for picture in pictures for svg in picture.iter("svg")):
        width, height = int(svg.get("width")), int(svg.get("height"))
        for e in svg.iter("use", "rect", "text", "tspan", "circle"):
            if e.getparent().getparent().tag == "defs":
                continue
            x = int(e.get("x") or e.get("cx") or 0)
            y = int(e.get("y") or e.get("cy") or 0)
            wide, high = int(e.get("width") or 0), int(e.get("height") or 0)
            assert x >= 0 and x + wide <= width, html.tostring(e)
            assert y >= 0 and y + high <= height, html.tostring(e)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_picture_has_a_name_and_leads_somewhere(shipped: Site, page: str) -> None:
    for picture in drawn(shipped, page):
        for target in targets(picture, page):
            assert target.text
            assert target.path in shipped.files
            if target.fragment:
                ids = shipped.tree(target.path).xpath("//@id")
                assert target.fragment in ids, target


def test_no_page_uses_an_id_twice(shipped: Site) -> None:
    for page in PAGES:
        ids = shipped.tree(page).xpath("//@id")
        assert len(ids) == len(set(ids)), page
        used = {use.get("href")[1:] for use in shipped.main(page).iter("use")}
        assert used <= set(ids)


def test_every_stance_of_a_topic_has_a_mark_with_its_position(shipped: Site) -> None:
    for id in shipped.corpus.topics:
        picture, standings = topic(shipped, id)
        expected = sorted(
            (stance_address(stance_id(s)), s.position.value) for x in standings for s in x.stances
        )
        if picture is None:
            stances = [s for x in standings for s in x.stances]
            dates = {(shipped.corpus.date_of(s), s.date is None) for s in stances}
            assert len(set(expected)) < 3 or len(dates) < 2
            continue
        assert not picture.more and not picture.rest
        found = sorted((mark.href.removeprefix("../"), mark.position) for mark in picture.marks)
        assert found == expected


def test_marks_do_not_overlap_and_keep_the_order_of_time(shipped: Site) -> None:
    by_address = {stance_address(stance_id(s)): s for s in shipped.corpus.stances()}
    for id in shipped.corpus.topics:
        picture, _ = topic(shipped, id)
        if not picture:
            continue
        for one, other in combinations(picture.marks, 2):
            apart_x = abs(one.x - other.x) >= shapes.PITCH
            assert apart_x or abs(one.y - other.y) >= shapes.ROW, (id, one, other)
        days: list[tuple[tuple[int, ...], int]] = []
        for mark in picture.marks:
            date = shipped.corpus.date_of(by_address[mark.href.removeprefix("../")])
            if date and date.day:
                days.append((date.parts, mark.x))
        for (day, x), (later, later_x) in pairwise(sorted(days)):
            assert day == later or x < later_x, (id, day, later)


def test_a_date_known_to_the_month_or_year_is_drawn_as_a_span(shipped: Site) -> None:
    picture, standings = topic(shipped, "china-challenge")
    clusters = {
        (x.actor, date.parts, late(Builder(shipped.corpus, shipped.findings, ""), s))
        for x in standings for s in x.stances if (date := shipped.corpus.date_of(s))
    }  # fmt: skip
    coarse = [c for c in clusters if not c[1][2] and not c[2]]
    arrows = [c for c in clusters if c[2]]
    assert coarse and arrows
    assert picture.spans.count("v3h") == len(coarse) + len(arrows)
    assert picture.spans.count("l-3-2m3 2l-3 2") == len(arrows)


def test_a_coarse_date_spans_the_days_within_it() -> None:
    needs = {PartialDate(2024, 7, 8): 24, PartialDate(2024, 7, 21): 24, PartialDate(2024, 7): 24,
             PartialDate(2023): 24, PartialDate(2024): 24}  # fmt: skip
    time = axis(needs)
    assert [slot.date.iso for slot in time.slots] == ["2023", "2024-07-08", "2024-07-21"]
    begin, end = time.span(PartialDate(2024, 7))
    assert begin <= time.slots[1].x and end == time.end
    assert time.span(PartialDate(2024))[0] < begin
    assert [time.at(day_number((2024, 7, d))) for d in (8, 9, 15, 21)] == sorted(
        time.at(day_number((2024, 7, d))) for d in (8, 9, 15, 21)
    )


def test_an_axis_never_runs_backwards() -> None:
    dates = [PartialDate(2005), PartialDate(2019, 12), PartialDate(2024, 7, 11), PartialDate(2024)]
    time = axis(dict.fromkeys(dates, 30))
    places_ = [time.at(day) for day in range(day_number((2004, 1, 1)), day_number((2025, 2, 1)), 9)]
    assert places_ == sorted(places_)
    assert (places_[0], places_[-1]) == (0, time.end)
    assert [year for year, *_ in time.years()] == list(range(2005, 2025))


def test_what_has_no_date_stands_in_a_column_of_its_own(tmp_path: Path) -> None:
    source = (SHIPPED.parent / "tests/mini/sources/articles/lantern-2022-ferries.md").read_text()
    undated = re.sub(r"^published: .*\n", "", source, flags=re.MULTILINE)
    site = Site(lay_out(tmp_path, {"articles/lantern-2022-ferries.md": undated}))
    b = Builder(site.corpus, site.findings, "x.html")
    stances = list(site.corpus.stances())
    assert any(site.corpus.date_of(stance) is None for stance in stances)
    picture = strips._strips(b, "All", "actor", [Lane("All", "All", "#all", tuple(stances))], {})
    assert picture is not None
    assert "undated" in [label.text for label in picture.scale]
    right = max(mark.x for mark in picture.marks if "undated" not in mark.title)
    assert all(mark.x > right for mark in picture.marks if mark.title.endswith("undated"))
    assert "Without any date" in picture.sentence


def test_a_picture_has_a_limit_and_says_what_it_leaves_out(shipped: Site) -> None:
    b = Builder(shipped.corpus, shipped.findings, "x.html")
    stances: tuple[Stance, ...] = tuple(shipped.corpus.stances())
    lanes = [Lane(f"L{n}", f"L{n}", f"#l{n}", stances[n : n + 30]) for n in range(40)]
    picture = strips._strips(b, "All", "actor", lanes, {})
    assert picture is not None
    assert picture.more == f"The {len(picture.names)} actors with most stances of 40."
    assert len(picture.names) < 40 and len(picture.marks) <= MARKS + 30
    assert strips._strips(b, "All", "actor", [Lane("L", "L", "#l", stances[:2])], {}) is None


def test_the_sentence_counts_what_is_drawn(shipped: Site) -> None:
    own = [s for s in shipped.findings.standings.values() if s.actor == "rok-government"]
    b = Builder(shipped.corpus, shipped.findings, "actors/rok-government.html")
    picture = over_actor(b, "rok-government", own)
    assert picture is not None
    assert picture.sentence.startswith(f"{len(picture.marks)} stances, {len(own)} topics, ")
    exact = [d for x in own for s in x.stances if not late(b, s)
             and (d := shipped.corpus.date_of(s))]  # fmt: skip
    july = sum(1 for date in exact if date.parts[:2] == (2024, 7))
    assert f"more in July 2024 than in any other month ({july})" in picture.sentence


def test_the_timeline_shows_every_event_and_every_dated_stance(shipped: Site) -> None:
    (picture,) = drawn(shipped, "timeline.html")
    corpus = shipped.corpus
    events = len(corpus.summits) + len(corpus.milestones)
    events += sum(1 for d in corpus.documents.values() if d.date and not d.summit)
    years = [a for a in picture.iter("a") if re.fullmatch(r"#y\d{4}", a.get("href"))]
    names = len(list(picture.iter("a"))) - len(years)
    assert names == events
    bars = [e for e in picture.iter("rect") if e.get("width") != "22"]
    counts = [int(text(bar.getnext())) for bar in bars]
    b = Builder(corpus, shipped.findings, "timeline.html")
    dated = [s for s in corpus.stances() if stance_id(s) in shipped.findings.counted
             and corpus.date_of(s) and not late(b, s)]  # fmt: skip
    assert sum(counts) == len(dated)


def test_names_in_the_network_do_not_overlap(shipped: Site) -> None:
    b = Builder(shipped.corpus, shipped.findings, "network.html")
    edges = [edge for edge in shipped.findings.network if not edge.period]
    picture = network(b, edges)
    assert picture is not None
    assert picture == network(b, edges)
    assert 20 < len(picture.nodes) <= 30
    for one, other in combinations((node.box for node in picture.nodes), 2):
        beside = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
        assert beside or one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]
    same = sum(tie.path.count("M") for tie in picture.ties if tie.kind == "same")
    assert same == sum(1 for edge in edges if edge.same)
    assert f"{same} pairs on the same side" in picture.sentence


def test_forces_pull_together_what_is_tied() -> None:
    at = places(6, [(0, 3, 1.0), (1, 2, 0.0)])
    assert at == places(6, [(0, 3, 1.0), (1, 2, 0.0)])

    def distance(one: int, other: int) -> float:
        return ((at[one][0] - at[other][0]) ** 2 + (at[one][1] - at[other][1]) ** 2) ** 0.5

    assert distance(0, 3) == min(distance(a, b) for a, b in combinations(range(6), 2))
    assert all(-1 <= value <= 1 for point in at for value in point)
    assert places(0, []) == []
    boxes = apart([(50.0, 50.0)] * 4, [(30, 10)] * 4, 100, 100, 2)
    for one, other in combinations(boxes, 2):
        assert abs(one[0] - other[0]) >= 30 or abs(one[1] - other[1]) >= 10


def test_an_excerpt_points_back_to_its_text(shipped: Site) -> None:
    page = "sources/apln-2024-strategic-ambiguity.html"
    (picture,) = drawn(shipped, page)
    assert "excerpt, 84% of its words" in text(picture)
    assert drawn(shipped, "sources/ankasam-2022-rapprochement.html") == []
    b = Builder(shipped.corpus, shipped.findings, page)
    kin = families(shipped.corpus, shipped.findings)
    assert lineage(b, kin["ankasam-2022-rapprochement"]) is None
    (whole,) = drawn(shipped, "sources/index.html")
    assert "1 of 5 sources derives from another of them, 1 from a text outside" in text(whole)


def test_wordings_are_counted_where_they_are_compared(tmp_path: Path) -> None:
    site = Site(lay_out(tmp_path, {"documents.yaml": DOCUMENTS}))
    assert verify(site.rendered) == []
    picture = next(p for p in drawn(site, "topics/fixed-link.html") if "kept" in text(p))
    assert "2 of 3 documents are quoted here, 1 compared with an earlier wording" in text(picture)
    assert "7 words kept, 1 added, 1 left out" in text(picture)
    links = [target.path for target in targets(picture, "topics/fixed-link.html")]
    assert links == [f"documents/{id}.html"
                     for id in ("concept-2010", "communique-2012", "concept-2015")]  # fmt: skip


def test_pictures_are_light_and_bring_no_style_of_their_own(shipped: Site) -> None:
    for page in shipped.html_paths:
        for picture in drawn(shipped, page):
            raw = html.tostring(picture)
            assert len(raw) <= (25_000 if "/" not in page else 13_500), page
            assert not picture.xpath(".//@style | .//@onclick | .//@fill")
