"""What options and changes do to the site, and what does nothing to it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from commands import process, run
from lxml import etree
from sites import ROOT, SHIPPED, lay_out, tree_of, without_index

COUNTS = re.compile(r"(\d+) files? written, (\d+) unchanged, (\d+) removed")
DRAFT = "---\ntitle: A secret draft\nkind: news\ndraft: true\n---\nNot to be seen by many.\n"
CODED = """stances:
  - {actor: mainland, topic: fixed-link, position: opposes, voice: reported, quote: not to be seen}
"""
NO_DATE = "title: The Skerries link\ndescription: Undated.\n"


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return Path("sources")


def built(*arguments: object) -> tuple[int, int, int]:
    """A build's counts: files written, unchanged, removed; these tests are not about the search."""
    done = run("build", "--no-search", *arguments)
    assert done.code == 0, done.err
    match = COUNTS.match(done.out)
    assert match, done.out
    return int(match[1]), int(match[2]), int(match[3])


def page(path: str) -> str:
    return (Path("site") / path).read_text(encoding="utf-8")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_one_changed_line_changes_its_pages_and_no_others(sources: Path) -> None:
    written, _, _ = built()
    before = tree_of(Path("site"))
    change(sources / "documents.yaml", "The agreement to plan a bridge.", "It plans a bridge.")
    again, unchanged, removed = built()
    after = tree_of(Path("site"))
    changed = {path for path in after if before[path] != after[path]} - {".digest-site"}
    assert "documents/quay-accord-2021.html" in changed
    assert "It plans a" in page("documents/quay-accord-2021.html")
    assert "topics/ferry-subsidy.html" not in changed
    assert (again, unchanged, removed) == (len(changed), written - len(changed), 0)


def test_a_changed_position_shows_wherever_it_counts(sources: Path) -> None:
    built()
    assert "p-leans-oppose" in page("topics/ferry-subsidy.html")
    change(
        sources / "articles/lantern-2021-bridge.yaml",
        "topic: ferry-subsidy\n    position: leans-oppose",
        "topic: ferry-subsidy\n    position: supports",
    )
    built()
    for path in ("topics/ferry-subsidy.html", "actors/han-byeol.html", "index.html"):
        row = next(r for r in re.findall(r"<tr>.*?</tr>", page(path), re.DOTALL)
                   if "Han Byeol" in r or "Ferry subsidy</a>" in r)  # fmt: skip
        assert "p-supports" in row and "p-leans-oppose" not in row


def test_the_page_of_a_source_that_is_gone_is_gone_too(sources: Path) -> None:
    built()
    for ending in ("md", "yaml"):
        (sources / f"articles/tidings-2022-reprint.{ending}").unlink()
    assert built()[2] == 4, "the page of the source and that of its stance, each with its twin"
    assert not Path("site/sources/tidings-2022-reprint.html").exists()
    assert not any(b"tidings-2022" in content for content in tree_of(Path("site")).values())


def test_a_draft_is_nowhere_until_it_is_asked_for(sources: Path) -> None:
    (sources / "articles/draft-2022.md").write_text(DRAFT, encoding="utf-8")
    (sources / "articles/draft-2022.yaml").write_text(CODED, encoding="utf-8")
    built()
    for path, content in tree_of(Path("site")).items():
        assert b"secret draft" not in content and b"not to be seen" not in content.lower(), path
        assert "draft-2022" not in path and b"draft-2022" not in content, path
    built("--drafts")
    assert "A secret draft" in page("sources/draft-2022.html")
    assert "A secret draft" in page("sources/index.html")
    assert "not to be seen" in page("topics/fixed-link.html")
    assert built()[2] == 4


def test_a_base_url_gives_sitemap_canonical_links_and_robots(sources: Path) -> None:
    built()
    assert not Path("site/sitemap.xml").exists()
    assert 'rel="canonical"' not in page("index.html")
    assert "Sitemap:" not in page("robots.txt")
    plain = tree_of(Path("site"))
    built("--base-url", "https://link.example/digest/")
    base = "https://link.example/digest"
    assert f"Sitemap: {base}/sitemap.xml\n" in page("robots.txt")
    sitemap = etree.fromstring(Path("site/sitemap.xml").read_bytes())
    places = set(sitemap.xpath("//*[local-name()='loc']/text()"))
    pages = {path for path in plain if path.endswith(".html") and path != "404.html"}
    assert places == {re.sub(r"/index\.html$", "/", f"{base}/{path}") for path in pages}
    assert f'<link rel="canonical" href="{base}/">' in page("index.html")
    assert f'rel="canonical" href="{base}/actors/han-byeol.html"' in page("actors/han-byeol.html")
    assert f'href="{base}/topics/index.html"' in page("404.html")
    assert f'rel="self" href="{base}/feed.xml"' in page("feed.xml")
    assert 'href="../topics/index.html"' in page("actors/han-byeol.html"), "links stay relative"


