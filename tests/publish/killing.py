"""Publishes in child processes that die; run by test_exchange.py, prints what it saw as JSON.

A process of its own, because only one without threads may fork safely.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from digest.model.page import Page
from digest.publish import exchange, native
from digest.publish.edition import edition
from digest.publish.site import publish

Tree = dict[str, bytes]

OLD = [Page("index.html", b"old" * 999), Page("a/x.html", b"same"), Page("a/gone.html", b"gone")]
OLDER = [Page("index.html", b"older"), Page("b/z.html", b"gone"), Page("a/x.html", b"same")]
NEW = [Page("index.html", b"new" * 999), Page("a/x.html", b"same"), Page("b/c/y.html", b"more")]
CALLS = ("open", "write", "close", "mkdir", "chmod", "rename", "unlink", "rmdir", "fsync",
         "scandir", "ftruncate", "lstat", "listdir", "replace", "utime", "stat")  # fmt: skip
BESIDE = {"sources", "site", ".site.lock", ".site.spare", "memory"}
_swap = native.swap


def tree(folder: Path) -> Tree | None:
    """Every file with its bytes; None when there is no such folder."""
    if not folder.exists():
        return None
    files = (path for path in folder.rglob("*") if not path.is_dir())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def in_child(action: Callable[[], object]) -> int:
    """Starts the action in a child process; its id."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            action()
            code = 0
        finally:
            os._exit(code)
    return process


def die_at(number: int) -> None:
    """From now on, this process is killed before its `number`-th call (from 0), or half-way."""
    left = [number]

    def deadly(real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                if name == "write":
                    real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        return call

    for name in CALLS:
        setattr(os, name, deadly(getattr(os, name), name))
    native.swap = deadly(native.swap, "swap")
    native.sync_file_system = deadly(native.sync_file_system, "sync")


def build(pages: list[Page], output: Path, sources: Path, memory: Path | None) -> None:
    """An edition of the pages."""
    with edition(output, sources, memory=memory, wait=0) as made:
        made.publish([made.shelf.put(page) for page in pages])


def kill_at_each_call(top: Path, whole: dict[str, Tree | None], before: str) -> dict[str, Any]:
    """One run for each call: `before` is what was there, an `old` site, also with a `spare`."""
    seen: dict[str, Any] = {"died": 0, "states": [], "broken": [], "absent": 0, "left": []}
    for number in range(1000):
        folder = top / f"{before}-{number}"
        sources, output = folder / "sources", folder / "site"
        sources.mkdir(parents=True)
        memory = folder / "memory" if before == "spare" else None
        for pages in {"spare": (OLDER, OLD), "old": (OLD,), "none": ()}[before]:
            build(pages, output, sources, memory)

        def run(
            number: int = number, output: Path = output, sources: Path = sources,
            memory: Path | None = memory,
        ) -> None:  # fmt: skip
            die_at(number)
            build(NEW, output, sources, memory)

        _, status = os.waitpid(in_child(run), 0)
        if not os.WIFSIGNALED(status):
            assert os.WEXITSTATUS(status) == 0
            break
        seen["died"] += 1
        if tree(output) is None and before != "none":
            seen["absent"] += 1
            exchange.recover(output)
        state = next((name for name, files in whole.items() if files == tree(output)), "")
        if state not in ("none" if before == "none" else "old", "new"):
            seen["broken"].append(number)
        seen["states"].append(state)
        for pages, name in ((NEW, "new"), (OLD, "old"), (NEW, "new")):
            build(pages, output, sources, memory)
            if tree(output) != whole[name] or not set(os.listdir(folder)) <= BESIDE:
                seen["left"].append(number)
    return seen


def kill_at_random(top: Path, whole: dict[str, Tree | None], rounds: int) -> dict[str, Any]:
    """A process that publishes one site after the other, killed at any time."""
    seen: dict[str, Any] = {"died": 0, "broken": []}
    sources, output = top / "sources", top / "site"
    sources.mkdir(parents=True)
    publish(OLD, output, sources)

    def run() -> None:
        while True:
            publish(NEW, output, sources, wait=0)
            publish(OLD, output, sources, wait=0)

    chance = random.Random(1)
    for number in range(rounds):
        process = in_child(run)
        time.sleep(0.002 + chance.random() * 0.04)
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        seen["died"] += os.WIFSIGNALED(status)
        if tree(output) not in (whole["old"], whole["new"]):
            seen["broken"].append(number)
    publish(NEW, output, sources, wait=0)
    seen["left"] = sorted(set(os.listdir(top)) - BESIDE)
    return seen


def main(top: Path, way: str) -> None:
    """`way`: `swap` as this system does it, `renames` as where folders cannot be swapped."""
    if way == "renames":
        native.swap = lambda one, other: False
    (top / "sources").mkdir()
    whole: dict[str, Tree | None] = {"none": None}
    for name, pages in (("old", OLD), ("new", NEW)):
        publish(pages, top / name, top / "sources")
        whole[name] = tree(top / name)
    os.fsync = lambda descriptor: None  # a kill does not lose what was written
    native.sync_file_system = lambda folder: True
    print(json.dumps({
        "replaced": kill_at_each_call(top, whole, "old"),
        "spare": kill_at_each_call(top, whole, "spare"),
        "first": kill_at_each_call(top, whole, "none"),
        "random": kill_at_random(top / "random", whole, 60) if way == "swap" else None,
    }))  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
