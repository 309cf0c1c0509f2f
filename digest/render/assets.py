"""Style sheet, script and other files that pages load; colours of positions from the scale."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath

from digest.model.empties import Empty
from digest.model.page import Page
from digest.model.scale import COLOURS, Position

JOINED = {"assets/css/": "assets/site.css", "assets/js/": "assets/site.js"}
"""Folder of parts → the one file that they make, in the order of their names."""

_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_LINE_COMMENT = re.compile(rb"^\s*//.*\n", re.MULTILINE)
_INDENT = re.compile(rb"\n\s+")
_SPACE = re.compile(rb"""("[^"\n]*"|'[^'\n]*')|\s*([{};,])\s*|:\s+|\s+""")


def assets(searched: Sequence[FilePath]) -> list[Page]:
    """Every file under `assets/` of the template folders; of two with one name the first counts.

    A whole style sheet or script of the user's (`assets/site.css`) stands for all of its parts.
    """
    found: dict[str, bytes] = {}
    for folder in searched:
        for path in sorted((folder / "assets").rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not path.name.startswith("."):
                found.setdefault(name, path.read_bytes())
    for parts, whole in JOINED.items():
        joined = _joined(found, parts)
        found.setdefault(whole, joined)
    found["assets/site.css"] += colours().encode()
    kept = (item for item in found.items() if not item[0].startswith(tuple(JOINED)))
    return [Page(name, content) for name, content in sorted(kept)]


def _joined(found: Mapping[str, bytes], folder: str) -> bytes:
    """The files of a folder as one, without the comments and the indentation of style sheets."""
    parts = [found[name] for name in sorted(found) if name.startswith(folder)]
    return b"\n".join(squeezed(part, script=folder.endswith("js/")) for part in parts)


def squeezed(text: bytes, *, script: bool) -> bytes:
    """A style sheet or script without its comments and the white space that says nothing.

    Of a script only whole lines that are comments go: what begins within a line may be a text.
    """
    if script:
        return _INDENT.sub(b"\n", _LINE_COMMENT.sub(b"", text)).strip() + b"\n"
    return _SPACE.sub(_tight, _COMMENT.sub(b"", text)).replace(b";}", b"}").strip() + b"\n"


def _tight(match: re.Match[bytes]) -> bytes:
    """White space of a style sheet at its shortest; texts in quotation marks stay as they are."""
    return match[1] or match[2] or (b":" if match[0].startswith(b":") else b" ")


def colours() -> str:
    """The rules that give each position its fill, in light, in dark and on paper.

    Colours stand once, as properties of the root: what pictures draw again and again inherits
    them, and no rule that looks at ancestors reaches it.
    """
    rules: list[str] = []
    schemes: tuple[list[str], list[str]] = ([], [])
    for position in Position:
        id = position.value
        if position not in COLOURS:
            rules.append(
                f".p-{id}{{background:transparent;border-style:dashed;--fill:transparent}}"
            )
            continue
        rules.append(f".p-{id}{{background:var(--{id});color:var(--on-{id});--fill:var(--{id})}}")
        for scheme, (fill, text) in zip(schemes, COLOURS[position], strict=True):
            scheme.append(f"--{id}:{fill};--on-{id}:{text}")
    light, dark = map(";".join, schemes)
    rules += (f'.grid .e-{empty.value}::before{{content:"{empty.glyph}"/""}}' for empty in Empty)
    return (
        "\n/* positions: generated from the scale */\n"
        + f":root{{{light}}}\n"
        + "\n".join(rules)
        + f'\n@media screen{{:root[data-theme="dark"]{{{dark}}}}}\n'
        + "@media screen and (prefers-color-scheme:dark)"
        + f'{{:root:not([data-theme="light"]){{{dark}}}}}\n'
    )
