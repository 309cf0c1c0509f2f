"""Does the cost of a source stay the same, however many there are?  `python bench/growth.py`

Makes digests of two sizes (see `corpus.py`), takes them through the rooms in this process and
compares what one more source costs in each stage: the process time between a very small digest
and the size measured, divided by the sources between them, so that what is paid once does not
hide what grows.  Ends with 1 when a stage's cost a source grows by more than the limit.

`--blame STAGE` shows which functions' cost grows.  It profiles, so its times are longer.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from corpus import generate  # noqa: E402
from lake import SEED  # noqa: E402

from digest.analyse.findings import analyse  # noqa: E402
from digest.attest import attest  # noqa: E402
from digest.errors import DigestError  # noqa: E402
from digest.publish.verify import verify  # noqa: E402
from digest.read.corpus import read  # noqa: E402
from digest.render.site import render  # noqa: E402

BASE = 20
"""Sources of the very small digest: what it costs is taken to be paid once."""
LIMIT = 1.6
NOISE = 0.1
"""Process seconds below which a stage is too short to be judged."""

STAGES = ("attest", "read", "analyse", "render", "verify")
"""What is measured, in the order in which it runs; `attest` reads the sources too, for itself."""

Call = Callable[[Callable[[], Any], str], Any]


def stages(sources: Path, call: Call, wanted: Collection[str]) -> None:
    """One build up to the last stage wanted; `call` runs those wanted and is told their names."""

    def run(name: str, work: Callable[[], Any]) -> Any:
        return call(work, name) if name in wanted else work()

    last = max(map(STAGES.index, wanted))
    run("attest", lambda: attest(sources))
    if last < STAGES.index("read"):
        return
    corpus, _ = run("read", lambda: read(sources))
    if last < STAGES.index("analyse"):
        return
    findings = run("analyse", lambda: analyse(corpus))
    if last < STAGES.index("render"):
        return
    pages = list(run("render", lambda: list(render(corpus, findings))))
    if last < STAGES.index("verify"):
        return
    problems = run("verify", lambda: verify(pages))
    if problems:
        raise DigestError(problems)


def timed(sources: Path, rounds: int, wanted: Collection[str]) -> dict[str, float]:
    """Stage → process seconds, the least of some rounds."""
    best: dict[str, float] = {}

    def call(stage: Callable[[], Any], name: str) -> Any:
        gc.collect()
        start = time.process_time()
        result = stage()
        spent = time.process_time() - start
        best[name] = min(spent, best.get(name, spent))
        return result

    for _ in range(rounds):
        stages(sources, call, wanted)
    return best


def profiled(sources: Path, wanted: str) -> dict[str, tuple[int, float]]:
    """Function → its calls and own seconds in one stage."""
    profile = cProfile.Profile()

    def call(stage: Callable[[], Any], name: str) -> Any:
        return profile.runcall(stage) if name == wanted else stage()

    stages(sources, call, [wanted])
    found: dict[str, tuple[int, float]] = {}
    for (file, line, name), numbers in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        place = file.removeprefix(f"{ROOT}/") if line else ""
        found[f"{place}:{line} {name}" if place else name] = (numbers[1], numbers[2])
    return found


def compare(
    folders: dict[int, Path], rounds: int, limit: float, wanted: Collection[str]
) -> list[str]:
    """Print the table; the stages that grow too much."""
    base, small, large = sorted(folders)
    spent = {size: timed(folders[size], rounds, wanted) for size in (base, small, large)}
    print(f"{'':9}{'process seconds':>20}{'ms for one source more':>26}")
    print(f"{'stage':9}{small:>10}{large:>10}{small:>13}{large:>13}{'ratio':>9}")
    grown = []
    for name, paid_once in spent[base].items():
        seconds = [spent[size][name] for size in (small, large)]
        each = [
            1000 * max(value - paid_once, 1e-9) / (size - base)
            for value, size in zip(seconds, (small, large), strict=True)
        ]
        ratio = each[1] / each[0]
        mark = f"  grows by more than {limit:g}" if ratio > limit and seconds[1] > NOISE else ""
        print(
            f"{name:9}{seconds[0]:>10.2f}{seconds[1]:>10.2f}"
            f"{each[0]:>13.3f}{each[1]:>13.3f}{ratio:>9.2f}{mark}"
        )
        grown += [name] if mark else []
    return grown


def blame(folders: dict[int, Path], stage: str) -> None:
    """Print the functions that spend more a source in the large digest than in the small one."""
    _, small, large = sorted(folders)
    before, after = (profiled(folders[size], stage) for size in (small, large))
    rows = []
    for function, (calls, seconds) in after.items():
        fewer, less = before.get(function, (0, 0.0))
        surplus = seconds - less * large / small
        if surplus > 0.01:
            rows.append((surplus, calls / max(fewer, 1) * small / large, seconds, function))
    print(f"{'surplus s':>10}{'own s':>9}{'calls a source, ratio':>24}  function in {stage}")
    for surplus, ratio, seconds, function in sorted(rows, reverse=True)[:15]:
        print(f"{surplus:>10.2f}{seconds:>9.2f}{ratio:>24.2f}  {function}")


def _stages(written: str) -> tuple[str, ...]:
    """`read,analyse` as names of stages."""
    names = written.split(",")
    if not set(names) <= set(STAGES):
        raise argparse.ArgumentTypeError(f"choose among {', '.join(STAGES)}")
    return tuple(name for name in STAGES if name in names)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--small", type=int, default=100, help="sources of the small digest")
    parser.add_argument("--large", type=int, default=1000, help="sources of the large digest")
    parser.add_argument("--rounds", type=int, default=2, help="builds of each; the best counts")
    parser.add_argument("--limit", type=float, default=LIMIT, help="largest ratio allowed")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, another digest")
    parser.add_argument(
        "--stages", type=_stages, default=STAGES, help=f"only these of {','.join(STAGES)}"
    )
    parser.add_argument(
        "--blame", metavar="STAGE", choices=STAGES, help="show which functions grow in a stage"
    )
    given = parser.parse_args()
    if not BASE < given.small < given.large:
        parser.error(f"sizes must grow: {BASE} < small < large")
    with tempfile.TemporaryDirectory() as folder:
        folders = {size: Path(folder, str(size)) for size in (BASE, given.small, given.large)}
        for size, sources in folders.items():
            generate(size, sources, given.seed)
        try:
            if given.blame:
                blame(folders, given.blame)
                return 0
            grown = compare(folders, given.rounds, given.limit, given.stages)
        except DigestError as error:
            for problem in error.problems[:5]:
                place = problem.place
                print(f"{place.file}:{place.line} {place.dotted}: {problem.message}")
            return 1
    if grown:
        print(f"Look closer with --blame {grown[0]}.")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
