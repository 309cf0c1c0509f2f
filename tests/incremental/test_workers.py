"""Jobs in several processes: the same results in order, and a fault with its place for each way in
which a process can fail."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from digest.errors import DigestError, Place, Problem
from digest.incremental import workers
from digest.incremental.workers import Shared, Workers


def double(job: int) -> int:
    return 2 * job


def dies(job: int) -> int:
    if job == 17:
        os._exit(9)
    return job


def dies_once(job: str) -> str:
    mark = Path(job)
    if mark.suffix == ".once" and not mark.exists():
        mark.touch()
        os._exit(9)
    return job


def hangs(job: int) -> int:
    if job == 17:
        time.sleep(60)
    return job


def fails(job: int) -> int:
    if job == 17:
        raise DigestError([Problem(Place("topics.yaml", ("a", 1), 3, 4), "is wrong", "mend it")])
    return job


def added(shared: Shared[dict[str, int]], job: int) -> int:
    return shared.get()["one"] + job


def file(job: object) -> str:
    return f"articles/{job}.md"


def test_results_come_in_the_order_of_the_jobs_and_progress_is_told() -> None:
    told: list[int] = []
    assert list(Workers(2).each(double, range(500), told=told.append)) == list(range(0, 1000, 2))
    assert told == sorted(told) and told[-1] == 500


def test_few_jobs_are_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processes", lambda count: pytest.fail("processes were started"))
    assert list(Workers(4).each(double, range(5), few=5)) == [0, 2, 4, 6, 8]
    assert list(Workers(1).each(double, range(99))) == list(range(0, 198, 2))


def test_no_jobs_are_done_at_once() -> None:
    assert list(Workers(2).each(double, [])) == []


@pytest.mark.parametrize(("function", "how"), [(dies, "died"), (hangs, "hung")])
def test_a_worker_that_fails_is_a_fault_of_the_file_it_worked_on(
    function: Callable[[int], int], how: str
) -> None:
    with pytest.raises(DigestError) as caught:
        list(Workers(2, seconds=8.0).each(function, range(40), where=file))
    (problem,) = caught.value.problems
    assert problem.place.file == "articles/17.md"
    assert how in problem.message and "--jobs 1" in problem.hint


def test_a_worker_that_dies_once_is_told_all_the_same(tmp_path: Path) -> None:
    jobs = [str(tmp_path / f"{n}{'.once' if n == 7 else ''}") for n in range(20)]
    with pytest.raises(DigestError) as caught:
        list(Workers(2).each(dies_once, jobs))
    assert "died" in caught.value.problems[0].message
    assert list(Workers(2).each(dies_once, jobs)) == jobs


def test_faults_pass_from_one_process_to_another_with_their_place() -> None:
    with pytest.raises(DigestError) as caught:
        list(Workers(2).each(fails, range(40)))
    assert caught.value.problems == (
        Problem(Place("topics.yaml", ("a", 1), 3, 4), "is wrong", "mend it"),
    )


def made_with(kind: type[Executor], seen: list[int]) -> Callable[[int], Executor]:
    def make(count: int) -> Executor:
        seen.append(count)
        return kind(count)  # type: ignore[call-arg]

    return make


def test_any_executor_will_do() -> None:
    seen: list[int] = []
    found = Workers(3, made_with(ThreadPoolExecutor, seen)).each(double, range(100))
    assert list(found) == list(range(0, 200, 2)) and seen == [3]


def spawned(count: int) -> Executor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"))


@pytest.mark.parametrize("executors", [None, spawned])
def test_what_is_shared_reaches_processes_that_inherit_and_those_that_do_not(
    executors: Any,
) -> None:
    from functools import partial

    shared = Shared({"one": 1})
    try:
        found = Workers(2, executors).each(partial(added, shared), range(50), shared=shared)
        assert list(found) == list(range(1, 51))
    finally:
        shared.release()
