"""Our digests on source pages: names linked, quotations marked, notes beside."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import Site, classed, lay_out, targets, text, with_text

from digest.model.coding import stance_id
from digest.model.refs import Ref, address

ARTICLE = """---
title: On names
published: 2022-05
kind: news
---

Skerry Council met. The Skerry Council met again, and Han Byeol spoke of the bridge.

## The Harbour Office in a heading

Skerry Council met here [with Han Byeol](https://lantern.example/x) and `Harbour Office` met too.

    Mainland in indented code

```
Mainland in a fence
```

## Hangul

한별은 왔다. 암초섬에서 만났다. 한별나라 stays.

## Places

A boat left from Quayside. The town of Quayside sleeps.

## Bodies

Quayside refused the toll. Skerry Councillors and the SCR are other words.

## By hand

[[actor:mainland|The big land]] and [[topic:ferry-subsidy]] and
[[document:quay-accord-2021|the paper]].
"""
PAGE = "sources/names-2022.html"


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The specimen with an article full of names."""
    folder = tmp_path_factory.mktemp("names")
    return Site(lay_out(folder, {"articles/names-2022.md": ARTICLE}))


def linked(site: Site, words: str) -> list[tuple[str, str]]:
    """Links to entries in the block that holds the words: text and page."""
    (digest,) = classed(site.main(PAGE), "digest")
    block = with_text(list(digest.iter("p", "h2", "h3", "pre")), words)
    return [
        (t.text, t.path) for t in targets(block, PAGE) if "entry" in (t.element.get("class") or "")
    ]


COUNCIL = ("Skerry Council", "actors/skerry-council.html")
HAN = "actors/han-byeol.html"


def test_a_name_is_linked_at_its_first_mention_in_each_section(names: Site) -> None:
    first = linked(names, "met again")
    assert first.count(COUNCIL) == 1
    assert ("Han Byeol", HAN) in first
    assert ("bridge", "topics/fixed-link.html") in first
    assert COUNCIL in linked(names, "Skerry Council met here")


def test_nothing_is_linked_in_links_code_and_headings(names: Site) -> None:
    assert linked(names, "in a heading") == []
    assert linked(names, "in indented code") == []
    assert linked(names, "in a fence") == []
    assert linked(names, "Skerry Council met here") == [COUNCIL]
    (digest,) = classed(names.main(PAGE), "digest")
    assert digest.xpath(".//a//a | .//code//a | .//pre//a") == []


def test_a_hangul_name_is_linked_with_its_particle_after_it(names: Site) -> None:
    assert linked(names, "한별은") == [("한별", HAN), ("암초섬", "actors/skerries.html")]


def test_an_ambiguous_metonym_is_linked_only_where_the_context_decides(names: Site) -> None:
    assert linked(names, "A boat left") == []
    assert linked(names, "refused the toll") == [("Quayside", "actors/skerry-council.html")]


def test_names_within_longer_words_are_not_linked(names: Site) -> None:
    assert all(words not in ("SC", "Skerry Council") for words, _ in linked(names, "other words"))


def test_links_by_hand_have_their_words_or_the_name(names: Site) -> None:
    assert linked(names, "The big land") == [
        ("The big land", "actors/mainland.html"),
        ("Ferry subsidy", "topics/ferry-subsidy.html"),
        ("the paper", "documents/quay-accord-2021.html"),
    ]


def test_outward_links_are_marked_and_tell_nothing_to_their_target(names: Site) -> None:
    (link,) = [t for t in targets(names.main(PAGE), PAGE) if t.path == "https://lantern.example/x"]
    assert "out" in link.element.get("class")
    assert "noopener" in link.element.get("rel")


def test_notes_link_names_once_and_never_their_own_page(mini: Site) -> None:
    page = "actors/pilots-unnamed.html"
    note = with_text(list(mini.main(page).iter("p")), "Never merged")
    assert [(t.text, t.path) for t in targets(note, page)] == [
        ("the office", "actors/harbour-office.html")
    ]
    own = with_text(list(mini.main("actors/skerries.html").iter("p")), "The islands as a whole")
    assert targets(own, "actors/skerries.html") == []


def test_a_stance_quoted_in_the_digest_is_marked_with_its_note_beside(mini: Site) -> None:
    page = "sources/lantern-2021-bridge.html"
    (digest,) = classed(mini.main(page), "digest")
    marks = {mark.stance for mark in mini.findings.marks["lantern-2021-bridge"]}
    assert len(marks) == 2
    for stance in mini.corpus.annotations["lantern-2021-bridge"].stances:
        id = f"stance-{stance_id(stance)}"
        marked = [a for a in classed(digest, "mark") if a.get("href") == f"#{id}"]
        notes = [n for n in classed(digest, "note") if n.xpath(f".//a[@href='#{id}']")]
        if stance_id(stance) not in marks:
            assert marked == notes == []
            continue
        assert "".join(map(text, marked)) == stance.quote
        (note,) = notes
        (passage,) = note.xpath("ancestor::div[contains(@class, 'passage')]")
        assert marked[0] in list(passage.iter("a"))
        assert stance.position.label in text(note) and stance.position.glyph in text(note)
        pages = {address(Ref("topic", stance.topic)), address(Ref("actor", *stance.holders))}
        assert pages <= {target.path for target in targets(note, page)}


def test_every_stance_is_listed_by_paragraph_with_its_permalink(mini: Site) -> None:
    for id, coding in mini.corpus.annotations.items():
        page = address(Ref("source", id))
        for stance in coding.stances:
            (found,) = mini.main(page).xpath(f".//*[@id='stance-{stance_id(stance)}']")
            assert stance.quote in text(found)
            (block,) = found.xpath("ancestor::section[contains(@class, 'by-paragraph')]")
            assert f"Paragraph {stance.paragraph} " in text(block)


def test_a_stance_says_who_speaks_who_reports_and_who_writes(mini: Site) -> None:
    page = "sources/lantern-2022-ferries.html"
    said = with_text(classed(mini.main(page), "stance"), "sooner drown")
    assert "Han Byeol (Chair, Skerry Council; left the office" in text(said)
    assert "quoted. 20 January 2022" in text(said)
    on_topic = with_text(classed(mini.main("topics/fixed-link.html"), "stance"), "sooner drown")
    assert "quoted by Ada Quill, The Lantern" in text(on_topic)
    assert "20 January 2022" in text(said) and "date of the source" not in text(said)
    other = with_text(classed(mini.main(page), "stance"), "the channel will be looked at")
    assert "date of the source" in text(other)
    reprint = with_text(classed(mini.main("sources/tidings-2022-reprint.html"), "stance"), "drown")
    assert "The Lantern" in text(reprint)


def test_an_entry_names_its_holder_once_and_a_long_publisher_by_its_short_name(
    shipped: Site,
) -> None:
    page = "topics/lethal-aid-ukraine.html"
    found = with_text(classed(shipped.main(page), "stance"), "prodding Seoul to formally shift")
    (voice,) = classed(found, "voice")
    assert text(voice).startswith("In the author’s own words, KEI.")
    held = with_text(classed(shipped.main(page), "stance"), "export weapons to countries in conf")
    assert text(classed(held, "voice")[0]).startswith("Reported by KEI author (unnamed), KEI.")
    office = with_text(
        classed(shipped.main("actors/jens-stoltenberg.html"), "stance"), "had changed their policy"
    )
    words = text(office).rpartition("”")[2].strip()
    assert words.startswith("Secretary General, NATO, on that date; general knowledge. Reported: ")


def test_overlapping_quotations_are_each_listed_and_the_page_stays_whole(tmp_path: Path) -> None:
    more = """+
  - actor: mainland
    topic: ferry-subsidy
    position: supports
    voice: reported
    quote: drown than pay the toll
    paragraph: 2
"""
    head, _, facts = (
        (lay_out(tmp_path / "a") / "articles/lantern-2022-ferries.yaml")
        .read_text(encoding="utf-8")
        .partition("facts:")
    )
    changed = head + more[2:] + "facts:" + facts
    site = Site(lay_out(tmp_path / "b", {"articles/lantern-2022-ferries.yaml": changed}))
    (digest,) = classed(site.main("sources/lantern-2022-ferries.html"), "digest")
    assert len(classed(digest, "note")) == 2
    assert "“sooner drown than pay the toll”" in text(digest)
    assert digest.xpath(".//a//a") == []
