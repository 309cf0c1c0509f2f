"""The pinned requirements follow from pyproject.toml and name no place to fetch them from."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME, DEV = "requirements.txt", "requirements-dev.txt"


def pinned(file: str) -> set[str]:
    return set(re.findall(r"^[a-z0-9][^ ;]*==[^ ;]+", text(file), re.MULTILINE))


def text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def name(requirement: str) -> str:
    return re.split(r"[<>=!~\[; ]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        (RUNTIME, PROJECT["project"]["dependencies"]),
        (DEV, PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_what_the_project_needs_is_pinned(file: str, wanted: list[str]) -> None:
    assert {name(one) for one in wanted} <= {name(one) for one in pinned(file)}


@pytest.mark.parametrize("file", [RUNTIME, DEV])
def test_every_requirement_has_hashes_and_none_has_an_address(file: str) -> None:
    requirements = re.split(r"\n(?=\S)", text(file).strip())
    assert [one for one in requirements if "--hash=sha256:" not in one] == []
    assert not re.search(r"://|^--|^\s*-[ife]\b| @ ", text(file), re.MULTILINE)


def test_tools_come_with_the_same_libraries_as_the_site() -> None:
    assert pinned(RUNTIME) <= pinned(DEV)


def test_the_program_looks_for_every_library_that_it_needs() -> None:
    """Before it does anything, so that a newcomer is told what to do."""
    spec = importlib.util.spec_from_file_location("build", ROOT / "build.py")
    assert spec and spec.loader
    door = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(door)
    apart = {"pyahocorasick": "ahocorasick", "python-frontmatter": "frontmatter", "pyyaml": "yaml"}
    wanted = [name(one) for one in PROJECT["project"]["dependencies"]]
    assert [apart.get(one, one) for one in wanted] == list(door.LIBRARIES)
