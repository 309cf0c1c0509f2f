"""`attest` as a command: what it writes, when it writes nothing, and what a build makes of it."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import pytest
import steady  # noqa: F401
from casefiles import SPECIMEN
from commands import process, run
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from sites import TEMPLATES

from digest.analyse.findings import analyse
from digest.analyse.originals.overlaps import FURNITURE, Words, overlaps
from digest.analyse.originals.speech import spoken
from digest.attest import attest
from digest.matching import tokens
from digest.model.attestation import Found
from digest.model.corpus import Corpus
from digest.original import Original
from digest.read import yaml
from digest.read.corpus import read
from digest.render.environment import environment
from digest.render.links import Linker
from digest.render.overlap import overlap_views
from digest.text import quoted_scalar, scalar

ORIGINALS = SPECIMEN.parent / "originals"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    shutil.copytree(SPECIMEN, tmp_path / "sources")
    shutil.copytree(ORIGINALS, tmp_path / "sources" / "originals")
    return tmp_path / "sources"


def test_the_specimen_is_attested(sources: Path) -> None:
    before = (sources / "attestations.yaml").read_bytes()
    done = attest(sources)
    assert not done.written
    assert done.notes == []
    assert (sources / "attestations.yaml").read_bytes() == before
    corpus, problems = read(sources)
    assert problems == []
    findings = analyse(corpus)
    assert len(findings.attested) == 8
    assert [
        r for r in findings.remarks if r.lint.value in ("not-attested", "lineage-unconfirmed")
    ] == []


def test_what_is_written_is_read_back_equal(sources: Path) -> None:
    """Also where a slice needs quotes, and whatever the order of the files."""
    (sources / "originals" / "lantern-2021-bridge.txt").write_text(
        (ORIGINALS / "lantern-2021-bridge.txt").read_text().replace(
            "frays every winter", "frays\u00a0every \\ “winter: #no”\u2028".replace("\u2028", "")
        )
    )  # fmt: skip
    article = sources / "articles" / "lantern-2021-bridge.yaml"
    article.write_text(
        article.read_text().replace("a rope that frays every winter", "a rope … \"winter: #no")
        .replace("quote: a rope … \"winter: #no", "quote: 'a rope … \"winter: #no'")
    )  # fmt: skip
    attest(sources)
    first = (sources / "attestations.yaml").read_bytes()
    corpus, _ = read(sources)
    found = corpus.attestations["lantern-2021-bridge"].quotations.values()
    assert "a rope … “winter: #no" in [item.words for item in found]
    assert not attest(sources).written
    (sources / "attestations.yaml").unlink()
    assert attest(sources).written
    assert (sources / "attestations.yaml").read_bytes() == first


def test_one_line_for_each_quotation_in_order(sources: Path) -> None:
    lines = (sources / "attestations.yaml").read_text().splitlines()
    for id in ("lantern-2021-bridge", "lantern-2022-ferries"):
        start = lines.index(f"{id}:")
        keys = []
        for line in lines[start + 1 :]:
            if not line.startswith(" "):
                break
            found = re.match(r'    "?([a-z0-9]+)"?: \{quote:', line)
            keys += [found[1]] if found else []
        assert len(keys) >= 3
        assert keys == sorted(keys)


def test_a_fault_leaves_the_file_as_it_was(sources: Path) -> None:
    before = (sources / "attestations.yaml").read_bytes()
    original = sources / "originals" / "lantern-2021-bridge.txt"
    original.write_text(original.read_text().replace("ready to lay the first", "loth to lay a"))
    done = run("attest", "--sources", sources)
    assert done.code == 1
    assert "articles/lantern-2021-bridge.b.yaml:7:12 stances[0].quote" in done.err
    assert "articles/lantern-2021-bridge.yaml:7:12 stances[0].quote" in done.err
    assert "2 problems in 2 files. Nothing was written." in done.err
    assert (sources / "attestations.yaml").read_bytes() == before


def test_it_works_from_anywhere(sources: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (sources / "attestations.yaml").unlink()
    done = process("attest", "--sources", "../sources", cwd=elsewhere)
    assert (done.code, done.err) == (0, "")
    assert done.out == "7 quotations and 2 facts in 3 sources checked; attestations.yaml written.\n"
    assert (sources / "attestations.yaml").read_bytes() == (
        SPECIMEN / "attestations.yaml"
    ).read_bytes()
    assert list(sources.glob(".attestations*")) == []


def test_without_a_folder_of_originals_it_refuses(sources: Path) -> None:
    shutil.rmtree(sources / "originals")
    done = run("attest", "--sources", sources)
    assert done.code == 2
    assert "there is no folder" in done.err


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"caf\xe9 on the quay", "is not UTF-8 (byte 3)"),
        (b"\x00", "the control character U+0000"),
        (b"", "is empty"),
        (b"a" * 8_000_001, "is over the limit of 8 MB"),
        (None, "is a symbolic link"),
    ],
)
def test_originals_are_read_safely(sources: Path, data: bytes | None, told: str) -> None:
    original = sources / "originals" / "lantern-2021-bridge.txt"
    if data is None:
        original.rename(sources.parent / "away.txt")
        original.symlink_to(sources.parent / "away.txt")
    else:
        original.write_bytes(data)
    done = run("attest", "--sources", sources)
    assert done.code == 1
    assert told in done.err
    assert "originals/lantern-2021-bridge.txt" in done.err


def test_records_of_stances_that_are_gone_are_dropped(sources: Path) -> None:
    corpus, _ = read(sources)
    assert len(corpus.attestations["lantern-2021-bridge"].quotations) == 4
    (sources / "originals" / "lantern-2021-bridge.txt").unlink()
    article = sources / "articles" / "lantern-2021-bridge.yaml"
    article.write_text(article.read_text().replace("fears for its tolls", "feared for its tolls"))
    done = attest(sources)
    assert [problem.message for problem in done.notes] == [
        "has no original here; 5 quotations not checked, the previous record is kept"
    ]
    corpus, _ = read(sources)
    assert len(corpus.attestations["lantern-2021-bridge"].quotations) == 3


def test_a_draft_keeps_its_record_and_is_no_finding(sources: Path) -> None:
    article = sources / "articles" / "lantern-2022-ferries.md"
    article.write_text(article.read_text().replace("kind: news", "kind: news\ndraft: true"))
    reprint = sources / "articles" / "tidings-2022-reprint.md"
    reprint.write_text(reprint.read_text().replace("kind: news", "kind: news\ndraft: true"))
    assert not attest(sources).written
    corpus, _ = read(sources)
    assert list(corpus.attestations) == ["lantern-2021-bridge"]
    assert [r for r in analyse(corpus).remarks if r.lint.value == "not-attested"] == []


def test_no_more_than_fifteen_words_in_a_row_are_written_down(sources: Path) -> None:
    attest(sources)
    corpus, _ = read(sources)
    texts = {file.stem: tokens(file.read_text()) for file in ORIGINALS.glob("*.txt")}
    assert any(len(found.fragment.start.split()) for found in _found(corpus) if found.fragment)
    for found in _found(corpus):
        pieces = [found.words]
        if found.fragment:
            pieces.append(f"{found.fragment.prefix} {found.fragment.start} {found.fragment.suffix}")
            pieces.append(f"{found.fragment.end} {found.fragment.suffix}")
        for piece in pieces:
            words = tokens(piece)
            for text in texts.values():
                runs = {tuple(text[n : n + 16]) for n in range(len(text) - 15)}
                assert not runs & {tuple(words[n : n + 16]) for n in range(len(words) - 15)}


def _found(corpus: Corpus) -> list[Found]:
    return [f for record in corpus.attestations.values() for f in record.quotations.values()]


@given(st.text(max_size=40).map(lambda text: " ".join(text.split())))
def test_scalars_read_back_equal(text: str) -> None:
    """Alone, as a field, and within braces; what YAML cannot hold was refused when it was read."""
    text = unicodedata.normalize("NFC", text)
    if any(unicodedata.category(char) in ("Cs", "Cc", "Cn", "Co") for char in text):
        return
    for written in (quoted_scalar(text), scalar(text) if text else '""'):
        for form, value in (
            (f"a: {written}\n", {"a": text}),
            (f"a: {{b: {written}, c: d}}\n", {"a": {"b": text, "c": "d"}}),
        ):
            composed = yaml.compose(form)
            assert (composed.faults, composed.value) == ([], value)


@given(st.text(alphabet="ab “”‘’'\"„«».\n", max_size=60))
def test_speech_lies_within_its_paragraph(text: str) -> None:
    for start, end in spoken(text):
        assert 0 <= start <= end <= len(text)


@given(
    st.lists(st.sampled_from(["ice", "fog", "quay", "ICE", "–", "“fog”"]), max_size=30), st.data()
)
def test_every_slice_of_whole_words_is_found_and_given_back(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    if len(words) < 3:
        return
    start = data.draw(st.integers(0, len(words) - 3))
    end = data.draw(st.integers(start + 3, len(words)))
    quote = " ".join(words[start:end])
    found = Original(text).matches(quote)
    assert any(match.words == quote for match in found)
    assert all(match.paragraph == 1 for match in found)


def test_a_hostile_text_takes_no_time_to_search() -> None:
    """Parts that could be placed in countless ways; a paragraph of marks that never close."""
    original = Original("a " * 20_000 + "b")
    assert len(original.matches(" … ".join("a" * 12))) == 100
    assert original.matches(" … ".join("a" * 12) + " … c") == []
    assert spoken("“" * 50_000)[0][1] == 50_000


def _texts(count: int, shared: int) -> dict[str, Words]:
    body = [f"x{n}" for n in range(40)]
    return {
        f"s{n:05}": Words(
            [*(body if n < shared else []), *(f"w{n}x{k}" for k in range(200))], [], "en"
        )
        for n in range(count)
    }


def test_overlaps_come_from_shared_runs_and_not_from_furniture() -> None:
    found = overlaps(_texts(60, 3))
    assert {id: sorted(others) for id, others in found.items()} == {
        "s00000": ["s00001", "s00002"],
        "s00001": ["s00000", "s00002"],
        "s00002": ["s00000", "s00001"],
    }
    assert found["s00000"]["s00001"].longest == 40
    assert len(overlaps(_texts(60, FURNITURE))) == FURNITURE
    assert overlaps(_texts(60, FURNITURE + 1)) == {}


def test_a_source_shows_what_it_shares_with_others() -> None:
    corpus, _ = read(SPECIMEN)
    b = Linker(corpus, analyse(corpus), "sources/tidings-2022-reprint.html")
    views = overlap_views(b, "tidings-2022-reprint")
    call = "{% import 'parts/overlap.html' as o %}{{ o.overlaps(views) }}"
    template = environment([TEMPLATES]).from_string(call)
    shown = template.render(views=views)
    row = [cell.text_content() for cell in html.fromstring(shown).xpath("//tbody/tr/*")]
    assert row == [
        "Ada Quill, The Lantern, 2022", "78 words: 100% of this text, 68% of the other",
        "78 words", "a republication of the other",
    ]  # fmt: skip
    assert "<p" not in template.render(views=())
