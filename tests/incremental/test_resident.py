"""A process that stays: after any edits its site is what a clean build makes, byte for byte."""

from __future__ import annotations

import ast
import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from edits import EDITS, World, body, program, site_edited, spare_edited
from sites import lay_out, tree_of

import digest
from digest import pipeline
from digest.errors import DigestError, Problem
from digest.incremental.memory import Memory

WORDS = "Then,it was,late,a day,and,rain,of wood,so,many,slowly,boats,quite".split(",")

ways: Counter[str] = Counter()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> World:
    lay_out(tmp_path)
    (tmp_path / "schema").mkdir()
    monkeypatch.chdir(tmp_path)
    return World(tmp_path, random.Random(request.param), monkeypatch)


class Resident:
    """A process that stays, beside clean builds of the same sources."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.options = pipeline.Options(Path("sources"), Path("site"), search=False)
        if world.choose.random() < 0.7:
            memory = Path(".digest", "resident")
            self.options = pipeline.Options(
                Path("sources"), Path("site"), search=False, memory=memory
            )
        self.memory = Memory(self.options.memory)
        self.short = False

    def build(self) -> list[Problem]:
        """Build both; what was said, which must be the same."""
        before = self.memory.standing
        ours = self._said(self.options, self.memory)
        self.short = before is not None and self.memory.standing is before
        clean = pipeline.Options(Path("sources"), Path("clean"), search=False)
        assert ours == self._said(clean, None)
        return ours

    def _said(self, options: pipeline.Options, memory: Memory | None) -> list[Problem]:
        try:
            return pipeline.build(options, memory=memory).warnings
        except DigestError as error:
            assert any(problem.is_error for problem in error.problems)
            return list(error.problems)

    def settle(self) -> None:
        """What is done while nothing is saved."""
        if not pipeline.settle(self.options, self.memory):
            self.build()


def words(w: World) -> None:
    """Words more, or fewer, in the body of a digest."""
    path = w.any("sources/articles/*.md")
    if path is None:
        return
    head, end, text = path.read_text(encoding="utf-8").rpartition("\n---\n")
    new = w.choose.choice(WORDS)
    how = w.choose.randrange(5)
    if how == 0:
        text = f"{text.rstrip()}\n\n{new.capitalize()} {w.choose.choice(WORDS)}.\n"
    elif how == 1:
        text = w.some(text, r"(?<=[a-z]) (?=[a-z])", f" {new} ")
    elif how == 2:
        text = w.some(text, r"\b(?:the|a|and|of|was)\b ", "")
    elif how == 3:
        text = w.some(text, r"\.$", f".\n\n{new.capitalize()} {w.choose.choice(WORDS)}.\n")
    else:
        text = w.some(text, r"(?<=[a-z]) (?=[a-z])", "\n")
    path.write_text(head + end + text, encoding="utf-8", newline="\n")


def comment(w: World) -> None:
    """A comment in a front matter, so that every line below is another one."""
    w.change(w.any("sources/articles/*.md"), lambda t: t.replace("---\n", "---\n# a comment\n", 1))


_EDITS = [edit for edit in EDITS if edit is not program] + [comment]


@pytest.mark.parametrize("world", range(4), indirect=True)
def test_after_any_edits_it_leaves_what_a_clean_build_leaves(world: World) -> None:
    """Most edits are of words in bodies; some of anything else, several at a time."""
    resident = Resident(world)
    assert not any(problem.is_error for problem in resident.build())
    for _ in range(18):
        kept = world.root / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(world.sources, kept)
        draw = world.choose.random()
        edits = (
            [words] if draw < 0.6 else [body] if draw < 0.7 else [*world.choose.sample(_EDITS, 2)]
        )
        for edit in edits:
            edit(world)
            if edit in (site_edited, spare_edited):
                resident.settle()
        names = [edit.__name__ for edit in edits]
        said = resident.build()
        if len(edits) == 1:
            ways[f"{names[0]}: {'short' if resident.short else 'long'}"] += 1
        if any(problem.is_error for problem in said):
            shutil.rmtree(world.sources)
            kept.rename(world.sources)
            assert not any(problem.is_error for problem in resident.build()), names
        assert tree_of(Path("site")) == tree_of(Path("clean")), names
        if world.choose.random() < 0.3:
            resident.settle()
            assert tree_of(Path("site")) == tree_of(Path("clean")), names
    resident.memory.close()
    anew = pipeline.build(resident.options)
    assert tree_of(Path("site")) == tree_of(Path("clean"))
    assert anew.published


def test_most_edits_of_words_went_the_short_way() -> None:
    if not ways:
        pytest.skip("the test above did not run")
    assert ways["words: short"] > ways["words: long"]


def readers(name: str) -> Iterator[str]:
    """Where in the program an attribute of that name is read: module and function."""
    package = Path(digest.__file__).parent
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Attribute) and node.attr == name:
                        yield f"{path.relative_to(package).as_posix()} {function.name}"


_SHOWING = [
    f"render/views/{kind}.py _view" for kind in ("actor", "document", "source", "summit", "topic")
]
"""Where `Builder.backlinks` is called."""


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("bodies", {
            "analyse/digests/texts.py job_of", "analyse/findings.py read_texts",
            "incremental/prose.py _is_settled", "incremental/prose.py _prose",
            "read/check_readings.py _check_source",
            "read/corpus.py _take", "read/draft.py corpus", "read/drafts.py without_drafts",
            "render/search.py _sources", "render/views/source.py _view",
        }),
        ("mentions", {
            "analyse/digests/texts.py text_of",
            "incremental/prose.py _prose", "incremental/prose.py values",
            "render/views/source.py _view", "todo.py _unsearched",
        }),
        ("marks", {
            "analyse/digests/texts.py text_of",
            "incremental/prose.py _prose", "incremental/prose.py values",
            "render/views/source.py _view",
        }),
        ("backlinks", {
            "incremental/prose.py _prose", "render/evidence.py backlinks",
            "render/views/entry_lists.py shared",
            *_SHOWING,
        }),
    ],
)  # fmt: skip
def test_what_reads_the_body_of_a_digest_is_known_to_the_short_way(
    name: str, known: set[str]
) -> None:
    """Who reads it anew must be told of in `digest.incremental.prose`, and be allowed for."""
    others = re.compile(r"read/(locate|changes|yaml)|recording|render/charts/")
    found = {reader for reader in readers(name) if not others.match(reader)}
    assert found == known
