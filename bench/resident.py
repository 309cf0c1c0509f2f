"""While the preview runs: from saving a file to the open page, and the same for `hugo server`.

Ours is asked as a browser asks: a page is open, its script listens to the stream of events.  `told`
is the time until the stream names a new build, `loaded` until the page has come again after that.
Of Hugo, which builds the pages that changed into memory, the time is taken until it says that it
is done; a browser would be told after that.
"""

from __future__ import annotations

import http.client
import json
import os
import queue
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from processes import Peak
from tools import HUGO, Editor, Tool

KINDS = ("body", "annotation", "title")
_START, _PATIENCE = 3600.0, 600.0
"""Seconds within which the first build, and one after an edit, must have come to its end."""
_PAUSE = 1.0
"""Seconds between two edits, so that one has nothing to do with the next."""


class Line(NamedTuple):
    """A line that a program wrote, and when."""

    when: float
    text: str


class Lines:
    """Lines as they come, from a thread of its own."""

    def __init__(self, stream: Any) -> None:
        self._queue: queue.SimpleQueue[Line] = queue.SimpleQueue()
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: Any) -> None:
        try:
            for line in stream:
                text = line if isinstance(line, str) else line.decode()
                self._queue.put(Line(time.perf_counter(), text))
        except (OSError, ValueError):
            pass  # it was closed

    def until(self, pattern: str, seconds: float) -> tuple[Line, re.Match[str]]:
        """The next line with that pattern."""
        end = time.perf_counter() + seconds
        while True:
            try:
                line = self._queue.get(timeout=max(end - time.perf_counter(), 0))
            except queue.Empty:
                raise TimeoutError(f"nothing like {pattern!r} came in {seconds:g} s") from None
            if found := re.search(pattern, line.text):
                return line, found


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(command: Sequence[str], folder: Path) -> Iterator[tuple[Lines, Peak]]:
    """A program that stays, what it writes and its memory; ended at the end."""
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        with Peak(process.pid) as peak:
            yield Lines(process.stdout), peak
    finally:
        process.terminate()
        process.wait()


def ours(tool: Tool, folder: Path, kinds: Sequence[str], edits: int) -> dict[str, Any]:
    """Kind of edit → seconds `told` and `loaded` of each; and MB of memory at the peak."""
    port = free_port()
    begin = tool.command.index("build")
    options = [word for word in tool.command[begin + 1 :] if word != "--no-search"]
    command = [*tool.command[:begin], "serve", *options, "--port", str(port)]
    editor = Editor(tool, folder)
    found: dict[str, Any] = {}
    try:
        with started(command, folder) as (said, peak):
            said.until("Showing", _START)
            browser = http.client.HTTPConnection("127.0.0.1", port)
            browser.request("GET", "/-/events")  # it ends with the server: a reader waits for it
            events = Lines(browser.getresponse())
            build = _build(events, "")
            for kind in kinds:
                for _ in range(edits):
                    time.sleep(_PAUSE)
                    start = time.perf_counter()
                    path, new = editor.edit(kind)
                    line, build = _next_build(events, build)
                    page = _get(port, _page(folder, path))
                    loaded = time.perf_counter() - start
                    if kind != "annotation" and new.encode() not in page:
                        raise ValueError(f"the page of {path.stem} does not show its {kind}")
                    one = {"told": line.when - start, "loaded": loaded}
                    found.setdefault(kind, []).append(one)
            found["rss"] = peak.rss
    finally:
        editor.restore()
    return found


def _build(events: Lines, before: str) -> str:
    return _next_build(events, before)[1]


def _next_build(events: Lines, before: str) -> tuple[Line, str]:
    """The next event that names another build."""
    while True:
        line, found = events.until(r"^data: (.*)", _PATIENCE)
        state = json.loads(found[1])
        if state["faults"]:
            raise ValueError(f"the edit was a fault: {state['faults'][0]['message']}")
        if state["build"] != before:
            return line, str(state["build"])


def _page(folder: Path, article: Path) -> str:
    """Address of an article's page."""
    name = article.name.partition(".")[0]
    for path in (f"sources/{name}.html", f"sources/{name}/index.html"):
        if (folder / "site" / path).is_file():
            return f"/{path}"
    raise ValueError(f"{name} has no page")


def _get(port: int, address: str) -> bytes:
    browser = http.client.HTTPConnection("127.0.0.1", port)
    browser.request("GET", address)
    return browser.getresponse().read()


def hugo(tool: Tool, folder: Path, kinds: Sequence[str], edits: int) -> dict[str, Any]:
    """Kind of edit → seconds until it says that it is done; and MB of memory at the peak."""
    command = [
        tool.command[0], "server", "--port", str(free_port()), "--renderToMemory",
        "--disableLiveReload",
    ]  # fmt: skip
    editor = Editor(tool, folder)
    found: dict[str, Any] = {}
    try:
        with started(command, folder) as (said, peak):
            said.until("Press Ctrl", _START)
            for kind in kinds:
                for _ in range(edits):
                    time.sleep(_PAUSE)
                    start = time.perf_counter()
                    editor.edit(kind)
                    line, _ = said.until(r"(?:Total in|[Rr]ebuilt in) \d+ ms", _PATIENCE)
                    found.setdefault(kind, []).append({"told": line.when - start})
            found["rss"] = peak.rss
    finally:
        editor.restore()
    return found


def measure(tool: Tool, folder: Path, edits: int) -> dict[str, Any]:
    """One generator's preview."""
    return (hugo if tool.name == HUGO else ours)(tool, folder, KINDS, edits)
