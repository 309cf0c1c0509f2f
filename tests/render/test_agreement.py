"""The pages on how far coders and actors agree show what was found, and where to look it up."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from sites import TEMPLATES, Site, classed, lay_out, leads, mini, shipped, text, with_text

from digest.render.builder import Builder
from digest.render.environment import environment
from digest.render.views.agreement import doubt


def rows(site: Site, page: str, label: str) -> list[str]:
    """The rows of the tables whose region is named so."""
    found = site.main(page).xpath(f"//div[starts-with(@aria-label, '{label}')]//tbody/tr")
    return [text(row) for row in found]


def test_every_variable_has_its_units_and_its_interval() -> None:
    site = shipped()
    shown = rows(site, "agreement.html", "Table: agreement by variable")
    assert len(shown) == len(site.findings.reliability) == 5
    for row, item in zip(shown, site.findings.reliability, strict=True):
        assert row.startswith(item.variable)
        assert item.alpha is not None
        assert item.interval is not None
        for figure in (item.alpha, *item.interval):
            assert f"{figure:.2f}" in row
        assert str(item.units) in row


def test_the_method_page_keeps_one_line_and_a_link() -> None:
    site = shipped()
    (heading,) = site.main("method.html").xpath("//h2[@id='agreement']")
    section = heading.getparent()
    assert len(section.findall("p")) == 1
    assert "voice 0.9" in text(section)
    assert "agreement.html" in leads(section, "method.html")
    assert not section.xpath(".//table")


def test_a_tentative_topic_is_marked_and_the_others_are_not() -> None:
    site = shipped()
    marked = [row for row in rows(site, "agreement.html", "Table: agreement by topic")
              if "tentative" in row]  # fmt: skip
    names = [site.corpus.topics[id].name for id in site.findings.tentative]
    assert len(marked) == len(names) > 0
    assert all(any(row.startswith(name) for row in marked) for name in names)


def test_every_difference_is_listed_with_how_it_was_settled() -> None:
    site = shipped()
    shown = rows(site, "agreement.html", "Table: units")
    assert len(shown) == len(site.findings.coded_apart) > 20
    noted = [item for item in site.findings.coded_apart if item.note]
    assert noted
    for item in noted:
        assert any(" ".join(item.note.split()) in row for row in shown)
    settled = ("as the first coder", "as the second coder", "otherwise")
    assert all(any(words in row for words in settled) for row in shown)


def test_what_was_not_gone_over_says_so() -> None:
    assert any("not gone over" in row for row in rows(mini(), "agreement.html", "Table: units"))


def test_without_a_second_coding_nothing_is_claimed(tmp_path: Path) -> None:
    sources = lay_out(tmp_path)
    (sources / "articles" / "lantern-2021-bridge.b.yaml").unlink()
    site = Site(sources)
    assert not site.main("agreement.html").xpath("//table")
    assert "nothing is said of how reliable" in site.text("agreement.html")


def test_a_topic_can_say_why_it_is_tentative() -> None:
    site = shipped()
    b = Builder(site.corpus, site.findings, "topics/x.html")
    env: Environment = environment([TEMPLATES])
    macro = env.get_template("parts/agreement.html").module.doubt  # type: ignore[attr-defined]
    for topic in site.corpus.topics:
        said = str(macro(doubt(b, topic)))
        assert bool(said.strip()) == (topic in site.findings.tentative)
    assert "../agreement.html#topics" in "".join(
        str(macro(doubt(b, topic))) for topic in site.findings.tentative
    )


def test_the_network_page_ranks_pairs_and_leads_to_the_topics_behind_them() -> None:
    site = shipped()
    page = site.main("network.html")
    first = max(
        (edge for edge in site.findings.network if not edge.period),
        key=lambda edge: (len(edge.same), edge.congruence),
    )
    table = page.xpath("//div[starts-with(@aria-label, 'On the same side, the whole')]")[0]
    row = table.xpath(".//tbody/tr")[0]
    assert {f"actors/{first.one}.html", f"actors/{first.other}.html"} <= leads(row, "network.html")
    assert {f"topics/{topic}.html" for topic in first.same} <= leads(row, "network.html")
    assert f"{first.congruence:.2f}" in text(row)


def test_every_period_with_a_pair_has_its_tables() -> None:
    site = shipped()
    headings = [text(h) for h in site.main("network.html").iter("h2")]
    periods = list(dict.fromkeys(edge.period for edge in site.findings.network))
    assert headings == ["The whole time", *periods[1:], "How it is counted"]
    assert periods[0] == ""
    assert periods[1:] == [name for name in site.findings.periods if name in periods]


def test_the_shipped_network_has_no_pair_by_one_voice() -> None:
    """What one holder says counts for the body too; no pair of the two rests on that alone."""
    site = shipped()
    found = site.findings
    for edge in found.network:
        if edge.period:
            continue
        for topic in edge.same + edge.opposite:
            one, other = (found.standings[actor, topic].stances for actor in (edge.one, edge.other))
            both = [stance for stance in one if stance in other]
            joint = [stance for stance in both if len(stance.holders) > 1]
            apart = len(one) > len(both) and len(other) > len(both)
            assert not both or joint or apart, (edge.one, edge.other, topic)


def test_data_and_network_are_reached_from_the_method_page() -> None:
    found = leads(shipped().main("method.html"), "method.html")
    assert {"agreement.html", "network.html", "data.html", "checks.html"} <= found
    tables = classed(shipped().main("method.html"), "scroll")
    assert text(with_text(tables, "names neither"))
