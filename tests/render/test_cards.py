"""Cards of shared links, their pictures, sitemaps and robots."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import payloads
import pytest
from lxml import etree
from machines import BASE, based, head
from msgspec.structs import replace
from PIL import Image
from sites import ROOT, Site, shipped

from digest.dates import PartialDate
from digest.model.scale import COLOURS, Position
from digest.publish.verify import verify
from digest.render.machine import canvas, pictures
from digest.render.machine.sitemaps import MOST, NAMESPACE, crawled
from digest.render.site import Unit, Workshop, render

TOPIC = "topics/lethal-aid-ukraine.html"
MAP = f"{{{NAMESPACE}}}"


def card(content: bytes) -> dict[str, str]:
    return {
        str(meta.get("property") or meta.get("name")): str(meta.get("content"))
        for meta in head(content).iter("meta")
        if str(meta.get("property") or meta.get("name")).startswith(("og:", "twitter:"))
    }


def pictures_of(site: Site) -> dict[str, bytes]:
    return {path: content for path, content in based(site).items() if path.endswith(".png")}


def test_every_page_has_a_card() -> None:
    site = shipped()
    for path in site.html_paths:
        found = card(site.files[path])
        assert found["og:site_name"] == site.corpus.settings.title
        assert found["og:title"] in site.text(path)
        (described,) = site.tree(path).xpath("//meta[@name='description']/@content")
        assert found["og:description"] == described
        assert found["og:type"] in ("website", "article", "profile")
        assert found["twitter:card"] == "summary"
        assert not {"og:image", "og:url"} & set(found), "their addresses must be absolute"


def test_with_an_address_pages_name_it_and_topics_and_meetings_a_picture() -> None:
    files = based(shipped())
    for path in shipped().html_paths:
        found = card(files[path])
        if path != "404.html":
            (canonical,) = head(files[path]).xpath("//link[@rel='canonical']/@href")
            assert found["og:url"] == canonical
        entry = path.startswith(("topics/", "summits/")) and not path.endswith("index.html")
        assert ("og:image" in found) == entry, path
        assert found["twitter:card"] == ("summary_large_image" if entry else "summary")
        if entry:
            place = found["og:image"].removeprefix(f"{BASE}/")
            with Image.open(io.BytesIO(files[place])) as picture:
                size = (int(found["og:image:width"]), int(found["og:image:height"]))
                assert picture.size == size == canvas.SIZE
            assert len(found["og:image:alt"]) > 40


def test_pictures_are_small_have_few_colours_and_are_alike_each_time() -> None:
    site = shipped()
    made = pictures_of(site)
    assert len(made) == len(site.corpus.topics) + len(site.corpus.summits)
    for path, content in made.items():
        assert len(content) <= 15_000, path
        with Image.open(io.BytesIO(content)) as picture:
            assert (picture.format, picture.mode) == ("PNG", "P")
            assert len(picture.getcolors()) <= 64
    workshop = Workshop(site.corpus, site.findings)
    again = [workshop.make(Unit("pictures", key)) for key in every_key(site)]
    assert {page.path: page.content for (page,) in again} == made


def test_without_an_address_no_picture_is_drawn_as_no_card_could_name_it() -> None:
    assert not [path for path in shipped().files if path.endswith(".png")]


def every_key(site: Site) -> list[str]:
    settings = replace(site.corpus.settings, base_url=BASE)
    corpus = site.corpus._replace(settings=settings)
    return list(pictures.keys(corpus, site.findings, pictures.shared(corpus, site.findings)))


def test_pictures_are_alike_in_another_process() -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = ['.', 'tests']\n"
        "from machines import based\n"
        "from sites import MINI, Site\n"
        "files = based(Site(MINI))\n"
        "made = b''.join(files[path] for path in sorted(files) if path.endswith('.png'))\n"
        "print(len(made), hashlib.sha256(made).hexdigest())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "LC_ALL": locale},
        ).stdout
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"))
    }  # fmt: skip
    assert len(outputs) == 1 and not outputs.pop().startswith("0 ")


def test_pictures_cost_little() -> None:
    site = shipped()
    workshop = Workshop(site.corpus, site.findings)
    keys = every_key(site)
    started = time.process_time()
    made = [workshop.make(Unit("pictures", key)) for key in keys]
    assert (time.process_time() - started) / len(made) < 0.02


def test_the_bar_has_the_colours_of_the_positions_that_are_taken() -> None:
    counts = Counter({Position.OPPOSES: 2, Position.SUPPORTS: 1, Position.NO_POSITION: 1})
    picture = pictures.Picture("Topic", "A title", "A lead", counts, "Where 4 stand")
    with Image.open(io.BytesIO(pictures.draw(picture, "Site", "As of 2026"))) as image:
        colours = image.convert("RGB").getcolors(10_000)
        row = [image.convert("RGB").getpixel((x, 302)) for x in range(canvas.SIZE[0])]
    assert colours
    for position, there in (
        (Position.OPPOSES, True), (Position.SUPPORTS, True), (Position.LEANS_OPPOSE, False),
    ):  # fmt: skip
        fill = tuple(bytes.fromhex(COLOURS[position][0][0][1:]))
        assert (fill in [colour for _, colour in colours]) == there, position
    opposes = tuple(bytes.fromhex(COLOURS[Position.OPPOSES][0][0][1:]))
    supports = tuple(bytes.fromhex(COLOURS[Position.SUPPORTS][0][0][1:]))
    assert row.count(opposes) > 1.3 * row.count(supports) > 0
    assert row[0] == tuple(bytes.fromhex(pictures.PAPER[1:]))


def test_letters_that_the_font_lacks_never_become_boxes() -> None:
    assert canvas.drawable("Café 9–11 Łódź “Größe” 북한 (나토) ✓") == "Cafe 9-11 Lodz “Grosse”"
    assert pictures.name("북한 회담", ["회담", "Talks on the North"], "id") == "Talks on the North"
    assert pictures.name("서울 2023", [], "seoul-2023") == "2023"
    assert pictures.name("서울", [], "seoul") == "seoul"
    missing = bytes(canvas.font(24).getmask("\uffff"))
    kept = {c for c in map(chr, range(32, 0x3000)) if canvas.drawable(c) == c != " "}
    assert len(kept) > 90
    assert not [c for c in kept if bytes(canvas.font(24).getmask(c)) == missing]


def test_long_titles_are_wrapped_and_cut_within_the_picture() -> None:
    for words in ("word " * 300, "W" * 5000, "", "北 " * 50):
        for size, lines in ((39, 2), (23, 4)):
            made = canvas.wrapped(words, size, 714, lines)
            assert 1 <= len(made) <= lines
            assert all(canvas.font(size).getlength(line) <= 716 for line in made)
    assert canvas.wrapped("word " * 300, 39, 714, 2)[-1].endswith("...")
    assert canvas.wrapped("a short title", 39, 714, 2) == ["a short title"]


def test_without_pillow_there_is_no_picture_and_no_page_names_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(canvas, "possible", lambda: False)
    corpus = shipped().corpus
    settings = replace(corpus.settings, base_url=BASE)
    pages = render(corpus._replace(settings=settings), shipped().findings)
    assert not [page.path for page in pages if page.path.endswith(".png")]
    assert not [page.path for page in pages if b"og:image" in page.content]
    assert verify(pages, base_url=BASE) == []


def test_pillow_is_imported_only_where_pictures_are_drawn() -> None:
    code = (
        "import sys, digest.render.site, digest.cli\n"
        "print([name for name in sys.modules if name.partition('.')[0] == 'PIL'])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"


def test_an_attacked_digest_has_pictures_and_a_card_with_its_texts(tmp_path: Path) -> None:
    sources, texts = payloads.write(tmp_path)
    site = Site(sources)
    assert set(pictures_of(site)) == {"og/topic/one.png", "og/summit/one.png"}
    assert card(site.files["topics/one.html"])["og:title"] == texts["Topic.name"]


def sitemaps(pages: list[tuple[str, bytes]]) -> dict[str, etree._Element]:
    return {path: etree.fromstring(content) for path, content in pages if path.endswith(".xml")}


def test_a_sitemap_names_every_page_and_when_it_became_different() -> None:
    files = based(shipped())
    tree = etree.fromstring(files["sitemap.xml"])
    assert tree.tag == f"{MAP}urlset"
    dates = {
        str(url.findtext(f"{MAP}loc")): url.findtext(f"{MAP}lastmod")
        for url in tree.iter(f"{MAP}url")
    }
    canonical = {
        str(head(content).xpath("//link[@rel='canonical']/@href")[0])
        for path, content in files.items()
        if path.endswith(".html") and path != "404.html"
    }
    assert set(dates) == canonical
    assert dates[f"{BASE}/"] == "2026-11-22"
    (appeared, *_) = [
        item.id for item in shipped().corpus.changes[0].appeared if item.what.value == "stance"
    ]
    assert dates[f"{BASE}/stances/{appeared}.html"] == "2026-11-22"
    assert dates[f"{BASE}/actors/clint-work.html"] is None, "nothing is known of it"
    assert f"Sitemap: {BASE}/sitemap.xml\n" in files["robots.txt"].decode()


def test_more_addresses_than_one_sitemap_may_hold_are_split() -> None:
    corpus = shipped().corpus
    settings = replace(corpus.settings, base_url=BASE, as_of=PartialDate(2026))
    paths = [f"actors/a{number}.html" for number in range(7)] + ["index.html", "404.html", "a.md"]
    pages = list(crawled(corpus._replace(settings=settings), paths, most=3))
    trees = sitemaps([(page.path, page.content) for page in pages])
    assert trees["sitemap.xml"].tag == f"{MAP}sitemapindex"
    parts = [loc.text for loc in trees["sitemap.xml"].iter(f"{MAP}loc")]
    assert parts[-1] == f"{BASE}/sitemap-top.xml" and len(parts) > 3
    assert all(part.startswith(f"{BASE}/sitemap-actors-") for part in parts[:-1])
    more = list(crawled(corpus._replace(settings=settings), [*paths, "topics/x.html"], most=3))
    assert set(pages) - set(more) == {page for page in pages if page.path == "sitemap.xml"}
    found = [
        loc.text for name in sorted(trees) if name != "sitemap.xml"
        for loc in trees[name].iter(f"{MAP}loc")
    ]  # fmt: skip
    assert len(found) == len(set(found)) == 8 and f"{BASE}/" in found
    assert MOST == 50_000
