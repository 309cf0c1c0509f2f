"""Long lists stand on pages that stay: nothing is lost or moves without need, all is light."""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sites import ROOT, Site, targets

from digest.analyse.findings import analyse
from digest.dates import PartialDate
from digest.model.coding import stance_id
from digest.publish.verify import verify
from digest.read.corpus import read
from digest.render.claims import fact_anchor
from digest.render.division import Row, by_date, by_name, divide
from digest.render.shift import contradiction_anchor
from digest.render.site import Workshop

sys.path.append(str(ROOT / "bench"))
from corpus import generate

LIMIT = 300_000
"""Bytes of a page, a twin, a feed or a script."""

UNGROWN = ("stance", "source", "document", "lists", "pictures", "feeds", "data")
"""Kinds whose pages are light at any size, or are no pages."""

LOWERED = {
    "topic_pages": {"FULL": 8, "ACTORS": 6, "ROWS": 5, "LATEST": 3},
    "actor_pages": {"FULL": 8, "VOICED": 2, "WROTE": 3, "LINES": 4},
    "summit_pages": {"FULL": 6}, "stances": {"FULL": 20}, "lists": {"FULL": 12, "FIRST": 3},
    "timeline": {"FULL": 8}, "names": {"FULL": 40}, "shifts": {"FULL": 3},
    "metonyms": {"FULL": 10}, "checks": {"FULL": 20}, "disagreements": {"FULL": 4, "FIRST": 3},
    "network": {"ROOM": 20}, "agreement": {"FULL": 2}, "coders": {"FULL": 8},
    "entry_lists": {"NAMED": 3, "LINES": 3, "CLAIMS": 2, "CLAIM_ROWS": 3, "FACTS": 6},
}  # fmt: skip
"""Limits with which a small digest is divided as a very large one is."""
EVERYWHERE = {
    "digest.render.evidence": {"NAMED": 3, "CLAIMS": 2, "SOME": 1, "FACTS": 6},
    "digest.render.grids": {"ROOM": 9_000},
}


@pytest.fixture(scope="module")
def lowered() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, limits in LOWERED.items():
            module = importlib.import_module(f"digest.render.views.{name}")
            for limit, value in limits.items():
                patch.setattr(module, limit, value)
        for name, limits in EVERYWHERE.items():
            for limit, value in limits.items():
                patch.setattr(importlib.import_module(name), limit, value)
        yield


