#!/usr/bin/env python3
"""Build the digest: `python build.py`.  `python build.py --help` lists the commands."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent


LIBRARIES = (
    "click", "jinja2", "lxml", "markdown", "msgspec", "nh3", "ahocorasick", "frontmatter", "yaml",
)  # fmt: skip
"""What the program cannot do without, by the names under which it is imported."""


def run() -> None:
    """Call the command line; where the libraries are missing, with the project's own Python."""
    sys.path.insert(0, str(HERE))
    missing = next((name for name in LIBRARIES if find_spec(name) is None), "")
    if missing:
        folder = "Scripts" if os.name == "nt" else "bin"
        own = HERE / ".venv" / folder / ("python.exe" if os.name == "nt" else "python")
        if Path(sys.prefix) == HERE / ".venv" or not own.exists():
            sys.exit(f"The library '{missing}' is missing. Run `make site` once to set up.")
        os.execv(own, [str(own), str(HERE / "build.py"), *sys.argv[1:]])  # noqa: S606
    from digest.cli import main

    main()


if __name__ == "__main__":
    try:
        run()
    except KeyboardInterrupt:  # before the commands are there to take it
        sys.exit(130)
