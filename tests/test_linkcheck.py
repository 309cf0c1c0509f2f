"""The link check on a small site with every fault planted once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LINKCHECK = Path(__file__).with_name("linkcheck.py")

HOME = """<!doctype html><html lang="en"><head><title>Home</title>
<link rel="stylesheet" href="assets/site.css"><link rel="canonical" href="https://example.org/">
</head><body><h1 id="top-of-it">Home</h1>
<a href="topics/one.html#caf%C3%A9">One</a> <a href="#top">Top</a> <a href="#top-of-it">Top</a>
<a href="https://example.org/elsewhere#:~:text=words">away</a> <a href="mailto:a@example.org">a</a>
{more}</body></html>"""
TOPIC = """<!doctype html><html lang="en"><head><title>One</title></head>
<body><h1 id="café">One</h1><a href="../index.html">Home</a> <a href="">here</a>{more}
</body></html>"""


def run(site: Path) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, str(LINKCHECK), str(site)],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    return done.returncode, done.stdout.splitlines()


def make(site: Path, home: str = "", topic: str = "", css: str = "") -> Path:
    for path, text in {
        "index.html": HOME.format(more=home),
        "topics/one.html": TOPIC.format(more=topic),
        "assets/site.css": css,
        "404.html": '<!doctype html><title>Not here</title><a href="/sub/index.html">Home</a>',
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return site


def test_a_sound_site_passes(tmp_path: Path) -> None:
    assert run(make(tmp_path)) == (0, ["3 pages, 10 links, 0 broken."])


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ('<a href="topics/two.html">', "leads to topics/two.html: not there"),
        ('<a href="Topics/one.html">', "leads to Topics/one.html: not there"),
        ('<a href="topics/one.html#cafe">', "leads to #cafe, which topics/one.html does not have"),
        ('<a href="#nowhere">', "leads to #nowhere, which index.html does not have"),
        ('<a href="topics/">', "leads to a folder; name its index.html"),
        ('<a href="/topics/one.html">', "leads to the root of the host; a link must be relative"),
        ('<a href="../index.html">', "leads out of the site"),
        ('<a href="javascript:alert(1)">', "has the scheme 'javascript'"),
        ('<a href="//example.org/">', "names a host only"),
        ('<img alt="" src="https://example.org/a.png">', "is loaded from another host"),
        ('<img alt="" srcset="b.png 2x">', "leads to b.png: not there"),
        ('<link rel="preload" href="https://example.org/a.woff2">', "is loaded from another host"),
        ('<script src="//example.org/a.js"></script>', "is loaded from another host"),
        ('<p style="background: url(https://example.org/a.png)">', "is loaded from another host"),
        ('<svg><use xlink:href="#no"/></svg>', "leads to #no, which index.html does not have"),
        ('<p id="top-of-it">', "the id 'top-of-it' stands 2 times"),
    ],
)
def test_each_fault_is_found(tmp_path: Path, more: str, message: str) -> None:
    code, lines = run(make(tmp_path, home=more))
    assert code == 1
    assert [line for line in lines if line.startswith("index.html: ") and message in line], lines


def test_what_a_style_sheet_loads_is_followed(tmp_path: Path) -> None:
    code, lines = run(make(tmp_path, css="a { background: url('missing.svg') }"))
    assert code == 1
    assert lines[0] == "assets/site.css: 'missing.svg' leads to assets/missing.svg: not there"


def test_a_page_to_which_nothing_leads_is_found(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "alone.html").write_text("<!doctype html><title>Alone</title>", encoding="utf-8")
    assert run(tmp_path)[1][0] == "alone.html: no link leads here from the first page"


def test_a_feed_must_be_well_formed(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "feed.xml").write_text("<feed>", encoding="utf-8")
    assert run(tmp_path)[1][0].startswith("feed.xml: is not well-formed")


def test_without_a_site_there_is_nothing_to_check(tmp_path: Path) -> None:
    assert run(tmp_path)[0] == 2