@pytest.fixture(scope="module")
def small(lowered: None, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _site(tmp_path_factory, 20)


@pytest.fixture(scope="module")
def larger(lowered: None, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same with one source more."""
    return _site(tmp_path_factory, 21)


def _site(factory: pytest.TempPathFactory, sources: int) -> Site:
    folder = factory.mktemp("large") / "sources"
    generate(sources, folder)
    return Site(folder)


ENTRIES = ("topics", "actors", "summits", "documents", "sources", "stances")


def parts(site: Site) -> list[str]:
    """Pages of long lists."""
    return [
        path for path in site.html_paths
        if path.count("/") > 1 or (path.count("/") and path.split("/")[0] not in ENTRIES)
    ]  # fmt: skip


def test_every_link_of_a_divided_site_is_right(small: Site) -> None:
    assert [problem.message for problem in verify(small.rendered)] == []


def test_every_list_was_divided(small: Site) -> None:
    below = {"/".join(path.split("/")[:-1]) for path in parts(small)}
    for folder in ("a-z", "timeline", "shifts", "checks", "metonyms", "method",
                   "disagreements/summits", "actors/list", "sources/list"):  # fmt: skip
        assert any(found.startswith(folder) for found in below), folder
    for kind, name in (("topics", "actors"), ("actors", "wrote"), ("summits", "grid"),
                       ("summits", "stances"), ("summits", "facts")):  # fmt: skip
        assert any(re.fullmatch(f"{kind}/[^/]+/{name}", found) for found in below), name


def test_every_stance_of_a_topic_stands_on_exactly_one_of_its_pages(small: Site) -> None:
    for topic in small.corpus.topics:
        counted = {
            stance_id(s) for (_, on), held in small.findings.standings.items() if on == topic
            for s in held.stances
        }  # fmt: skip
        pages = [p for p in small.html_paths if re.fullmatch(rf"topics/{topic}/[^/]+\.html", p)
                 and not p.endswith(("/links.html", "/facts.html"))]  # fmt: skip
        if not pages:
            assert len(counted) <= 8
            continue
        shown = Counter(
            target.path.removeprefix("stances/").removesuffix(".html")
            for path in pages for target in targets(small.main(path), path)
            if target.path.startswith("stances/")
        )  # fmt: skip
        assert {id for id, count in shown.items() if count == 1} >= counted


def test_every_name_and_event_stands_on_exactly_one_page(small: Site) -> None:
    letters = [path for path in small.html_paths if path.startswith("a-z/")]
    rows = [row for path in letters for row in small.main(path).xpath("//ul[@class='index']/li")]
    assert small.text("a-z.html").count(f"{len(rows)} names") == 1
    ids = [id for path in small.html_paths if path.startswith("timeline/")
           for id in small.main(path).xpath("//ol[@class='events']/li/@id")]  # fmt: skip
    assert len(ids) == len(set(ids))
    assert {f"milestone-{id}" for id in small.corpus.milestones} <= set(ids)


def test_an_address_from_before_leads_on(small: Site) -> None:
    """What a milestone, a move, a fact in conflict had on the one page is there, as a way on."""
    moved = {
        "timeline.html": [f"milestone-{id}" for id in small.corpus.milestones],
        "shifts.html": [contradiction_anchor(c) for c in small.findings.contradictions],
        "disagreements.html": [fact_anchor(d) for d in small.findings.disputes if d.conflict],
    }
    for page, ids in moved.items():
        assert ids
        for id in ids:
            (place,) = small.tree(page).xpath("//*[@id=$id]", id=id)
            if place.tag == "li" and not place.get("class"):
                (target,) = targets(place, page)
                assert target.fragment == id and target.path != page
                assert small.tree(target.path).xpath("//*[@id=$id]", id=id)


def test_links_of_the_site_lead_to_the_part_itself(small: Site) -> None:
    for source in small.corpus.sources:
        path = f"sources/{source}.html"
        for target in targets(small.main(path), path):
            if target.fragment.startswith(("milestone-", "fact-")) and target.path != path:
                assert target.path not in ("timeline.html", "disagreements.html")


def test_a_new_source_changes_only_the_pages_that_hold_its_rows(small: Site, larger: Site) -> None:
    new = set(larger.corpus.sources) - set(small.corpus.sources)
    (source,) = new
    stances = {stance_id(s) for s in larger.corpus.annotations[source].stances}
    for path in parts(small):
        if not re.fullmatch(r"(?:topics|actors)/[^/]+/\d{4}(?:-\d\d)?(?:-[ab]+)?\.html", path):
            continue
        assert path in larger.files, "an address that was there stays"
        links = {t.path[8:-5] for t in targets(larger.main(path), path)}
        if small.text(path) != larger.text(path):
            around = larger.main(path).xpath("//nav[contains(@class, 'pager') or @aria-label]")
            assert stances & links or around, path


def test_rows_stay_where_they_are_until_a_page_is_full() -> None:
    def rows(count: int) -> list[Row]:
        dates = [PartialDate(2000 + n % 5, 1 + n % 12) for n in range(count)]
        found = [Row(f"row-{n}", by_date(date), n) for n, date in enumerate(dates)]
        return sorted(found, key=lambda row: row.steps[1].slug)

    before, after = divide("x", rows(600), 20), divide("x", rows(601), 20)
    assert {id: path for id, path in after.where.items() if id in before.where} == before.where
    assert all(len(part.rows) <= 20 for part in after.parts.values())
    assert sum(place.size for place in after.top) == 601
    changed = {path for path, part in after.parts.items() if part != before.parts[path]}
    assert len(changed) <= 3, "the page of the row, and those that count what is below them"


def test_a_full_page_leads_on_to_its_halves_and_no_other_page_changes() -> None:
    rows = [Row(f"row-{n}", by_name("Anna" if n % 2 else "Berta"), n) for n in range(40)]
    before, after = divide("x", rows, 20), divide("x", [*rows, rows[1]._replace(id="new")], 20)
    assert set(before.parts) == {"x/a.html", "x/b.html"}
    assert set(after.parts) > set(before.parts)
    assert after.parts["x/a.html"].below and not after.parts["x/a.html"].rows
    assert after.parts["x/b.html"].rows == before.parts["x/b.html"].rows


def test_rows_that_cannot_be_told_apart_do_not_go_on_for_ever() -> None:
    found = divide("x", [Row("same", by_date(None), n) for n in range(50)], 10)
    assert sum(len(part.rows) for part in found.parts.values()) == 50


def test_no_page_of_a_large_digest_is_over_300_kB(tmp_path: Path) -> None:
    """Of a size at which most entries still show all they have; pages of stances and of sources do
    not grow."""
    generate(150, tmp_path / "sources")
    corpus, _ = read(tmp_path / "sources")
    workshop = Workshop(corpus, analyse(corpus))
    units = [u for u in workshop.units() if u.kind not in UNGROWN]
    heavy = {
        page.path: len(page.content)
        for unit in units
        for page in workshop.make(unit)
        if not page.path.startswith("data/") and len(page.content) > LIMIT
    }
    assert heavy == {}
