#!/usr/bin/env python3
"""Build the digest: `python build.py`.  `python build.py --help` lists the commands."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run() -> None:
    """Call the command line; where the libraries are missing, with the project's own Python."""
    sys.path.insert(0, str(HERE))
    try:
        from digest.cli import main
    except ModuleNotFoundError as error:
        folder = "Scripts" if os.name == "nt" else "bin"
        own = HERE / ".venv" / folder / ("python.exe" if os.name == "nt" else "python")
        if (error.name or "").startswith("digest") or Path(sys.prefix) == HERE / ".venv":
            raise
        if not own.exists():
            sys.exit(f"The library '{error.name}' is missing. Run `make site` once to set up.")
        os.execv(own, [str(own), str(HERE / "build.py"), *sys.argv[1:]])  # noqa: S606
    main()


if __name__ == "__main__":
    try:
        run()
    except KeyboardInterrupt:  # before the commands are there to take it
        sys.exit(130)
