"""What was measured → `bench/RESULTS.md`.  `python bench/results.py` writes it once more."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from goals import GOALS, SIZE
from ratios import each, middle, peak, ratio
from rounds import BUILDS
from store import Store
from tools import HUGO, OURS, PELICAN, ROOT

RESULTS = ROOT / "bench" / "RESULTS.md"
WHY = ROOT / "bench" / "limits.md"
SHOWN = {OURS: "ours", HUGO: "Hugo", PELICAN: "Pelican"}
KINDS = {
    "cold": "cold: output and caches removed",
    "nothing": "nothing changed",
    "body": "one text changed",
    "annotation": "one stance changed",
    "title": "one title changed",
}

Data = Mapping[str, Any]

_HOW = """\
All generators build the same invented articles – about 900 words and 9 stances each – on the same
machine: one page for each article, for each topic, actor and meeting, lists, a feed and a sitemap.
Ours also makes a page for each stance, findings, charts, tables and data files, and checks every
link; the search index is measured apart. Ours reads stances from files beside the texts; Hugo has
them in its front matter and shows them as a table; Pelican, whose front matter holds text alone,
has them as a list in the text.

Generators take turns within each round, each run is a process of its own, and every file was read
once before. Times are medians; a ratio is the median of the ratios of each round, so that a moment
at which the machine was busy counts for both. Before a cold build, output and caches are removed;
before the others they are left as they were, and an edit is of another article each time. Hugo
keeps nothing between builds; Pelican was told to keep what it read. Processor time is that of all
processes. Memory is that of all processes together at the peak, looked at every 50 ms in a run of
its own; what processes share is counted once.
"""


def write(data: Data) -> str:
    """The page."""
    return "\n".join([*_head(data), *_goals(data), *_builds(data), *_stages(data),
                      *_resident(data), *_search(data), *_shipped(data), *_why()])  # fmt: skip


def _why() -> Iterator[str]:
    """What stands in the way of goals that are not met, as written by hand after looking."""
    if WHY.exists():
        yield WHY.read_text(encoding="utf-8").rstrip()
        yield ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table; nothing where there are no rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if lines:
        numbers = " | ".join(["---", *["---:"] * (len(head) - 1)])
        yield from (f"| {' | '.join(head)} |", f"| {numbers} |", *lines, "")


def told(number: float | None, unit: str = "", digits: int = 3) -> str:
    """A number with so many digits that count, or a dash."""
    if number is None:
        return "–"
    plain = f"{number:.{digits}g}"
    shown = f"{number:,.0f}".replace(",", "\u202f") if "e" in plain or number >= 1000 else plain
    return f"{shown}{unit}"


def size(number: str | int) -> str:
    """A size for readers."""
    return f"{int(number):,}"


def _head(data: Data) -> Iterator[str]:
    dates = [found["date"] for part in ("builds", "resident", "search")
             for found in data.get(part, {}).values() if "date" in found]  # fmt: skip
    versions = data.get("versions", {})
    yield "# How fast it is, measured\n"
    yield "<!-- Written by bench/results.py; not by hand. -->\n"
    if dates:
        first, last = min(dates), max(dates)
        yield f"Measured {f'on {first}' if first == last else f'from {first} to {last}'}.\n"
    named = {**SHOWN, "python": "Python", "pagefind": "Pagefind"}
    yield "- With: " + ", ".join(
        f"{named.get(name, name)} {version}" for name, version in versions.items()
    )  # fmt: skip
    machine = data.get("machine", {})
    yield "- On: " + ", ".join(
        f"{machine[name]} cores" if name == "cores" else machine[name]
        for name in ("processor", "cores", "memory", "system") if name in machine
    ) + "; shared with other work, so that only ratios are comparable\n"  # fmt: skip
    yield _HOW


def _goals(data: Data) -> Iterator[str]:
    yield "## Goals\n"
    yield f"They are set for {size(SIZE)} sources; what was measured at another size says so.\n"
    rows = []
    for goal in GOALS:
        number, at = goal.find(data)
        verdict = "not measured" if number is None else "met" if goal.met(number) else "**not met**"
        shown = " and ".join(size(n) if n.isdigit() else n for n in at.split(" and ")) or "–"
        rows.append((goal.name, shown, goal.wanted, told(number, goal.unit), verdict))
    yield from table(("Goal", "At", "Wanted", "Measured", "Verdict"), rows)


def _builds(data: Data) -> Iterator[str]:
    for number, found in sorted(data.get("builds", {}).items(), key=lambda pair: int(pair[0])):
        yield f"## Builds of {size(number)} sources\n"
        rows = []
        for kind in BUILDS:
            runs = found.get(kind, {})
            for tool in SHOWN:
                if runs.get(tool):
                    beside = [
                        "–" if tool == peer else told(ratio(runs[OURS], runs[peer], "wall"), " ×")
                        if tool == OURS and runs.get(peer) else "–"
                        for peer in (HUGO, PELICAN)
                    ]  # fmt: skip
                    rows.append((
                        KINDS[kind], SHOWN[tool], str(len(runs[tool])),
                        told(middle(runs[tool], "wall"), " s"),
                        told(middle(runs[tool], "cpu"), " s"), *beside,
                    ))  # fmt: skip
        yield from table(("Build", "Generator", "Runs", "Time", "Processor time",
                          "Time, of Hugo's", "of Pelican's"), rows)  # fmt: skip
        rows = [
            (SHOWN[tool], told(peak(found, tool), " MB"),
             told(each(found, tool, int(number)), " ms"))
            for tool in SHOWN if found.get("cold", {}).get(tool)
        ]  # fmt: skip
        yield from table(("Cold build", "Peak memory", "Processor time for one source"), rows)


def _stages(data: Data) -> Iterator[str]:
    sizes = {
        number: found["stages"][OURS]
        for number, found in sorted(data.get("builds", {}).items(), key=lambda p: int(p[0]))
        if found.get("stages", {}).get(OURS)
    }
    if not sizes:
        return
    yield "## Where the time goes\n"
    yield "Seconds of each stage of our cold build.\n"
    names = list(dict.fromkeys(name for stages in sizes.values() for name in stages))
    yield from table(
        ("Stage", *(size(number) for number in sizes)),
        [(name, *(told(stages.get(name)) for stages in sizes.values())) for name in names],
    )


def _resident(data: Data) -> Iterator[str]:
    rows = []
    for number, found in sorted(data.get("resident", {}).items(), key=lambda p: int(p[0])):
        for kind in ("body", "annotation", "title"):
            for tool in (OURS, HUGO):
                runs = found.get(tool, {}).get(kind, [])
                if runs:
                    loaded = middle(runs, "loaded") if tool == OURS else None
                    rows.append((
                        size(number), KINDS[kind], SHOWN[tool], _ms(middle(runs, "told")),
                        _ms(loaded), told(found[tool].get("rss"), " MB"),
                    ))  # fmt: skip
    if rows:
        yield "## Preview: from saving a file to the page\n"
        yield (
            "Of ours: until the open page is told, and until it has been loaded again. "
            "Of `hugo server`: until it says that it is done. Medians.\n"
        )
        yield from table(("Sources", "Edit", "Preview", "Told", "Loaded again", "Memory"), rows)


def _ms(seconds: float | None) -> str:
    return told(None if seconds is None else 1000 * seconds, " ms")


def _search(data: Data) -> Iterator[str]:
    rows = []
    for number, found in sorted(data.get("search", {}).items(), key=lambda p: int(p[0])):
        for what, shown in (("records", "our records"), ("pages", "full pages")):
            runs = found[what]
            rows.append((
                size(number), shown, size(found[f"{what}_read"]), told(middle(runs, "cpu"), " s"),
                told(middle(runs, "rss"), " MB"), told(middle(runs, "index"), " MB"),
            ))  # fmt: skip
    if rows:
        yield "## Search index\n"
        yield "Pagefind over our records, and over the full pages of the same site.\n"
        yield from table(
            ("Sources", "Over", "Files read", "Processor time", "Memory", "Index"), rows
        )


def _shipped(data: Data) -> Iterator[str]:
    found = data.get("shipped", {})
    rows = [
        (KINDS[kind], *(told(middle(found[kind], what), " s") for what in ("cpu", "wall")))
        for kind in ("cold", "nothing") if found.get(kind)
    ]  # fmt: skip
    if rows:
        yield "## The digest in this repository\n"
        yield from table(("Build", "Processor time", "Time"), rows)


def main() -> None:
    """Write it from the measurements kept in a file: the first argument, or where they lie."""
    kept = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".bench" / "measured.json"
    if not kept.exists():
        sys.exit("nothing was measured yet: run `make bench-peers`")
    RESULTS.write_text(write(Store(kept).data), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
