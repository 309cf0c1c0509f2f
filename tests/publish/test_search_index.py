"""The search index: made of the records alone, kept while they stay, and never in the way."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import run
from lxml import html
from sites import lay_out, tree_of, without_index

from digest import pipeline
from digest.model.page import Page
from digest.model.search import Facet, Found, Record
from digest.publish import search
from digest.publish.searched import as_html
from digest.render.frame import MORE, NAVIGATION
from digest.render.search import records

SIGNATURE = b"pagefind_dcd"
ONE = Record(
    url="actors/one.html", title="One", kind=Found.ACTOR, names=(("One", ""), ("하나", "ko")),
    text=("The first of them.",), note="person",
    facets=(Facet("actor", "one", "One"), Facet("topic", "t", "A, b: c")),
)  # fmt: skip
TWO = Record(url="timeline.html#milestone-two", title="Two", kind=Found.MILESTONE)
RECORDS = (ONE, TWO)

DRAFT = """---
title: Wolpertinger draft
published: 2022-06
kind: news
draft: true
summary: A quokkadraft summary.
---
The draft speaks of numbats.
"""


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return lay_out(tmp_path)


@pytest.fixture
def fake(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a program that does what a line of shell says."""

    def make(line: str) -> Path:
        path = tmp_path / "pagefind_extended"
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)
        return path

    return make


def opened(content: bytes) -> bytes:
    """A part of the index as its readers see it."""
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


def fragments(files: dict[str, bytes]) -> list[dict[str, object]]:
    """The results that an index can show."""
    return [
        json.loads(opened(content).removeprefix(SIGNATURE))
        for path, content in sorted(files.items())
        if path.startswith(f"{search.FOLDER}/fragment/")
    ]


def index_of(site: Path | dict[str, bytes]) -> dict[str, bytes]:
    """The index in a site on disk, or in one that was read."""
    tree = site if isinstance(site, dict) else tree_of(site)
    return {path: content for path, content in tree.items() if path.startswith("pagefind/")}


def test_the_program_that_the_tests_need_is_here() -> None:
    program = search.program()
    assert program and os.access(program, os.X_OK)


def test_each_record_is_a_result_with_its_page_and_what_goes_with_it() -> None:
    made = search.index(RECORDS, "en")
    assert made.fault == ""
    shown = {str(f["meta"]["title"]): f for f in fragments({p.path: p.content for p in made.files})}
    assert set(shown) == {"One", "Two"}
    assert shown["One"]["url"] == "/actors/one.html" and "url" not in shown["One"]["meta"]
    assert shown["Two"]["meta"]["url"] == "timeline.html#milestone-two"
    assert shown["One"]["content"] == "One, 하나. The first of them."
    assert shown["One"]["filters"] == {
        "actor": ["one One"],
        "kind": ["actor"],
        "topic": ["t A, b: c"],
    }
    assert shown["One"]["meta"]["note"] == "person"


def test_whatever_a_record_holds_is_text() -> None:
    bad = '</p><script>x</script> "quoted" \u2028 & <mark data-pagefind-filter="kind:x">'
    record = Record(
        url="a.html", title=bad, kind=Found.STANCE, text=(bad,), note=bad,
        names=((bad, '"><x'),), facets=(Facet("topic", "t", bad),),
    )  # fmt: skip
    tree = html.document_fromstring(as_html(record, 3, "en"))
    assert not tree.xpath("//script | //mark | //x")
    assert tree.xpath("//body/p")[1].text == bad
    assert tree.xpath("//meta[starts-with(@data-pagefind-meta, 'title')]/@content") == [bad]
    ((filtered,),) = [tree.xpath("//meta[starts-with(@data-pagefind-filter, 'topic')]/@content")]
    assert filtered == f"t {bad}"
    (shown,) = fragments({p.path: p.content for p in search.index([record], "en").files})
    assert str(shown["content"]).count("<script>x</script>") == 2, "names and text, as text"
    assert shown["filters"]["kind"] == ["stance"]


def test_the_language_of_the_digest_is_handed_over_only_when_it_is_one() -> None:
    for language, said in (("de-AT", "de"), ("--verbose", "en"), ("", "en")):
        (entry,) = [p for p in search.index(RECORDS, language).files if "entry" in p.path]
        assert list(json.loads(entry.content)["languages"]) == [said]


