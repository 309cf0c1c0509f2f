"""Feeds: whole, of topics and of actors; read by feedparser, and by hand where that is lenient."""

from __future__ import annotations

import datetime
import posixpath
import re
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import payloads
import pytest
from lxml import etree
from machines import ATOM, BASE, based, head
from msgspec.structs import replace
from sites import Site, lay_out, mini, shipped

from digest.dates import PartialDate
from digest.model.coding import stance_id
from digest.model.refs import stance_address
from digest.publish.verify import verify
from digest.render.machine.atom import MOST, Entry, Feed, latest, stamp, written
from digest.render.site import render

TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[a-z0-9:-]+")
STAMP = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")


def feeds_of(files: dict[str, bytes]) -> dict[str, etree._Element]:
    found = {p: etree.fromstring(c) for p, c in files.items() if p.endswith(".xml")}
    return {path: tree for path, tree in found.items() if tree.tag == f"{ATOM}feed"}


def one(element: etree._Element, name: str) -> str:
    (found,) = element.findall(f"{ATOM}{name}")
    return found.text or ""


@pytest.mark.parametrize("files", [lambda: shipped().files, lambda: based(shipped())])
def test_every_feed_and_entry_has_all_that_the_format_asks_for(files: object) -> None:
    found = feeds_of(files())  # type: ignore[operator]
    assert len(found) > 50
    ids = set()
    for path, feed in found.items():
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            assert TAG.fullmatch(one(element, "id")), path
            assert one(element, "title").strip(), path
            assert STAMP.fullmatch(one(element, "updated")), path
            assert all(a.findtext(f"{ATOM}name").strip() for a in element.findall(f"{ATOM}author"))
            assert element.findall(f"{ATOM}author"), path
        entries = [one(entry, "id") for entry in feed.iter(f"{ATOM}entry")]
        assert len(set(entries)) == len(entries) <= MOST
        dates = [one(entry, "updated") for entry in feed.iter(f"{ATOM}entry")]
        assert dates == sorted(dates, reverse=True), path
        assert one(feed, "updated") == max(dates, default=one(feed, "updated"))
        ids.add(one(feed, "id"))
    assert len(ids) == len(found)


def test_feedparser_reads_them_and_every_link_leads_to_a_page() -> None:
    files = based(shipped())
    for path in feeds_of(files):
        parsed = feedparser.parse(files[path])
        assert not parsed.bozo and parsed.version == "atom10"
        assert parsed.feed.title.startswith(shipped().corpus.settings.title)
        assert {link.href for link in parsed.feed.links if link.rel == "self"} == {f"{BASE}/{path}"}
        for entry in parsed.entries:
            page, _, mark = entry.link.removeprefix(f"{BASE}/").partition("#")
            assert page in files, entry.link
            assert not mark or f'id="{mark}"'.encode() in files[page]


def test_without_an_address_links_are_relative_to_the_feed_and_none_names_itself() -> None:
    files = shipped().files
    for path, feed in feeds_of(files).items():
        for link in feed.iter(f"{ATOM}link"):
            assert link.get("rel") is None
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), str(link.get("href")).partition("#")[0])
            )
            assert target in files, (path, target)


def test_a_topic_has_each_of_its_stances_by_who_says_it() -> None:
    site = shipped()
    feed = feeds_of(based(site))["topics/lethal-aid-ukraine.xml"]
    entries = {one(e, "id").rpartition(":")[2]: e for e in feed.iter(f"{ATOM}entry")}
    own = [s for s in site.corpus.stances() if s.topic == "lethal-aid-ukraine"]
    assert set(entries) == {stance_id(s) for s in own} and len(own) <= MOST
    for stance in own:
        entry = entries[stance_id(stance)]
        people = (stance.speaker,) if stance.speaker else stance.holders
        names = [a.findtext(f"{ATOM}name") for a in entry.findall(f"{ATOM}author")]
        assert names == [site.corpus.actors[id].name for id in people]
        assert site.findings.attested[stance_id(stance)].words in one(entry, "summary")
        terms = [c.get("term") for c in entry.findall(f"{ATOM}category")]
        assert terms == [stance.position.value, stance.topic]
        date = stance.date or site.corpus.sources[stance.source].published
        published = [p.text for p in entry.findall(f"{ATOM}published")]
        assert published == ([stamp(date)] if date else [])


def test_an_actor_has_what_it_holds_and_what_it_says_for_others() -> None:
    site = shipped()
    feeds = feeds_of(site.files)
    for ref in site.findings.tallies:
        if ref.kind == "actor":
            feed = feeds[f"actors/{ref.id}.xml"]
            own = {
                stance_id(s) for s in site.corpus.stances() if ref.id in (*s.holders, s.speaker)
            } | {stance_id(s) for s in site.findings.spoken_for.get(ref.id, ())}
            found = {one(e, "id").rpartition(":")[2] for e in feed.iter(f"{ATOM}entry")}
            assert found <= own and len(found) == min(len(own), MOST), ref.id
    putin = feeds["actors/vladimir-putin.xml"]
    assert any("Russia on" in one(e, "title") for e in putin.iter(f"{ATOM}entry"))


def test_the_site_has_its_sources_and_what_was_recorded_as_changed() -> None:
    site = shipped()
    feed = feeds_of(site.files)["feed.xml"]
    titles = {one(entry, "title") for entry in feed.iter(f"{ATOM}entry")}
    assert titles == {s.title for s in site.corpus.sources.values()} | {
        revision.title for revision in site.corpus.changes
    }
    (newest, *_) = feed.iter(f"{ATOM}entry")
    assert one(newest, "updated") == "2026-11-22T00:00:00Z"
    assert newest.find(f"{ATOM}link").get("href") == "changes.html#change-1"
    assert re.search(r"\d+ appeared and \d+ changed|\d+ appeared, \d+", one(newest, "summary"))


