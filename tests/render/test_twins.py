"""Markdown twins: they say what the page says, lead where it leads, and hold no foreign markup."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import urljoin

import markdown
import payloads
import pytest
from lxml import etree, html
from machines import BASE, based, head, led_to, read_markdown, said
from markdown_it import MarkdownIt
from markupsafe import Markup
from sites import Site, shipped, text

from digest.model.refs import FOLDERS
from digest.render.machine.convert import converted
from digest.render.machine.markdown import has_twin, inline, opened, twin_path
from digest.render.machine.markdown import text as plain

SAMPLE = (
    "topics/lethal-aid-ukraine.html", "actors/rok-government.html",
    "documents/washington-declaration-2024.html",
    "summits/2024-07-washington-summit.html", "sources/kei-2024-starker-choices.html",
    "stances/6a664cf55257.html", "index.html", "method.html",
)  # fmt: skip


def twins_of(site: Site) -> dict[str, bytes]:
    return {path: content for path, content in site.files.items() if path.endswith(".md")}


def letters(words: str) -> str:
    """Letters and digits alone: pages and twins differ in what stands between sentences."""
    return re.sub(r"[\W_]+", " ", words).strip().casefold()


def test_every_entry_and_stance_has_a_twin_that_its_page_names() -> None:
    site = shipped()
    expected = {
        path for path in site.html_paths
        if path in ("index.html", "method.html")
        or (path.partition("/")[0] in {*FOLDERS.values(), "stances"}
            and not path.endswith("index.html"))
    }  # fmt: skip
    assert {path for path in site.html_paths if has_twin(path)} == expected
    assert set(twins_of(site)) == {twin_path(path) for path in expected}
    for path in site.html_paths:
        named = head(site.files[path]).xpath("//link[@type='text/markdown']/@href")
        where = [urljoin(f"https://h.example/{path}", link)[18:] for link in named]
        assert where == ([twin_path(path)] if path in expected else []), path


def test_every_link_of_every_twin_leads_to_a_file() -> None:
    site = shipped()
    reached = led_to(site.files["llms.txt"], "llms.txt")
    for path, content in twins_of(site).items():
        assert led_to(content, path) <= set(site.files), path
        reached |= led_to(content, path)
    assert {twin_path(p) for p in site.html_paths if has_twin(p)} <= reached


def test_a_twin_leads_to_twins_and_to_its_own_page() -> None:
    for path, content in twins_of(shipped()).items():
        found = led_to(content, path)
        page = path.replace(".md", ".html")
        assert page in found
        assert not {p for p in found if has_twin(p)} - {page}, path


def test_a_twin_has_one_title_and_it_is_that_of_its_page() -> None:
    site = shipped()
    for path, content in twins_of(site).items():
        (title,) = read_markdown(content).iter("h1")
        (heading,) = site.tree(path.replace(".md", ".html")).iter("h1")
        support = "".join(text(e) for e in heading.iter("span"))
        assert said(title) == text(heading).removesuffix(support).strip(), path


@pytest.mark.parametrize("page", SAMPLE)
def test_what_a_twin_says_stands_on_its_page(page: str) -> None:
    site = shipped()
    here = letters(" ".join(site.main(page).itertext()))
    blocks = [
        letters(said(block))
        for block in read_markdown(site.files[twin_path(page)]).iter("p", "li", "td", "th")
        if not block.findall(".//li") and not block.findall(".//p")
    ]
    lines = [block for block in blocks if block]
    assert len(lines) > 6
    pieces = {piece for line in lines[:-1] for piece in line.split(" ") if piece}
    labels = {
        "access",
        "analysis",
        "as",
        "between",
        "counted",
        "held",
        "issued",
        "standing",
        "topic",
    }
    assert {piece for piece in pieces if f" {piece} " not in f" {here} "} <= labels, page
    assert "this page for readers" in lines[-1]


def test_a_topic_says_its_proposition_its_answer_and_every_quotation() -> None:
    site = shipped()
    page = "topics/lethal-aid-ukraine.html"
    twin = read_markdown(site.files[twin_path(page)])
    topic = site.corpus.topics["lethal-aid-ukraine"]
    assert topic.proposition in said(twin)
    (lead,) = site.main(page).xpath("//p[@class='lead']")
    assert text(lead) in said(twin)
    for stance in site.corpus.stances():
        if stance.topic == topic.id:
            assert " ".join(stance.quote.split()) in said(twin)


def test_a_source_gives_our_digest_word_for_word() -> None:
    site = shipped()
    for id, body in site.corpus.bodies.items():
        twin = letters(said(read_markdown(site.files[f"sources/{id}.md"])))
        for block in html.fragment_fromstring(body, create_parent="div").iter("p", "li", "h3"):
            for mark in list(block.iter("sup")):
                mark.drop_tree()
            assert letters(text(block)) in twin, id


def test_llms_txt_has_its_form_and_leads_to_twins() -> None:
    for files in (shipped().files, based(shipped())):
        content = files["llms.txt"]
        assert len(content) <= 50_000
        lines = content.decode().split("\n")
        assert lines[0].startswith("# ") and lines[2].startswith("> ")
        sections = [line for line in lines if line.startswith("## ")]
        assert sections[-1] == "## Optional" and len(sections) == 7
        below = lines[lines.index(sections[0]) :]
        for line in below:
            assert not line or re.match(r"## \w|- \[.+\]\(\S+\)(: .+)?$", line), line
        root = {a.replace(f"{BASE}/", "") for a in read_markdown(content).xpath("//a/@href")}
        assert root <= set(files)
        assert {p for p in root if not p.endswith(".md")} == {"data.html"}
        entries = {p for p in files if p.endswith(".md") and not p.startswith("stances/")}
        assert root - {"data.html"} == entries


HOSTILE = (
    "<script>x</script>", "<img/src=x>", "# no heading", "- no list", "+ no list", "1. no list",
    "12) no list", "> no quote", "=== no", ": no", "*no* _no_ **no**", "`no`", "[no](javascript:x)",
    "![no](x)", "[no]: http://h.example", "<http://h.example>", "a &lt; b &amp; c &#60;", "a | b",
    "~~no~~", "~no~", "\\*no\\*", "{: onclick=x}", "{{ 7*7 }}", "    no code", "```no", "---",
    "***", "<!-- no", "no!", "[^no]", "two\n\n# lines", "</main>", "$no$", "a\\", "http://h.example",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("before", ["", "- ", "> ", "# ", "- [x](y.md): "])
def test_a_hostile_text_is_shown_as_it_is(words: str, before: str) -> None:
    written = before + plain(words).strip()
    for shown in (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(written),
        markdown.markdown(written, extensions=["extra", "sane_lists"]),
    ):
        tree = html.fragment_fromstring(shown, create_parent="div")
        allowed = {"div", "p", "h1", "ul", "li", "blockquote"} | ({"a"} if "[" in before else set())
        assert {e.tag for e in tree.iter()} <= allowed, shown
        assert not [a for e in tree.iter() for a in e.attrib if a not in ("href", "id")], shown
        label = "x: " if "[" in before else ""
        assert " ".join(tree.text_content().split()) == label + " ".join(words.split())


def test_a_name_that_ends_with_an_exclamation_mark_makes_no_picture_of_a_link() -> None:
    made = inline(Markup('Stop!<a href="x.html">here</a> &lt;b&gt; &amp;amp;'), "a.html")
    shown = MarkdownIt("commonmark").render(made)
    assert shown == '<p>Stop!<a href="x.html">here</a> &lt;b&gt; &amp;amp;</p>\n'


def test_links_out_keep_their_address_and_places_on_the_page_are_no_links() -> None:
    address = "https://h.example/a_(b)?c=1&copy;=2#:~:text=x"
    made = inline(Markup('<a href="{}">out</a> <a href="#here">here</a>').format(address), "a.html")
    (link,) = read_markdown(made.encode()).iter("a")
    assert link.get("href") == address.replace("(", "%28").replace(")", "%29")
    assert made.endswith("here") and "#here" not in made
    assert inline(Markup('<a href="javascript:x">no</a>'), "a.html") == "no"


BODY = """<h2>One</h2><p>First <a class="entry" href="../topics/t.html#x">topic</a>.</p>
<div class="passage"><ul><li>a<ul><li>- b</li></ul></li><li><p>c</p><p>d</p></li></ul>
<aside class="notes"><p>not here</p></aside></div><blockquote><p>e</p><p># f</p></blockquote>
<table><thead><tr><th>g</th><th>h | i</th></tr></thead><tbody><tr><td>j</td><td></td></tr></tbody>
</table><pre><code>k ``` l
&lt;script&gt;</code></pre><ol><li>m</li><li>n<pre>o
p</pre></li></ol><hr><p>q<sup>1</sup></p>"""


def test_a_body_keeps_its_blocks() -> None:
    made = converted(BODY, "sources/s.html")
    tree = read_markdown(made.encode())
    assert [e.tag for e in tree.xpath("//main/*")] == [
        "h3", "p", "ul", "blockquote", "table", "pre", "ol", "hr", "p",
    ]  # fmt: skip
    assert [a.get("href") for a in tree.iter("a")] == ["../topics/t.md"]
    assert [said(li) for li in tree.xpath("//ul//ul/li")] == ["- b"]
    assert [said(p) for p in tree.xpath("//blockquote/p")] == ["e", "# f"]
    assert [said(cell) for cell in tree.iter("th", "td")] == ["g", "h | i", "j", ""]
    (code, nested) = tree.iter("pre")
    assert "".join(code.itertext()) == "k ``` l\n<script>\n"
    assert "".join(nested.itertext()) == "o\np\n"
    assert "not here" not in said(tree) and said(tree).endswith("q")


def test_an_attacked_digest_has_twins_without_foreign_markup(tmp_path: Path) -> None:
    sources, texts = payloads.write(tmp_path)
    site = Site(sources)
    live = {"script", "img", "svg", "iframe", "form", "input", "base", "style", "math", "object"}
    whole = ""
    for path, content in twins_of(site).items():
        tree = read_markdown(content)
        assert not live & {e.tag for e in tree.iter(etree.Element)}, path
        assert tree.xpath("//@*[starts-with(name(), 'on') or name() = 'style']") == [], path
        assert tree.xpath("//comment()") == [], path
        for address in tree.xpath("//a/@href"):
            assert re.match(r"https?://|mailto:|[^:]*$", address), (path, address)
        assert led_to(content, path) <= set(site.files), path
        whole += said(tree)
    for field in ("Topic.name", "Topic.proposition", "Actor.name", "Summit.note", "Stance.note"):
        name = f"Annotations.stances.{field[7:]}" if field.startswith("Stance") else field
        assert " ".join(texts[name].split()) in whole, name


def test_a_line_is_opened_only_at_its_start() -> None:
    assert opened("a - b") == "a - b"
    assert opened("- b") == "\\- b"
    assert posixpath.basename(twin_path("actors/nato.html")) == "nato.md"
