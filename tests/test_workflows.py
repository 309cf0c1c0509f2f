"""The workflows: pinned, with no more rights than they need."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from sites import ROOT

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def jobs(name: str) -> dict[str, Any]:
    """The jobs of a workflow."""
    path = ROOT / ".github" / "workflows" / name
    return yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_with_its_release_named(path: Any) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_workflow_may_only_read(path: Any) -> None:
    known = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert known["permissions"] == {"contents": "read"}


def test_only_the_job_that_publishes_may_write_and_it_runs_nothing_of_ours() -> None:
    found = jobs("pages.yml")
    assert found["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert found["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert found["publish"]["needs"] == "build"
    assert [step for step in found["publish"]["steps"] if "run" in step] == []


def test_the_site_is_built_for_its_address_checked_and_handed_over() -> None:
    steps = jobs("pages.yml")["build"]["steps"]
    (built,) = [step for step in steps if "run" in step]
    assert built["run"] == 'make site check-site ARGS="--base-url $BASE_URL"'
    assert built["env"] == {"BASE_URL": "${{ steps.pages.outputs.base_url }}"}
    assert steps[-1]["with"]["path"] == "site"
