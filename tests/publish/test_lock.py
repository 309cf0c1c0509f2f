"""One build at a time: the second waits, and says for whom; the dead hold nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import digest
from digest.errors import RefusedError
from digest.model.page import Page
from digest.publish.lock import lock_path, locked
from digest.publish.site import publish

HOLD = """
import sys
from pathlib import Path
from digest.publish.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
BUILD = """
import sys
from pathlib import Path
from digest.model.page import Page
from digest.publish.site import publish
top, name = Path(sys.argv[1]), sys.argv[2]
for number in range(20):
    pages = [Page(f"{name}-{page}.html", f"{name} {number}".encode()) for page in range(5)]
    publish(pages, top / "site", top / "sources")
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(Path(digest.__file__).parents[1])},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@contextmanager
def held(output: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    with start(HOLD, output) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_locked_site_is_refused_with_the_process_that_writes_it(
    output: Path, sources: Path, new: list[Page]
) -> None:
    told: list[int] = []
    with held(output) as process:
        with pytest.raises(RefusedError) as caught:
            publish(new, output, sources, waiting=told.append, wait=0.2)
        assert told == [process.pid]
        assert f"another build (process {process.pid})" in str(caught.value)
        assert not output.exists()


def test_a_waiting_build_goes_on_when_the_other_ends(
    output: Path, sources: Path, new: list[Page]
) -> None:
    told: list[int] = []
    with held(output) as process:

        def waiting(other: int) -> None:
            told.append(other)
            threading.Timer(0.1, process.kill).start()

        assert publish(new, output, sources, waiting=waiting, wait=20).written == 3
        assert told == [process.pid]


def test_a_killed_process_holds_no_lock(output: Path, sources: Path, new: list[Page]) -> None:
    with held(output) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert lock_path(output).read_text() == f"{process.pid}\n"
        assert publish(new, output, sources, wait=0).written == 3


def test_the_lock_is_given_back_after_an_error(output: Path) -> None:
    with pytest.raises(ValueError, match="inside"), locked(output):
        raise ValueError("inside")
    with locked(output, wait=0):
        pass


def test_two_sites_side_by_side_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with locked(tmp_path / "one", wait=0), locked(tmp_path / "other", wait=0):
        pass


@pytest.mark.parametrize("text", ["", "garbage", "-1", "9" * 99])
def test_what_is_in_the_lock_file_does_not_matter(output: Path, text: str) -> None:
    told: list[int] = []
    with locked(output, wait=0):
        lock_path(output).write_text(text)
        with pytest.raises(RefusedError), locked(output, waiting=told.append, wait=0):
            pass
    assert len(told) == 1
    lock_path(output).write_text(text)
    with locked(output, wait=0):
        assert lock_path(output).read_text() == f"{os.getpid()}\n"


def test_a_link_in_place_of_the_lock_is_not_followed(
    output: Path, sources: Path, new: list[Page], tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("keep")
    lock_path(output).symlink_to(precious)
    with pytest.raises(RefusedError):
        publish(new, output, sources)
    assert precious.read_text() == "keep"


def test_builds_at_the_same_time_leave_a_whole_site(
    tmp_path: Path, sources: Path, tree: Callable[[Path], dict[str, bytes]]
) -> None:
    builds = [start(BUILD, tmp_path, name) for name in ("one", "two", "three")]
    for build in builds:
        _, errors = build.communicate(timeout=60)
        assert build.returncode == 0, errors
    files = tree(tmp_path / "site")
    del files[".digest-site"]
    assert len(files) == 5
    assert len(set(files.values())) == 1
    assert set(os.listdir(tmp_path)) == {
        "sources", "site", ".site.lock", ".site.spare"
    }  # fmt: skip
