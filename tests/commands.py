"""Runs the commands: in this process, in one of their own, or on a terminal."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sites import ROOT

from digest.cli import main


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def run(*arguments: object) -> Done:
    """The command in this process, with nothing that is a terminal."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
    return Done(int(str(code or 0)), out.getvalue(), err.getvalue())


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what would change the commands."""
    dropped = ("NO_COLOR", "SOURCE_DATE_EPOCH", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, **(changes or {})}


def process(
    *arguments: object,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    umask: int = -1,
    program: Sequence[str] = (sys.executable, str(ROOT / "build.py")),
) -> Done:
    """The command in a process of its own."""
    done = subprocess.run(
        [*program, *map(str, arguments)],
        cwd=cwd, env=environment(env), umask=umask, capture_output=True, text=True, timeout=120,
        encoding="utf-8",
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


def on_terminal(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    """The command on a terminal; everything it shows is in `out`."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *map(str, arguments)],
        cwd=cwd, env=environment({"TERM": "xterm", **(env or {})}),
        stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    seen = b""
    with contextlib.suppress(OSError):  # the terminal's end, once the command is gone
        while piece := os.read(ours, 4096):
            seen += piece
    os.close(ours)
    return Done(child.wait(timeout=60), seen.decode(), "")
