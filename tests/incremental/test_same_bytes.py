"""Whatever happened since: a build leaves what a build without any memory leaves, byte for byte."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from commands import Done, run
from edits import EDITS, World, program
from sites import lay_out, tree_of

from digest.incremental import making
from digest.publish import edition

TIME = re.compile(
    r"\d+\.\d s|\d+ files? written, \d+ unchanged, \d+ removed|\. Schemas brought up to date: .*"
)

happened: Counter[str] = Counter()


def build(output: str, *more: str) -> Done:
    return run("build", "--no-search", "-o", output, *more)


def said(done: Done) -> tuple[object, ...]:
    """What a build said, but for its time and for what it did to which site."""
    text = TIME.sub("", done.out + done.err)
    return done.code, text.replace("clean/", "site/")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> World:
    lay_out(tmp_path)
    (tmp_path / "schema").mkdir()
    monkeypatch.chdir(tmp_path)
    return World(tmp_path, random.Random(request.param), monkeypatch)


def interrupted(w: World) -> None:
    """A build that somebody stops somewhere."""
    left = w.choose.randrange(1, 60)

    def stop(*_: object, **__: object) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("digest.terminal.Watch.__call__", stop)
        done = build("site")
    assert done.code in (130, 0, 1)


@pytest.mark.parametrize("world", range(4), indirect=True)
def test_builds_with_a_memory_leave_the_same_bytes(world: World) -> None:
    """Random edits, several at a time, some of them faults that are mended in the next step."""
    assert said(build("site")) == said(build("clean", "--no-cache"))
    for _ in range(9):
        kept = world.root / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(world.sources, kept)
        edits = world.choose.sample(EDITS, world.choose.choice((1, 1, 2, 3)))
        for edit in edits:
            edit(world)
            happened[edit.__name__] += 1
        if world.choose.random() < 0.2:
            interrupted(world)
        ours, clean = build("site"), build("clean", "--no-cache")
        names = [edit.__name__ for edit in edits]
        assert said(ours) == said(clean), names
        if ours.code:
            assert ours.code == 1, ours.err
            shutil.rmtree(world.sources)
            kept.rename(world.sources)
            ours, clean = build("site"), build("clean", "--no-cache")
            assert said(ours) == said(clean), names
        assert ours.code == 0, ours.err
        assert tree_of(Path("site")) == tree_of(Path("clean")), names
        assert not list(Path().glob(".clean*/memory*"))


@pytest.mark.parametrize("world", ["several"], indirect=True)
def test_several_processes_make_the_same_bytes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "FEW", 0)
    assert build("site", "--jobs", "2").code == 0
    assert build("clean", "--no-cache", "--jobs", "1").code == 0
    assert tree_of(Path("site")) == tree_of(Path("clean"))


@pytest.mark.parametrize("world", ["large"], indirect=True)
def test_of_a_large_site_only_folders_are_looked_at_and_no_cache_puts_all_right(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert edition and build("site").code == 0
    page = Path("site/index.html")
    right = page.read_bytes()
    page.write_bytes(right.replace(b"<p>", b"<p>Edited. ", 1))
    assert build("site", "--no-cache").code == 0
    assert page.read_bytes() == right


@pytest.mark.parametrize("world", ["reasons"], indirect=True)
def test_why_a_page_was_made_is_told(world: World) -> None:
    assert "nothing is remembered at all" in build("site", "--explain", "index.html").out
    assert "left as it was: none of the" in build("site", "--explain", "index.html").out
    actors = world.sources / "actors.yaml"
    world.change(actors, lambda t: t.replace("name: Harbour Office", "name: The Office", 1))
    told = build("site", "--explain", "actors/harbour-office.html").out
    assert "actors/harbour-office.html was made: corpus.actors: harbour-office" in told
    assert "left as it was" in build("site", "--explain", "topics/ferry-subsidy.html").out
    Path("site/404.html").unlink()
    assert (
        "404.html is not in the site as it was left" in build("site", "--explain", "404.html").out
    )
    program(world)
    assert "nothing is remembered at all" in build("site", "--explain", "index.html").out
    assert "not a file that is made" in build("site", "--explain", "nowhere.html").out
