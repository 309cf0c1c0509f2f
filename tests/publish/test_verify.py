"""Planted faults, one by one: each is found, named, and where possible a remedy is told."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from digest.errors import Problem
from digest.model.page import Page
from digest.publish.paths import check_paths, unsafe
from digest.publish.verify import verify

Make = Callable[..., Page]


@pytest.fixture
def site(html: Make) -> list[Page]:
    """A site without faults that uses everything allowed."""
    return [
        html(
            "index.html",
            '<p id="top-stories"><a href="topics/aid.html#views">aid</a>'
            '<a href="#top-stories">here</a> <a href="#top">up</a> <a href="?q=a">again</a>'
            '<a href="assets/data.csv#row=2">data</a> <a href="mailto:a@b.example">write</a>'
            '<a href="https://example.org/x?a=1&amp;b=2#c">elsewhere</a>'
            '<a href="topics/aid.html#:~:text=some">quoted</a>'
            '<img src="assets/a.png" srcset="assets/a.png 1x,assets/b.png 2x" alt="">'
            '<svg><title>a drawing</title><use href="assets/icons.svg#no"></use></svg>',
            '<link rel="stylesheet" href="assets/site.css?v=1">'
            '<link rel="canonical" href="https://site.example/digest/">'
            '<link rel="license" href="https://example.org/licence">',
        ),
        html("topics/aid.html", '<a name="views"></a><a href="../index.html">up</a>'
             '<a href="%ED%95%9C.html#%ED%95%9C">other</a><a href="./%ED%95%9C.html">other</a>'),
        html("topics/한.html", '<p id="한"><a href="../topics/aid.html">aid</a>'),
        html("404.html", '<a href="topics/aid.html">aid</a> <a href="/index.html">home</a>'),
        Page("assets/site.css", b"@import 'more.css'; a{b:url(a.png)} i{b:url(data:image/png,x)}"),
        Page("assets/more.css", b"/* url(missing.png) */ p{fill:url(#x)}"),
        Page("assets/icons.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><g id="no"/></svg>'),
        Page("assets/a.png", b"\x89PNG"),
        Page("assets/b.png", b"\x89PNG"),
        Page("assets/data.csv", b"a,b\n"),
        Page("feed.xml", b"<feed><title>all</title></feed>"),
    ]  # fmt: skip


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def test_a_sound_site_has_no_problems(site: list[Page]) -> None:
    assert verify(site) == []
    assert verify(site, base_url="https://site.example/digest") != []  # /index.html is above it


def test_problems_do_not_depend_on_the_order_of_pages(site: list[Page], html: Make) -> None:
    pages = [*site, html("b.html", '<a href="c.html">'), html("a.html", '<a href="index.html#x">')]
    assert verify(pages) == verify(pages[::-1])
    assert len(verify(pages)) == 2


LINK_FAULTS = {
    '<a href="topics/aix.html">': ("'topics/aix.html', which is not a file", "'topics/aid.html'"),
    '<a href="aid.html">': ("not a file of this site", "did you mean 'topics/aid.html'?"),
    '<a href="topics/Aid.html">': ("not a file of this site", "'topics/aid.html'"),
    '<a href="topics/aid.html#vews">': ("'vews' on 'topics/aid.html'", "did you mean '#views'?"),
    '<a href="#tops-stories">': ("on this page, where nothing has that id", "#top-stories"),
    '<a href="../index.html">': ("leads out of the site", ""),
    '<a href="topics/">': ("not a file of this site", ""),
    '<a href="/topics/aid.html">': ("is absolute", "did you mean 'topics/aid.html'?"),
    '<a href="//example.org/x">': ("names a host without a scheme", "https://"),
    '<a href="">': ("is empty", "#top"),
    '<a href="#">': ("names no place", "#top"),
    '<a href="java&#10;script:x()">': ("holds a space, a backslash or a control", ""),
    '<a href=" index.html">': ("holds a space", ""),
    '<a href="/\\example.org">': ("backslash", ""),
    '<a href="JavaScript:x()">': ("has the scheme 'javascript:'", ""),
    '<a href="data:text/html,x">': ("has the scheme 'data:'", ""),
    '<a href="file:///etc/passwd">': ("has the scheme 'file:'", ""),
    '<a href="https:example.org">': ("has no host", ""),
    '<area href="no.html">': ("not a file of this site", ""),
    '<svg><a xlink:href="no.html">x</a></svg>': ("not a file of this site", ""),
    '<svg><use href="assets/icons.svg#yes"></use></svg>': ("'yes' on 'assets/icons.svg'", ""),
    '<img src="https://example.org/a.png">': ("makes <img> load from another host", ""),
    '<img srcset="assets/a.png, assets/c.png 2x">': ("'assets/c.png'", ""),
    '<source srcset="https://example.org/a.png 2x">': ("makes <source> load", ""),
    '<script src="http://example.org/a.js"></script>': ("makes <script> load", ""),
    '<iframe src="https://example.org/"></iframe>': ("makes <iframe> load", ""),
    '<object data="https://example.org/"></object>': ("makes <object> load", ""),
    '<form action="https://example.org/"></form>': ("makes <form> load", ""),
    '<video poster="no.png"></video>': ("'no.png', which is not a file", ""),
}


@pytest.mark.parametrize("markup", LINK_FAULTS)
def test_a_faulty_link_is_named(site: list[Page], html: Make, markup: str) -> None:
    message, hint = LINK_FAULTS[markup]
    page = html("page.html", f'<p id="top-stories">{markup}', origin="sources/page.md")
    problem = only(verify([*site, page]))
    assert problem.place.file == "sources/page.md"
    assert problem.message.startswith("page.html: the link '")
    assert message in problem.message
    assert hint in problem.hint
    assert problem.is_error


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ('<link rel="stylesheet" href="https://example.org/a.css">', "makes <link> load"),
        ('<link rel="preconnect" href="https://example.org">', "makes <link> load"),
        ('<link rel="alternate stylesheet" href="https://example.org/a.css">', "makes <link> load"),
        ('<link rel="alternate" href="feeed.xml">', "not a file of this site"),
        ('<meta http-equiv="refresh" content="0; url=no.html">', "'no.html'"),
        ('<meta http-equiv="refresh" content="0; url=\'https://example.org\'">', "<meta> load"),
        ('<base href="https://site.example/">', "has a <base>"),
        ("<script src></script>", "is empty"),
    ],
)
def test_a_fault_in_the_head_is_named(
    site: list[Page], html: Make, markup: str, message: str
) -> None:
    assert message in only(verify([*site, html("page.html", head=markup)])).message


def test_a_link_to_a_folder_is_told_its_right_form(site: list[Page], html: Make) -> None:
    index = html("topics/index.html")
    for written in ("../topics/", "./", ".", "../topics"):
        page = html("topics/page.html", f'<a href="{written}">')
        problem = only(verify([*site, index, page]))
        assert "leads to a folder" in problem.message
        assert problem.hint == "write 'index.html'"


def test_style_sheets_are_followed(site: list[Page]) -> None:
    sheet = Page("assets/x.css", b'a{b:url("no.woff2")} @import url(https://example.org/x.css);')
    remote, missing = verify([*site, sheet])
    assert "makes the style sheet load from another host" in remote.message
    assert "'no.woff2' leads to 'assets/no.woff2'" in missing.message


def test_absolute_links_to_the_site_itself_are_looked_up(site: list[Page], html: Make) -> None:
    base = "https://site.example/digest/"
    site = [page for page in site if page.path != "404.html"]
    good = f'<link rel="canonical" href="{base}topics/aid.html">'
    bad = f'<link rel="canonical" href="{base}topics/no.html">'
    assert verify([*site, html("page.html", head=good)], base_url=base) == []
    assert (
        "topics/no.html" in only(verify([*site, html("p.html", head=bad)], base_url=base)).message
    )


def test_the_page_for_missing_pages_may_link_from_the_top(site: list[Page], html: Make) -> None:
    site = [page for page in site if page.path != "404.html"]
    for base, top in (("", ""), ("", "/"), ("https://h.example/d", "/d/"),
                      ("https://h.example/d", "https://h.example/d/")):  # fmt: skip
        links = f'<a href="{top}topics/aid.html#views">x</a><img src="{top}assets/a.png" alt="">'
        page = html("404.html", links, f'<base href="{top}">' if top else "")
        assert verify([*site, page], base_url=base) == []
        page = html("404.html", f'<a href="{top}topics/no.html">x</a>')
        assert "topics/no.html" in only(verify([*site, page], base_url=base)).message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "has no content"),
        (b"<!-- only -->", "has no content"),
        (b"<title>T</title><h1>\xff</h1></html>", "is not UTF-8: byte 20 is 0xff"),
        (b"<html><title>T</title><h1>x</h1><p>cut", "does not end with </html>"),
        (b"<html><title>T</title><h1>x</h1></b></html>", "has bad markup"),
        (b"<html><title>T</title><title>U</title><h1>x</h1></html>", "has 2 <title> elements"),
        (b"<html><h1>x</h1></html>", "has 0 <title> elements"),
        (b"<html><title> </title><h1>x</h1></html>", "has an empty <title>"),
        (b"<html><title>T</title></html>", "has 0 <h1> headings"),
        (b"<html><title>T</title><h1>x</h1><h1>y</h1></html>", "has 2 <h1> headings"),
        (b"<html><title>T</title><h1><b></b></h1></html>", "has an empty <h1>"),
        (b"<html><title>T</title><h1 id=a>x</h1><p id=a></p></html>", "has the id 'a' 2 times"),
        (b"<html><title>T</title><h1 id='a b'>x</h1></html>", "has the id 'a b'"),
    ],
)
def test_a_fault_of_the_page_is_named(content: bytes, message: str) -> None:
    problems = verify([Page("page.html", content, "sources/page.md")])
    assert any(problem.message.startswith(f"page.html: {message}") for problem in problems)
    assert {problem.place.file for problem in problems} == {"sources/page.md"}


def test_what_is_nested_deeply_is_checked_too(html: Make) -> None:
    page = html("page.html", "<div>" * 1000 + '<a href="no.html">x</a>' + "</div>" * 1000)
    assert "no.html" in only(verify([page])).message


def test_equal_titles_name_both_pages() -> None:
    content = b"<html><title>Same\n title</title><h1>x</h1></html>"
    pages = [Page("a.html", content, "a.md"), Page("b.html", content), Page("404.html", content)]
    assert only(verify(pages)).message == (
        "b.html: has the title 'Same title', as has 'a.html' (from a.md)"
    )


@pytest.mark.parametrize("path", ["feed.xml", "sitemap.xml", "drawing.svg", "graph.graphml"])
@pytest.mark.parametrize("content", [b"", b"<a><b></a>", b"<a>&nbsp;</a>", b"<a>\x0b</a>"])
def test_xml_must_be_well_formed(path: str, content: bytes) -> None:
    assert "is not well-formed XML" in only(verify([Page(path, content)])).message


def test_messages_hold_no_control_characters(html: Make) -> None:
    page = html("page.html", '<a href="no&#27;[31m.html">x</a>')
    assert all(char.isprintable() for char in only(verify([page])).message)


@pytest.mark.parametrize(
    "path",
    ["", "/etc/x", "../x", "a/../../x", "a/./x", "a//x", "a/", "a\\x", "C:/x", "a:b", "a?b", "a|b",
     "a\x00b", "a\nb", "a\u202eb", "a\udc80b", "CON", "a/nul.txt", "Com1.html", "lpt¹", "x.", "x ",
     "a./x", "n" * 256, "한" * 86, ".digest-site"],
)  # fmt: skip
def test_unsafe_paths_are_faults(path: str) -> None:
    problem = only(check_paths([Page(path, b"", "a.md")]))
    assert problem.place.file == "a.md"
    assert "unsafe path" in problem.message
    assert all(char.isprintable() for char in problem.message)


@pytest.mark.parametrize("path", ["x", ".nojekyll", "a/b/c.html", "n" * 255, "한.html", "console"])
def test_ordinary_paths_are_fine(path: str) -> None:
    assert unsafe(path) == ""


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("a.html", "a.html", "two pages have the path"),
        ("a/Elan.html", "a/elan.html", "case or Unicode form"),
        ("\u00e9.html", "e\u0301.html", "case or Unicode form"),
        ("ｘ.html", "x.html", "case or Unicode form"),
        ("straße.html", "STRASSE.html", "case or Unicode form"),
        ("Topics/a.html", "topics/b.html", "their folders differ only by case"),
        ("a", "a/b.html", "cannot also be a folder"),
        ("A/b.html", "a", "cannot also be a folder"),
    ],
)
def test_collisions_name_both_pages(one: str, other: str, why: str) -> None:
    message = only(check_paths([Page(one, b"", "one.md"), Page(other, b"", "other.md")])).message
    assert why in message
    assert repr(one) in message
    assert repr(other) in message
    assert "one.md" in message
    assert "other.md" in message


def test_time_grows_with_the_site_alone(html: Make) -> None:
    """Also with every link broken: looking for neighbours must not make it quadratic."""

    def seconds(count: int) -> float:
        pages = [
            html(f"topics/t{i}.html", "".join(f'<a href="u{i}-{k}.html#x">a</a>' for k in range(9)))
            for i in range(count)
        ]
        start = time.process_time()
        assert len(verify(pages)) == 9 * count
        return time.process_time() - start

    seconds(50)
    assert min(seconds(1200) for _ in range(2)) < 8 * max(seconds(300), 0.02)
