"""The generators that are compared: where each has its files, how it is run, what an edit is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / ".venv-peers"
"""Where `make bench-peers` installs the others."""
TEMPLATES = ROOT.parent / "shared" / "bench" / "peers"
"""What the others make pages with, a folder for each."""

OURS, HUGO, PELICAN = "ours", "hugo", "pelican"

_POSITION = r"(no-position|leans-\w+|supports|opposes|neutral|mixed|ambiguous)"


@dataclass(frozen=True)
class Tool:
    """One generator."""

    name: str
    command: tuple[str, ...]
    """How it builds, in its own folder."""
    kept: tuple[str, ...]
    """What stays in its folder before a cold build: all else is output or cache."""
    articles: str
    """Folder of the articles."""
    position: str
    """A stance's position in a file: what stands before it, as a pattern."""
    annotations: str = ".md"
    """How the names of the files with the stances end."""
    cached: Mapping[str, str] = field(default_factory=dict)
    """More in its environment where it may keep what it made before."""

    def clean(self, folder: Path) -> None:
        """Remove output and caches."""
        for path in folder.iterdir():
            if path.name in self.kept:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def version(self) -> str:
        """What it says of its version."""
        told = {
            OURS: [*self.command[:2], "--version"],
            HUGO: [self.command[0], "version"],
            PELICAN: [self.command[0], "--version"],
        }[self.name]
        done = subprocess.run(told, capture_output=True, text=True, check=True, cwd=ROOT)
        found = re.search(r"\d+(\.\d+)+\w*", done.stdout)
        return found.group() if found else "unknown"


def ours(jobs: int = 2) -> Tool:
    """Our own, with so many processes."""
    build = (sys.executable, str(ROOT / "build.py"), "build")
    return Tool(
        OURS, (*build, "--sources", "sources", "-o", "site", "--no-search", "--jobs", str(jobs)),
        kept=("sources",), articles="sources/articles", annotations=".yaml",
        position="^    position: ",
    )  # fmt: skip


def peers(environment: Path = PEERS) -> Iterator[Tool]:
    """Those of the others that are installed."""
    programs = sorted(environment.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if programs:
        yield Tool(
            HUGO, (str(programs[0]), "--quiet"), kept=("hugo.toml", "layouts", "content"),
            articles="content", position="^    position: ",
        )  # fmt: skip
    program = environment / "bin" / "pelican"
    if program.is_file():
        yield Tool(
            PELICAN, (str(program), "-q", "-s", "pelicanconf.py"),
            kept=("pelicanconf.py", "theme", "content"), articles="content",
            position=r"^- \*\*[\w-]+\*\* on [\w-]+: ", cached={"PELICAN_CACHE": "1"},
        )  # fmt: skip


class Editor:
    """Changes one article after another, each once, and puts them all back in the end."""

    def __init__(self, tool: Tool, folder: Path) -> None:
        self.tool = tool
        names = sorted((folder / tool.articles).glob("article-*.md"))
        # Those of one coder: a second one would have to be edited too.
        self.articles = [path for path in names if int(path.stem.split("-")[1]) % 20 != 7]
        self.next = len(self.articles) // 2
        self.before: dict[Path, str] = {}

    def edit(self, kind: str) -> tuple[Path, str]:
        """Change the next article; its file, and words that were not in it before."""
        path = self.articles[self.next % len(self.articles)]
        self.next += 1
        if kind == "annotation":
            path = path.with_suffix(self.tool.annotations)
        text = path.read_text(encoding="utf-8")
        self.before.setdefault(path, text)
        new = f"Edition {self.next} of these words"
        changed = edited(text, kind, new, self.tool.position)
        if changed == text:
            raise ValueError(f"{path.name} has nothing for an edit of its {kind}")
        path.write_text(changed, encoding="utf-8", newline="\n")
        return path, new

    def restore(self) -> None:
        """Put back what was there."""
        for path, text in self.before.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        self.before.clear()


def edited(text: str, kind: str, new: str, position: str) -> str:
    """A file after an edit of its `body`, its `title` or an `annotation`; once each."""
    if kind == "body":
        return re.sub(r"^(## .*\n\n)", rf"\1{new}. ", text, count=1, flags=re.MULTILINE)
    if kind == "title":
        return re.sub(r'^([Tt]itle: "?)', rf"\1{new}, ", text, count=1, flags=re.MULTILINE)

    def other(found: re.Match[str]) -> str:
        return found[1] + ("opposes" if found[2] == "supports" else "supports")

    return re.sub(f"({position}){_POSITION}", other, text, count=1, flags=re.MULTILINE)
