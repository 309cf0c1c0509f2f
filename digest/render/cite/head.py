"""What reference managers read in the head of a page: Highwire, Dublin Core and PRISM tags.

Zotero's translator for embedded metadata takes Highwire's tags before PRISM's and Dublin Core's,
and the kind of item from `z:itemType`.  It reads the parts of a name on either side of a comma, and
splits at the comma into two authors where both sides have a space.
"""

from __future__ import annotations

from collections.abc import Iterator

from digest.render.cite.csl import ARTICLES, Item, Name, date_of, place

Tag = tuple[str, str]
"""Name and content."""

_ZOTERO = {
    "article-journal": "journalArticle", "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle", "document": "document", "webpage": "webpage",
}  # fmt: skip


def of_source(item: Item, page: str) -> tuple[Tag, ...]:
    """The tags of the page about a source, which describe the source itself.

    `page` is the address of that page, empty where not known.
    """
    publisher = item.get("publisher") or item.get("container-title", "")
    return tuple(tag for tag in (*_highwire(item, page), *_common(item, publisher)) if tag[1])


def of_page(item: Item) -> tuple[Tag, ...]:
    """The tags of a page that is cited itself."""
    publisher = ", ".join(map(_name, item.get("author", [])))
    return tuple(tag for tag in _common(item, publisher) if tag[1])


def _highwire(item: Item, page: str) -> Iterator[Tag]:
    date = date_of(item)
    article = item["type"] in ARTICLES
    yield "citation_title", item["title"]
    for name in item.get("author", []):
        yield "citation_author", _name(name)
    yield "citation_publication_date", date.iso.replace("-", "/") if date else ""
    yield "citation_journal_title" if article else "citation_publisher", place(item)
    yield "citation_language", item["language"]
    yield "citation_public_url", item.get("URL", "")
    yield "citation_abstract_html_url", page


def _common(item: Item, publisher: str) -> Iterator[Tag]:
    date = date_of(item)
    iso = date.iso if date else ""
    yield "z:itemType", _ZOTERO[item["type"]]
    yield "DC.title", item["title"]
    for name in item.get("author", []):
        yield "DC.creator", _name(name)
    yield "DC.publisher", publisher
    yield "DC.date", iso
    yield "DC.language", item["language"]
    yield "DC.identifier", item.get("URL", "")
    yield "DC.description", item["note"] if "genre" in item else ""
    yield "prism.publicationName", item.get("container-title", "")
    yield "prism.publicationDate", iso


def _name(name: Name) -> str:
    """Family name first, unless the comma would be taken for one between two authors."""
    if "literal" in name:
        return name["literal"]
    if " " in name["family"] and " " in name["given"]:
        return f"{name['given']} {name['family']}"
    return f"{name['family']}, {name['given']}"