def test_only_what_the_site_needs_is_kept_of_what_the_program_makes() -> None:
    made = {page.path.partition("/")[2] for page in search.index(RECORDS, "en").files}
    kinds = {re.sub(r"en_[0-9a-f]+", "x", name) for name in made}
    assert kinds == {
        "pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind",
        "pagefind.x.pf_meta", "index/x.pf_index", "filter/x.pf_filter", "fragment/x.pf_fragment",
        "records.json",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("echo it broke >&2; exit 3", "ended with code 3: it broke"),
        ("kill -9 $$", "ended with code -9"),
        ("sleep 30", "was stopped after 0.5 seconds"),
        ("exit 0", "cannot be made"),
        ("mkdir index; echo '{' > index/pagefind-entry.json", "cannot be made"),
        (
            'mkdir index; echo \'{"languages": {"en": {"page_count": 1, "wasm": null}}}\''
            " > index/pagefind-entry.json",
            "1 record of 2 were indexed",
        ),
    ],
)
def test_a_program_that_fails_is_told_of_and_leaves_no_index(
    fake: Callable[[str], Path], line: str, says: str
) -> None:
    made = search.index(RECORDS, "en", executable=fake(line), seconds=0.5)
    assert made.files == () and says in made.fault


def test_a_program_that_cannot_be_run_is_told_of(tmp_path: Path) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text("no program")
    assert "cannot be made" in search.index(RECORDS, "en", executable=broken).fault


def test_an_index_is_kept_for_its_records_alone_and_only_while_it_is_whole(tmp_path: Path) -> None:
    site, state = tmp_path / "site", search.state_of(RECORDS, "en")
    made = search.index(RECORDS, "en").files
    for page in made:
        (site / page.path).parent.mkdir(parents=True, exist_ok=True)
        (site / page.path).write_bytes(page.content)
    assert sorted(search.kept(site, state)) == sorted(made)
    assert search.kept(site, search.state_of(RECORDS[:1], "en")) == ()
    assert search.kept(site, search.state_of(RECORDS, "de")) == ()
    assert search.kept(tmp_path / "none", state) == ()
    part = next((site / search.FOLDER / "fragment").iterdir())
    whole = part.read_bytes()
    for spoil in (lambda: part.write_bytes(b"x"), part.unlink):
        spoil()
        assert search.kept(site, state) == ()
        part.write_bytes(whole)
        assert search.kept(site, state)
    (site / search.FOLDER / "more.js").write_text("added")
    assert search.kept(site, state) == ()
    for senseless in (b"", b"[]", b"{", b'{"records": 1}', b"\xff"):
        (site / search.STATE).write_bytes(senseless)
        assert search.kept(site, state) == ()


