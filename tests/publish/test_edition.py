"""An edition costs what has changed, and what was tampered with never gets into the next site."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from tampering import SPOILS, Spoil, as_folder, as_link, build, replaced

import digest
from digest.errors import DigestError, RefusedError
from digest.model.page import Entry, Page
from digest.publish import exchange, looking, memory, spare
from digest.publish.edition import edition
from digest.publish.paths import MARKER
from digest.publish.site import publish

Tree = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "memory"


def clean(pages: list[Page], output: Path, sources: Path, tree: Tree) -> dict[str, bytes]:
    """The bytes of a site that is made anew."""
    beside = output.with_name("clean")
    shutil.rmtree(beside, ignore_errors=True)
    publish(pages, beside, sources)
    return tree(beside)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets stat vouch for files at once; calling it waits until the clock of files has moved on."""
    monkeypatch.setattr(looking, "_STEP", 0)
    monkeypatch.setattr(looking, "_WIDE_STEP", 0)
    return lambda: time.sleep(0.02)


def test_the_shelf_takes_what_the_site_has_not(
    output: Path, sources: Path, kept: Path, old: list[Page], new: list[Page]
) -> None:
    build(old, output, sources, kept)
    with edition(output, sources, memory=kept) as made:
        entries = [made.shelf.put(page) for page in new]
        shelved = [path for path in Path(made.shelf.folder).rglob("*") if path.is_file()]
        assert len(shelved) == 1 + 2
        assert entries[1] == Entry("a/x.html", made.shelf.known["a/x.html"], 4)
        assert made.publish(entries) == (2, 1, 1)
        assert made.shelf.known == {entry.path: entry.sha256 for entry in entries}


def test_an_edition_that_is_not_published_changes_nothing(
    output: Path, sources: Path, old: list[Page], new: list[Page], tree: Tree
) -> None:
    publish(old, output, sources)
    before = tree(output)
    with edition(output, sources) as made:
        made.shelf.put(new[0])
    with pytest.raises(KeyError), edition(output, sources) as made:
        made.shelf.put(new[0])
        raise KeyError
    assert tree(output) == before
    assert not exchange.staging_path(output).exists()
    with pytest.raises(ValueError, match="over"):
        made.publish([])


def test_entries_that_nobody_put_are_an_error(
    output: Path, sources: Path, old: list[Page], tree: Tree
) -> None:
    publish(old, output, sources)
    before = tree(output)
    with edition(output, sources) as made:
        entry = made.shelf.put(old[0])
        for bad in (entry._replace(path="x"), entry._replace(sha256="0" * 64)):
            with pytest.raises(ValueError, match="neither"):
                made.publish([bad])
        with pytest.raises(DigestError):
            made.publish([entry, entry])
        with pytest.raises(DigestError):
            made.shelf.put(Page("../x", b""))
    assert tree(output) == before


def test_a_second_publication_adds_to_the_first(
    output: Path, sources: Path, kept: Path, old: list[Page], new: list[Page], tree: Tree
) -> None:
    more = Page("pagefind/x", b"index")
    build(old, output, sources, kept)
    with edition(output, sources, memory=kept) as made:
        assert made.publish([made.shelf.put(page) for page in new]) == (2, 1, 1)
        entries = [made.shelf.put(page) for page in (*new, more)]
        assert made.publish(entries) == (1, 3, 0)
    assert tree(output) == clean([*new, more], output, sources, tree)
    assert build([*new, more], output, sources, kept) == (0, 4, 0)


def test_two_pages_with_the_same_bytes_are_two_files(
    output: Path, sources: Path, tree: Tree
) -> None:
    publish([Page("a", b"x"), Page("b/c", b"x"), Page("d", b"")], output, sources)
    assert tree(output).keys() == {MARKER, "a", "b/c", "d"}
    (output / "a").write_bytes(b"y")
    assert (output / "b/c").read_bytes() == b"x"


def test_several_processes_put_files(output: Path, sources: Path) -> None:
    pages = [Page(f"p{number}", b"%d" % (number % 7)) for number in range(60)]
    context = multiprocessing.get_context("spawn")
    with edition(output, sources) as made, ProcessPoolExecutor(2, context) as pool:
        entries = list(pool.map(made.shelf.put, pages))
        assert made.publish(entries).written == 60
        with pytest.raises(DigestError):
            pool.submit(made.shelf.put, Page("../x", b"")).result()
    assert pickle.loads(pickle.dumps(made.shelf)) == made.shelf


