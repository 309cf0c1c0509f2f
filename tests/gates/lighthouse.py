"""Lighthouse on the pages that readers open first; how fast they are is a matter of `bench/`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

MODULES = Path(__file__).resolve().parent / "node_modules"
CLI = "lighthouse/cli/index.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
PAGES = ("index.html", "topics/lethal-aid-ukraine.html", "sources/kei-2024-starker-choices.html")


def scores(address: str, categories: Sequence[str], *, desktop: bool = False) -> dict[str, object]:
    """Category → score from 0 to 100, and under `lost` the audits that cost points."""
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    run = subprocess.run(
        ["node", str(MODULES / CLI), address, "--quiet", "--output=json", "--output-path=stdout",
         f"--only-categories={','.join(categories)}", f"--chrome-flags={FLAGS}",
         *(["--preset=desktop"] if desktop else [])],
        capture_output=True, text=True, timeout=300, env={**os.environ, "CHROME_PATH": browser},
    )  # fmt: skip
    assert run.stdout.startswith("{"), run.stderr
    report = json.loads(run.stdout)
    found = {name: round(100 * part["score"]) for name, part in report["categories"].items()}
    lost = [
        f"{name}: {audit['title']}"
        for name, audit in report["audits"].items()
        if audit["score"] is not None
        and audit["score"] < 0.9
        and audit["scoreDisplayMode"] != "informative"
    ]
    return {**found, "lost": lost}
