"""How fast are we beside Hugo and Pelican?  `python bench/peers.py --sizes 100,1000`

Makes the same corpus for each of them, measures, keeps what was measured in
`.bench/measured.json`, and writes `bench/RESULTS.md` from all that is kept there.  What is measured
again replaces what was; so a long measurement can be done in parts.
"""

from __future__ import annotations

import argparse
import datetime
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import resident  # noqa: E402
import searching  # noqa: E402
from machine import described, machine  # noqa: E402
from processes import run  # noqa: E402
from results import RESULTS, write  # noqa: E402
from rounds import BUILDS, LOOKS, FailedError, measure, prepare  # noqa: E402
from store import Store  # noqa: E402
from tools import HUGO, OURS, PEERS, PELICAN, TEMPLATES, Tool, ours, peers  # noqa: E402

PARTS = ("builds", "resident", "search", "shipped")
KEPT = ROOT / ".bench"
"""Corpora, sites and what was measured; not in the repository."""


def say(words: str) -> None:
    """Tell how far it is."""
    print(words, file=sys.stderr, flush=True)


def today() -> str:
    return datetime.date.today().isoformat()


def builds(size: int, place: Path, tools: list[Tool], given: Any, store: Store) -> None:
    """Measure builds of one size."""
    wanted = given.kinds
    here = store.section("builds", str(size))
    here |= {"date": today(), "jobs": given.jobs}
    for kind in wanted:
        for tool in tools:
            here.setdefault(kind, {}).pop(tool.name, None)
    for kind, name, done in measure(
        size, place, tools, wanted, given.rounds, given.patience, say
    ):  # fmt: skip
        if kind == "stages":
            here[kind][name] = done
        else:
            numbers = done._asdict()
            del numbers["said"], numbers["code"]
            here[kind].setdefault(name, []).append(numbers)
        store.save()


def previews(size: int, place: Path, tools: list[Tool], given: Any, store: Store) -> None:
    """Measure the previews of one size; Pelican has none that tells when it is done."""
    for tool in tools:
        if tool.name != PELICAN:
            say(f"{size} preview {tool.name}")
            found = resident.measure(tool, place / tool.name, given.rounds)
            here = store.section("resident", str(size))
            here |= {tool.name: found, "date": today()}
            store.save()


def index(size: int, place: Path, tools: list[Tool], given: Any, store: Store) -> None:
    """Measure the search index of one size."""
    for tool in tools:
        if tool.name == OURS:
            say(f"{size} search index")
            found = searching.measure(tool, place / tool.name, given.rounds)
            store.section("search")[str(size)] = {**found, "date": today()}
            store.save()


def shipped(folder: Path, given: Any, store: Store) -> None:
    """Measure builds of the digest in this repository: a copy of it, in one process."""
    say("the shipped digest")
    place = folder / "shipped"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    shutil.copytree(ROOT / "sources", place / "sources")
    tool = ours(1)
    found: dict[str, list[dict[str, float]]] = {"cold": [], "nothing": []}
    for _ in range(given.rounds):
        tool.clean(place)
        for kind in ("cold", "nothing"):
            done = run(tool.command, place)
            if done.code:
                raise FailedError(f"the shipped digest: {done.said[-500:]}")
            found[kind].append({"wall": done.wall, "cpu": done.cpu, "rss": done.rss})
    store.data["shipped"] = found
    store.save()


def names(*known: str) -> Any:
    """`a,b` as names among those known, in their order."""

    def split(written: str) -> list[str]:
        wanted = written.split(",")
        if not set(wanted) <= set(known):
            raise argparse.ArgumentTypeError(f"choose among {', '.join(known)}")
        return [name for name in known if name in wanted]

    return split


def numbers(written: str) -> list[int]:
    """`100,1000` as numbers, the smallest first."""
    return sorted(int(number) for number in written.split(","))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--sizes", type=numbers, default=[100, 1000], help="articles, as 100,1000")
    add("--tools", type=names(OURS, HUGO, PELICAN), default=[OURS, HUGO, PELICAN])
    add("--parts", type=names(*PARTS), default=[*PARTS], help=f"among {','.join(PARTS)}")
    add("--kinds", type=names(*BUILDS, *LOOKS), default=[*BUILDS, *LOOKS],
        help=f"of builds, among {','.join([*BUILDS, *LOOKS])}")  # fmt: skip
    add("--rounds", type=int, default=3, help="runs of each; medians count")
    add("--jobs", type=int, default=2, help="processes of ours")
    add("--patience", type=float, default=120.0, metavar="SECONDS",
        help="what takes longer is run once only")  # fmt: skip
    add("--peers-up-to", type=int, default=10_000, metavar="SIZE",
        help="above it only ours is measured, to see how it grows")  # fmt: skip
    add("--templates", type=Path, default=TEMPLATES, help="those of the others")
    add("--environment", type=Path, default=PEERS, help="where the others are installed")
    add("--folder", type=Path, default=KEPT, help="for corpora, sites and what is measured")
    add("--no-results", action="store_true", help="do not write bench/RESULTS.md")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # edits are put back
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(folder / "measured.json")
    known = {tool.name: tool for tool in (ours(given.jobs), *peers(given.environment))}
    missing = [name for name in given.tools if name not in known]
    if missing:
        say(f"not installed: {', '.join(missing)}; run `make bench-peers`")
    tools = [known[name] for name in given.tools if name in known]
    store.data["versions"] = described(store.data.get("versions", {}), tools)
    store.data["machine"] = machine()
    parts = {"builds": builds, "resident": previews, "search": index}
    try:
        for size in given.sizes:
            some = [t for t in tools if t.name == OURS or size <= given.peers_up_to]
            place = folder / str(size)
            place.mkdir(exist_ok=True)
            for tool in some:
                prepare(place / tool.name, size, tool, given.templates, say)
            for part in given.parts:
                if part in parts:
                    parts[part](size, place, some, given, store)
        if "shipped" in given.parts:
            shipped(folder, given, store)
    except (FailedError, TimeoutError, ValueError) as error:
        say(str(error))
        return 1
    finally:
        store.save()
        if not given.no_results:
            RESULTS.write_text(write(store.data), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
