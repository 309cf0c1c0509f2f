"""The programs that look at a finished site from outside, and how to say that one is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"


def needed(*programs: str, modules: str = "") -> None:
    """Skip, loudly, where a program is missing; in CI that is a failure.

    `modules`: a file below `node_modules`, which `make test` fills where npm is installed.
    """
    missing = [name for name in programs if shutil.which(name) is None]
    if modules and not (MODULES / modules).exists():
        missing.append(f"tests/gates/node_modules/{modules} (run npm ci there)")
    if not missing:
        return
    told = f"NOT LOOKED AT FROM OUTSIDE: {', '.join(missing)} is missing"
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(told)
    pytest.skip(told)
