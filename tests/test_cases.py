"""Every case of `cases/*.md`: exactly the messages it lists, and what it says is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from casefiles import Case, cases
from views import Views

from digest.attest import attest
from digest.errors import DigestError, render_line
from digest.read.corpus import read

ALL = [
    case for file in sorted((Path(__file__).parent / "cases").glob("*.md")) for case in cases(file)
]


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_case(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case.lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    corpus = None
    if "attests" in case.results:
        assert attested(tmp_path) == case.expected("attests", tmp_path)
    try:
        corpus, problems = read(Path("sources"))
    except DigestError as error:
        problems = list(error.problems)
    errors = [render_line(problem) for problem in problems if problem.is_error]
    warnings = [render_line(problem) for problem in problems if not problem.is_error]
    assert errors == case.expected("messages", tmp_path)
    assert warnings == case.expected("warnings", tmp_path)
    assert case.results, "a case must say what it expects"
    if "reads" in case.results:
        assert corpus is not None
        views = Views(corpus)
        told = [line.partition(" → ") for line in case.results["reads"]]
        assert [f"{q} → {views.ask(q.strip())}" for q, _, _ in told] == [
            f"{q} → {answer}" for q, _, answer in told
        ]


def attested(root: Path) -> list[str]:
    """What `attest` says: its faults, or its notes and what it did."""
    if (root / "before").is_dir():
        attest(Path("sources"), Path("before"))
    try:
        done = attest(Path("sources"))
    except DigestError as error:
        return [render_line(problem) for problem in error.problems]
    return [*map(render_line, done.notes), done.summary]


def test_no_two_cases_have_one_name() -> None:
    names = [case.name for case in ALL]
    assert sorted(set(names)) == sorted(names)
    assert len(names) > 100
