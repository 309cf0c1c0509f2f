"""The box for citing on pages: what it cites, for whom, and at which address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sites import Site, classed, lay_out, text

from digest.model.coding import stance_id
from digest.model.refs import FOLDERS, Ref, address, stance_address
from digest.model.words import ActorKind
from digest.publish.verify import verify

BASE = "https://digest.example/isles"
KIB = 1024


def box(site: Site, page: str) -> html.HtmlElement:
    """The box of a page."""
    (found,) = classed(site.main(page), "cite")
    return found


def copied(site: Site, page: str, name: str) -> list[str]:
    """What the buttons for one form copy, in order."""
    return [text(e) for e in box(site, page).iter() if e.get("data-copy") == name]


def items(site: Site, page: str) -> list[dict[str, Any]]:
    """The items of CSL-JSON in the box."""
    pres = [e for e in box(site, page).iter("pre") if e.get("data-copy") == "CSL-JSON"]
    return [item for pre in pres for item in json.loads(pre.text_content())]


@pytest.fixture(scope="module")
def based(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The specimen at an address, with a publisher, and authors of every sort."""
    settings = f'+base_url: {BASE}/\npublisher: "Isles & Co"\n'
    article = (
        '---\ntitle: "Who Pays, and “When”?"\nkind: official\nauthors: [{}]\npublisher: {}\n'
        "published: 2021-05\nurl: https://council.example/?a=1&b=2\n---\nOur words.\n"
    )
    return Site(
        lay_out(
            tmp_path_factory.mktemp("based"),
            {
                "digest.yaml": settings,
                "articles/council-2021.md": article.format("skerry-council", "skerry-council"),
                "articles/both-2021.md": article.format("ada-quill, skerry-council", "lantern"),
                "articles/pilots-2021.md": article.format("pilots-unnamed", "lantern"),
            },
        )
    )


def test_a_box_stands_on_every_page_of_a_source_topic_summit_and_stance(shipped: Site) -> None:
    cited = {
        address(Ref(kind, id))
        for kind in ("source", "topic", "summit")
        for id in shipped.corpus.table(kind)
    } | {stance_address(stance_id(stance)) for stance in shipped.corpus.stances()}
    for page in shipped.html_paths:
        found = classed(shipped.main(page), "cite")
        assert len(found) == (page in cited), page
        if found:
            assert text(found[0].find("h2")) == "Cite this"
            forms = [e.get("data-copy") for e in found[0].iter() if e.get("data-copy")]
            assert set(forms) == {"Chicago", "APA", "BibTeX", "RIS", "CSL-JSON", "address"}
    assert not classed(shipped.main(f"{FOLDERS['source']}/index.html"), "cite")


def test_the_box_is_light(shipped: Site) -> None:
    for page in shipped.html_paths:
        for found in classed(shipped.main(page), "cite"):
            assert len(html.tostring(found, encoding="utf-8", with_tail=False)) <= 4 * KIB, page


def test_a_page_offers_its_source_first_and_then_our_digest_of_it(shipped: Site) -> None:
    page = "sources/diplomat-2024-strategic-ambiguity.html"
    title = "Navigating Strategic Ambiguity: South Korea’s Position Post-NATO Summit"
    where = f"https://thediplomat.com/2024/08/{title.lower().replace(': ', '-')}"
    where = where.replace(" ", "-").replace("’", "")
    assert [text(h) for h in box(shipped, page).iter("h3")] == ["The source", "This digest of it"]
    assert copied(shipped, page, "Chicago") == [
        f"Kim, Jina. “{title}.” The Diplomat, August 2024. {where}.",
        f"“Digest of Jina Kim, ‘{title}.’” South Korea and NATO. November 22, 2026.",
    ]
    assert copied(shipped, page, "APA") == [
        f"Kim, J. (2024, August). {title}. The Diplomat. {where}",
        f"Digest of Jina Kim, “{title}.” (2026, November 22). South Korea and NATO.",
    ]


def test_what_is_not_known_of_a_source_is_not_said(shipped: Site) -> None:
    undated, unsigned = (items(shipped, f"sources/{id}.html")[0] for id in
                         ("ankasam-2022-rapprochement", "kei-2024-starker-choices"))  # fmt: skip
    assert "issued" not in undated and "URL" not in undated
    assert undated["note"] == "Undated; not before 6 October 2022"
    (first, _) = copied(shipped, "sources/ankasam-2022-rapprochement.html", "Chicago")
    assert first == "Tokmak, Elcan. “South Korea-NATO Rapprochement.” ANKASAM, n.d."
    assert "author" not in unsigned
    (first, _) = copied(shipped, "sources/kei-2024-starker-choices.html", "APA")
    assert first.startswith("The ROK & NATO: Higher Expectations, Starker Choices. (2024, July 21)")


