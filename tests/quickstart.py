"""Reads and follows `docs/quick-start.md`: its commands, what they answer, what is to be written.

Three things are read from the page.  A block `console` holds commands after `$ ` and what they
answer.  A block after a sentence that names a file says what to put there: the whole file, or,
where the sentence says “the line”, the one line that begins as it does.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from commands import environment

_BLOCK = re.compile(r"(?P<before>[^\n]*)\n\n```(?P<kind>[a-z]+)\n(?P<text>.*?)```", re.DOTALL)
_FILE = re.compile(r"`(sources/[^`]+)`")
_VARIES = (
    (re.compile(r"\d+ files? (written|would be written)"), r"N files \1"),
    (re.compile(r"\d+ unchanged, \d+ removed in [\d.]+ s"), "N unchanged, N removed in N s"),
)
"""What may differ from one machine, or one state of the program, to the next."""


class Command(NamedTuple):
    """A command and what it is said to answer."""

    line: str
    answer: str


class Edit(NamedTuple):
    """What is to stand in a file."""

    path: str
    text: str
    line: bool
    """Whether it is one line of it, else the whole."""


def steps(page: str) -> list[Command | Edit]:
    """Everything to be done, in order."""
    found: list[Command | Edit] = []
    for block in _BLOCK.finditer(page):
        if block["kind"] == "console":
            for piece in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]:
                line, _, answer = piece.partition("\n")
                found.append(Command(line, answer))
        else:
            paths = _FILE.findall(block["before"])
            assert paths, f"no file is named before: {block['text'][:60]}"
            found.append(Edit(paths[-1], block["text"], "the line" in block["before"]))
    return found


def follow(steps: list[Command | Edit], folder: Path) -> list[tuple[str, str, str]]:
    """Do it all, from `folder` on: (command, said answer, answer) for each command."""
    done = []
    for step in steps:
        if isinstance(step, Edit):
            _write(folder / step.path, step)
        elif step.line.startswith("cd "):
            folder = folder / step.line[3:]
            done.append((step.line, step.answer, ""))
        else:
            ran = subprocess.run(
                step.line, shell=True, cwd=folder, env=environment({"COLUMNS": "100"}),
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300,
            )  # fmt: skip
            done.append((step.line, step.answer, ran.stdout))
    return done


def steady(answer: str) -> str:
    """An answer without what may differ."""
    for pattern, instead in _VARIES:
        answer = pattern.sub(instead, answer)
    return answer


def _write(path: Path, edit: Edit) -> None:
    text = edit.text
    if edit.line:
        begins = text.partition(":")[0] + ":"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (at,) = [number for number, line in enumerate(lines) if line.startswith(begins)]
        lines[at] = text
        text = "".join(lines)
    assert path.exists(), f"{path} is not there yet"
    path.write_text(text, encoding="utf-8")
