"""What the search index costs: Pagefind over our records, and over the full pages of the same site.

The program, its options and the site are the same; only what it is given to read differs.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from processes import Run, run
from rounds import FailedError
from tools import ROOT, Tool

_RECORDS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from digest.analyse.findings import analyse
from digest.publish.searched import write
from digest.read.corpus import read
from digest.render.frame import MORE, NAVIGATION
from digest.render.search import records
corpus, _ = read(Path("sources"))
links = [link for link in (*NAVIGATION, *MORE) if link[0].endswith(".html")]
found = records(corpus, analyse(corpus), links)
write(Path("search/records"), found, corpus.settings.language)
"""
"""Writes what our index is made of, as a build does."""


def measure(tool: Tool, folder: Path, rounds: int) -> dict[str, Any]:
    """What is read → what each run took; and how large the two indexes are, in MB."""
    from digest.publish.search import program

    pagefind = program()
    if pagefind is None:
        raise FailedError("Pagefind is not installed: it comes with the extra 'search'")
    _must(run(tool.command, folder))
    work = folder / "search"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    _must(run([tool.command[0], "-c", _RECORDS, str(ROOT)], folder))
    found: dict[str, Any] = {"records": [], "pages": []}
    for _ in range(rounds):
        for name, site in (("records", "search/records"), ("pages", "site")):
            made = work / f"index-{name}"
            shutil.rmtree(made, ignore_errors=True)
            command = [
                str(pagefind), "--site", site, "--output-path", str(made), "--quiet",
                "--keep-index-url", "--force-language=en",
            ]  # fmt: skip
            done = _must(run(command, folder))
            files = [path for path in made.rglob("*") if path.is_file()]
            size = sum(path.stat().st_size for path in files) / 2**20
            found[name].append(
                {"wall": done.wall, "cpu": done.cpu, "rss": done.rss, "index": size}
            )  # fmt: skip
    for name, read in (("records", work / "records"), ("pages", folder / "site")):
        found[f"{name}_read"] = len(list(read.rglob("*.html")))
    shutil.rmtree(work)
    return found


def _must(done: Run) -> Run:
    if done.code:
        raise FailedError(f"ended with {done.code}: {done.said[-500:]}")
    return done
