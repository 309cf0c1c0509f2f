"""What the commands say, and with which code they end."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import Done, on_terminal, process, run
from sites import MINI, lay_out, tree_of, without_index

from digest import __version__, pipeline
from digest.errors import Place, Problem
from digest.terminal import tell

FAULTS = {
    "topics.yaml": [
        ("cues: [ferry money", "ceus: [ferry money", 'unknown field "ceus"', "cues"),
        ("broader: fixed-link", "broader: fixed-lnk", 'unknown topic "fixed-lnk"', "fixed-link"),
    ],
    "actors.yaml": [
        ("kind: government", "kind: goverment", '"goverment" is not an actor kind', "government"),
        ("parent: skerry-council", "parent: skerry-councl", "unknown actor", "skerry-council"),
        ("end: 2021-06-30", "end: 2018-06-30", "before it begins on 2019-05-01", ""),
    ],
    "summits.yaml": [
        ("end: 2018-06-05", "end: 2018-06-35", "2018-06-35", ""),
        ("topic: fixed-link", "topic: fixd-link", "unknown topic", "fixed-link"),
    ],
    "articles/lantern-2021-bridge.yaml": [
        ("position: supports", "position: suports", "is not a position", "supports"),
        ("actor: han-byeol", "actor: han-beol", "unknown actor", "han-byeol"),
        ("topic: ferry-subsidy", "topic: ferry-subsydy", "unknown topic", "ferry-subsidy"),
    ],
}  # fmt: skip
"""File → (words, what they become, what the message says, what its hint says)."""


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the specimen, `sources`, in the current folder."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return Path("sources")


def spoil(sources: Path) -> int:
    count = 0
    for name, changes in FAULTS.items():
        path = sources / name
        text = path.read_text(encoding="utf-8")
        for old, new, _, _ in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
            count += 1
        path.write_text(text, encoding="utf-8")
    return count


def located(done: Done) -> list[str]:
    return [line for line in done.err.splitlines() if line.startswith("sources/")]


def test_a_build_says_what_it_did_in_one_sentence(sources: Path) -> None:
    done = run("build")
    assert done.code == 0 and done.err == ""
    assert re.fullmatch(
        r"\d+ files written, 0 unchanged, 0 removed in \d+\.\d s: open site/index\.html\n", done.out
    )
    again = run("build")
    assert re.match(r"0 files written, \d+ unchanged, 0 removed in", again.out)


def test_without_a_command_build_is_meant(sources: Path) -> None:
    assert run().code == 0
    assert run("--output", "other").code == 0
    assert without_index(Path("site")) == without_index(Path("other"))


def test_ten_faults_in_four_files_are_all_told_at_once_and_nothing_is_written(
    sources: Path,
) -> None:
    assert run("build").code == 0
    before = tree_of(Path("site"))
    stamps = {path: path.stat().st_mtime_ns for path in Path("site").rglob("*")}
    assert spoil(sources) == 10
    done = run("build")
    assert done.code == 1 and done.out == ""
    told = located(done)
    assert len(told) == 10
    assert done.err.splitlines()[-1] == "10 problems in 4 files. Nothing was written."
    for name, changes in FAULTS.items():
        lines = (sources / name).read_text(encoding="utf-8").split("\n")
        for _, new, says, hint in changes:
            number = next(n for n, line in enumerate(lines, 1) if new in line)
            start = f"sources/{name}:{number}:"
            (line,) = [m for m in told if m.startswith(start) and says.replace('"', "'") in m]
            assert hint in line
    assert tree_of(Path("site")) == before
    assert {path: path.stat().st_mtime_ns for path in Path("site").rglob("*")} == stamps


def test_messages_come_in_order_of_file_and_line(sources: Path) -> None:
    spoil(sources)
    places = [re.match(r"([^:]+):(\d+):(\d+) ", line) for line in located(run("check"))]
    order = [(match[1], int(match[2]), int(match[3])) for match in places if match]
    assert len(order) == 10 and order == sorted(order)


def test_check_finds_the_same_and_writes_nothing(sources: Path) -> None:
    before = tree_of(Path())
    assert re.fullmatch(r"No faults; \d+ files would be written\.\n", run("check").out)
    assert tree_of(Path()) == before
    spoil(sources)
    spoilt = tree_of(Path())
    assert located(run("check")) == located(run("build", "--no-cache"))
    assert tree_of(Path()) == spoilt
    assert run("build").code == 1
    assert not Path("site").exists()


def test_problems_as_json_are_one_list_on_standard_output(sources: Path) -> None:
    assert json.loads(run("check", "--format", "json").out) == []
    spoil(sources)
    done = run("check", "--format", "json")
    assert done.code == 1 and done.err == ""
    records = json.loads(done.out)
    assert len(records) == 10
    record = next(r for r in records if r["message"].startswith("'suports'"))
    assert record["file"] == "sources/articles/lantern-2021-bridge.yaml"
    assert (record["path"], record["severity"]) == ("stances[0].position", "error")
    assert record["line"] > 1 and record["column"] > 1 and "supports" in record["hint"]


def test_problems_as_github_commands_mark_lines(sources: Path) -> None:
    spoil(sources)
    done = run("check", "--format", "github")
    assert done.code == 1
    lines = done.out.splitlines()
    assert len(lines) == 10
    form = r"::error file=sources/[^,:]+,line=\d+,col=\d+::\S.*"
    assert all(re.fullmatch(form, line) for line in lines)


def test_a_message_cannot_forge_a_github_command_or_a_terminal_escape(sources: Path) -> None:
    path = sources / "topics.yaml"
    text = path.read_text(encoding="utf-8")
    attack = r'broader: "x\n::error::forged\e[31m"'
    path.write_text(text.replace("broader: fixed-link", attack), encoding="utf-8")
    assert "\n::error::forged" not in run("check", "--format", "github").out
    told = run("check").err
    assert "\x1b" not in told and "\n::" not in told


def test_a_warning_does_not_stop_a_build_but_strict_makes_it_an_error(sources: Path) -> None:
    article = sources / "articles" / "tidings-2022-reprint.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text[: text.rindex("---") + 4], encoding="utf-8")
    done = run("build")
    assert done.code == 0
    assert "1 warning in" in done.out
    assert re.search(r"sources/articles/tidings-2022-reprint\.md.*no digest", done.err)
    before = tree_of(Path("site"))
    strict = run("build", "--strict")
    assert strict.code == 1 and len(located(strict)) == 1
    assert tree_of(Path("site")) == before
    assert run("check", "--strict").code == 1
    (record,) = json.loads(run("check", "--format", "json").out)
    assert record["severity"] == "warning"


@pytest.mark.parametrize(
    "arguments",
    [("sell",), ("build", "--colour"), ("build", "-j", "0"), ("check", "--format", "xml"),
     ("new", "poem", "x"), ("new", "topic"), ("check", "--base-url", "no address"),
     ("build", "--base-url", "javascript:x"), ("check", "--base-url", "http://[x")],
)  # fmt: skip
def test_wrong_use_ends_with_2(sources: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.code == 2 and "Usage" in done.err
    assert not Path("site").exists()


def test_missing_sources_are_a_fault_with_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("check", "--sources", "nowhere")
    assert done.code == 1 and "nowhere there is no such folder" in done.err


@pytest.mark.parametrize(
    "room",
    [
        "digest.pipeline.analyse", "digest.render.site.Workshop.make",
        "digest.incremental.whole.conclude", "digest.publish.edition.Edition.publish",
    ],
)  # fmt: skip
def test_a_fault_of_ours_ends_with_3_and_writes_nothing(
    sources: Path, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LookupError("the attic")

    assert run("build").code == 0
    before = tree_of(Path("site"))
    monkeypatch.setattr(room, broken)
    done = run("build", "--no-cache")
    assert done.code == 3
    assert "our fault: LookupError: the attic" in done.err and "Traceback" not in done.err
    assert "Traceback" in run("build", "-v", "--no-cache").err
    assert tree_of(Path("site")) == before


def test_an_interruption_ends_with_130(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "_read", interrupted)
    done = run("build")
    assert done.code == 130 and "the site is whole" in done.err


def test_quiet_says_nothing_and_verbose_says_what_took_how_long(sources: Path) -> None:
    assert run("build", "-q") == Done(0, "", "")
    done = run("build", "-v", "--no-cache")
    for stage in ("reading", "analysing", "rendering", "verifying"):
        assert re.search(rf"^{stage} +\d+\.\d{{3}} s ", done.err, re.MULTILINE)


def test_version_and_help_are_told(sources: Path) -> None:
    assert __version__ in run("--version").out
    told = run("--help").out
    assert all(command in told for command in ("build", "check", "new", "schema"))
    assert "--strict" in run("build", "-h").out


def test_progress_and_colour_only_on_a_terminal(sources: Path) -> None:
    here = Path.cwd()
    plain = process("build", cwd=here)
    assert plain.code == 0 and "\x1b" not in plain.out + plain.err and plain.err == ""
    shown = on_terminal("build", "-o", "other", cwd=here)
    assert shown.code == 0
    assert "\r\x1b[Kreading" in shown.out and "\r\x1b[Kwriting" in shown.out
    assert re.search(r"\r\x1b\[K\d+ files written", shown.out), "the line is wiped at the end"
    spoil(sources)
    assert "\x1b[3" not in process("check", cwd=here).err
    told = on_terminal("check", cwd=here).out
    assert re.search(r"\r\x1b\[K\x1b\[31m", told), "the line is wiped before the first message"
    without = on_terminal("check", cwd=here, env={"NO_COLOR": "1"}).out
    assert "sources/actors.yaml:" in without and "\x1b[3" not in without


def test_the_specimen_itself_is_left_alone() -> None:
    assert not (MINI.parent / "site").exists()


def test_of_many_warnings_only_the_first_are_told_unless_all_are_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    warnings = [Problem(Place(f"{n}.md"), "is odd", "", "warning") for n in range(1202)]
    tell([*warnings, Problem(Place("z.md"), "is wrong")], "text")
    lines = capsys.readouterr().err.splitlines()
    assert lines[99:] == [
        "99.md warning: is odd", "z.md is wrong", "… and 1,102 more warnings; -v tells all"
    ]  # fmt: skip
    tell(warnings[:101], "text")
    assert capsys.readouterr().err.endswith("\n… and 1 more warning; -v tells all\n")
    tell(warnings, "text", verbose=True)
    assert len(capsys.readouterr().err.splitlines()) == 1202
    tell(warnings, "json")
    assert len(json.loads(capsys.readouterr().out)) == 1202
