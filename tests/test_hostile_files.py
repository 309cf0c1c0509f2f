"""Hostile files: the catalogue's F, N and P cases, as far as they concern reading."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hostile import ARTICLE, HEAD, lay_out, outcome

from digest.analyse.findings import analyse

SHOWN = f"sources/{ARTICLE}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"---\ntitle: T\x00\n---\n", f"{SHOWN}:2:9 the control character U+0000",
                     id="F01-nul-in-front-matter"),
        pytest.param(HEAD.encode() + b"a\n\x00", f"{SHOWN}:6:1 the control character U+0000",
                     id="F01-nul-in-text"),
        pytest.param(HEAD.encode() + "가 \x9b1A".encode(),
                     f"{SHOWN}:5:3 the control character U+009B",
                     id="F01-c1"),
        pytest.param(HEAD.encode() + "\ufffe".encode(), f"{SHOWN}:5:1 the control character U+FFFE",
                     id="F01-no-character"),
        pytest.param(HEAD.encode() + b"a\nb\xff\n", f"{SHOWN}:6:1 is not UTF-8 (byte 31)",
                     id="F02-not-utf-8"),
        pytest.param(HEAD.encode() + b"\xed\xa0\x80", f"{SHOWN}:5:1 is not UTF-8 (byte 28)",
                     id="F02-surrogate"),
        pytest.param(HEAD.encode("utf-16"), f"{SHOWN} is UTF-16", id="F02-utf-16"),
        pytest.param(HEAD.encode("utf-16-be"), f"{SHOWN}:1:1 the control character U+0000",
                     id="F02-utf-16-without-mark"),
        pytest.param(b"", f"{SHOWN} is empty", id="F05-empty"),
        pytest.param(b" \n\t\n\xc2\xa0", f"{SHOWN} is empty", id="F05-white-space"),
        pytest.param(HEAD.encode() + b"x" * 1_000_000, f"{SHOWN} is over the limit of 1 MB",
                     id="F12-one-line"),
        pytest.param(HEAD.encode() + b"x\n" * 25_000_000, f"{SHOWN} is over the limit of 1 MB",
                     id="F12-fifty-megabytes"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, message: str) -> None:
    _, lines = outcome(lay_out(tmp_path, {ARTICLE: data}))
    assert len(lines) == 1
    assert lines[0].startswith(message)


def test_F12_a_registry_over_the_limit_is_not_parsed(tmp_path: Path) -> None:
    _, lines = outcome(lay_out(tmp_path, {"actors.yaml": b"a: [" + b"x, " * 3_000_000}))
    assert lines == ["sources/actors.yaml is over the limit of 8 MB"]


@pytest.mark.parametrize("missing", ["digest.yaml", "topics.yaml", "actors.yaml"])
def test_a_missing_file_is_said(tmp_path: Path, missing: str) -> None:
    sources = lay_out(tmp_path, {ARTICLE: HEAD + "Text."})
    (sources / missing).unlink()
    _, lines = outcome(sources)
    assert f"sources/{missing} is missing: every digest needs one" in lines


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    _, lines = outcome(tmp_path / "sources")
    assert lines[0] == "sources there is no such folder"


def test_a_digest_without_articles_is_read(tmp_path: Path) -> None:
    sources = lay_out(tmp_path, {})
    (sources / ARTICLE).unlink()
    corpus, lines = outcome(sources)
    assert lines == []
    assert corpus is not None
    assert analyse(corpus).standings == {}


def test_F13_many_small_files(tmp_path: Path) -> None:
    sources = lay_out(tmp_path, {f"articles/a{n}.md": HEAD + f"Text {n}." for n in range(1000)})
    corpus, lines = outcome(sources)
    assert lines == []
    assert corpus is not None
    assert len(corpus.sources) == 1001


@pytest.mark.parametrize(
    "name",
    ["CON", "nul", "com1", "index", "assets", "feed", "404", "x.", "x ", " x", "-rf", "a:b",
     "a?b#c", "Elan", "Élan", "elan\u0301", "김정은", "🎉", "a b", "a_b", "x" * 101, "a\\b",
     "\u202ea", "a\nb", "a\x1bb"],
)  # fmt: skip
def test_N01_to_N10_names_that_are_no_ids(tmp_path: Path, name: str) -> None:
    _, lines = outcome(lay_out(tmp_path, {f"articles/{name}.md": HEAD + "Text."}))
    assert len(lines) == 1


def test_N07_a_long_id_that_still_fits(tmp_path: Path) -> None:
    corpus, lines = outcome(lay_out(tmp_path, {f"articles/{'x' * 100}.md": HEAD + "Text."}))
    assert lines == []
    assert corpus is not None
    assert "x" * 100 in corpus.sources


def test_N12_a_name_that_is_no_text(tmp_path: Path) -> None:
    sources = lay_out(tmp_path, {})
    try:
        (sources / os.fsdecode(b"articles/bad\xff.md")).write_text(HEAD + "Text.")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    _, lines = outcome(sources)
    assert lines == [
        r"sources/articles/bad\udcff.md 'bad\udcff' is not an id: "
        "use lower-case a–z, 0–9 and hyphens – did you mean 'bad'?"
    ]


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    corpus, lines = outcome(lay_out(tmp_path, {"articles/.#x.md": "x", ".x.yaml": "["}))
    assert (corpus is None, lines) == (False, [])


SECRET = "S3CRET: [unreadable"


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("articles/x.md", "../../secret.md"), ("articles/x.md", "x.md"),
        ("articles/x.md", "gone.md"),
        ("actors.yaml", "../secret.md"), ("articles", "../elsewhere"),
        ("articles/x.yaml", "/dev/zero"),
        ("articles/dir", "../.."),
    ],
)  # fmt: skip
def test_P01_P02_links_are_named_and_never_followed(tmp_path: Path, name: str, target: str) -> None:
    sources = lay_out(tmp_path, {})
    (tmp_path / "secret.md").write_text(SECRET)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "S3CRET.md").write_text(SECRET)
    if name == "articles":
        (sources / ARTICLE).unlink()
        (sources / name).rmdir()
    (sources / name).unlink(missing_ok=True)
    (sources / name).symlink_to(target)
    _, lines = outcome(sources)
    assert f"sources/{name} is a symbolic link; only plain files are read" in lines
    assert "S3CRET" not in "".join(lines)


@pytest.mark.skipif(os.getuid() == 0, reason="root reads everything")
def test_P03_an_unreadable_file(tmp_path: Path) -> None:
    sources = lay_out(tmp_path, {})
    (sources / ARTICLE).chmod(0)
    _, lines = outcome(sources)
    assert lines == [f"{SHOWN} cannot be read: Permission denied"]


@pytest.mark.skipif(os.getuid() == 0, reason="root reads everything")
def test_P03_an_unreadable_folder(tmp_path: Path) -> None:
    sources = lay_out(tmp_path, {})
    (sources / "articles").chmod(0)
    try:
        _, lines = outcome(sources)
    finally:
        (sources / "articles").chmod(0o755)
    assert lines == ["sources/articles cannot be read as a folder: Permission denied"]


def test_P04_a_folder_with_the_name_of_a_file(tmp_path: Path) -> None:
    sources = lay_out(tmp_path, {})
    (sources / "articles/x.md").mkdir()
    (sources / "documents.yaml").mkdir()
    _, lines = outcome(sources)
    assert "sources/articles/x.md is a folder with the name of a file" in lines
    assert "sources/documents.yaml is a folder with the name of a file" in lines


def test_P04_a_file_with_the_name_of_a_folder(tmp_path: Path) -> None:
    sources = lay_out(tmp_path, {})
    (sources / ARTICLE).unlink()
    (sources / "articles").rmdir()
    (sources / "articles").write_text("x")
    _, lines = outcome(sources)
    assert lines == ["sources/articles cannot be read as a folder: Not a directory"]


@pytest.mark.parametrize("name", ["articles/pipe.md", "actors.yaml", "articles/pipe.yaml"])
def test_P05_a_pipe_does_not_hang(tmp_path: Path, name: str) -> None:
    sources = lay_out(tmp_path, {})
    (sources / name).unlink(missing_ok=True)
    os.mkfifo(sources / name)
    _, lines = outcome(sources)
    assert f"sources/{name} is not a regular file; only plain files are read" in lines


def test_P05_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = lay_out(tmp_path, {})
    monkeypatch.chdir(sources / "articles")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.md")
        _, lines = outcome(sources)
    assert lines == ["sources/articles/s.md is not a regular file; only plain files are read"]