def test_the_date_is_the_settings_else_that_of_the_environment_else_the_latest_source(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    built()
    assert "As of 31 December 2022" in page("index.html")
    (sources / "digest.yaml").write_text(NO_DATE)
    built()
    assert "As of 14 November 2023" in page("index.html")
    for senseless in ("", "soon", "²", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", senseless)
        built()
        assert "As of March 2022" in page("index.html")


def test_several_processes_read_the_same(sources: Path) -> None:
    built("-j", "1", "-o", "one")
    built("-j", "2", "-o", "two")
    assert tree_of(Path("one")) == tree_of(Path("two"))


def test_several_processes_find_the_same_faults(sources: Path) -> None:
    change(sources / "articles/lantern-2022-ferries.yaml", "position: opposes", "position: oposes")
    change(sources / "articles/lantern-2021-bridge.md", "authors: [ada-quill]", "authors: [ada]")
    told = run("check", "-j", "1").err
    assert "2 problems in 2 files" in told
    assert run("check", "-j", "2").err == told


@pytest.mark.parametrize("output", ["sources", "sources/site", ".", "..", "/"])
def test_an_output_that_would_harm_is_refused(sources: Path, output: str) -> None:
    before = tree_of(Path())
    done = run("build", "-o", output)
    assert done.code == 2 and done.err.startswith("refused: ") and "Nothing was written" in done.err
    assert tree_of(Path()) == before


def test_a_folder_that_is_not_ours_is_refused(sources: Path) -> None:
    Path("site").mkdir()
    Path("site/thesis.txt").write_text("years of work")
    done = run("build")
    assert done.code == 2 and "not a site of ours" in done.err
    assert tree_of(Path("site")) == {"thesis.txt": b"years of work"}


def test_the_same_bytes_in_other_surroundings(sources: Path) -> None:
    here = Path.cwd()
    settings = here / sources / "digest.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("as_of: 2022-12-31\n", ""))
    one = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
    other = {"TZ": "Asia/Seoul", "LC_ALL": "C", "PYTHONHASHSEED": "2", "HOME": str(here / "home")}
    elsewhere = here / "else" / "where"
    elsewhere.mkdir(parents=True)
    given = ("build", "--sources", here / "sources", "-o", "site")
    assert process(*given, cwd=here, env=one, umask=0o022).code == 0
    assert process(*given, cwd=elsewhere, env=other, umask=0o077).code == 0
    assert without_index(here / "site") == without_index(elsewhere / "site")


def test_files_of_the_site_can_be_read_by_whoever_the_umask_allows(sources: Path) -> None:
    assert process("build", cwd=Path.cwd(), umask=0o022).code == 0
    assert os.stat("site/index.html").st_mode & 0o777 == 0o644
    assert os.stat("site").st_mode & 0o777 == 0o755


def test_build_py_works_from_any_folder(tmp_path: Path) -> None:
    done = process("check", "--sources", SHIPPED, cwd=tmp_path)
    assert done.code == 0 and "No faults" in done.out
    assert tree_of(tmp_path) == {}


def test_a_local_templates_folder_beside_the_sources_is_used(sources: Path) -> None:
    Path("templates").mkdir()
    text = (ROOT / "templates" / "notfound.html").read_text(encoding="utf-8")
    Path("templates/notfound.html").write_text(text.replace("There is no page", "Lost: no page"))
    built()
    assert "Lost: no page" in page("404.html")
    assert "Who stands where" in page("index.html")


def test_a_template_of_ones_own_with_a_mistake_is_told_by_file_and_line(sources: Path) -> None:
    Path("templates").mkdir()
    Path("templates/notfound.html").write_text("<h1>x</h1>\n{% if %}\n")
    done = run("build")
    assert done.code == 1 and done.err.startswith("templates/notfound.html:2")
    Path("templates/notfound.html").write_text("<h1>x</h1>\n\n{{ page.nmae }}\n")
    again = process("build", cwd=Path.cwd())
    assert again.code == 1 and "templates/notfound.html:3" in again.err and "nmae" in again.err
    assert not Path("site").exists()


def test_schemas_beside_the_sources_are_kept_up_to_date_and_not_made_unasked(
    sources: Path,
) -> None:
    built()
    assert not Path("schema").exists()
    assert "actors.schema.json" in run("schema").out
    assert run("schema").out == "The schemas are up to date.\n"
    change(sources / "actors.yaml", "pilots-unnamed:\n", "deckhands:\n  name: Deckhands\n"
           "  kind: category\n\npilots-unnamed:\n")  # fmt: skip
    done = run("build")
    assert "Schemas brought up to date:" in done.out
    assert "deckhands" in Path("schema/annotations.schema.json").read_text(encoding="utf-8")