def test_the_index_is_a_part_of_the_site_and_not_made_again_for_the_same_records(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build").code == 0
    before = tree_of(Path("site"))
    assert len(fragments(before)) > 20
    listed = dict(
        line.split("  ", 1)[::-1]
        for line in before[".digest-site"].decode().splitlines()
        if not line.startswith("#")
    )
    for path, content in before.items():
        assert path == ".digest-site" or listed[path] == hashlib.sha256(content).hexdigest()

    def never(*_: object, **__: object) -> search.Index:
        pytest.fail("the program was run again")

    with monkeypatch.context() as patched:
        patched.setattr(search, "index", never)
        again = run("build")
        assert again.out.startswith("0 files written") and tree_of(Path("site")) == before
        settings = (sources / "digest.yaml").read_text(encoding="utf-8")
        (sources / "digest.yaml").write_text(settings.replace("a specimen", "of two shores"))
        assert run("build").code == 0
        after = tree_of(Path("site"))
        assert after["index.html"] != before["index.html"]
        assert index_of(after) == index_of(before)


def test_readers_have_the_new_pages_before_the_index_is_made_and_never_an_old_index(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build").code == 0
    for ending in ("md", "yaml"):
        (sources / f"articles/tidings-2022-reprint.{ending}").unlink()
    seen = {}
    make = search.index

    def watched(*given: object, **more: object) -> search.Index:
        seen.update(tree_of(Path("site")))
        return make(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(search, "index", watched)
    done = run("build")
    assert done.code == 0 and "no search index" not in done.out
    assert seen and not index_of(seen)
    now = without_index(Path("site"))
    assert {path: seen[path] for path in now} == now
    assert "sources/tidings-2022-reprint.html" not in now
    assert len(fragments(tree_of(Path("site")))) > 20


def test_a_build_without_the_program_says_so_once_and_is_complete(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build", "-o", "searched").code == 0
    monkeypatch.setattr(search, "program", lambda: None)
    done = run("build")
    assert done.code == 0 and done.err == ""
    assert done.out.count("no search index") == 1 and "not installed" in done.out
    assert index_of(Path("site")) == {}
    assert without_index(Path("site")) == without_index(Path("searched"))
    assert run("build", "-q").out == ""
    kept = run("build", "-o", "searched")
    assert "no search index" not in kept.out and index_of(Path("searched"))


def test_a_program_that_breaks_stops_no_build_and_leaves_no_old_index(
    sources: Path, monkeypatch: pytest.MonkeyPatch, fake: Callable[[str], Path]
) -> None:
    assert run("build").code == 0
    settings = (sources / "digest.yaml").read_text(encoding="utf-8")
    (sources / "digest.yaml").write_text(
        settings.replace("language: en", "language: de"), encoding="utf-8"
    )
    monkeypatch.setattr(search, "program", lambda: fake("echo out of luck; exit 1"))
    done = run("build")
    assert done.code == 0 and "ended with code 1: out of luck" in done.out
    assert index_of(Path("site")) == {}
    monkeypatch.undo()
    monkeypatch.chdir(sources.parent)
    assert "no search index" not in run("build").out
    assert index_of(Path("site"))


def test_an_index_that_cannot_be_written_stops_no_build(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = search.Index((Page("pagefind/../x", b""),))
    monkeypatch.setattr(search, "index", lambda *_, **__: broken)
    done = run("build")
    assert done.code == 0 and "it cannot be put in place" in done.out
    assert (Path("site") / "index.html").exists() and index_of(Path("site")) == {}


def test_no_search_makes_none_and_check_never_does(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build").code == 0 and index_of(Path("site"))
    monkeypatch.setattr(search, "index", lambda *_, **__: pytest.fail("the program was run"))
    done = run("build", "--no-search")
    assert done.code == 0 and "index" not in done.out.replace("index.html", "")
    assert index_of(Path("site")) == {}
    assert run("check").code == 0


def test_what_is_withheld_is_in_no_byte_of_the_index(sources: Path) -> None:
    """Case X24: drafts, comments, originals, second codings, and what has been withdrawn."""
    (sources / "articles/draft-2022.md").write_text(DRAFT, encoding="utf-8")
    topics = sources / "topics.yaml"
    topics.write_text("# axolotl\n" + topics.read_text(encoding="utf-8"), encoding="utf-8")
    originals = sources / "originals"
    originals.mkdir()
    (originals / "draft-2022.txt").write_text("A pangolin, withheld.", encoding="utf-8")
    second = sources / "articles/lantern-2021-bridge.b.yaml"
    words = second.read_text(encoding="utf-8")
    assert "note: " not in words
    second.write_text(words.replace("  - actor:", "  - note: An okapi.\n    actor:", 1))
    reprint = sources / "articles/tidings-2022-reprint.md"
    kept = reprint.read_text(encoding="utf-8")
    reprint.write_text(kept + "\nA capybara, to be withdrawn.\n", encoding="utf-8")

    secrets = ("wolpertinger", "quokkadraft", "numbat", "axolotl", "pangolin", "okapi")
    assert run("build").code == 0
    held = {path: opened(content).lower() for path, content in index_of(Path("site")).items()}
    assert any(b"capybara" in content for content in held.values()), "the test can see words"
    assert [(p, s) for p, content in held.items() for s in secrets if s.encode() in content] == []

    reprint.write_text(kept, encoding="utf-8")
    assert run("build").code == 0
    assert not any(b"capybara" in opened(c).lower() for c in tree_of(Path("site")).values())
    assert run("build", "--drafts").code == 0
    assert any(b"numbat" in opened(c).lower() for c in index_of(Path("site")).values())


def test_every_word_of_the_index_comes_from_a_record(sources: Path) -> None:
    result = pipeline.build(pipeline.Options(sources, Path("site")))
    assert result.unsearched == ""
    shown = fragments(tree_of(Path("site")))
    links = (*NAVIGATION, *MORE)
    pages = [link for link in links if link[0].endswith(".html") and link[0] != "a-z.html"]
    made = records(result.corpus, result.findings, pages)
    by_url = {record.url: record for record in made}
    assert len(shown) == len(made)
    for fragment in shown:
        meta = fragment["meta"]
        record = by_url[meta.get("url") or str(fragment["url"]).removeprefix("/")]
        assert meta["title"] == record.title
        names = [name for name, _ in record.names]
        given = " ".join([record.title, *names, *record.text])
        assert set(re.findall(r"\w+", str(fragment["content"]))) <= set(re.findall(r"\w+", given))
