"""Before and after: steps in time between meetings, documents, sources and stances."""

from __future__ import annotations

import itertools

import pytest
from sites import Site, classed, lay_out, targets

from digest.model.coding import stance_id
from digest.model.refs import Ref, address, stance_address
from digest.model.words import SummitKind
from digest.render.pager import by_date, order

NATO = """+
isles-summit-2017:
  {name: Isles Summit 2017, kind: nato-summit, start: 2017-07}
isles-summit-2023:
  {name: Isles Summit 2023, kind: nato-summit, start: 2023-07}
"""


@pytest.fixture(scope="module")
def summits(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The specimen with two NATO summits around its conferences of 2018 and 2021."""
    return Site(lay_out(tmp_path_factory.mktemp("summits"), {"summits.yaml": NATO}))


def steps(site: Site, page: str, place: int = -1) -> list[tuple[str, str, str]]:
    """The steps of one pager of a page: relation, where to, words."""
    pager = classed(site.main(page), "pager")[place]
    return [(t.element.get("rel"), t.path, t.text) for t in targets(pager, page)]


def test_steps_lead_along_an_order_and_stop_at_its_ends() -> None:
    row = order("x", ["a", "b", "c"])
    assert row.before == {"b": "a", "c": "b"}
    assert row.after == {"a": "b", "b": "c"}
    some = order("x", ["a", "b", "c", "d"], {"a", "d"})
    assert some.before == {"b": "a", "c": "a", "d": "a"}
    assert some.after == {"a": "d", "b": "d", "c": "d"}


def test_what_is_undated_comes_first_and_one_day_goes_by_id(mini: Site) -> None:
    day = mini.corpus.summits["first-conference-2018"].start
    assert by_date([(day, "b"), (None, "z"), (day, "a")]) == ["z", "a", "b"]


def test_a_meeting_leads_to_the_meetings_and_the_summits_around_it(summits: Site) -> None:
    page = "summits/first-conference-2018.html"
    assert steps(summits, page) == [
        ("prev", "summits/isles-summit-2017.html", "Previous meetingIsles Summit 2017"),
        ("next", "summits/second-conference-2021.html", "Next meetingSecond Isles Conference"),
        ("prev", "summits/isles-summit-2017.html", "Previous NATO summitIsles Summit 2017"),
        ("next", "summits/isles-summit-2023.html", "Next NATO summitIsles Summit 2023"),
    ]


def test_a_nato_summit_leads_to_the_summits_first(summits: Site) -> None:
    found = steps(summits, "summits/isles-summit-2017.html")
    assert found == [
        ("next", "summits/isles-summit-2023.html", "Next NATO summitIsles Summit 2023"),
        ("next", "summits/first-conference-2018.html", "Next meetingFirst Isles Conference"),
    ]


def test_a_meeting_has_its_steps_at_the_top_and_at_the_foot(summits: Site) -> None:
    for id in summits.corpus.summits:
        page = f"summits/{id}.html"
        top, foot = classed(summits.main(page), "pager")
        assert steps(summits, page, 0) == steps(summits, page, 1)
        assert top.get("aria-label") != foot.get("aria-label")
        assert foot.getnext() is None


@pytest.mark.parametrize("kind", ["summit", "document", "source"])
def test_one_can_go_through_all_of_a_kind_in_time(shipped: Site, kind: str) -> None:
    table = shipped.corpus.table(kind)
    words = "meeting" if kind == "summit" else kind
    after: dict[str, str] = {}
    for id in table:
        page = address(Ref(kind, id))
        if classed(shipped.main(page), "pager"):
            for rel, to, told in steps(shipped, page):
                if rel == "next" and told.startswith(f"Next {words}"):
                    after[page] = to
    (at,) = {address(Ref(kind, id)) for id in table} - set(after.values())
    walked = [at]
    while at in after:
        at = after[at]
        walked.append(at)
    assert len(walked) == len(table) == len(set(walked))


def test_every_nato_summit_but_the_last_leads_to_the_next(shipped: Site) -> None:
    found = [s for s in shipped.corpus.summits.values() if s.kind is SummitKind.NATO_SUMMIT]
    found.sort(key=lambda summit: summit.start.first)
    assert len(found) >= 10
    for one, other in itertools.pairwise(found):
        first = next(s for s in steps(shipped, f"summits/{one.id}.html") if s[0] == "next")
        assert first[1] == f"summits/{other.id}.html"


def test_a_stance_leads_to_the_holders_stances_before_and_after(shipped: Site) -> None:
    checked = 0
    for standing in list(shipped.findings.standings.values())[:40]:
        for one, other in itertools.pairwise(standing.stances):
            if standing.actor in one.holders:
                page = stance_address(stance_id(one))
                count = len(classed(shipped.main(page), "pager"))
                around = [step for place in range(count) for step in steps(shipped, page, place)]
                wanted = ("next", stance_address(stance_id(other)))
                assert wanted in {(rel, to) for rel, to, _ in around}
                checked += 1
    assert checked > 20


def test_no_page_has_a_pager_without_steps(mini: Site) -> None:
    for page in mini.html_paths:
        assert all(targets(pager, page) for pager in classed(mini.main(page), "pager")), page
    assert order("source", ["one"]).before == order("source", ["one"]).after == {}
