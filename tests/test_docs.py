"""Nothing that there is stands undocumented, and nothing is documented that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import msgspec
import pytest
from commands import run
from sites import ROOT, Site, shipped

from digest.analyse.coders.alpha import RESAMPLES
from digest.analyse.originals import kinship, overlaps
from digest.cli import commands
from digest.manual import manual
from digest.matching import WORDS_AT_LEAST, WORDS_AT_MOST
from digest.model import actor, change, coding, document, event, settings, source, verdicts
from digest.model.agreement import TENTATIVE
from digest.model.coding import COMPUTED
from digest.model.empties import Empty
from digest.model.evidence import WINDOW_DAYS
from digest.model.scale import ENOUGH, WITNESSES, Position
from digest.render.data import TABLES
from digest.render.docs import pages
from digest.render.kinds import KINDS
from digest.render.schema import FILES
from digest.render.site import Workshop, render

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in PAGES}
ALL = {**TEXTS, "README.md": (ROOT / "README.md").read_text(encoding="utf-8")}
HEADS = {kind: f"`{name}.yaml`" for name, kind, many in FILES if many or name == "digest"} | {
    source.Source: "`articles/<id>.md`",
    coding.Annotations: "`articles/<id>.yaml`",
    change.Revision: "`CHANGES.yaml`",
}
"""Record that makes up a file → heading of the file in `fields.md`."""
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next one of any level."""
    found = re.search(
        rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", TEXTS[page], re.MULTILINE | re.DOTALL
    )
    assert found, f"{page} has no heading “{heading}”"
    return found[1]


def anchors(text: str) -> set[str]:
    """Fragments of a page, as code hosts make them of its headings."""
    found = set()
    for heading in re.findall(
        r"^#+ (.*)$", CODE.sub(lambda m: m[0].strip("`"), text), re.MULTILINE
    ):
        kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
        found.add(kept.replace(" ", "-"))
    return found


def _structs() -> list[type[msgspec.Struct]]:
    """Every record that an analyst may write."""
    modules = (actor, change, coding, document, event, settings, source, verdicts)
    return [
        found
        for module in modules
        for found in vars(module).values()
        if isinstance(found, type)
        and issubclass(found, msgspec.Struct)
        and found.__module__ == module.__name__
    ]


def test_the_pages_made_from_the_code_are_up_to_date() -> None:
    made = {**pages(), "commands.md": manual(commands).encode()}
    stale = [name for name, content in made.items() if (DOCS / name).read_bytes() != content]
    assert stale == [], "run make docs"


def test_the_command_that_makes_them_writes_beside_the_sources(tmp_path: Path) -> None:
    refused = run("docs", "--sources", tmp_path / "sources")
    assert refused.code == 2 and "there is no folder" in refused.err
    (tmp_path / "docs").mkdir()
    assert run("docs", "--sources", tmp_path / "sources").code == 0
    assert sorted(path.name for path in (tmp_path / "docs").iterdir()) == [
        "commands.md", "data-dictionary.md", "fields.md"
    ]  # fmt: skip
    assert run("docs", "--sources", tmp_path / "sources").out == "The pages are up to date.\n"


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_and_option_is_documented_and_explained(name: str) -> None:
    command = commands.commands[name]
    here = section("commands.md", name)
    assert command.help and command.help.split("\n")[0].strip(" .,") in here
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.opts[0]} has no help"
            for spelling in option.opts:
                assert re.search(rf"(?<![\w-]){re.escape(spelling)}(?![\w-])", here), spelling


@pytest.mark.parametrize("kind", _structs(), ids=lambda kind: kind.__name__)
def test_every_field_is_documented(kind: type[msgspec.Struct]) -> None:
    here = section("fields.md", HEADS.get(kind, kind.__name__))
    for field in msgspec.structs.fields(kind):
        if field.encode_name not in COMPUTED.get(kind.__name__, set()):
            row = re.search(rf"^\| `{field.encode_name}` \|(.*)\|$", here, re.MULTILINE)
            assert row, f"{kind.__name__}.{field.encode_name}"
            assert row[1].strip().split("|")[-1].strip(), f"{field.encode_name} is not explained"


def test_every_column_is_documented() -> None:
    for table in TABLES:
        here = section("data-dictionary.md", table.name)
        for column in table.columns:
            assert f"| `{column.name}` |" in here, f"{table.name}.{column.name}"


