"""What reference managers read in the head of a page, read as Zotero's translator reads it.

That is: the vocabulary is what stands before the first `.`, `:` or `_` of a name, in any case, and
must be one that it knows; the first letter of the property may be of any case; Highwire's tags are
found by their ending; names are parted at a comma, and taken for two where there is a space on both
sides of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from sites import Site, lay_out

from digest.model.coding import stance_id
from digest.model.refs import stance_address

KNOWN = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "z": "http://www.zotero.org/namespaces/export#",
}
HIGHWIRE = {
    "citation_title": "title", "citation_publication_date": "date",
    "citation_journal_title": "publicationTitle", "citation_publisher": "publisher",
    "citation_public_url": "url", "citation_language": "language",
}  # fmt: skip
ITEM_TYPES = {"magazineArticle", "newspaperArticle", "journalArticle", "webpage", "document"}


class Embedded:
    """The tags of a page."""

    def __init__(self, site: Site, page: str) -> None:
        self.rdf: dict[str, list[str]] = defaultdict(list)
        self.item: dict[str, str] = {}
        self.authors: list[tuple[str, str]] = []
        head = site.tree(page).find("head")
        for meta in head.iter("meta"):
            self._take(meta.get("name") or meta.get("property") or "", meta.get("content") or "")

    def _take(self, name: str, content: str) -> None:
        parts = re.fullmatch(r"([^.:_]+)[.:_](.)(.*)", name)
        if parts and content and parts[1].lower() in KNOWN:
            self.rdf[KNOWN[parts[1].lower()] + parts[2].lower() + parts[3]].append(content)
        for ending, field in HIGHWIRE.items():
            if name.endswith(ending):
                self.item[field] = content
        if name.endswith("citation_author"):
            self.authors += map(parted, split(content))

    def get(self, vocabulary: str, name: str) -> list[str]:
        """All contents of a property."""
        return self.rdf[KNOWN[vocabulary] + name]


def split(content: str) -> list[str]:
    """The authors in one tag."""
    one, comma, other = content.partition(",")
    if ";" in content:
        return [name.strip() for name in content.split(";")]
    if comma and " " in one and " " in other.strip():
        return [one, other.strip()]
    return [content]


def parted(name: str) -> tuple[str, str]:
    """Family name and given names."""
    if "," in name:
        family, _, given = name.partition(",")
        return family.strip(), given.strip()
    given, _, family = name.rpartition(" ")
    return family, given


def test_zotero_finds_the_article_on_the_page_of_a_source(shipped: Site) -> None:
    found = Embedded(shipped, "sources/diplomat-2024-strategic-ambiguity.html")
    source = shipped.corpus.sources["diplomat-2024-strategic-ambiguity"]
    assert found.get("z", "itemType") == ["magazineArticle"]
    assert found.item == {
        "title": source.title, "date": "2024/08", "publicationTitle": "The Diplomat",
        "url": source.url, "language": "en",
    }  # fmt: skip
    assert found.authors == [("Kim", "Jina")]
    assert found.get("dc", "title") == [source.title]
    assert found.get("dc", "creator") == ["Kim, Jina"]
    assert found.get("dc", "date") == found.get("prism", "publicationDate") == ["2024-08"]
    assert found.get("dc", "identifier") == [source.url]
    assert found.get("prism", "publicationName") == ["The Diplomat"]


def test_every_source_is_found_with_what_is_known_and_no_more(shipped: Site) -> None:
    for source in shipped.corpus.sources.values():
        found = Embedded(shipped, f"sources/{source.id}.html")
        assert found.item["title"] == source.title
        assert found.item.get("url", "") == source.url
        date = source.published
        assert found.item.get("date") == (date.iso.replace("-", "/") if date else None)
        (kind,) = found.get("z", "itemType")
        assert kind in ITEM_TYPES
        publisher = shipped.corpus.actors[source.publisher].name
        assert publisher in (found.item.get("publicationTitle"), found.item.get("publisher"))
        known = [id for id in source.authors if id != "kei-2024-author"]
        assert len(found.authors) == len(known) == len(found.get("dc", "creator"))


def test_authors_stand_one_in_a_tag_and_bodies_with_them(tmp_path: Path) -> None:
    article = (
        "---\ntitle: Joint\nkind: official\nauthors: [ada-quill, skerry-council, pilots-unnamed]\n"
        "url: https://council.example/joint\npublished: 2021-05-06\n---\nOur words.\n"
    )
    site = Site(lay_out(tmp_path, {"articles/joint-2021.md": article}))
    found = Embedded(site, "sources/joint-2021.html")
    assert found.authors[0] == ("Quill", "Ada")
    assert found.get("dc", "creator") == ["Quill, Ada", "Skerry Council"]
    assert len(found.authors) == 2
    assert found.item["date"] == "2021/05/06"
    assert found.get("z", "itemType") == ["webpage"]
    assert "publisher" not in found.item and not found.get("dc", "publisher")


def test_a_name_with_spaces_on_both_sides_is_not_taken_for_two_persons(tmp_path: Path) -> None:
    actors = (
        "+\nmary-ann:\n  name: Mary Ann de Vries\n  kind: person\n  names: ['de Vries, Mary Ann']\n"
    )
    article = "---\ntitle: T\nkind: news\nauthors: [mary-ann]\n---\nOur words.\n"
    site = Site(lay_out(tmp_path, {"actors.yaml": actors, "articles/t-2021.md": article}))
    assert len(Embedded(site, "sources/t-2021.html").authors) == 1


def test_other_pages_describe_themselves(shipped: Site) -> None:
    stance = next(shipped.corpus.stances())
    pages = {
        stance_address(stance_id(stance)): None,
        "topics/lethal-aid-ukraine.html": shipped.corpus.topics["lethal-aid-ukraine"].name,
        "summits/2024-07-washington-summit.html": "NATO Washington Summit",
    }
    for page, title in pages.items():
        found = Embedded(shipped, page)
        assert found.get("z", "itemType") == ["webpage"]
        assert title is None or found.get("dc", "title") == [title]
        assert found.get("dc", "date") == ["2026-11-22"]
        assert found.get("prism", "publicationName") == ["South Korea and NATO"]
        assert not found.item and not found.authors, "no tags of articles on pages that are none"
        assert not found.get("dc", "publisher"), "nobody is named as publisher in digest.yaml"
    said = Embedded(shipped, stance_address(stance_id(stance))).get("dc", "description")
    assert len(said) == 1 and f"Stance {stance_id(stance)}: " in said[0]


@pytest.mark.parametrize("page", ["index.html", "actors/index.html", "data.html", "404.html"])
def test_a_page_that_is_not_cited_has_no_such_tags(shipped: Site, page: str) -> None:
    found = Embedded(shipped, page)
    assert not found.rdf and not found.item


def test_a_page_names_its_own_address_where_the_site_has_one(tmp_path: Path) -> None:
    sources = lay_out(tmp_path, {"digest.yaml": "+base_url: https://digest.example/x\n"})
    site = Site(sources)
    page = "sources/lantern-2021-bridge.html"
    tags = {
        meta.get("name"): meta.get("content") for meta in site.tree(page).find("head").iter("meta")
    }
    assert tags["citation_abstract_html_url"] == f"https://digest.example/x/{page}"
    assert tags["citation_public_url"] == "https://lantern.example/across"
