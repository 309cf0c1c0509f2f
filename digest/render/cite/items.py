"""What can be cited: a source itself, and pages of the digest."""

from __future__ import annotations

from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import Ref, address, stance_address
from digest.model.source import Source
from digest.model.words import ActorKind, SourceKind, Standing
from digest.render.cite.chicago import day, within
from digest.render.cite.csl import Item, Name, Type, clean, issued
from digest.render.cite.names import author
from digest.text import listing


def source_item(corpus: Corpus, source: Source) -> Item:
    """The article or other text itself, under the id of the source."""
    item: Item = {"id": source.id, "type": _type(corpus, source), "title": clean(source.title)}
    names = [author(corpus.actors[id]) for id in source.authors]
    if known := [name for name in names if name]:
        item["author"] = known
    if source.publisher:
        where = clean(corpus.actors[source.publisher].name)
        item["publisher" if item["type"] == "document" else "container-title"] = where
    if source.published:
        item["issued"] = issued(source.published)
    elif source.not_before:
        item["note"] = f"Undated; not before {source.not_before.words}"
    if source.url:
        item["URL"] = source.url
    item["language"] = clean(source.language)
    if source.standing is not Standing.CURRENT:
        item["status"] = source.standing.label
    return item


def _type(corpus: Corpus, source: Source) -> Type:
    """A periodical's article where the publisher is one; else a page of a site, if it has an
    address."""
    publisher = corpus.actors[source.publisher] if source.publisher else None
    if publisher and source.kind is SourceKind.NEWS:
        return "article-newspaper"
    if publisher and publisher.kind is ActorKind.OUTLET:
        if source.kind is SourceKind.ANALYSIS:
            return "article-magazine"
        if source.kind is SourceKind.ACADEMIC:
            return "article-journal"
    return "webpage" if source.url else "document"


def digest_item(corpus: Corpus, source: Source) -> Item:
    """Our page on a source."""
    title = f"Digest of {within(source_item(corpus, source), whole=False)}"
    return _page(corpus, f"digest-{source.id}", title, address(Ref("source", source.id)))


def entry_item(corpus: Corpus, ref: Ref) -> Item:
    """The page of a topic, a summit or another entry."""
    return _page(corpus, f"{ref.kind}-{ref.id}", corpus.name(ref), address(ref))


def stance_item(corpus: Corpus, findings: Findings, stance: Stance) -> Item:
    """A stance: whose, on what, and on which words of which source it rests."""
    id = stance_id(stance)
    holders = listing(corpus.actors[actor].name for actor in stance.holders)
    title = f"{holders} on {corpus.topics[stance.topic].name}"
    attested = findings.attested.get(id)
    paragraph = attested.paragraph if attested else stance.paragraph
    dated = f", {day(stance.date)}" if stance.date else ""
    source = source_item(corpus, corpus.sources[stance.source])
    item = _page(corpus, f"stance-{id}", title, stance_address(id))
    item["genre"] = "stance"
    item["note"] = (
        f"Stance {id}: {stance.position.label}{dated}; rests on {within(source)}"
        f"{f', para. {paragraph}' if paragraph else ''}"
    )
    if "status" in source:
        item["status"] = f"source {source['status']}"
    return item


def _page(corpus: Corpus, id: str, title: str, path: str) -> Item:
    settings = corpus.settings
    item: Item = {"id": id, "type": "webpage", "title": clean(title)}
    if settings.publisher:
        publisher: Name = {"literal": clean(settings.publisher)}
        item["author"] = [publisher]
    item["container-title"] = clean(settings.title)
    if as_of := corpus.as_of:
        item["issued"] = issued(as_of)
    if base := settings.base_url.rstrip("/"):
        item["URL"] = f"{base}/{path}"
    item["language"] = clean(settings.language)
    return item


def all_sources(corpus: Corpus) -> list[Item]:
    """Every source, by id."""
    return [source_item(corpus, source) for _, source in sorted(corpus.sources.items())]