def pattern(path: str) -> str:
    """How `reading.md` names a page: entries by their folder."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/<id>.html" if folder and name != "index.html" else path


def test_every_kind_of_page_is_documented() -> None:
    site = shipped()
    shown = set(re.findall(r"`([^`\s]+\.html)`", section("reading.md", "Which page answers what")))
    assert {pattern(path) for path in site.html_paths} <= shown
    made = {unit.kind for unit in Workshop(site.corpus, site.findings).units()}
    parts = {"lists"}  # pages of long lists alone, of which a small digest has none
    assert {kind.name for kind in KINDS if kind.template} - parts <= made


def test_every_file_at_the_top_of_the_site_is_documented() -> None:
    told = f"{TEXTS['reading.md']}{TEXTS['publishing.md']}"
    files = shipped().files
    alone = {
        path
        for path in files
        if "/" not in path and not path.startswith(".")
        and (path.endswith(".html") or f"{path.rpartition('.')[0]}.html" not in files)
    }  # fmt: skip
    assert sorted(path for path in alone if f"`{path}`" not in told) == []


def test_every_sign_is_explained() -> None:
    signs = section("reading.md", "The signs")
    assert [p.value for p in Position if f"`{p.glyph}` {p.label}" not in signs] == []
    empties = section("reading.md", "Where nothing stands")
    for kind in Empty:
        assert f"| {f'`{kind.glyph}`' if kind.glyph else 'blank'} | {kind.title} |" in empties


def test_figures_in_the_method_are_those_of_the_code() -> None:
    text = TEXTS["method.md"]
    for told in (
        f"within {WINDOW_DAYS} days", f"at least {ENOUGH} stances from at least {WITNESSES}",
        f"Below {TENTATIVE}", f"{RESAMPLES:,} resamples", f"{kinship.LONGEST} words in a row",
    ):  # fmt: skip
        assert told in text, told
    assert overlaps.SHINGLE == 8 and "run of eight words" in text
    assert kinship.SHARE == 0.1 and "a tenth of the shorter one" in text
    assert (WORDS_AT_LEAST, WORDS_AT_MOST) == (3, 15)
    assert "Three to fifteen words" in TEXTS["coding.md"]
    for position in Position:
        if position.score:
            score = f"{position.score:+d}".replace("-", "−")
            assert f"{position.label} {score}" in text


@pytest.mark.parametrize("name", ALL)
def test_every_relative_link_leads_somewhere(name: str) -> None:
    folder = ROOT if name == "README.md" else DOCS
    text = CODE.sub("", ALL[name])
    for target in re.findall(r"\]\((?!https?:)([^)\s]*)\)", text):
        path, _, fragment = target.partition("#")
        file = (folder / path).resolve() if path else folder / name
        assert file.exists(), target
        if fragment and file.suffix == ".md":
            assert fragment in anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("name", sorted(ALL.keys() - pages().keys()))
def test_every_command_line_shown_is_one_that_is_understood(name: str) -> None:
    code = "\n".join(CODE.findall(ALL[name]))
    for line in re.findall(r"build\.py ([a-z-][^`\n&]*)", code):
        first, *words = line.split()
        if first.startswith("-"):
            first, words = "build", [first, *words]
        assert first in commands.commands, f"{name}: {line}"
        known = {spelling for p in commands.commands[first].params for spelling in p.opts}
        options = [word.partition("=")[0] for word in words if re.match(r"-[-a-z]", word)]
        assert set(options) <= known | {"--help", "--version"}, f"{name}: {line}"


@pytest.mark.parametrize("name", ALL)
def test_every_make_target_named_exists(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    code = "\n".join(CODE.findall(ALL[name]))
    assert set(re.findall(r"(?:^|[`$ ])make ([a-z-]+)", code, re.MULTILINE)) <= targets


def test_examples_of_coding_stand_in_the_files_they_name() -> None:
    shown = re.findall(r"`(sources/[^`]+)`:\n\n```yaml\n(.*?)```", TEXTS["coding.md"], re.DOTALL)
    assert len(shown) == TEXTS["coding.md"].count("```yaml") >= 6
    for path, example in shown:
        assert example in (ROOT / path).read_text(encoding="utf-8"), example


def test_docs_are_listed_in_their_index() -> None:
    linked = set(re.findall(r"\]\(([a-z-]+\.md)\)", TEXTS["index.md"]))
    assert linked == set(TEXTS) - {"index.md"}


def test_the_shipped_site_gains_what_the_page_on_publishing_says_from_an_address() -> None:
    site = Site(ROOT / "tests" / "mini" / "sources")
    assert "sitemap.xml" not in site.files
    settings = msgspec.structs.replace(site.corpus.settings, base_url="https://www.example.org/d/")
    known = {
        page.path: page.content
        for page in render(site.corpus._replace(settings=settings), site.findings)
    }
    assert b"https://www.example.org/d/sitemap.xml" in known["robots.txt"]
    assert b'"https://www.example.org/d/sources/' in known["feed.xml"]
    assert b'rel="canonical" href="https://www.example.org/d/method.html"' in known["method.html"]
    assert b'href="https://www.example.org/d/topics/index.html"' in known["404.html"]
    assert b"https://www.example.org" not in site.files["topics/fixed-link.html"]
