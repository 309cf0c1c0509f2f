"""Findings of the machine as warnings: where, in which words, and when they stop a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run
from sites import lay_out

LATER = "articles/tidings-2022-reprint.yaml"
FAULT = """+
  - actor: mainland
    topic: ferry-subsidy
    position: neutral
    voice: reported
    quote: the Mainland, said somebody
    date: 2022-04-01
"""


@pytest.fixture
def fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int, int]:
    """The specimen with a stance that is later than its source; its file, line and column."""
    sources = lay_out(tmp_path, {LATER: FAULT})
    monkeypatch.chdir(tmp_path)
    lines = (sources / LATER).read_text(encoding="utf-8").splitlines()
    return f"sources/{LATER}", lines.index("    date: 2022-04-01") + 1, len("    date: ") + 1


def told(done: str) -> list[str]:
    return [line for line in done.splitlines() if "later-than-source" in line]


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_finding_is_a_warning_at_its_line(command: str, fault: tuple[str, int, int]) -> None:
    done = run(command)
    assert done.code == 0
    file, line, column = fault
    assert told(done.err) == [
        f"{file}:{line}:{column} stances[1].date warning: later-than-source: 1 April 2022 is later "
        "than the source, of March 2022 – mend the date of the stance or of the source"
    ]
    assert Path("site").exists() is (command == "build")


def test_strict_makes_it_an_error(fault: tuple[str, int, int]) -> None:
    done = run("build", "--strict")
    assert done.code == 1 and not Path("site").exists()
    assert len(told(done.err)) == 1 and "warning" not in told(done.err)[0]
    assert "Nothing was written." in done.err


def test_other_forms_carry_it(fault: tuple[str, int, int]) -> None:
    file, line, column = fault
    records = json.loads(run("check", "--format", "json").out)
    (record,) = [r for r in records if r["message"].startswith("later-than-source: ")]
    assert (record["file"], record["line"], record["column"]) == fault
    assert record["severity"] == "warning" and record["path"] == "stances[1].date"
    (github,) = told(run("check", "--format", "github").out)
    assert github.startswith(f"::warning file={file},line={line},col={column}::")


def test_what_is_accepted_is_no_warning(fault: tuple[str, int, int]) -> None:
    path = Path("sources") / LATER
    text = path.read_text(encoding="utf-8").rstrip("\n")
    why = "    accept: [{lint: later-than-source, why: The reprint was updated in May.}]\n"
    path.write_text(f"{text}\n{why}", encoding="utf-8")
    assert told(run("check", "--strict").err) == []


def test_what_is_accepted_for_nothing_is_told_where_it_stands(fault: tuple[str, int, int]) -> None:
    path = Path("sources") / LATER
    text = path.read_text(encoding="utf-8")
    text = text.replace("date: 2022-04-01", "accept: [{lint: later-than-source, why: x}]")
    path.write_text(text, encoding="utf-8")
    (line,) = [x for x in run("check").err.splitlines() if "accepted-for-nothing" in x]
    assert line.startswith(f"{fault[0]}:{fault[1]}:14 stances[1].accept[0] warning: ")
