"""`new digest`: a folder to begin with, whole from the first build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import process, run
from sites import ROOT, Site, leads, text, tree_of

from digest import starter
from digest.dates import PartialDate
from digest.errors import RefusedError

DAY = PartialDate(2026, 11, 27)


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new digest, in which we stand."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795737600")
    folder = tmp_path / "my-digest"
    done = run("new", "digest", folder)
    assert done.code == 0, done.err
    monkeypatch.chdir(folder)
    return folder


def test_it_builds_at_once_with_nothing_to_say(fresh: Path) -> None:
    for arguments in (["check", "--strict"], ["build", "--strict"], ["attest"]):
        done = run(*arguments)
        assert (done.code, done.err) == (0, ""), arguments
    assert "attestations.yaml unchanged" in run("attest").out
    assert "Schemas brought up to date" not in run("build").out


def test_it_builds_from_elsewhere_too(fresh: Path) -> None:
    done = process(
        "--sources", "my-digest/sources", "-o", "my-digest/site", "--strict", cwd=fresh.parent
    )
    assert (done.code, done.err) == (0, "")
    assert (fresh / "site" / "index.html").exists()


def test_its_site_shows_the_example_from_the_grid_to_the_words(fresh: Path) -> None:
    site = Site(fresh / "sources")
    assert text(site.main("index.html").find(".//h1")) == "My digest"
    assert "author of the example" in site.text("index.html")
    topic = "topics/example-topic.html"
    assert "“a new digest should begin with an example”" in site.text(topic)
    assert "27 November 2026" in site.text(topic)
    (stance,) = {path for path in leads(site.main(topic), topic) if path.startswith("stances/")}
    assert "checked against the original" in site.text(stance)
    assert "NATO" not in site.text("index.html")


def test_every_registry_says_what_it_is_and_what_completes_it(fresh: Path) -> None:
    for name in ("digest", "topics", "actors", "summits", "documents", "milestones"):
        lines = (fresh / "sources" / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
        assert lines[0] == f"# yaml-language-server: $schema=../schema/{name}.schema.json"
        assert (fresh / "schema" / f"{name}.schema.json").exists()
        assert lines[1].startswith("# ") and lines[1].endswith(".")


def test_editors_are_told_of_the_same_schemas_as_here(fresh: Path) -> None:
    settings = json.loads((fresh / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    ours = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == ours["yaml.schemas"]
    assert {name: ours[name] for name in settings} == {**settings, "[markdown]": ours["[markdown]"]}


def test_originals_and_the_site_stay_out_of_git(fresh: Path) -> None:
    ignored = (fresh / ".gitignore").read_text(encoding="utf-8").split()
    assert {"/site/", "/sources/originals/"} <= set(ignored)
    assert (fresh / "README.md").read_text(encoding="utf-8").count("\n") == 5


@pytest.mark.parametrize("title", ['It\'s "quoted": # & * [x]', "- 2021: no", "바다", "{title}"])
def test_any_title_is_kept(tmp_path: Path, title: str) -> None:
    assert run("new", "digest", tmp_path / "d", "--title", title).code == 0
    site = Site(tmp_path / "d" / "sources")
    assert text(site.main("index.html").find(".//h1")) == title


@pytest.mark.parametrize("kind", ["source", "topic", "actor", "summit", "milestone", "document"])
def test_a_skeleton_added_to_it_builds_without_a_warning(fresh: Path, kind: str) -> None:
    done = run("new", kind, "fresh-one")
    assert done.code == 0 and done.out.splitlines()[-1].startswith("Next: ")
    for drafts in ([], ["--drafts"]):
        checked = run("check", "--strict", *drafts)
        assert (checked.code, checked.err) == (0, ""), checked.err


def test_an_empty_folder_is_filled_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    done = run("new", "digest", ".")
    assert done.code == 0 and done.out.startswith("Wrote 22 files in .\n")
    assert tmp_path.stat().st_ino == before
    assert run("check", "--strict").code == 0


@pytest.mark.parametrize("held", ["README.md", ".hidden", "sources/topics.yaml"])
def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path: Path, held: str) -> None:
    (tmp_path / held).parent.mkdir(exist_ok=True)
    (tmp_path / held).write_text("mine")
    before = tree_of(tmp_path)
    done = run("new", "digest", tmp_path)
    assert done.code == 2 and "not empty" in done.err and held.split("/")[0] in done.err
    assert tree_of(tmp_path) == before


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "d").write_text("mine")
    done = run("new", "digest", tmp_path / "d")
    assert done.code == 2 and "is not a folder" in done.err


def test_a_sources_folder_beside_it_is_refused(tmp_path: Path) -> None:
    done = run("new", "digest", tmp_path / "d", "--sources", tmp_path / "x")
    assert done.code == 2 and "takes the folder alone" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("failing", ["attest", "write_schemas", "_settle"])
def test_when_something_fails_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, failing: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(starter, failing, fail)
    if there:
        (tmp_path / "d").mkdir()
    with pytest.raises(RefusedError, match="No space left"):
        starter.create_digest(tmp_path / "d", "", DAY)
    assert [path.name for path in tmp_path.rglob("*")] == (["d"] if there else [])


def test_when_a_part_cannot_be_put_in_its_place_the_others_are_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def stop_at_sources(self: Path, target: Path) -> Path:
        if target == tmp_path / "sources":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stop_at_sources)
    with pytest.raises(RefusedError, match="Input/output"):
        starter.create_digest(tmp_path, "", DAY)
    assert list(tmp_path.iterdir()) == []
