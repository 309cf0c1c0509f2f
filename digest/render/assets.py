"""Stylesheet, script and other files that pages load; colours of positions from the scale."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as FilePath

from digest.model.page import Page
from digest.model.scale import COLOURS, Position


def assets(searched: Sequence[FilePath]) -> list[Page]:
    """Every file under `assets/` of the template folders; of two with one name the first counts."""
    found: dict[str, bytes] = {}
    for folder in searched:
        for path in sorted((folder / "assets").rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                name = path.relative_to(folder).as_posix()
                found.setdefault(name, path.read_bytes())
    css = found.get("assets/site.css", b"")
    found["assets/site.css"] = css + colours().encode()
    return [Page(name, content) for name, content in sorted(found.items())]


def colours() -> str:
    """The rules that give each position its fill, in light, in dark and on paper."""
    light: list[str] = []
    dark: list[str] = []
    for position in Position:
        if position not in COLOURS:
            light.append(f".p-{position.value}{{background:transparent;border-style:dashed}}")
            continue
        for rules, (fill, text) in zip((light, dark), COLOURS[position], strict=True):
            rules.append(f".p-{position.value}{{background:{fill};color:{text}}}")
    chosen = "".join(f':root[data-theme="dark"] {rule}' for rule in dark)
    system = "".join(f':root:not([data-theme="light"]) {rule}' for rule in dark)
    return (
        "\n/* positions: generated from the scale */\n"
        + "\n".join(light)
        + f"\n@media screen{{{chosen}}}\n"
        + f"@media screen and (prefers-color-scheme:dark){{{system}}}\n"
    )
