"""On what and with what it was measured; nothing that tells one machine from others of its kind."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tools import Tool


def described(before: Mapping[str, str], tools: Sequence[Tool]) -> dict[str, str]:
    """What takes part → its version; those that took part before are kept."""
    found = dict(before)
    found |= {tool.name: tool.version() for tool in tools}
    found["python"] = platform.python_version()
    try:
        found["pagefind"] = version("pagefind-bin-extended")
    except PackageNotFoundError:
        found.pop("pagefind", None)
    return found


def machine() -> dict[str, str]:
    """Processor, cores, memory and system."""
    found = {"cores": str(os.cpu_count())}
    system = re.match(r"\d+(\.\d+)*", platform.release())
    found["system"] = f"{platform.system()} {system.group() if system else ''}".strip()
    for file, pattern, name in (
        ("/proc/cpuinfo", r"^model name\s*:\s*(.+)$", "processor"),
        ("/proc/meminfo", r"^MemTotal:\s*(\d+) kB$", "memory"),
    ):
        if Path(file).exists():
            match = re.search(pattern, Path(file).read_text(), re.MULTILINE)
            if match:
                found[name] = match[1]
    if "memory" in found:
        found["memory"] = f"{int(found['memory']) / 2**20:.0f} GB"
    return found
