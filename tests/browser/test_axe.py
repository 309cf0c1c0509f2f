"""axe finds nothing on any kind of page, light or dark, wide or narrow."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "gates"))
from programs import MODULES, needed

AXE = "axe-core/axe.min.js"
RUN = """async () => {
  const found = await axe.run(document, {
    resultTypes: ['violations'], rules: {'target-size': {enabled: true}}});
  return found.violations.map(v => v.id + ': ' + v.help + ' – ' + v.nodes.length + ' × '
    + v.nodes[0].html.slice(0, 160));
}"""


def kinds(site: Path) -> list[Path]:
    """The largest page of every kind."""
    found: dict[str, Path] = {}
    for path in sorted(site.rglob("*.html")):
        kind = path.read_text(encoding="utf-8").partition('<body class="kind-')[2].split('"')[0]
        if kind not in found or path.stat().st_size > found[kind].stat().st_size:
            found[kind] = path
    return list(found.values())


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(
    tab: Callable[..., Any], shipped_site: Path, scheme: str, width: int
) -> None:
    needed(modules=AXE)
    script = (MODULES / AXE).read_text(encoding="utf-8")
    pages = kinds(shipped_site)
    assert len(pages) > 18
    look = tab(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True,
        reduced_motion="reduce",
    )  # fmt: skip
    wrong = {}
    for path in pages:
        page = look.open(path)
        page.evaluate(script)
        if found := page.evaluate(RUN):
            wrong[path.name] = found
    assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)


def test_axe_would_find_a_fault(tab: Callable[..., Any], tmp_path: Path) -> None:
    needed(modules=AXE)
    (tmp_path / "bad.html").write_text("<title>x</title><img src=x><a href=x></a>")
    page = tab().open(tmp_path / "bad.html")
    page.evaluate((MODULES / AXE).read_text(encoding="utf-8"))
    assert {found.split(":")[0] for found in page.evaluate(RUN)} >= {"image-alt", "link-name"}
