"""What previews say: every entry, in plain text, in files that a page from the disk can load."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import payloads
import pytest
from sites import MINI, TEMPLATES, Site

from digest.model.refs import FOLDERS
from digest.render import previews

FILE = re.compile(r'digestPreviews\("([a-z]+(?:-\d+)?)",(\{.*\})\)\n', re.DOTALL)


def entries(site: Site, file: str) -> dict[str, list[str]]:
    """The entries in one file, as a browser would read them."""
    match = FILE.fullmatch(site.files[f"assets/previews/{file}.js"].decode())
    assert match and match[1] == file
    found: dict[str, list[str]] = json.loads(match[2])
    return found


@pytest.mark.parametrize("name", ["mini", "shipped"])
def test_every_entry_has_a_preview_with_its_name_its_kind_and_a_short_text(
    name: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(name)
    files = {
        kind: entries(site, FOLDERS.get(kind, "milestones")) for kind in (*FOLDERS, "milestone")
    }
    told = 0
    for ref in site.corpus.refs():
        name, kind, text = files[ref.kind].pop(ref.id)
        assert name == site.corpus.name(ref)
        assert kind and len(text) <= previews.LENGTH
        assert "[[" not in text and "  " not in text and "\n" not in text
        told += bool(text)
    assert not any(files.values()), "nothing else has a preview"
    assert told > 15


def test_a_preview_says_what_the_page_of_the_entry_says(mini: Site) -> None:
    (_, kind, text) = entries(mini, "topics")["fixed-link"]
    assert kind == "topic"
    assert text.startswith(mini.corpus.topics["fixed-link"].proposition)
    assert "stances" in text
    assert entries(mini, "actors")["han-byeol"][2].startswith(
        "Adviser, Harbour Office (since 2022)"
    )
    assert "4–6 May 2021, Skerry" in entries(mini, "summits")["second-conference-2021"][2]
    assert "November 2020" in entries(mini, "milestones")["2020-11-storm"][2]
    assert "6 May 2021" in entries(mini, "documents")["quay-accord-2021"][2]
    assert "Ada Quill" in entries(mini, "sources")["lantern-2021-bridge"][2]


def test_a_page_says_nothing_of_files_where_each_kind_has_one(shipped: Site) -> None:
    for page in shipped.html_paths:
        assert shipped.tree(page).xpath("//body/@data-previews") == []


def test_a_kind_with_many_entries_has_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "MANY", 3)
    site = Site(MINI)
    (told,) = site.tree("index.html").xpath("//body/@data-previews")
    counts = dict(word.split(":") for word in told.split())
    count = int(counts["actors"])
    assert count == 4, "three would do for nine actors, but a power of two changes less often"
    assert len(site.corpus.actors) == 9
    for id in site.corpus.actors:
        assert id in entries(site, f"actors-{previews.shard(id, count)}")
    assert "assets/previews/actors.js" not in site.files


@pytest.mark.skipif(not shutil.which("node"), reason="no Node.js to run the script's own function")
def test_script_and_generator_find_an_entry_in_the_same_file() -> None:
    script = (TEMPLATES / "assets" / "js" / "20-previews.js").read_text(encoding="utf-8")
    (function,) = re.findall(r"  function shard\(.*?\n  }\n", script, re.DOTALL)
    ids = ["nato", "rok-government", "2022-06-madrid-summit", "a", "0", "x" * 200]
    asked = f"{function}console.log(JSON.stringify({json.dumps(ids)}.map(id => shard(id, 97))))"
    told = subprocess.run(["node", "-e", asked], capture_output=True, text=True, check=True).stdout
    assert json.loads(told) == [previews.shard(id, 97) for id in ids]


def test_attacks_stay_texts(tmp_path: Path) -> None:
    sources, texts = payloads.write(tmp_path)
    site = Site(sources)
    for path in (path for path in site.files if path.startswith("assets/previews/")):
        script = site.files[path].decode()
        assert "<" not in script and "\u2028" not in script and "\u2029" not in script
    names = {name for name, _, _ in entries(site, "actors").values()}
    assert texts["Actor.name"] in names