def test_what_changed_lately_comes_first_at_the_date_of_that_change() -> None:
    site = shipped()
    appeared = {item.id for item in site.corpus.changes[0].appeared if item.what.value == "stance"}
    path = "topics/information-sharing.xml"
    entries = {
        one(e, "id").rpartition(":")[2]: one(e, "updated")
        for e in feeds_of(site.files)[path].iter(f"{ATOM}entry")
    }
    assert {entries[id] for id in appeared & set(entries)} == {"2026-11-22T00:00:00Z"}


def test_ids_outlive_a_move_and_the_passing_of_time() -> None:
    site = shipped()
    corpus = site.corpus

    def ids(**changed: object) -> list[str]:
        settings = replace(corpus.settings, **changed)
        pages = render(corpus._replace(settings=settings), site.findings)
        (feed,) = [p for p in pages if p.path == "topics/lethal-aid-ukraine.xml"]
        return [e.text or "" for e in etree.fromstring(feed.content).iter(f"{ATOM}id")]

    kept = ids(tag="digest.example,2025-03", base_url="https://one.example/")
    assert kept == ids(tag="digest.example,2025-03", base_url="https://two.example/x")
    assert kept[0] == "tag:digest.example,2025-03:feed:topic:lethal-aid-ukraine"
    later = ids(base_url="https://one.example", as_of=PartialDate(2031, 1, 1))
    assert later == ids(base_url="https://one.example")
    assert later[0].startswith("tag:one.example,2026:")


def test_pages_say_where_their_feed_is_and_readers_see_it() -> None:
    site = shipped()
    for page, feeds in {
        "index.html": {"feed.xml"}, "topics/nato-asia-role.html":
        {"feed.xml", "topics/nato-asia-role.xml"}, "actors/nato.html":
        {"feed.xml", "actors/nato.xml"}, "actors/clint-work.html": {"feed.xml"},
    }.items():  # fmt: skip
        links = head(site.files[page]).xpath("//link[@type='application/atom+xml']/@href")
        where = {urljoin(f"https://h.example/{page}", link)[18:] for link in links}
        assert where == feeds
        shown = {str(a.get("href")) for a in site.tree(page).iter("a")}
        assert {str(link) for link in links} <= shown
    assert "actors/clint-work.xml" not in site.files


def test_every_stance_page_that_a_feed_names_is_there_in_the_specimen_too() -> None:
    for path, feed in feeds_of(mini().files).items():
        for entry in feed.iter(f"{ATOM}entry"):
            id = one(entry, "id").rpartition(":")[2]
            if ":stance:" in one(entry, "id"):
                assert stance_address(id) in mini().files, path


HOSTILE = "a\x0bb\x00 ]]> &nbsp; <b>&amp;</b> \ufffe \" '"


def test_hostile_texts_stay_texts_and_the_feed_stays_well_formed() -> None:
    entry = Entry("tag:h.example,2026:a", HOSTILE, HOSTILE, None, None, (HOSTILE,), HOSTILE,
                  ((HOSTILE, HOSTILE),))  # fmt: skip
    feed = Feed("tag:h.example,2026:b", HOSTILE, HOSTILE, HOSTILE, HOSTILE, None, [entry])
    tree = etree.fromstring(written(feed))
    kept = HOSTILE.replace("\x0b", "\ufffd").replace("\x00", "\ufffd").replace("\ufffe", "\ufffd")
    assert {t.text for t in tree.iter(f"{ATOM}title", f"{ATOM}name", f"{ATOM}summary")} == {kept}
    assert {link.get("href") for link in tree.iter(f"{ATOM}link")} == {kept}
    assert one(tree, "updated") == "1970-01-01T00:00:00Z", "the last resort"
    assert not feedparser.parse(written(feed)).bozo


def test_an_attacked_digest_has_sound_feeds(tmp_path: Path) -> None:
    sources, texts = payloads.write(tmp_path)
    site = Site(sources)
    assert verify(site.rendered) == []
    titles = {one(e, "title") for e in feeds_of(site.files)["topics/one.xml"].iter(f"{ATOM}entry")}
    assert any(texts["Topic.name"] in title for title in titles)


def test_only_the_latest_are_kept() -> None:
    start = datetime.date(2020, 1, 1)
    days = [start + datetime.timedelta(days=number) for number in range(120)]
    entries = [
        Entry(
            f"tag:h.example,2026:{n}", "t", "l", PartialDate(d.year, d.month, d.day), None, (), ""
        )
        for n, d in enumerate(days)
    ]
    kept = latest(entries)
    assert [e.id for e in kept] == [f"tag:h.example,2026:{n}" for n in range(119, 69, -1)]


def test_an_undated_source_is_dated_by_what_is_known(tmp_path: Path) -> None:
    site = Site(lay_out(tmp_path))
    feed = feeds_of(site.files)["feed.xml"]
    by_id = {one(e, "id").rpartition(":")[2]: e for e in feed.iter(f"{ATOM}entry")}
    for id, source in site.corpus.sources.items():
        assert one(by_id[id], "updated") == stamp(source.date or site.corpus.as_of)
        assert bool(by_id[id].findall(f"{ATOM}published")) == bool(source.published)
