"""Pages stay light: what the shipped digest may weigh."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sites import Site

from digest.render.site import render

PAGE, STYLE, SCRIPT = 100_000, 30_000, 20_000
"""Bytes of a page, of the style sheet, and of the script that every page loads."""


def heavy(files: dict[str, bytes]) -> dict[str, int]:
    """Pages over their budget."""
    return {
        path: len(content)
        for path, content in files.items()
        if path.endswith(".html") and len(content) > PAGE
    }


def test_no_page_is_over_100_kB(shipped: Site) -> None:
    assert heavy(shipped.files) == {}


def test_nor_where_the_address_of_the_site_is_known(shipped: Site) -> None:
    """Addresses are written in full then, in heads and citations."""
    address = "https://digest.example/a/folder/of/some/length"
    settings = replace(shipped.corpus.settings, base_url=address)
    pages = render(shipped.corpus._replace(settings=settings), shipped.findings)
    assert heavy({page.path: page.content for page in pages}) == {}


def test_style_and_script_are_light(shipped: Site) -> None:
    assert len(shipped.files["assets/site.css"]) <= STYLE
    assert len(shipped.files["assets/site.js"]) <= SCRIPT


@pytest.mark.parametrize("ending", [".woff", ".woff2", ".ttf", ".otf", ".eot"])
def test_there_are_no_font_files(shipped: Site, ending: str) -> None:
    assert [path for path in shipped.files if path.endswith(ending)] == []
    assert b"@font-face" not in shipped.files["assets/site.css"]
