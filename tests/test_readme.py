"""What the README shows is what there is."""

from __future__ import annotations

import re
from pathlib import Path

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
