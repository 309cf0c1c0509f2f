"""The site is replaced as a whole or not at all: killed, interrupted, or on a full disk."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import digest
from digest.errors import RefusedError
from digest.model.page import Page
from digest.publish import exchange, native
from digest.publish.manifest import FIRST_LINE
from digest.publish.paths import MARKER
from digest.publish.site import publish

Tree = Callable[[Path], dict[str, bytes]]
FIRST = {"sources", "site", ".site.lock"}
"""What stands in the folder after the first build."""
BESIDE = FIRST | {".site.spare"}
"""And after others."""


def test_a_publication_counts_what_it_did(
    output: Path, sources: Path, old: list[Page], new: list[Page], tree: Tree
) -> None:
    assert publish(old, output, sources) == (3, 0, 0)
    assert publish(new, output, sources) == (2, 1, 1)
    assert publish(new, output, sources) == (0, 3, 0)
    assert publish(new[:2], output, sources) == (0, 2, 1)
    assert set(tree(output)) == {MARKER, "index.html", "a/x.html"}
    assert not (output / "b").exists()
    assert set(os.listdir(output.parent)) == BESIDE


def test_the_marker_lists_the_files(output: Path, sources: Path) -> None:
    publish([Page("b.html", b""), Page("a/한.html", b"abc")], output, sources)
    assert (output / MARKER).read_text("utf-8") == (
        f"{FIRST_LINE}\n"
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a/한.html\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b.html\n"
    )


def test_bytes_and_modes_depend_on_the_pages_alone(
    tmp_path: Path, sources: Path, old: list[Page], new: list[Page], tree: Tree
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    publish(old, one, sources)
    publish(new, one, sources)
    before = os.umask(0o077)
    try:
        publish(new[::-1], other, sources)
    finally:
        os.umask(before)
    assert tree(one) == tree(other)
    for path in (other, *other.rglob("*")):
        expected = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == expected


def test_an_unchanged_site_is_left_alone(output: Path, sources: Path, new: list[Page]) -> None:
    publish(new, output, sources)
    before = output.stat().st_ino
    publish(new, output, sources)
    assert output.stat().st_ino == before


def test_an_empty_site_can_be_published(output: Path, sources: Path, tree: Tree) -> None:
    assert publish([], output, sources) == (0, 0, 0)
    assert tree(output) == {MARKER: f"{FIRST_LINE}\n".encode()}


def test_progress_is_told_after_each_file(output: Path, sources: Path, new: list[Page]) -> None:
    told: list[tuple[int, int]] = []
    publish(new, output, sources, progress=lambda done, all_: told.append((done, all_)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no such system call")
def test_this_system_swaps_folders(tmp_path: Path) -> None:
    (tmp_path / "a" / "in-a").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    if not native.swap(tmp_path / "a", tmp_path / "b"):
        pytest.skip("this file system cannot")
    assert (tmp_path / "b" / "in-a").is_dir()
    with pytest.raises(FileNotFoundError):
        native.swap(tmp_path / "a", tmp_path / "missing")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_the_swap_works_without_a_wrapper_in_the_c_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Bare:
        def __init__(self, *_: object, **__: object) -> None:
            self.syscall = real(None, use_errno=True).syscall

    real = ctypes.CDLL
    monkeypatch.setattr(ctypes, "CDLL", Bare)
    for name in "ab":
        (tmp_path / name / f"in-{name}").mkdir(parents=True)
    if native.swap(tmp_path / "a", tmp_path / "b"):
        assert (tmp_path / "b" / "in-a").is_dir()
    assert native.sync_file_system(tmp_path) is False


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM])
def test_two_renames_serve_where_folders_cannot_be_swapped(
    output: Path, sources: Path, old: list[Page], new: list[Page], tree: Tree, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, code: int,
) -> None:  # fmt: skip
    def cannot(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    publish(new, tmp_path / "clean", sources)
    publish(old, output, sources)
    monkeypatch.setattr(native, "_rename_exchange", cannot)
    assert publish(new, output, sources) == (2, 1, 1)
    assert tree(output) == tree(tmp_path / "clean")
    assert set(os.listdir(tmp_path)) == BESIDE | {"clean", ".clean.lock"}


def test_a_failed_second_rename_is_undone(
    output: Path, sources: Path, old: list[Page], new: list[Page], tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    publish(old, output, sources)
    before = tree(output)
    real = os.rename

    def fail(one: Path, other: Path) -> None:
        if one == exchange.spare_path(output):
            raise OSError(errno.EACCES, "Permission denied")
        real(one, other)

    with monkeypatch.context() as patch:
        patch.setattr(native, "swap", lambda *_: False)
        patch.setattr(os, "rename", fail)
        with pytest.raises(RefusedError):
            publish(new, output, sources)
    assert tree(output) == before
    assert set(os.listdir(output.parent)) == BESIDE
    assert publish(new, output, sources) == (2, 1, 1)


def test_a_site_lost_between_two_renames_comes_back(
    output: Path, sources: Path, old: list[Page], new: list[Page], tree: Tree
) -> None:
    publish(old, output, sources)
    before = tree(output)
    os.rename(output, exchange.retired_path(output))
    exchange.make_unfinished(exchange.staging_path(output))
    (exchange.staging_path(output) / "x.html").write_bytes(b"half")
    exchange.recover(output)
    assert tree(output) == before
    assert set(os.listdir(output.parent)) == FIRST
    os.rename(output, exchange.retired_path(output))
    assert publish(new, output, sources) == (2, 1, 1)


def test_files_are_synced_before_the_exchange(
    output: Path, sources: Path, old: list[Page], new: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(old, output, sources)
    steps: list[str] = []
    fsync, swap = os.fsync, native.swap

    def swapped(one: Path, other: Path) -> bool:
        steps.append("swap")
        return swap(one, other)

    def record(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    monkeypatch.setattr(native, "swap", swapped)
    monkeypatch.setattr(os, "fsync", record)
    publish(new, output, sources)
    before = steps[: steps.index("swap")]
    assert (before.count("file"), before.count("folder")) == (4, 4)
    assert steps[steps.index("swap") + 1 :] == ["folder"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_many_files_are_synced_at_once(
    output: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(native, "sync_file_system", lambda tree: synced.append(tree) or True)
    publish([Page(f"{number}.html", b"") for number in range(99)], output, sources)
    assert synced == [exchange.spare_path(output)]


FAILING = ("open", "write", "mkdir", "chmod", "rename", "unlink", "rmdir", "scandir", "replace",
           "fsync")  # fmt: skip


def failing_at(
    number: int, raised: BaseException, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> Iterator[int]:
    """Makes the `number`-th call (from 0) of these functions raise; yields the calls so far."""
    calls = [0]

    def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            calls[0] += 1
            if calls[0] == number + 1:
                raise raised
            return real(*arguments, **options)

        return call

    with monkeypatch.context() as patch:
        for name in names:
            patch.setattr(os, name, wrap(getattr(os, name)))
        patch.setattr(native, "swap", wrap(native.swap))
        patch.setattr(native, "sync_file_system", wrap(native.sync_file_system))
        yield calls[0]
    yield calls[0]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EXDEV])
def test_an_error_at_any_call_leaves_a_whole_site(
    tmp_path: Path, sources: Path, old: list[Page], new: list[Page], tree: Tree,
    monkeypatch: pytest.MonkeyPatch, code: int,
) -> None:  # fmt: skip
    publish(new, tmp_path / "clean", sources)
    whole, refused = tree(tmp_path / "clean"), 0
    names = ("write",) if code == errno.ENOSPC else FAILING
    for number in range(200):
        output = tmp_path / str(number) / "site"
        publish(old, output, sources)
        before = tree(output)
        patch = failing_at(number, OSError(code, os.strerror(code)), monkeypatch, names)
        next(patch)
        try:
            publish(new, output, sources)
        except RefusedError as error:
            refused += 1
            assert os.strerror(code) in str(error) or "was changed" in str(error)
            assert "untouched" in str(error)
            expected = before
        else:
            expected = whole
        calls = next(patch)
        assert tree(output) == expected
        assert set(os.listdir(output.parent)) <= {"site", ".site.lock", ".site.spare", ".site.new"}
        assert publish(new, output, sources).removed == (expected == before)
        assert set(os.listdir(output.parent)) == {"site", ".site.lock", ".site.spare"}
        if calls <= number:
            break
    assert refused >= len(new) + 2


def test_ctrl_c_at_any_call_leaves_a_whole_site(
    tmp_path: Path, sources: Path, old: list[Page], new: list[Page], tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    publish(new, tmp_path / "clean", sources)
    whole = tree(tmp_path / "clean")
    for number in range(200):
        output = tmp_path / str(number) / "site"
        publish(old, output, sources)
        before = tree(output)
        patch = failing_at(number, KeyboardInterrupt(), monkeypatch, FAILING)
        next(patch)
        try:
            publish(new, output, sources)
        except KeyboardInterrupt:
            assert tree(output) in (before, whole)
        calls = next(patch)
        publish(new, output, sources)
        assert tree(output) == whole
        assert set(os.listdir(output.parent)) - {".site.spare"} == {"site", ".site.lock"}
        if calls <= number:
            return
    pytest.fail("every run was interrupted")


def test_a_staging_folder_that_cannot_be_removed_is_removed_later(
    output: Path, sources: Path, old: list[Page], new: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(old, output, sources)

    def broken(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", broken)
        patch.setattr(os, "fsync", broken)
        with pytest.raises(RefusedError, match="Input/output error"):
            publish(new, output, sources)
    assert (output / "index.html").read_bytes() == b"old"
    assert exchange.staging_path(output).is_dir()
    assert exchange.spare_path(output).is_dir()
    assert publish(new, output, sources) == (2, 1, 1)
    assert set(os.listdir(output.parent)) == BESIDE


@pytest.fixture(scope="module", params=["swap", "renames"])
def killed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What killing.py saw, and which way folders were exchanged."""
    if not hasattr(os, "fork"):
        pytest.skip("nothing to fork")
    top = tmp_path_factory.mktemp("killed")
    script = Path(__file__).with_name("killing.py")
    environment = os.environ | {"PYTHONPATH": str(Path(digest.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, script, top, request.param],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return request.param, json.loads(done.stdout)


@pytest.mark.parametrize("kind", ["replaced", "spare", "first"])
def test_a_kill_at_any_call_leaves_a_whole_site(killed: Any, kind: str) -> None:
    way, seen = killed
    seen = seen[kind]
    assert seen["died"] > 40
    assert seen["broken"] == []
    assert seen["left"] == []
    assert {"new", "none" if kind == "first" else "old"} == set(seen["states"])
    # Two renames leave a gap, which the next build closes; a swap leaves none.
    gap = way == "renames" and kind != "first"
    if kind == "spare":  # fresh files are read again, so that calls are not the same in each run
        assert seen["absent"] <= 2 * gap
    else:
        assert seen["absent"] == gap


def test_a_kill_at_any_time_leaves_a_whole_site(killed: Any) -> None:
    way, seen = killed
    if way == "swap":
        assert seen["random"]["died"] == 60
        assert seen["random"]["broken"] == []
        assert seen["random"]["left"] == []
