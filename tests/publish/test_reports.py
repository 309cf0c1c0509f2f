"""Verification in two steps: what a file says of itself, and what only all of them show."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Sequence

import msgspec
import pytest

from digest.errors import Problem
from digest.model.page import Page
from digest.publish.verify import Report, conclude, examine, verify
from digest.publish.wants import hashed, missing, packed, unpacked

Make = Callable[..., Page]
BASE = "https://site.example/digest/"

ALONE = [
    '<a href="">x</a>',
    '<a href="#">x</a>',
    '<a href="//example.org/x">x</a>',
    '<a href="javascript:x()">x</a>',
    '<a href="https:example.org">x</a>',
    '<a href="a b.html">x</a>',
    '<a href="/topics/aid.html">x</a>',
    '<img src="https://example.org/a.png">',
    "<h1>two</h1>",
    '<p id="a b">',
    '<p id="z"></p><p id="z"></p>',
    "</b>",
    "<title>two</title>",
]
"""Faults that a page has whatever the others are."""

TOGETHER = [
    '<a href="no.html">x</a>',
    '<a href="topics/aix.html">x</a>',
    '<a href="topics/aid.html#vews">x</a>',
    '<a href="topics/">x</a>',
    '<a href="topics">x</a>',
    '<a href="topics//aid.html">x</a>',
    '<a href="topics/aid.html/">x</a>',
    '<a href="../index.html">x</a>',
    '<a href="#nowhere">x</a>',
    '<a href="?q=a#nowhere">x</a>',
    '<p id="a:~:b"></p><a href="#a:~:b">x</a>',
    '<p id="a%41"></p><a href="#a%41">x</a>',
    '<a href="drawing.svg#no">x</a>',
    '<a href="site.css#no">x</a><a href="no.css#no">x</a>',
    '<a href="%ED%95%9C.html#%ED%95%9D">x</a>',
    f'<a href="{BASE}no.html">x</a>',
    '<img src="no.png" alt="">',
    '<img srcset="data.csv, no.png 2x" alt="">',
    '<svg><a xlink:href="no.html">x</a></svg>',
]
"""Faults that other pages could mend."""


def pages_of(html: Make) -> list[Page]:
    return [
        html("index.html", '<p id="top-stories"><a href="topics/aid.html#views">aid</a>'),
        html("topics/aid.html", '<a name="views"></a><a href="../index.html#top-stories">up</a>'),
        html("topics/index.html", '<a href="aid.html">aid</a><a href="../data.csv#row=2">data</a>'),
        html("한.html", '<p id="한"><a href="topics/aid.html">aid</a><a href="#한">here</a>'),
        html("404.html", '<a href="/topics/aid.html">aid</a>'),
        Page("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><g id="yes"/></svg>'),
        Page("site.css", b"a{b:url(data.csv)}"),
        Page("data.csv", b"a,b\n"),
    ]


def reports_of(pages: Sequence[Page], base_url: str = "") -> list[Report]:
    return [examine(page, base_url=base_url) for page in pages]


def concluded(
    reports: Sequence[Report], pages: Sequence[Page], base_url: str = ""
) -> list[Problem]:
    contents = {page.path: page.content for page in pages}
    return conclude(reports, contents.__getitem__, base_url=base_url)


def no_file(path: str) -> bytes:
    raise AssertionError(f"{path} is asked for, though nothing is amiss")


@pytest.mark.parametrize("seed", range(6))
def test_the_steps_find_what_the_whole_finds_in_any_order(html: Make, seed: int) -> None:
    choose = random.Random(seed)
    pages = pages_of(html)
    for number, markup in enumerate([*ALONE, *TOGETHER]):
        path = choose.choice(["", "topics/", "deep/er/"]) + f"page-{number}.html"
        pages.append(html(path, markup, origin=choose.choice(["", "sources/a.md"])))
    pages += [
        pages[0],
        html("Topics/b.html"),
        Page("x.html", html("y.html").content),
        html("y.html"),
        Page("broken.xml", b"<a>"),
        Page("con", b""),
    ]
    whole = verify(pages, base_url=BASE)
    assert len(whole) > len(ALONE) + len(TOGETHER)
    reports = reports_of(pages, BASE)
    choose.shuffle(reports)
    assert concluded(reports, pages, BASE) == whole
    choose.shuffle(pages)
    assert verify(pages, base_url=BASE) == whole


@pytest.mark.parametrize("markup", ALONE)
def test_a_fault_of_the_page_itself_is_in_its_report(html: Make, markup: str) -> None:
    page = html("page.html", markup, origin="sources/page.md")
    report = examine(page)
    assert report.problems
    pages = [*pages_of(html), page]
    found = concluded(reports_of(pages), pages)
    assert [problem[:2] for problem in report.problems] == [problem[:2] for problem in found]


@pytest.mark.parametrize("markup", TOGETHER)
def test_a_fault_others_could_mend_waits_for_them(html: Make, markup: str) -> None:
    page = html("page.html", markup)
    assert examine(page, base_url=BASE).problems == ()
    pages = [*pages_of(html), page]
    reports = reports_of(pages, BASE)
    problems = [problem for problem in concluded(reports, pages, BASE) if "page.h" in problem[1]]
    assert problems
    assert {problem.place.file for problem in problems} == {"page.html"}


def test_a_sound_site_needs_no_second_look(html: Make) -> None:
    assert conclude(reports_of(pages_of(html)), no_file) == []
    assert conclude(iter(reports_of(pages_of(html))), no_file) == []
    assert conclude([], no_file) == []


def test_a_report_can_be_kept(html: Make) -> None:
    for page in [*pages_of(html), html("page.html", "".join([*ALONE, *TOGETHER]), origin="a.md")]:
        report = examine(page, base_url=BASE)
        assert pickle.loads(pickle.dumps(report)) == report
        kept = msgspec.msgpack.encode(report)
        assert msgspec.msgpack.decode(kept, type=Report) == report
        assert isinstance(msgspec.msgpack.decode(kept, type=Report).problems, tuple)
        assert examine(page, base_url=BASE) == report


def test_what_is_gone_is_found_though_one_page_alone_is_new(html: Make) -> None:
    pages = pages_of(html)
    kept = {report.path: report for report in reports_of(pages)}
    without_name = html("topics/aid.html", '<a href="../index.html#top-stories">up</a>')
    pages[1] = without_name
    kept["topics/aid.html"] = examine(without_name)
    (problem,) = concluded(list(kept.values()), pages)
    assert problem.message == (
        "index.html: the link 'topics/aid.html#views' leads to 'views' on 'topics/aid.html', "
        "where nothing has that id"
    )


def test_a_page_that_is_gone_is_missed_by_all_that_link_to_it(html: Make) -> None:
    pages = [page for page in pages_of(html) if page.path != "topics/aid.html"]
    reports = [report for report in reports_of(pages_of(html)) if report.path != "topics/aid.html"]
    problems = concluded(reports, pages)
    assert problems == verify(pages)
    assert [problem.place.file for problem in problems] == [
        "404.html", "index.html", "topics/index.html", "한.html",
    ]  # fmt: skip
    assert all("which is not a file of this site" in problem.message for problem in problems)


def test_only_what_is_amiss_is_read_again(html: Make) -> None:
    pages = [*pages_of(html), html("page.html", '<a href="topics/aid.html#vews">x</a>')]
    contents = {page.path: page.content for page in pages}
    asked: list[str] = []

    def load(path: str) -> bytes:
        asked.append(path)
        return contents[path]

    (problem,) = conclude(reports_of(pages), load)
    assert problem.hint == "did you mean '#views'?"
    assert asked == ["page.html", "topics/aid.html"]


def test_a_file_that_is_not_the_one_examined_does_not_pass(html: Make) -> None:
    report = examine(html("page.html", '<a href="no.html">x</a>'))
    (problem,) = conclude([report], lambda _: html("page.html").content)
    assert "leads nowhere" in problem.message


def test_titles_and_paths_are_compared_between_reports(html: Make) -> None:
    same = html("a.html").content
    pages = [Page("b.html", same), Page("a.html", same, "a.md"), Page("A.html", b"", "b.md")]
    messages = [problem.message for problem in conclude(reports_of(pages), no_file)]
    assert "b.html: has the title 'a.html', as has 'a.html' (from a.md)" in messages
    assert any("differ only by case" in message for message in messages)


def test_a_file_is_not_taken_for_an_id(html: Make) -> None:
    pages = [html("a.html", '<a href="b.html#c">x</a>'), html("b.html"), Page("b.html#c", b"")]
    (problem,) = verify(pages)
    assert "'c' on 'b.html'" in problem.message
    assert hashed("a", "b") != hashed("ab") != hashed("a\udc80")


def test_what_all_want_and_what_the_page_has_is_kept_once(html: Make) -> None:
    page = html("page.html", '<p id="x"><a href="#x">x</a><a href="page.html#x">x</a>'
                '<a href="b.html">b</a><a href="./b.html">b</a><a href="data.csv#row=1">c</a>'
                '<a href="data.csv">c</a><a href="https://example.org/">d</a>')  # fmt: skip
    report = examine(page)
    assert report.wanted == packed([hashed("b.html"), hashed("data.csv")])
    assert report.offers == packed([hashed("page.html"), hashed("page.html", "x")])


def test_missing_is_what_nothing_offers() -> None:
    a, b, c = (hashed(name) for name in "abc")
    left = missing([packed([a, b]), packed([b, c, c])], [packed([a]), b"", packed([c])])
    assert left == set(unpacked(b))
