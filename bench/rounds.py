"""Builds of one corpus by several generators, in rounds that take turns."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus import generate, lay_out
from processes import Run, run
from tools import OURS, ROOT, Editor, Tool

BUILDS = ("cold", "nothing", "body", "annotation", "title")
"""What is timed: after output and caches were removed, with nothing changed, after one edit."""
LOOKS = ("memory", "stages")
"""What is looked at in a cold build of its own, since looking takes time."""

_MAKERS = ("article", "corpus", "growing", "lake", "layouts", "originals", "plain")
_STAGE = re.compile(r"\s*([a-z][a-z -]*?):?\s+(\d+\.\d+)(?: s)?\b(?:[ ,;].*)?")

Say = Callable[[str], None]


class FailedError(Exception):
    """A generator ended with a fault."""


def prepare(folder: Path, size: int, tool: Tool, templates: Path, say: Say) -> None:
    """Make the corpus for a generator, unless it lies there as it would be made now."""
    made = folder.with_name(f"{folder.name}.made")
    wanted = f"{size} {_recipe()}\n"
    if made.exists() and made.read_text() == wanted:
        return
    say(f"making {size} articles for {tool.name}")
    shutil.rmtree(folder, ignore_errors=True)
    if tool.name == OURS:
        generate(size, folder / "sources")
        command = [sys.executable, str(ROOT / "build.py"), "attest", "--sources", "sources"]
        _must(run(command, folder), tool)
    else:
        lay_out(size, folder, tool.name)
        if not (templates / tool.name).is_dir():
            raise FailedError(f"{tool.name} has no templates: name their folder with --templates")
        shutil.copytree(templates / tool.name, folder, dirs_exist_ok=True)
    made.write_text(wanted)


def _recipe() -> str:
    whole = hashlib.sha256()
    for name in _MAKERS:
        whole.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return whole.hexdigest()


def read_once(folder: Path) -> None:
    """Read every file, so that no generator has to wait for the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()


def stages_of(said: str) -> dict[str, float]:
    """Stage → seconds, from what a build wrote: lines of a stage and its seconds."""
    found: dict[str, float] = {}
    for line in said.splitlines():
        if match := _STAGE.fullmatch(line):
            found[match[1]] = found.get(match[1], 0.0) + float(match[2])
    return found


def measure(
    size: int,
    place: Path,
    tools: Sequence[Tool],
    wanted: Sequence[str],
    rounds: int,
    patience: float,
    say: Say,
) -> Iterator[tuple[str, str, Any]]:
    """What is measured, as soon as it is: kind of build, generator, what came of it.

    A generator that takes longer than `patience` seconds for a kind of build does it once only.
    `place` holds a folder for each of the generators.
    """  # fmt: skip
    editors = {tool.name: Editor(tool, place / tool.name) for tool in tools}
    slow: set[tuple[str, str]] = set()
    for tool in tools:
        read_once(place / tool.name)
    primed = False
    try:
        for kind in [kind for kind in BUILDS if kind in wanted]:
            if kind != "cold" and not primed:
                primed = True
                for tool in tools:  # there must be something to build on
                    if tool.cached or "cold" not in wanted:
                        _must(run(tool.command, place / tool.name, tool.cached), tool)
            for count in range(rounds):
                turn = count % len(tools)
                for tool in [*tools[turn:], *tools[:turn]]:
                    if (kind, tool.name) in slow:
                        continue
                    done = _once(kind, tool, place / tool.name, editors[tool.name])
                    say(f"{size} {kind} {tool.name}: {done.wall:.3f} s, {done.rss:.0f} MB")
                    if done.wall > patience:
                        slow.add((kind, tool.name))
                    yield kind, tool.name, done
    finally:
        for editor in editors.values():
            editor.restore()
    for tool in tools:
        folder = place / tool.name
        if "memory" in wanted:
            tool.clean(folder)
            done = _must(run(tool.command, folder, shared_once=True), tool)
            say(f"{size} memory {tool.name}: {done.pss:.0f} MB, shared once")
            yield "memory", tool.name, done
        if "stages" in wanted and tool.name == OURS:
            tool.clean(folder)
            yield "stages", tool.name, _stages(tool, folder)


def _once(kind: str, tool: Tool, folder: Path, editor: Editor) -> Run:
    if kind == "cold":
        tool.clean(folder)
        return _must(run(tool.command, folder), tool)
    if kind != "nothing":
        editor.edit(kind)
    return _must(run(tool.command, folder, tool.cached), tool)


def _must(done: Run, tool: Tool) -> Run:
    if done.code:
        raise FailedError(f"{tool.name} ended with {done.code}: {done.said[-500:]}")
    return done


def _stages(tool: Tool, folder: Path) -> dict[str, float]:
    """Where the time of a cold build goes; `--timings` where it is known, else `--verbose`."""
    timed = run([*tool.command, "--timings"], folder)
    if timed.code:
        timed = _must(run([*tool.command, "--verbose"], folder), tool)
    return stages_of(timed.said)
