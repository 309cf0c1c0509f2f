"""What a run is asked to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest.dates import PartialDate

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True)
class Options:
    """What a run is asked to do."""

    sources: Path = Path("sources")
    output: Path = Path("site")
    strict: bool = False
    """Whether warnings are errors."""
    drafts: bool = False
    base_url: str = ""
    """Overrides the settings' when given."""
    jobs: int = 1
    """Processes at most; they are used where there is enough to do.  0: one for each core."""
    executors: Callable[[int], Executor] | None = None
    """Makes the executor for so many workers, in place of processes of our own."""
    today: PartialDate | None = None
    """The digest's date where its settings give none (`SOURCE_DATE_EPOCH`)."""
    search: bool = True
    """Whether the site gets a search index."""
    memory: Path | None = None
    """Folder for what is remembered from build to build; `None`: nothing is."""
    explain: str = ""
    """A page of which is to be told why it was made or left as it was."""

    @property
    def workers(self) -> int:
        """How many processes may work."""
        if self.jobs:
            return self.jobs
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1
