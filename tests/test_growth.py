"""No stage does more work for a source because there are others: lines run are counted, not time.

A source's share of the work is what ten more of them cost.  Were each compared with each other,
the second ten would cost more than twice the first.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from sites import ROOT

from digest.analyse.findings import analyse
from digest.publish.verify import verify
from digest.read.corpus import read
from digest.render.site import render

SIZES = (2, 12, 22)
LIMIT = 1.5
"""Largest ratio of what the second and the first additional sources may cost; 1 is linear."""
OURS = (str(ROOT / "digest"), str(ROOT / "templates"))
Counts = dict[str, Counter[str]]


@contextmanager
def counting(counts: Counter[str]) -> Iterator[None]:
    """Count the lines of ours that are run, by function."""
    ours: dict[CodeType, str] = {}

    def each(frame: FrameType, event: str, _: Any) -> Any:
        code = frame.f_code
        if code not in ours:
            inside = code.co_filename.startswith(OURS)
            name = f"{Path(code.co_filename).name}: {code.co_qualname}"
            ours[code] = name if inside else ""
        if not ours[code]:
            return None
        if event == "line":
            counts[ours[code]] += 1
        return each

    before = sys.gettrace()
    sys.settrace(each)
    try:
        yield
    finally:
        sys.settrace(before)


def stages(sources: Path) -> Counts:
    """Stage → function → lines run."""
    counts: Counts = {}

    def stage(name: str, work: Callable[[], Any]) -> Any:
        with counting(counts.setdefault(name, Counter())):
            return work()

    corpus, _ = stage("read", lambda: read(sources))
    findings = stage("analyse", lambda: analyse(corpus))
    pages = stage("render", lambda: render(corpus, findings))
    assert stage("verify", lambda: verify(pages)) == []
    return counts


def growth(values: list[int]) -> float:
    """How much more the second addition costs than the first."""
    return (values[2] - values[1]) / max(values[1] - values[0], 1)


def test_a_source_costs_the_same_however_many_there_are(tmp_path: Path) -> None:
    counted = []
    for size in SIZES:
        out = tmp_path / str(size)
        program = [sys.executable, str(ROOT / "bench" / "corpus.py"), str(size), str(out)]
        subprocess.run(program, check=True)
        counted.append(stages(out))
    for stage in counted[0]:
        whole = [counts[stage].total() for counts in counted]
        assert whole[0] > 1000, "nothing was counted"
        worst = {
            name: [counts[stage][name] for counts in counted]
            for name in counted[2][stage]
            if counted[2][stage][name] > whole[2] / 100
            and growth([counts[stage][name] for counts in counted]) > LIMIT
        }
        assert worst == {}, f"{stage}: grows faster than the number of sources {SIZES}"
        assert growth(whole) < LIMIT


def test_the_measure_sees_a_loop_over_all_pairs() -> None:
    def pairs(size: int) -> int:
        return sum(1 for _ in range(size) for _ in range(size))

    assert growth([pairs(size) for size in SIZES]) > LIMIT
    assert growth([100 + 7 * size for size in SIZES]) == 1
