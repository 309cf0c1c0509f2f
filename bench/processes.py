"""Run a program and say what it took: time, processor time, memory of all its processes.

Processor time is what the system counted for the program and all processes that it waited for.
Memory is looked at every 50 ms, in all processes below the program, and added up: `rss` counts
what processes share once for each of them, `pss` counts it once in all, but takes longer to ask
for, so it is only asked for where times do not matter.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

EVERY = 0.05
"""Seconds between two looks at the memory."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Run(NamedTuple):
    """What one run took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor time of all processes."""
    rss: float
    """MB of memory at the peak, all processes added up."""
    pss: float
    """The same with shared memory counted once; 0 where it was not asked for."""
    code: int
    said: str
    """What it wrote to standard error."""


def family(root: int) -> list[int]:
    """A process and all below it, as far as they still run."""
    below: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path("/proc", entry, "stat").read_text()
            except OSError:
                continue
            below.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry))
    found, waiting = [], [root]
    while waiting:
        found.append(process := waiting.pop())
        waiting += below.get(process, [])
    return found


def memory(root: int, *, shared_once: bool = False) -> tuple[float, float]:
    """MB of a process and all below it: `rss`, and `pss` where it is asked for."""
    rss = pss = 0
    for process in family(root):
        try:
            rss += int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
            if shared_once:
                lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
                pss += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) << 10
        except (OSError, IndexError, StopIteration):
            continue  # it has ended
    return rss / 2**20, pss / 2**20


class Peak:
    """A context: looks at the memory of a program as long as it lasts."""

    def __init__(self, process: int, *, shared_once: bool = False) -> None:
        self.rss = self.pss = 0.0
        self._process, self._shared_once = process, shared_once
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._end.wait(EVERY):
            rss, pss = memory(self._process, shared_once=self._shared_once)
            self.rss, self.pss = max(self.rss, rss), max(self.pss, pss)


def _environment() -> dict[str, str]:
    """Ours, without what keeps Python from keeping compiled modules, as it does by default."""
    return {name: value for name, value in os.environ.items() if name != _NO_MODULES}


_NO_MODULES = "PYTHONDONTWRITEBYTECODE"


def run(
    command: Sequence[str],
    folder: Path,
    more: Mapping[str, str] | None = None,
    *,
    shared_once: bool = False,
) -> Run:
    """Run a program in a folder, with more in its environment; wait until it ends."""
    with (folder / ".said").open("w+", encoding="utf-8", errors="replace") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**_environment(), **(more or {})},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said,
        )  # fmt: skip
        with Peak(process.pid, shared_once=shared_once) as peak:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read()
    (folder / ".said").unlink()
    # The largest process as the system saw it, should all have ended between two looks.
    largest = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    cpu = used.ru_utime + used.ru_stime
    return Run(wall, cpu, max(peak.rss, largest), peak.pss, process.returncode, words)
