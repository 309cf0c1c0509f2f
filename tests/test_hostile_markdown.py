"""Hostile Markdown: the catalogue's F14–F16 and X cases, as far as they concern reading."""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path

import nh3
import pytest
import steady  # noqa: F401
from hostile import ARTICLE, HEAD, SECONDS, lay_out, outcome
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from digest.passages import parse, passages
from digest.read import markdown
from digest.read.markdown import TooHard, render

HEAVY = {
    "F14-brackets": "[" * 30_000,
    "F14-links": "[a](" * 8000,
    "F14-images": "![" * 20_000,
    "F14-cdata": "<![CDATA[" * 3000,
    "F14-tags": "<a " * 30_000,
    "F14-autolinks": "<http://" * 8000,
    "F14-references": "[a]:\n" * 8000,
    "F14-underlines": "a\n=\n" * 16_000,
    "F14-our-links": "[[" * 20_000,
    "F14-our-links-open": "[[actor:a|" * 8000,
    "F14-backticks": "`" * 20_001,
    "F14-stars": "*a **b " * 8000,
    "F14-bars": "|" * 20_000 + "\n" + "|-" * 10_000,
    "F15-hyphens": "- " * 5000 + "a",
    "F15-quotes": ">" * 100_000 + "a",
    "F15-lists-300": "\n".join("    " * n + f"- i{n}" for n in range(300)),
    "F16-notes": "".join(f"[^{n}]" for n in range(4000)) + "".join(
        f"\n\n[^{n}]: note {n}" for n in range(4000)),
    "F16-one-note": "[^a] " * 4000 + "\n\n[^a]: note",
    "F17-divs": "<div>" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_text_is_a_page_or_a_message_in_time(tmp_path: Path, name: str) -> None:
    _, lines = outcome(lay_out(tmp_path, {ARTICLE: HEAD + HEAVY[name]}))
    expected = ("more than 2 seconds", "too deeply", "main heading")
    assert all(any(words in line for words in expected) for line in lines)


def listed(depth: int) -> str:
    return "\n".join("    " * n + f"- i{n}x" for n in range(depth))


@pytest.mark.parametrize("depth", [1, 9, 10, 50, 60, 61, 64, 100, 127, 128, 150, 240, 300])
@pytest.mark.parametrize("kind", ["lists", "quotes"])
def test_F15_nested_text_is_whole_or_refused(kind: str, depth: int) -> None:
    """What is deeper than a parser's limit would be lost without a word."""
    words = [f"i{n}x" for n in range(depth)] if kind == "lists" else ["word"]
    try:
        clean = render(listed(depth) if kind == "lists" else "> " * depth + "word")
    except TooHard:
        assert depth > 50
        return
    found = " ".join(passage.text for passage in passages(parse(clean)))
    assert found.split() == words


def test_a_failure_leaves_nothing_behind() -> None:
    """The parser is kept between files; what broke off in one must not show in the next."""
    sample = "- a\n\n- b\n\ntext[^1]\n\n    code\n\n[^1]: n"
    markdown.converter.cache_clear()
    before = render(sample)
    for text in ("- " * 5000 + "a", "[" * 30_000, "> " * 5000):
        with pytest.raises(TooHard):
            render(text)
        assert render(sample) == before


def test_the_deadline_is_the_deadline() -> None:
    start = time.monotonic()
    with pytest.raises(TooHard, match="more than 2 seconds"):
        render("[" * 30_000)
    assert 1.5 < time.monotonic() - start < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=name)
        for name, text in {
            "X01-script": "<script>alert(1)</script>",
            "X08-image": "<img src=x onerror=alert(1)>",
            "X08-svg": "<svg onload=alert(1)>",
            "X08-details": "<details ontoggle=alert(1) open>",
            "X09-iframe": "<iframe src=//h></iframe>",
            "X09-base": "<base href=//h>",
            "X09-meta": '<meta http-equiv=refresh content="0;url=//h">',
            "X10-body": "</article></body>",
            "X10-comment": "<!-- a",
            "X10-table": "<table><tr>",
            "X11-style": "<style>@import '//h'</style>",
            "X13-noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
            "X13-math": '<math><mtext><mglyph><style><!--</style><img title="--&gt;&lt;x">',
            "X14-id": '<a id="body" name="getElementById">x</a>',
            "X16-jinja": "{{ 7*7 }} {% include 'x' %} {# x #}",
            "X02-handler": '" onmouseover=alert(1) x="',
        }.items()
    ],
)
def test_raw_html_is_shown_as_text(text: str) -> None:
    tree = html.fragment_fromstring(render(f"{text}\n\nInline {text} too."), create_parent="div")
    assert {element.tag for element in tree.iter()} <= {"div", "p"}
    shown = " ".join(" ".join(tree.itertext()).split())
    assert shown == " ".join(unescape(f"{text} Inline {text} too.").split())