def test_no_two_trees_share_a_file(
    output: Path, sources: Path, kept: Path, old: list[Page], new: list[Page]
) -> None:
    for pages in (old, new, old, new):
        build(pages, output, sources, kept)
    for folder in (output, exchange.spare_path(output)):
        assert all(path.stat().st_nlink == 1 for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("remembered", [True, False])
@pytest.mark.parametrize("where", ["site", "spare"])
@pytest.mark.parametrize("name", ["index.html", "a/x.html"])
@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_what_was_tampered_with_never_gets_into_the_next_site(
    output: Path, sources: Path, kept: Path, old: list[Page], new: list[Page], tree: Tree,
    spoil: Spoil, name: str, where: str, remembered: bool, quick: Callable[[], None],
) -> None:  # fmt: skip
    memory = kept if remembered else None
    for pages in (old, new, old, new, new):
        build(pages, output, sources, memory)
        quick()
    spoil((output if where == "site" else exchange.spare_path(output)) / name)
    for pages in ([*new, Page("z", b"")], old, new):
        build(pages, output, sources, memory)
        assert tree(output) == clean(pages, output, sources, tree)
        for path in output.rglob("*"):
            assert stat.S_IMODE(path.lstat().st_mode) == (0o755 if path.is_dir() else 0o644)


def test_a_foreign_file_in_the_spare_is_named_and_kept(
    output: Path, sources: Path, kept: Path, old: list[Page], new: list[Page], tree: Tree
) -> None:
    for pages in (old, new):
        build(pages, output, sources, kept)
    mine = exchange.spare_path(output) / "a" / "mine.txt"
    mine.write_text("keep")
    before = tree(output)
    with pytest.raises(RefusedError, match=r"site\.spare holds 1 file .*'a/mine.txt'"):
        build(old, output, sources, kept)
    assert (mine.read_text(), tree(output)) == ("keep", before)
    assert build(new, output, sources, kept) == (0, 3, 0)
    mine.unlink()
    assert build(old, output, sources, kept) == (2, 1, 1)


def test_files_that_come_or_go_during_the_build_are_seen(
    output: Path, sources: Path, kept: Path, old: list[Page], new: list[Page]
) -> None:
    build(old, output, sources, kept)
    with edition(output, sources, memory=kept) as made:
        entries = [made.shelf.put(page) for page in new]
        (output / "a" / "x.html").write_bytes(b"SAME")
        with pytest.raises(RefusedError, match=r"x\.html was changed"):
            made.publish(entries)
    assert (output / "index.html").read_bytes() == b"old"
    assert build(new, output, sources, kept) == (3, 0, 1)
    with edition(output, sources, memory=kept) as made:
        entries = [made.shelf.put(page) for page in old]
        (output / "CNAME").touch()
        with pytest.raises(RefusedError, match="CNAME"):
            made.publish(entries)
    assert (output / "CNAME").exists()


def test_only_what_has_changed_is_read_and_written(
    output: Path, sources: Path, kept: Path, monkeypatch: pytest.MonkeyPatch,
    quick: Callable[[], None],
) -> None:  # fmt: skip
    pages = [Page(f"{number % 7}/{number}.html", b"%d" % number) for number in range(200)]
    for change in (b"a", b"b", b"c", b"d"):
        pages[3] = Page("x.html", change)
        build(pages, output, sources, kept)
        quick()
    opened: list[str] = []
    real = os.open

    def record(path: str, *rest: int, **named: int) -> int:
        opened.append(os.fspath(path))
        return real(path, *rest, **named)

    monkeypatch.setattr(os, "open", record)
    build([*pages[:3], Page("x.html", b"e"), *pages[4:]], output, sources, kept)
    assert len([path for path in opened if path.endswith(".html")]) < 20


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "harm",
    [Path.unlink, damaged, as_folder, lambda path: path.write_bytes(b""),
     lambda path: path.write_bytes(path.read_bytes()[:-9]), lambda path: path.write_bytes(b"\xff")],
)  # fmt: skip
def test_a_record_that_is_damaged_or_missing_is_not_used(
    output: Path, sources: Path, kept: Path, old: list[Page], new: list[Page], tree: Tree,
    harm: Spoil,
) -> None:  # fmt: skip
    for pages in (old, new):
        build(pages, output, sources, kept)
    assert len(memory.load(kept, output)) == 2
    harm(memory.record_path(kept, output))
    assert memory.load(kept, output) == []
    build(old, output, sources, kept)
    assert tree(output) == clean(old, output, sources, tree)


def test_a_record_of_another_site_is_not_used(
    tmp_path: Path, output: Path, sources: Path, kept: Path, new: list[Page]
) -> None:
    build(new, output, sources, kept)
    other = memory.record_path(kept, tmp_path / "other")
    memory.record_path(kept, output).rename(other)
    assert memory.load(kept, tmp_path / "other") == []


def test_in_a_large_site_folders_vouch_for_their_files(
    output: Path, sources: Path, kept: Path, old: list[Page], new: list[Page], tree: Tree,
    monkeypatch: pytest.MonkeyPatch, quick: Callable[[], None],
) -> None:  # fmt: skip
    """An edit in place is not seen, until a build without memory has put it right for good."""
    monkeypatch.setattr(looking, "FEW", 2)
    new = [Page("a/b/c.html", b"same"), *new]
    for pages in (old, new, old, new):
        build(pages, output, sources, kept)
        quick()
    for spoil in (Path.unlink, as_link, replaced):
        spoil(output / "a" / "x.html")
        build(new, output, sources, kept)
        assert tree(output) == clean(new, output, sources, tree)
    for _ in range(3):
        quick()
        build(new, output, sources, kept)
    (output / "a" / "x.html").write_bytes(b"X")
    assert build(new, output, sources, kept).written == 0
    assert build(new, output, sources, None).written == 1
    for pages in (old, new, old):
        build(pages, output, sources, kept)
        assert tree(output) == clean(pages, output, sources, tree)


def stopped(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_spare_that_was_being_made_is_thrown_away(
    output: Path, sources: Path, old: list[Page], new: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    for pages in (old, new):
        publish(pages, output, sources)
    with monkeypatch.context() as patch:
        patch.setattr(exchange, "discard", lambda _: None)
        patch.setattr(spare, "_place", stopped)
        with pytest.raises(KeyboardInterrupt):
            publish([*old, Page("more", b"")], output, sources)
    left = exchange.spare_path(output)
    assert (left / MARKER).read_bytes().startswith(b"# Being written")
    exchange.recover(output)
    assert not left.exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing to fork")
@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_the_site_is_that_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    """Pages change, files are tampered with, the memory is lost, builds break off anywhere."""
    script = Path(__file__).with_name("tampering.py")
    environment = os.environ | {"PYTHONPATH": str(Path(digest.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, script, tmp_path, str(seed)],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "as a clean build\n"), done.stderr