def test_unnamed_voices_are_no_authors(based: Site, shipped: Site) -> None:
    for site in (based, shipped):
        unnamed = {a.name for a in site.corpus.actors.values() if a.kind is ActorKind.CATEGORY}
        for source in site.corpus.sources:
            for item in items(site, f"sources/{source}.html"):
                written = json.dumps(item.get("author", []), ensure_ascii=False)
                assert not [name for name in unnamed if name in written]
    assert "author" not in items(based, "sources/pilots-2021.html")[0]


def test_bodies_are_named_whole_and_not_twice(based: Site) -> None:
    (first, _) = copied(based, "sources/council-2021.html", "Chicago")
    assert first == (
        "Skerry Council. “Who Pays, and ‘When’?” May 2021. https://council.example/?a=1&b=2."
    )
    (first, ours) = copied(based, "sources/both-2021.html", "APA")
    assert first == (
        "Quill, A., & Skerry Council. (2021, May). Who Pays, and “When”? The Lantern. "
        "https://council.example/?a=1&b=2"
    )
    assert ours == (
        "Isles & Co. (2022, December 31). Digest of Ada Quill and Skerry Council, "
        f"“Who Pays, and ‘When’?” The Skerries link. {BASE}/sources/both-2021.html"
    )


def test_a_stance_is_cited_with_holder_topic_source_paragraph_and_permalink(based: Site) -> None:
    for stance in based.corpus.stances():
        id = stance_id(stance)
        page = stance_address(id)
        (item,) = items(based, page)
        source = based.corpus.sources[stance.source]
        attested = based.findings.attested.get(id)
        paragraph = attested.paragraph if attested else stance.paragraph
        for shown in (*copied(based, page, "Chicago"), *copied(based, page, "APA")):
            for actor in stance.holders:
                assert based.corpus.actors[actor].name in shown
            assert based.corpus.topics[stance.topic].name in shown
            assert source.title in shown and id in shown and stance.position.label in shown
            assert not source.published or str(source.published.year) in shown
            assert not paragraph or f"para. {paragraph}" in shown
            assert "Isles & Co" in shown
            assert f"{BASE}/{page}" in shown
        assert item["id"] == f"stance-{id}" and item["URL"] == f"{BASE}/{page}"


def test_a_stance_in_the_shipped_digest_reads_as_it_should(shipped: Site) -> None:
    page = "stances/200d1a6ad487.html"
    assert copied(shipped, page, "Chicago") == [
        "“Indo-Pacific Four on North Korea–Russia military cooperation.” Stance 200d1a6ad487: "
        "supports, July 11, 2024; rests on Jamie Larson, “NATO Diplomacy, South Korea’s AI & Space "
        "Tech Push,” Focus on Korea newsletter, n.d., para. 6. South Korea and NATO. "
        "November 22, 2026."
    ]


def test_pages_have_an_address_only_where_the_site_has_one(based: Site, shipped: Site) -> None:
    for site, known in ((based, True), (shipped, False)):
        for page in site.html_paths:
            for found in classed(site.main(page), "cite"):
                ours = items(site, page)[-1]
                assert ours.get("URL") == (f"{BASE}/{page}" if known else None)
                assert ours["container-title"] == site.corpus.settings.title
                (link,) = [a for a in found.iter("a") if a.get("data-copy") == "address"]
                assert link.get("href") == (f"{BASE}/{page}" if known else page.split("/")[-1])
        assert verify(site.rendered, base_url=BASE if known else "") == []


def test_a_retracted_source_says_so_wherever_it_is_cited(tmp_path: Path) -> None:
    name = "articles/lantern-2021-bridge.md"
    changed = (lay_out(tmp_path / "a") / name).read_text(encoding="utf-8")
    changed = changed.replace("standing: current", "standing: retracted")
    site = Site(lay_out(tmp_path / "b", {name: changed}))
    (first, _) = copied(site, "sources/lantern-2021-bridge.html", "Chicago")
    assert first.endswith("https://lantern.example/across. Retracted.")
    assert items(site, "sources/lantern-2021-bridge.html")[0]["status"] == "retracted"
    assert b"note = {Retracted}" in site.files["data/bibliography.bib"]
    stance = next(s for s in site.corpus.stances() if s.source == "lantern-2021-bridge")
    (said,) = copied(site, stance_address(stance_id(stance)), "APA")
    assert "[Source retracted]" in said


def test_a_digest_without_a_date_gives_none(tmp_path: Path) -> None:
    sources = lay_out(tmp_path)
    for path in (sources / "digest.yaml", *(sources / "articles").glob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(("as_of:", "published:"))]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    site = Site(sources)
    assert copied(site, "sources/tidings-2022-reprint.html", "Chicago") == [
        "“The Boats Stay (reprint).” N.d.",
        "“Digest of ‘The Boats Stay (reprint).’” The Skerries link, n.d.",
    ]
    for page in ("sources/tidings-2022-reprint.html", "topics/fixed-link.html"):
        assert all("issued" not in item for item in items(site, page))
