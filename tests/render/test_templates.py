"""Colours come from the scale; a folder of one's own replaces templates and assets by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from sites import MINI, TEMPLATES, Site, text

from digest.model.page import Page
from digest.model.scale import COLOURS, Position
from digest.render.assets import assets, colours
from digest.render.environment import environment, folders, href
from digest.render.kinds import KINDS


def css(site: Site) -> str:
    return site.files["assets/site.css"].decode()


def rules(sheet: str, position: Position) -> list[str]:
    """What the sheet says of a position's fill and text, wherever it says it."""
    return re.findall(rf"\.p-{position.value}\s*\{{([^}}]*)\}}", sheet)


@pytest.mark.parametrize("position", Position, ids=lambda p: p.value)
def test_every_position_has_rules_from_the_scale_in_light_and_dark(
    mini: Site, position: Position
) -> None:
    found = "\n".join(rules(css(mini), position))
    assert found
    id = position.value
    if position in COLOURS:
        assert f"background:var(--{id});color:var(--on-{id})" in found
        for fill, ink in COLOURS[position]:
            assert f"--{id}:{fill};--on-{id}:{ink}" in css(mini)
    else:
        assert "dashed" in found


def test_the_style_sheet_itself_knows_no_colour_of_a_position() -> None:
    parts = sorted((TEMPLATES / "assets" / "css").glob("*.css"))
    sheet = "\n".join(part.read_text(encoding="utf-8") for part in parts).lower()
    fills = {fill for pair in COLOURS.values() for fill, _ in pair}
    assert [fill for fill in fills if fill in sheet] == []
    for position in Position:
        assert not re.search(r"background|(?<!-)color\s*:", "".join(rules(sheet, position)))


def test_dark_rules_stand_in_both_the_choice_and_the_system_setting() -> None:
    made = colours()
    (fill, _) = COLOURS[Position.SUPPORTS][1]
    assert re.search(rf'\[data-theme="dark"\]\{{[^}}]*--supports:{fill}', made)
    assert re.search(rf"prefers-color-scheme:dark.*\{{[^}}]*--supports:{fill}", made)


def test_text_on_every_fill_has_enough_contrast() -> None:
    for position, pairs in COLOURS.items():
        for fill, ink in pairs:
            assert contrast(fill, ink) >= 5.9, position


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_template_of_ones_own_replaces_that_one_alone(tmp_path: Path, mini: Site) -> None:
    (tmp_path / "notfound.html").write_text(
        '{% extends "base.html" %}{% block content %}<h1>{{ page.title }}</h1><p>Mine.</p>'
        "{% endblock %}"
    )
    site = Site(MINI, tmp_path)
    assert "Mine." in site.text("404.html")
    assert {p for p in site.files if site.files[p] != mini.files[p]} == {"404.html"}


def test_a_part_of_ones_own_is_used_by_the_shipped_templates(tmp_path: Path, mini: Site) -> None:
    base = (TEMPLATES / "base.html").read_text(encoding="utf-8")
    (tmp_path / "base.html").write_text(base.replace("<body", '<body data-mine="1"'))
    site = Site(MINI, tmp_path)
    for page in site.html_paths:
        assert site.tree(page).xpath("//body/@data-mine") == ["1"]


def test_an_asset_of_ones_own_replaces_or_joins_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "assets" / "more").mkdir(parents=True)
    (tmp_path / "assets" / "site.css").write_text("body { color: black }\n")
    (tmp_path / "assets" / "more" / "logo.svg").write_text("<svg/>")
    (tmp_path / "assets" / ".hidden").write_text("no")
    site = Site(MINI, tmp_path)
    assert css(site).startswith("body { color: black }\n")
    assert rules(css(site), Position.SUPPORTS), "the colours of the scale are added all the same"
    assert site.files["assets/more/logo.svg"] == b"<svg/>"
    assert site.files["assets/site.js"] == Site(MINI).files["assets/site.js"]
    assert not any(path.startswith(("assets/css/", "assets/js/")) for path in site.files)
    assert not any("hidden" in path for path in site.files)


def test_a_template_changed_between_two_builds_of_one_process_counts(tmp_path: Path) -> None:
    """As happens while the preview runs."""
    mine = tmp_path / "notfound.html"
    for words in ("First words.", "Other words."):
        mine.write_text(f"<h1>x</h1><main>{words}</main>")
        assert words in Site(MINI, tmp_path).text("404.html")
    mine.unlink()
    assert "Other" not in Site(MINI, tmp_path).text("404.html")


def test_the_package_finds_its_templates_without_a_folder_of_ones_own(tmp_path: Path) -> None:
    assert folders(tmp_path / "none") == folders() == [TEMPLATES.resolve()]
    assert [page.path for page in assets(folders())] == [
        "assets/icon.svg", "assets/search.js", "assets/site.css", "assets/site.js"
    ]  # fmt: skip
    assert all(isinstance(page, Page) for page in assets([]))


def test_every_page_kind_has_a_template_and_every_template_a_use() -> None:
    pages = {path.name for path in TEMPLATES.glob("*.html")}
    assert pages == {kind.template for kind in KINDS if kind.template} | {"base.html"}


def test_templates_escape_everything_and_stumble_over_misspelt_names() -> None:
    env = environment(folders())
    assert env.from_string("{{ x }}").render(x="<b>&\"'") == "&lt;b&gt;&amp;&#34;&#39;"
    with pytest.raises(UndefinedError):
        env.from_string("{{ x.nmae }}").render(x=Position.MIXED)


def test_no_template_switches_escaping_off_for_data() -> None:
    for path in TEMPLATES.rglob("*.html"):
        words = path.read_text(encoding="utf-8")
        assert "autoescape" not in words
        for marked in re.findall(r"(\S+)\s*\|\s*safe\b", words):
            assert re.fullmatch(r"'[^'{]*'", marked), f"{path.name}: only words of the template"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("topics/x.html#y", True), ("#here", True), ("../a.html", True), ("a:b.html", False),
        ("https://h.example/x", True), ("mailto:a@h.example", True), ("HTTP://h.example", True),
        ("javascript:alert(1)", False), ("JaVaScRiPt:alert(1)", False), ("data:text/html,x", False),
        (" javascript:alert(1)", False), ("\x01javascript:alert(1)", False),
        ("java\tscript:alert(1)", False), ("vbscript:x", False), ("file:///etc/passwd", False),
        ("//h.example/x", False), ("/\\h.example", False), ("\\\\h.example", False),
        ("https:\\\\h.example", False), ("blob:x", False), ("", True),
    ],
)  # fmt: skip
def test_only_addresses_that_do_no_harm_stand_in_links(address: str, kept: bool) -> None:
    assert href(address) == (address if kept else "#")


def test_page_titles_in_tabs_name_the_digest(mini: Site) -> None:
    for page in mini.html_paths:
        (title,) = mini.tree(page).xpath("//head/title")
        assert mini.corpus.settings.title in text(title)
