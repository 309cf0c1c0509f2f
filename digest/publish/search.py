"""The search index: records → the files that the program Pagefind makes of them.

The program sees the records alone, written as small HTML files into a folder of their own, so
nothing else can get into the index.  What it makes becomes a part of the site, and is kept as
long as the records stay the same.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.model.page import Page
from digest.model.search import Record
from digest.publish.searched import __file__ as html_file
from digest.publish.searched import write
from digest.text import plural

FOLDER = "pagefind"
"""Folder of the index in the site; its bytes depend on the program, all others on the sources."""

STATE = f"{FOLDER}/records.json"
"""Says of which records the files beside it are the index, and whether they are whole."""

_ENTRY = "pagefind-entry.json"
_NEEDED = ("pagefind.js", "pagefind-worker.js", _ENTRY)
"""Of the files at the top of the index; the program’s own search boxes are left out."""

_PARTS = ("fragment", "index", "filter")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_START = 60.0
_EACH = 0.02
"""Seconds that the program may take, and how much longer for each record."""


class Index(NamedTuple):
    """What came of it."""

    files: tuple[Page, ...] = ()
    """The whole index, its state included; none where there is a fault."""
    fault: str = ""
    """Why there is no index: a phrase."""


def program() -> Path | None:
    """Where the program is: installed beside us, else on the path; `None` when it is nowhere."""
    try:
        from pagefind_bin_extended import (  # type: ignore[import-untyped]
            get_executable,  # optional, and seldom needed
        )

        return Path(get_executable())
    except (ImportError, OSError):
        found = shutil.which("pagefind_extended") or shutil.which("pagefind")
        return Path(found) if found else None


def state_of(records: Sequence[Record], language: str) -> str:
    """The same for the same records, put before the program in the same way."""
    way = [hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in (__file__, html_file)]
    return hashlib.sha256(msgspec.json.encode([way, language, records])).hexdigest()


def kept(output: Path, state: str) -> tuple[Page, ...]:
    """The index in the site at `output`, if it is that of these records and whole; else nothing.

    An index of other records is never kept: it could hold what has been withdrawn since.
    """
    try:
        said = json.loads((output / STATE).read_bytes())
        found = [path for path in sorted((output / FOLDER).rglob("*")) if not path.is_dir()]
        pages = [Page(path.relative_to(output).as_posix(), path.read_bytes()) for path in found]
    except (OSError, ValueError):
        return ()
    files = tuple(page for page in pages if page.path != STATE)
    return (*files, _state(state, files)) if said == _said(state, files) else ()


def index(
    records: Sequence[Record],
    language: str,
    *,
    executable: Path | None = None,
    seconds: float | None = None,
) -> Index:
    """Have the program make the index; never raises for what the program does.

    `language` is that of the digest: whatever language a name has, it is found from its pages.
    `executable` is the program, when it is not the one that `program` finds; `seconds` how long
    it may take.
    """
    executable = executable or program()
    if executable is None:
        return Index(
            fault="the program 'pagefind_extended' is not installed; it comes with the extra "
            "'search'"
        )
    limit = _START + _EACH * len(records) if seconds is None else seconds
    try:
        with tempfile.TemporaryDirectory(prefix="digest-search-") as name:
            folder = Path(name)
            write(folder / "records", records, language)
            if fault := _run(executable, folder, language, limit):
                return Index(fault=fault)
            files = tuple(sorted(_made(folder / "index", len(records))))
    except (OSError, ValueError) as error:
        return Index(fault=f"the index cannot be made: {error}")
    return Index((*files, _state(state_of(records, language), files)))


def _run(executable: Path, folder: Path, language: str, seconds: float) -> str:
    """Run the program over `records` in the folder; what went wrong, or nothing.

    It runs in that folder, where no configuration of its own lies.
    """
    spoken = language.partition("-")[0].lower()
    command = [
        str(executable), "--site", "records", "--output-path", "index", "--quiet",
        "--keep-index-url",
        f"--force-language={spoken if _LANGUAGE.fullmatch(spoken) else 'en'}",
    ]  # fmt: skip
    said = folder / "said"
    try:
        with said.open("wb") as told:
            done = subprocess.run(  # noqa: S603 – the program that was found, and no text of others
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=told, stderr=told,
                timeout=seconds, check=False,
            )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"'{executable.name}' was stopped after {seconds:g} seconds"
    if done.returncode == 0:
        return ""
    lines = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    why = f": {lines[-1][:200]}" if lines else ""
    return f"'{executable.name}' ended with code {done.returncode}{why}"


def _made(folder: Path, count: int) -> Iterator[Page]:
    """The files that the site needs.  Raises `ValueError` when some records are not in them."""
    entry = json.loads((folder / _ENTRY).read_bytes())
    languages = entry["languages"].values()
    found = sum(language["page_count"] for language in languages)
    if found != count:
        raise ValueError(f"{plural(found, 'record')} of {count} were indexed")
    programs = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    for path in folder.iterdir():
        if path.name in _PARTS:
            for part in path.iterdir():
                yield Page(f"{FOLDER}/{path.name}/{part.name}", part.read_bytes())
        elif path.name in _NEEDED or path.name in programs or path.suffix == ".pf_meta":
            yield Page(f"{FOLDER}/{path.name}", path.read_bytes())


def _state(state: str, files: Iterable[Page]) -> Page:
    return Page(STATE, json.dumps(_said(state, files)).encode())


def _said(state: str, files: Iterable[Page]) -> dict[str, str]:
    """What the state says: of which records the index is, and a digest of its files."""
    whole = hashlib.sha256()
    for page in sorted(files):
        whole.update(f"{page.path} {hashlib.sha256(page.content).hexdigest()}\n".encode())
    return {"records": state, "files": whole.hexdigest()}
