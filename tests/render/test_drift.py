"""Documents side by side: what was added and left out is marked, and nothing more is claimed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import Site, classed, lay_out, leads, text

from digest.analyse.drift import marked
from digest.model.drift import Mark
from digest.model.refs import Ref
from digest.publish.verify import verify
from digest.render.builder import Builder
from digest.render.drift import drift_view

DOCUMENTS = """+
concept-2010:
  name: Concept of 2010
  kind: concept
  adopted: 2010-05
  parties: [three-isles]
  provisions:
    - {topic: fixed-link, says: Wants the bridge., quote: a sound bridge shall soon join the isles,
       sources: [lantern-2021-bridge]}
communique-2012:
  name: Communiqué of 2012
  kind: communique
  adopted: 2012-05
  parties: [three-isles]
  provisions:
    - {topic: fixed-link, says: Repeats it., support: unconfirmed}
concept-2015:
  name: Concept of 2015
  kind: concept
  adopted: 2015-05
  parties: [three-isles]
  provisions:
    - {topic: fixed-link, says: Wants it later., quote: a sound bridge shall join all the isles}
fund:
  name: Bridge Fund
  kind: fund
  parties: [three-isles]
  provisions:
    - {topic: fixed-link, says: Pays for plans.}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(lay_out(tmp_path_factory.mktemp("drift"), {"documents.yaml": DOCUMENTS}))


def test_a_document_stands_between_the_one_before_and_the_one_after(site: Site) -> None:
    assert verify(site.rendered) == []
    page = "documents/communique-2012.html"
    (row,) = classed(site.main(page), "drift")
    assert [text(li).split(" 20")[0] for li in row] == [
        "Concept of", "Communiqué of", "Concept of"
    ]  # fmt: skip
    before, here, after = row
    assert here.get("class") == "here" and "In our words" in text(here)
    assert "unconfirmed" in text(here)
    assert "sources/lantern-2021-bridge.html" in leads(before, page)
    assert [text(e) for e in after.iter("ins", "del")] == ["left out: soon", "added: all"]
    assert "Compared with Concept of 2010." in text(after)
    assert "documents/concept-2010.html" in leads(after, page)


def test_the_marks_are_explained_once_and_only_where_there_are_any(site: Site) -> None:
    explained = "Quoted words are compared"
    assert site.text("documents/concept-2015.html").count(explained) == 1
    assert explained not in site.text("documents/concept-2010.html")
    assert explained not in site.text("documents/dredging-charter-2018.html")


def test_a_document_without_date_stands_alone(site: Site) -> None:
    (row,) = classed(site.main("documents/fund.html"), "drift")
    assert len(row) == 1 and "undated" in text(row)


def test_a_topic_has_its_documents_in_rows(site: Site) -> None:
    b = Builder(site.corpus, site.findings, "topics/fixed-link.html", Ref("topic", "fixed-link"))
    view = drift_view(b, "fixed-link")
    assert view and view.compared
    assert [row.name for row in view.rows] == [
        "One after the other: texts of Three Isles", "Other documents"
    ]  # fmt: skip
    assert [len(row.columns) for row in view.rows] == [3, 1]
    assert drift_view(b, "ferry-subsidy") is None


def test_of_the_older_words_every_one_is_kept_left_out_or_at_an_end() -> None:
    older, newer = "a b c d e f".split(), "x c q e".split()
    tokens = list(marked(older, newer))
    assert [t.text for t in tokens if t.mark is not Mark.LEFT_OUT] == newer
    assert [(t.text, t.mark.value) for t in tokens] == [
        ("b", "left-out"), ("x", "added"), ("c", "kept"), ("d", "left-out"), ("q", "added"),
        ("e", "kept"),
    ]  # fmt: skip


def test_a_hundred_versions_are_each_compared_with_the_one_before(tmp_path: Path) -> None:
    many = "+\n" + "".join(
        f"c-{n}:\n  name: Concept {n}\n  kind: concept\n  adopted: {1900 + n}\n"
        f"  parties: [mainland]\n  provisions:\n"
        f"    - {{topic: fixed-link, says: More., quote: a bridge of {n} piers shall stand}}\n"
        for n in range(100)
    )
    found = Site(lay_out(tmp_path, {"documents.yaml": many})).findings.drift["fixed-link"]
    (series,) = found.series
    since = [saying.wordings[0].since for saying in series.sayings]
    assert since == ["", *(f"c-{n}" for n in range(99))]
