"""What the README shows is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import run
from sites import SHIPPED, lay_out

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_six_lines_of_yaml_stand_in_the_file_it_names() -> None:
    match = re.search(r"in `(sources/articles/[^`]+)`:\n\n```yaml\n(.*?)```", README, re.DOTALL)
    assert match
    assert match[2].count("\n") == 6
    assert match[2] in (ROOT / match[1]).read_text(encoding="utf-8")


def test_every_file_it_points_to_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_make_target_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE))
    assert "site" in named
    assert named <= targets


def test_the_fault_it_shows_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    match = re.search(r"```\n((sources/[^:]+):(\d+):.*?)```", README, re.DOTALL)
    assert match
    path = lay_out(tmp_path, base=SHIPPED).parent / match[2]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = int(match[3]) - 1
    lines[at] = lines[at].replace("rok-government", "rok-goverment")
    path.write_text("".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("check").err == match[1]