ADDRESSES = {
    "X03-plain": "javascript:alert(1)", "X03-case": "JaVaScRiPt:alert(1)",
    "X03-control": "\x01javascript:alert(1)", "X03-tab": "java\tscript:alert(1)",
    "X04-entity": "&#106;avascript:alert(1)", "X04-colon": "javascript&colon;alert(1)",
    "X05-data": "data:text/html,x", "X05-vbscript": "vbscript:x", "X05-blob": "blob:x",
    "X05-file": "file:///etc/passwd", "X06-host": "//host", "X06-backslash": "/\\host",
    "X06-backslashes": "https:\\\\host", "X06-no-host": "https:///x", "relative": "../x.html",
    "X06-scheme-only": "https:host", "our-own-shouted": "REF:actor:x",
}  # fmt: skip


@pytest.mark.parametrize("name", ADDRESSES)
def test_X07_addresses_that_lead_nowhere_good(name: str) -> None:
    address = ADDRESSES[name]
    for text in (
        f"[x]({address})", f"[x](<{address}>)", f"<{address}>", f"[x][r]\n\n[r]: {address}",
        f"![x]({address})", f"[x]( {address} 'title')",
    ):  # fmt: skip
        clean = render(text)
        assert not re.search(r"(href|src)=", clean), clean


@pytest.mark.parametrize(
    "address", ["https://h.example/a?b=c&d=e#f", "http://h.example", "mailto:a@h.example", "#s-x"]
)
def test_good_addresses_stay(address: str) -> None:
    tree = html.fragment_fromstring(render(f"[x]({address})"))
    assert [a.get("href") for a in tree.iter("a")] == [address]


def test_X12_no_image_is_ever_loaded() -> None:
    assert "<img" not in render(
        "![a](https://h.example/t.png)\n\n![a][r]\n\n[r]: https://h.example/"
    )


def test_X14_ids_of_the_text_stay_apart_from_those_of_the_page() -> None:
    clean = render(
        "## body\n\n## getElementById\n\n## 한별\n\n## !\n\n### body\n\n"
        "a[^__proto__]\n\n[^__proto__]: b"
    )
    ids = re.findall(r'id="([^"]*)"', clean)
    assert len(ids) == len(set(ids)) == 7
    assert all(re.match(r"s-|fn-|fnref-", id) for id in ids)


def test_X15_the_name_of_a_code_block_is_no_markup() -> None:
    clean = render('```"><script>\nx\n```\n\n``` {.a onclick=b}\nx\n```')
    assert not re.search(r"<script|onclick=(?!b)|class=", clean)


pieces = st.lists(
    st.sampled_from(
        ["<script>", "</p>", "<img src=x onerror=y>", "[x](javascript:a)", "[x](", ")",
         "[[actor:a|b]]", "[[", "]]", "*", "**", "`", "```\n", "\n\n", "\n", "- ", "1. ", "> ",
         "    ", "## ", "|a|b|\n|-|-|\n|",
         "[^1]", "\n\n[^1]: n", "<http://a.b>", "<javascript:a>", "&#106;", "&lt;", "\"'",
         "{: onclick=x }",
         "![a](b)", ":   d", "<!--", "]]>", "김", "\\", "~~~ {.x}\n", "ref:", "<svg/onload=a>"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


READABLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
"""Characters that get past reading, which refuses a file with control characters."""


@settings(max_examples=300, deadline=None)
@given(pieces | st.text(READABLE, max_size=80))
def test_whatever_is_written_comes_out_clean(text: str) -> None:
    try:
        clean = render(text)
    except TooHard:
        return
    again = nh3.clean(
        clean, tags=markdown._TAGS, attributes=markdown._ATTRIBUTES,
        allowed_classes={"div": {"footnote"}}, url_schemes={"http", "https", "mailto", "ref"},
        link_rel=None,
    )  # fmt: skip
    assert again == clean
    tree = html.fragment_fromstring(clean, create_parent="div")
    for element in tree.iter():
        assert element.tag in markdown._TAGS
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            if name in ("href", "src"):
                assert re.match(r"https?://\w|mailto:|ref:|#", value, re.IGNORECASE)
