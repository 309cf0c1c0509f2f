"""Files of a site changed behind its back; and a walk through builds of which many are stopped.

The walk is run by test_edition.py in a process of its own, because only one without threads may
fork safely.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from killing import die_at, tree

from digest.model.page import Page, Published
from digest.publish import exchange, looking
from digest.publish.edition import edition
from digest.publish.paths import MARKER
from digest.publish.site import publish

Spoil = Callable[[Path], object]


def build(pages: list[Page], output: Path, sources: Path, memory: Path | None) -> Published:
    """An edition of the pages."""
    with edition(output, sources, memory=memory, wait=0) as made:
        return made.publish([made.shelf.put(page) for page in pages])


def in_place(path: Path) -> None:
    status = path.stat()
    path.write_bytes(b"X" * status.st_size)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def as_link(path: Path) -> None:
    elsewhere = next(top for top in path.parents if (top / "sources").is_dir()) / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


def replaced(path: Path) -> None:
    status = path.stat()
    path.unlink()
    path.write_bytes(b"Y" * status.st_size)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


SPOILS: dict[str, Spoil] = {
    "edited": lambda path: path.write_bytes(b"edited"),
    "edited in place": in_place,
    "replaced": replaced,
    "deleted": Path.unlink,
    "a link": as_link,
    "a folder": as_folder,
    "a pipe": lambda path: (path.unlink(), os.mkfifo(path)),
    "unreadable": lambda path: path.chmod(0),
    "another mode": lambda path: path.chmod(0o666),
    "empty": lambda path: path.write_bytes(b""),
}


def main(top: Path, seed: int) -> None:
    """A walk of some builds, each compared with a clean one."""
    chance = random.Random(seed)
    sources, output, memory = top / "sources", top / "site", top / "memory"
    sources.mkdir()
    looking._STEP = chance.choice([20_000_000, looking._STEP])
    looking._WIDE_STEP = looking._STEP
    os.fsync = lambda descriptor: None
    paths = [f"{folder}{name}" for folder in ("", "a/", "a/b/", "c/") for name in "wxyz"]
    pages = dict.fromkeys(paths[::2], b"1")
    for number in range(40):
        for path in chance.sample(paths, 4):
            if pages.pop(path, None) is None or chance.random() < 0.6:
                pages[path] = b"%d" % chance.randrange(3)
        place = chance.choice([output, exchange.spare_path(output)])
        files = sorted(path for path in place.rglob("*") if path.is_file() and path.name != MARKER)
        if files and chance.random() < 0.6:
            chance.choice(list(SPOILS.values()))(chance.choice(files))
        if chance.random() < 0.2:
            shutil.rmtree(memory, ignore_errors=True)
        wanted = [Page(path, content) for path, content in pages.items()]
        if chance.random() < 0.5:
            break_off(chance.randrange(200), wanted, output, sources, memory)
        build(wanted, output, sources, chance.choice([memory, memory, None]))
        publish(wanted, top / f"clean{number}", sources)
        assert tree(output) == tree(top / f"clean{number}"), number
        (top / "elsewhere").unlink(missing_ok=True)
    print("as a clean build")


def break_off(number: int, pages: list[Page], output: Path, sources: Path, memory: Path) -> None:
    """A build in a process that is killed at its `number`-th call, if it has so many."""
    process = os.fork()
    if process:
        os.waitpid(process, 0)
        return
    try:
        die_at(number)
        build(pages, output, sources, memory)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
