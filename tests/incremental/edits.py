"""What can happen to a digest, its memory and its site between two builds; drawn at random."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.incremental import way

WORDS = "Skerry Council,the harbour,Chair Han,Quayside,the bridge,a toll,dredging,한별".split(",")


class World:
    """A project in a folder of its own: sources, site, memory."""

    def __init__(self, root: Path, choose: random.Random, patch: pytest.MonkeyPatch) -> None:
        self.root, self.choose, self.patch = root, choose, patch
        self.sources = root / "sources"
        self.count = 0

    def any(self, pattern: str) -> Path | None:
        """One of the files that match."""
        found = sorted(path for path in self.root.glob(pattern) if path.is_file())
        return self.choose.choice(found) if found else None

    def change(self, path: Path | None, edit: Callable[[str], str]) -> None:
        """Change a file."""
        if path:
            path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")

    def some(self, text: str, pattern: str, put: str) -> str:
        """The text with one place that matches replaced."""
        found = list(re.finditer(pattern, text, re.MULTILINE))
        if not found:
            return text
        match = self.choose.choice(found)
        return text[: match.start()] + match.expand(put) + text[match.end() :]

    def new(self) -> str:
        """Words that have not been there."""
        self.count += 1
        return f"{self.choose.choice(WORDS)} no{self.count}"


def body(w: World) -> None:
    """A sentence more in a digest."""
    w.change(w.any("sources/articles/*.md"), lambda t: f"{t.rstrip()}\n\nThen {w.new()} came.\n")


def title(w: World) -> None:
    """Another title."""
    path = w.any("sources/articles/*.md")
    w.change(path, lambda t: w.some(t, r"^title: .*$", f"title: On {w.new()}"))


def position(w: World) -> None:
    """A stance takes another position."""
    to = w.choose.choice(["opposes", "supports", "ambiguous", "leans-support"])
    path = w.any("sources/articles/*.yaml")
    w.change(path, lambda t: w.some(t, r"position: [a-z-]+", f"position: {to}"))


def date(w: World) -> None:
    """A stance has another date."""
    year = w.choose.randint(2015, 2022)
    path = w.any("sources/articles/*.yaml")
    w.change(path, lambda t: w.some(t, r"date: \d{4}-\d\d-\d\d", f"date: {year}-03-02"))


def note(w: World) -> None:
    """A note names somebody."""
    path = w.any("sources/articles/*.yaml")
    w.change(path, lambda t: w.some(t, r"^( +)note: .*$", rf"\1note: So says {w.new()}."))


def name(w: World) -> None:
    """An entry is called otherwise."""
    path = w.any("sources/*s.yaml")
    w.change(path, lambda t: w.some(t, r"^  (name|title): .*$", rf"  \1: A {w.new()}"))


def alias(w: World) -> None:
    """An actor gets one name more, which digests may have."""
    word = w.choose.choice(["came", "the toll", "Chair", "boats"])
    text = f"  names:\n    - {{name: {word} {w.count}, kind: abbreviation}}\n"
    w.change(
        w.sources / "actors.yaml",
        lambda t: w.some(t, r"^  names:\n", text) if word not in t else t,
    )


def role(w: World) -> None:
    """Somebody left an office at another time."""
    end = f"{w.choose.randint(2020, 2022)}-06-30"
    w.change(w.sources / "actors.yaml", lambda t: w.some(t, r"end: \d{4}-06-30", f"end: {end}"))


def proposition(w: World) -> None:
    """A topic has another proposition."""
    w.change(
        w.sources / "topics.yaml",
        lambda t: w.some(t, r"^  scope: .*$", f"  scope: All of {w.new()}."),
    )


def settings(w: World) -> None:
    """The site is called otherwise, or knows its address, or not any more."""
    path = w.sources / "digest.yaml"
    text = re.sub(r"^base_url: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if w.choose.random() < 0.5:
        text += "base_url: https://digest.example/\n"
    path.write_text(w.some(text, r"^title: .*$", f"title: {w.new()}"), encoding="utf-8")


def gone(w: World) -> None:
    """A source is taken away."""
    path = w.any("sources/articles/*.md")
    if path and len(list(path.parent.glob("*.md"))) > 1:
        for file in path.parent.glob(f"{path.stem}*"):
            file.unlink()


def renamed(w: World) -> None:
    """A source gets another id."""
    path = w.any("sources/articles/*.md")
    if path:
        for file in path.parent.glob(f"{path.stem}.*"):
            file.rename(file.with_name(file.name.replace(path.stem, f"{path.stem}-x", 1)))


def template(w: World) -> None:
    """A template of one's own comes, or goes."""
    own = w.root / "templates" / "topic.html"
    if own.exists():
        own.unlink()
        return
    shipped = Path(__file__).parents[2] / "templates" / "topic.html"
    own.parent.mkdir(exist_ok=True)
    own.write_text(shipped.read_text(encoding="utf-8") + f"<!-- {w.new()} -->", encoding="utf-8")


def asset(w: World) -> None:
    """A file of one's own is to stand beside the style sheet."""
    own = w.root / "templates" / "assets" / "own.css"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f"p{{margin:{w.choose.randint(1, 9)}px}}", encoding="utf-8")


def program(w: World) -> None:
    """The program is another one."""
    words = f"a program {w.new()}"
    w.patch.setattr(way, "_program", lambda: words)


def damaged(w: World) -> None:
    """A file of the memory loses what it held, in one way or another."""
    path = w.any(".digest/**/*")
    if path is None:
        return
    content = bytearray(path.read_bytes())
    how = w.choose.randrange(4)
    if how == 0 or not content:
        path.unlink()
    elif how == 1:
        path.write_bytes(content[: w.choose.randrange(len(content))])
    elif how == 2:
        for _ in range(20):
            content[w.choose.randrange(len(content))] ^= 1 << w.choose.randrange(8)
        path.write_bytes(content)
    else:
        path.write_bytes(w.choose.randbytes(300))


def forgotten(w: World) -> None:
    """The memory is gone."""
    shutil.rmtree(w.root / ".digest", ignore_errors=True)


def site_edited(w: World) -> None:
    """Somebody edits a page of the site."""
    w.change(w.any("site/**/*.html"), lambda t: t.replace("<p>", "<p>Edited. ", 1))


def site_short(w: World) -> None:
    """A file of the site is gone."""
    path = w.any("site/**/*.*")
    if path and path.name != ".digest-site":
        path.unlink()


def spare_edited(w: World) -> None:
    """Somebody edits the tree that is kept beside the site."""
    w.change(w.any(".site.*/**/*.html"), lambda t: t.replace("<p>", "<p>Edited. ", 1))


def nothing(w: World) -> None:
    """Nothing happens."""


EDITS = (
    body, title, position, date, note, name, alias, role, proposition, settings, gone, renamed,
    template, asset, program, damaged, forgotten, site_edited, site_short, spare_edited, nothing,
)  # fmt: skip
"""Everything that can happen."""
