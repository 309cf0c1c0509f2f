"""Attacks in every text that can be written: shown as what they are, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import payloads
import pytest
from lxml import etree
from sites import Site

from digest.errors import DigestError
from digest.publish.verify import verify
from digest.render.schema import schemas

UNSEEN = {
    "Topic.cues", "Summit.names.note", "Document.names.note",
    "Annotations.stances.prefix", "Annotations.stances.suffix",
}  # fmt: skip
"""Fields that no page shows: they find mentions and quotations, or are kept for analysts."""

OURS = "parent::div[@class='scroll']/parent::figure[starts-with(@class, 'pic')]"
"""Where our own pictures stand; no text makes a `figure`."""
ALLOWED = re.compile(r"(https?://|mailto:)|[^:]*$", re.IGNORECASE)
LIVE = (
    "base",
    "button",
    "embed",
    "form",
    "iframe",
    "img",
    "input",
    "math",
    "object",
    "style",
    "svg",
)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, dict[str, str]]:
    sources, texts = payloads.write(tmp_path_factory.mktemp("attacked"))
    return Site(sources), texts


def shown(site: Site, page: str) -> str:
    """Everything on a page that is no markup, unescaped."""
    tree = site.tree(page)
    return " ".join(" ".join([*tree.itertext(), *tree.xpath("//@*")]).split())


def test_every_text_an_analyst_writes_is_shown_unchanged(
    attacked: tuple[Site, dict[str, str]],
) -> None:
    site, texts = attacked
    whole = [shown(site, page) for page in site.html_paths]
    missing = {
        field
        for field, text in texts.items()
        if not any(" ".join(text.split()) in page for page in whole)
    }
    assert missing == UNSEEN


def test_a_digest_shows_its_markup_as_text(attacked: tuple[Site, dict[str, str]]) -> None:
    page = shown(attacked[0], "sources/first.html")
    for words in (
        "<script>ran(1)</script>", "{{ 7*7 }}", '```"><script>', "</article></main></body><!--",
        '<div style="background:url(//h.example/x)" onclick="ran(11)">eight</div>',
        '<iframe src="javascript:ran(13)"></iframe>', "<base href=//h.example/>", "</noscript>",
    ):  # fmt: skip
        assert words.replace("```", "") in page


def test_no_element_comes_from_a_text(attacked: tuple[Site, dict[str, str]]) -> None:
    site, _ = attacked
    for page in site.html_paths:
        tree = site.tree(page)
        boxes = tree.xpath("//form[@role='search']")
        assert [box.get("action").rpartition("/")[2] for box in boxes] == ["search.html"], page
        ours = {element for box in boxes for element in box.iter()} | set(
            tree.xpath("//template//button")
        )
        drawn = [e for e in tree.iter("svg") if e.xpath(OURS)]
        assert [e.tag for e in tree.iter(*LIVE) if e not in {*ours, *drawn}] == [], page
        scripts = tree.xpath("//script/@src")
        assert len(scripts) == 1 + (page == "search.html"), page
        data = tree.xpath("//script[not(@src)]")
        assert [script.get("type") for script in data] in ([], ["application/ld+json"]), page
        assert tree.xpath("//comment()") == [], page
        ids = tree.xpath("//@id")
        assert not {"body", "getElementById"} & set(ids), page
        assert tree.xpath("//@*[starts-with(name(), 'on') or name() = 'style']") == [], page


def test_no_link_runs_or_loads_anything(attacked: tuple[Site, dict[str, str]]) -> None:
    site, _ = attacked
    for page in site.html_paths:
        bad = [a for a in site.tree(page).xpath("//@href | //@src") if not ALLOWED.match(a)]
        assert bad == [], page
        assert not [a for a in site.tree(page).xpath("//@href") if a.startswith("//")], page


def test_the_layout_stays_whole(attacked: tuple[Site, dict[str, str]]) -> None:
    site, _ = attacked
    for page in site.html_paths:
        body = site.tree(page).find("body")
        assert [child.tag for child in body] == ["a", "header", "main", "footer"], page
        assert b"{{" not in site.files[page] or b"{{ 7*7 }}" in site.files[page]
        assert "49" not in re.sub(r"\d{4}", "", site.text(page)).split(), page


def test_verify_finds_nothing_wrong_with_attacked_pages(
    attacked: tuple[Site, dict[str, str]],
) -> None:
    assert [problem.message for problem in verify(attacked[0].rendered)] == []


def test_the_feed_is_well_formed_and_gives_titles_unchanged(
    attacked: tuple[Site, dict[str, str]],
) -> None:
    site, texts = attacked
    feed = etree.fromstring(site.files["feed.xml"])
    titles = feed.xpath("//*[local-name()='title']/text()")
    assert texts["Settings.title"] in titles
    assert f"{texts['Source.title']} (corrected)" in titles, "and that it no longer stands"


def test_the_schemas_hold_names_as_data(attacked: tuple[Site, dict[str, str]]) -> None:
    site, texts = attacked
    made = json.loads(schemas(site.corpus)["annotations.schema.json"])
    assert texts["Actor.name"] in made["$defs"]["actor-id"]["markdownEnumDescriptions"]


@pytest.mark.parametrize("address", [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "\x20javascript:alert(1)", "java\tscript:x",
    "data:text/html,x", "vbscript:x", "blob:x", "file:///etc/passwd", "//h.example", "/\\h.example",
    "https:\\\\h.example", "&#106;avascript:x", "javascript&colon;x", "https://h.example/\"><script>",
])  # fmt: skip
def test_an_address_that_is_none_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setitem(payloads.CLOSED, "url", address)
    sources, _ = payloads.write(tmp_path)
    with pytest.raises(DigestError) as raised:
        Site(sources)
    faults = [problem for problem in raised.value.problems if "address" in problem.message]
    assert {problem.place.path[-1] for problem in faults} == {"url"}
    assert {Path(problem.place.file).name for problem in faults} == {
        "actors.yaml", "documents.yaml", "first.md", "second.md", "third.md"
    }  # fmt: skip
