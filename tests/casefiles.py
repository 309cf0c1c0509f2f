"""Readable cases: Markdown files that an analyst can read, and what must come of them.

Each `##` heading is a case.  Its fenced blocks name files (```` ```yaml sources/actors.yaml ````);
the rest of the digest is the small specimen's settings, topics, actors and first article.  After
the file's name may stand

- `+`: the block is added below the specimen's file; messages count its lines from `+1`
- `crlf`, `cr`, `bom`: how the file is saved
- `escaped`: `\\x00` and the like stand for the characters themselves

```` ```messages ```` lists every error, ```` ```warnings ```` every warning, one line each;
```` ```reads ```` lists what is read or found, as `question → answer` (the questions: `views.py`).
```` ```attests ```` lists all that `attest` says of the case's `sources/originals/`; it runs before
anything is read.  Files in `before/` were the originals when it was run a first time.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

SPECIMEN = Path(__file__).parent / "mini" / "sources"
BASE = ("digest.yaml", "topics.yaml", "actors.yaml", "articles/lantern-2021-bridge.md")

_FENCE = re.compile(r"(`{3,})(.*)")
_FLAGS = {"+", "crlf", "cr", "bom", "escaped"}
_RESULTS = {"messages", "warnings", "reads", "attests"}


@dataclass
class Case:
    """One heading of a case file."""

    name: str
    files: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    """Path → text and flags."""
    results: dict[str, list[str]] = field(default_factory=dict)
    """`messages`, `warnings`, `reads`, `attests` → lines expected."""

    def lay_out(self, root: Path) -> None:
        """Write the case's digest below `root`."""
        for name in BASE:
            target = root / "sources" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(SPECIMEN / name, target)
        for name, (text, flags) in self.files.items():
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            before = target.read_bytes() if "+" in flags else b""
            target.write_bytes(before + _bytes(text, flags))

    def expected(self, kind: str, root: Path) -> list[str]:
        """Lines expected, with `+3` made the line of the whole file."""
        lines = []
        for line in self.results.get(kind, []):
            match = re.match(r"(\S+?):\+(\d+)", line)
            if match:
                added = self.files[match[1]][0].count("\n")
                whole = (root / match[1]).read_text().count("\n")
                line = f"{match[1]}:{whole - added + int(match[2])}{line[match.end() :]}"
            lines.append(line)
        return lines


def _bytes(text: str, flags: frozenset[str]) -> bytes:
    if "escaped" in flags:
        text = re.sub(
            r"\\(x[0-9a-f]{2}|u[0-9a-f]{4})", lambda m: chr(int(m[1][1:], 16)), text, flags=re.I
        )
    if "crlf" in flags:
        text = text.replace("\n", "\r\n")
    if "cr" in flags:
        text = text.replace("\n", "\r")
    return ("\ufeff" * ("bom" in flags) + text).encode()


def cases(file: Path) -> list[Case]:
    """The cases of one file; a block that says nothing a case could use is a mistake in it."""
    found: list[Case] = []
    lines = iter(file.read_text(encoding="utf-8").split("\n"))
    for line in lines:
        if line.startswith("## "):
            found.append(Case(f"{file.stem}: {line[3:].strip()}"))
        fence = _FENCE.fullmatch(line)
        if not fence:
            continue
        block = []
        for inner in lines:
            if inner == fence[1]:
                break
            block.append(inner)
        else:
            raise ValueError(f"{file.name}: a block of '{found[-1].name}' is never closed")
        _add(found[-1], fence[2].split(), block)
    return found


def _add(case: Case, info: list[str], block: list[str]) -> None:
    if len(info) == 1 and info[0] in _RESULTS and info[0] not in case.results:
        case.results[info[0]] = [line.strip() for line in block if line.strip()]
    elif len(info) >= 2 and "/" in info[1] and set(info[2:]) <= _FLAGS:
        if info[1] in case.files:
            raise ValueError(f"{case.name}: {info[1]} stands twice")
        case.files[info[1]] = ("".join(f"{line}\n" for line in block), frozenset(info[2:]))
    else:
        raise ValueError(f"{case.name}: a block '{' '.join(info)}' means nothing here")
