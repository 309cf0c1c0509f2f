"""Folders that must not be replaced: refused with a reason, and nothing in them is touched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.errors import DigestError, RefusedError
from digest.model.page import Page
from digest.publish.guard import check_output
from digest.publish.paths import MARKER
from digest.publish.site import publish

Tree = Callable[[Path], dict[str, bytes]]


def refused(output: Path, sources: Path, reason: str) -> None:
    """Both the early question and the publication say no, in the same words."""
    for ask in (lambda: check_output(output, sources), lambda: publish([], output, sources)):
        with pytest.raises(RefusedError) as caught:
            ask()
        assert reason in str(caught.value)
        assert str(output) in str(caught.value)


def test_the_top_of_the_file_system_is_refused(sources: Path) -> None:
    refused(Path("/"), sources, "top of the file system")


def test_home_and_what_holds_it_are_refused(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "people" / "me"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    refused(home, sources, "home")
    refused(home.parent, sources, "home")


@pytest.mark.parametrize("name", [".", "..", "../here", "inner/.."])
def test_the_current_folder_and_its_parents_are_refused(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    here = tmp_path / "above" / "here"
    (here / "inner").mkdir(parents=True)
    monkeypatch.chdir(here)
    refused(Path(name), sources, "current folder")
    assert here.is_dir()


def test_the_sources_are_safe(tmp_path: Path, sources: Path, tree: Tree) -> None:
    before = tree(sources)
    refused(sources, sources, "is or holds the sources")
    refused(tmp_path, sources, "is or holds the sources")
    refused(sources / "site", sources, "inside the sources")
    refused(sources / "new" / "site", sources, "inside the sources")
    (tmp_path / "alias").symlink_to(sources)
    refused(tmp_path / "alias" / "site", sources, "inside the sources")
    refused(sources / "site", tmp_path / "alias", "inside the sources")
    assert tree(sources) == before


def test_names_the_file_system_takes_for_the_same_are_the_same(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where case is not told apart: played here by two folders."""

    def same(one: Path, other: Path) -> bool:
        return str(one).casefold() == str(other).casefold()

    (tmp_path / "SOURCES").mkdir()
    monkeypatch.setattr(Path, "samefile", same)
    refused(tmp_path / "SOURCES" / "site", sources, "inside the sources")
    refused(tmp_path / "SOURCES", sources, "is or holds the sources")


def test_a_repository_is_refused(output: Path, sources: Path) -> None:
    (output / ".git").mkdir(parents=True)
    refused(output, sources, "top of a repository")
    assert (output / ".git").is_dir()


def test_a_file_is_refused(output: Path, sources: Path) -> None:
    output.write_text("keep")
    refused(output, sources, "not a folder")
    assert output.read_text() == "keep"


def test_a_pipe_is_refused_without_waiting_on_it(output: Path, sources: Path) -> None:
    os.mkfifo(output)
    refused(output, sources, "not a folder")


def test_a_link_to_elsewhere_is_refused(output: Path, sources: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    output.symlink_to(elsewhere)
    refused(output, sources, "link to elsewhere")
    elsewhere.rmdir()
    refused(output, sources, "link to elsewhere")


def test_links_in_a_circle_are_refused(tmp_path: Path, sources: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(RefusedError):
        publish([], tmp_path / "loop" / "site", sources)


def test_a_folder_with_files_that_is_not_ours_is_refused(output: Path, sources: Path) -> None:
    output.mkdir()
    (output / "thesis.docx").write_text("years of work")
    refused(output, sources, "is not a site of ours")
    (output / MARKER).write_text("something else\n")
    refused(output, sources, "is not a site of ours")
    assert (output / "thesis.docx").read_text() == "years of work"


def test_an_empty_folder_is_taken(output: Path, sources: Path, new: list[Page]) -> None:
    output.mkdir()
    assert publish(new, output, sources).written == 3


def test_missing_parents_are_made(tmp_path: Path, sources: Path, new: list[Page]) -> None:
    assert publish(new, tmp_path / "a" / "b" / "site", sources).written == 3
    assert (tmp_path / "a" / "b" / "site" / "index.html").read_bytes() == b"new"


def test_a_foreign_file_in_our_site_is_named_and_kept(
    output: Path, sources: Path, old: list[Page], new: list[Page], tree: Tree
) -> None:
    publish(old, output, sources)
    (output / "CNAME").write_text("digest.example")
    (output / "a" / "link").symlink_to(sources)
    before = tree(output)
    refused(output, sources, "2 files that no build has put there: 'CNAME', 'a/link'; move them")
    with pytest.raises(RefusedError):
        publish(new, output, sources)
    assert tree(output) == before
    for count in range(9):
        (output / f"{count}.txt").touch()
    refused(output, sources, "11 files that no build has put there: '0.txt', '1.txt', '2.txt', "
            "'3.txt', '4.txt', …")  # fmt: skip


def test_a_foreign_file_that_comes_during_the_build_is_kept(
    output: Path, sources: Path, old: list[Page], new: list[Page]
) -> None:
    publish(old, output, sources)
    with pytest.raises(RefusedError, match="CNAME"):
        publish(new, output, sources, progress=lambda *_: (output / "CNAME").touch())
    assert (output / "CNAME").exists()
    assert (output / "index.html").read_bytes() == b"old"


def test_what_file_managers_leave_is_no_foreign_file(
    output: Path, sources: Path, old: list[Page], new: list[Page]
) -> None:
    publish(old, output, sources)
    (output / "a" / ".DS_Store").touch()
    publish(new, output, sources)
    assert not (output / "a" / ".DS_Store").exists()


def test_a_damaged_site_is_made_whole(
    output: Path, sources: Path, old: list[Page], new: list[Page], tree: Tree, tmp_path: Path
) -> None:
    publish(new, tmp_path / "clean", sources)
    publish(old, output, sources)
    (output / "index.html").unlink()
    os.mkfifo(output / "index.html")
    (output / "a" / "x.html").unlink()
    (output / "a" / "x.html").symlink_to(sources / "a.md")
    (output / "a" / "gone.html").write_text("changed")
    assert publish(new, output, sources) == (3, 0, 1)
    assert tree(output) == tree(tmp_path / "clean")
    assert (sources / "a.md").read_text() == "words"


def test_files_a_damaged_marker_does_not_list_are_kept(
    output: Path, sources: Path, old: list[Page]
) -> None:
    publish(old, output, sources)
    marker = output / MARKER
    marker.write_bytes(marker.read_bytes()[:-20] + b"\xff\x00\n" + b"0" * 64 + b"  ../../x\n")
    refused(output, sources, "1 file that no build has put there: 'index.html'")


def test_unsafe_paths_are_refused_by_the_publication_itself(output: Path, sources: Path) -> None:
    with pytest.raises(DigestError):
        publish([Page("../x", b"")], output, sources)
    assert not output.exists()
    assert not (output.parent / "x").exists()


@pytest.mark.parametrize("name", [".site.new", ".site.old", ".site.spare"])
def test_a_folder_of_another_with_the_name_of_ours_is_kept(
    output: Path, sources: Path, new: list[Page], tmp_path: Path, name: str
) -> None:
    staging = tmp_path / name
    staging.mkdir()
    (staging / "mine.txt").write_text("keep")
    with pytest.raises(RefusedError, match=f"{name} is in the way"):
        publish(new, output, sources)
    assert (staging / "mine.txt").read_text() == "keep"
