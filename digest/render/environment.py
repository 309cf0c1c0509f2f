"""Jinja, set up once: everything escaped, nothing undefined, addresses checked."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from digest.model.empties import Empty
from digest.model.scale import Position
from digest.render.compiled import Compiled
from digest.render.numbers import counting
from digest.render.templating import Templates
from digest.text import number, plural

_SAFE = re.compile(r"(?!//|/\\|\\)(?:https?://|mailto:|#|[^:/\\?#]*(?:[/?#]|$))", re.IGNORECASE)
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_LOOSE = re.compile(r"\n(?:\s*\n[ \t]*|[ \t]+)")
"""The end of a line with the blank lines and indentation after it."""


def folders(local: FilePath | None = None) -> list[FilePath]:
    """Where templates are looked for: the user's own folder first, then those of the package.

    In a checkout the package's templates stand beside it, in a wheel within it.
    """
    package = FilePath(__file__).resolve().parent.parent
    shipped = package / "templates"
    if not shipped.is_dir():
        shipped = package.parent / "templates"
    return [folder.resolve() for folder in (local, shipped) if folder and folder.is_dir()]


def environment(searched: Sequence[FilePath]) -> Environment:
    """The environment for some template folders: made anew only when a template changed."""
    paths = [path for folder in searched for path in sorted(folder.rglob("*.html"))]
    state = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
    return _environment(tuple(searched), state)


@lru_cache(maxsize=4)
def _environment(searched: tuple[FilePath, ...], state: Hashable) -> Environment:
    env = Templates(
        searched[-1],
        loader=FileSystemLoader([str(folder) for folder in searched]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=Compiled(searched[-1]),
        auto_reload=False,  # a changed template makes another environment
    )
    env.filters.update(
        href=href, plural=lambda count, noun: plural(count, noun), number=number, counting=counting
    )
    env.globals["positions"] = list(Position)
    env.globals["nothings"] = list(Empty)
    return env


@lru_cache(maxsize=10_000)
def href(address: Any) -> str:
    """An address that may stand in `href`: relative, http(s) or mailto; anything else is `#`."""
    text = str(address)
    return text if _SAFE.match(text) else "#"


def squeeze(html: str) -> str:
    """A page without the blank lines and indentation that templates leave; `<pre>` stays."""
    parts = _PRE.split(html)
    parts[::2] = (_LOOSE.sub("\n", part) for part in parts[::2])
    return "".join(parts)
