"""What was measured, kept as JSON between runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class Store:
    """A file of sections of sections; saved whenever something is added, so nothing is lost."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}

    def section(self, *names: str) -> dict[str, Any]:
        """The section of that name, inside the one before; made where there is none."""
        found = self.data
        for name in names:
            found = found.setdefault(name, {})
        return found

    def save(self) -> None:
        """Write the file."""
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps(self.data, indent=1) + "\n")
        fresh.replace(self.path)
