"""BibTeX, RIS and CSL-JSON are read back by programs that know them, hostile texts too."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from sites import Site, lay_out, mini, shipped

from digest.dates import PartialDate
from digest.render.cite.csl import Item, issued
from digest.render.cite.machines import bibtex, csl_json, ris

HOSTILE = {
    "braces": "A {paired {brace}} and more",
    "an open brace": "Only { one",
    "a shut brace": "} first, { then",
    "a comment": "100 % true",
    "commands": r"\input{secret} $x_1^2$ ~ # & \\",
    "an end": "}, note = {no}} @misc{z, title = {none}",
    "markup": "</pre></section><script>ran(1)</script>",
    "quotes": "“Yes” and \"no\" and 'so'",
    "another script": "한국과 나토: 다음",
}
"""Titles that a format could take for more than a title."""

TYPES = {"article-journal", "article-magazine", "article-newspaper", "document", "webpage"}
KEYS = {
    "id": str, "type": str, "title": str, "author": list, "container-title": str, "publisher": str,
    "issued": dict, "URL": str, "language": str, "genre": str, "status": str, "note": str,
}  # fmt: skip
"""Variables of CSL 1.0.2 and the types of their values in CSL-JSON."""


def item(title: str = "T", **fields: Any) -> Item:
    made: dict[str, Any] = {"id": "a-1", "type": "article-newspaper", "title": title}
    made["container-title"] = "The Lantern & Son"
    return made | {name.replace("_", "-"): value for name, value in fields.items()}  # type: ignore[return-value]


def in_bibtex(text: str, *, decoded: bool = False) -> list[dict[str, Any]]:
    """The fields of every entry, with its kind and key; nothing may be left unread."""
    layers: list[Any] = [SeparateCoAuthors(), SplitNameParts()]
    library = bibtexparser.parse_string(
        text, append_middleware=[LatexDecodingMiddleware()] if decoded else layers
    )
    assert library.failed_blocks == []
    assert library.comments == library.strings == library.preambles == []
    return [
        {field.key: field.value for field in entry.fields}
        | {"kind": entry.entry_type, "key": entry.key}
        for entry in library.entries
    ]


def in_csl(text: str) -> list[dict[str, Any]]:
    """The items, their variables and types as the format has them."""
    found: list[dict[str, Any]] = json.loads(text)
    for made in found:
        assert {"id", "type", "title"} <= set(made) <= set(KEYS)
        assert all(isinstance(value, KEYS[key]) for key, value in made.items())
        assert made["type"] in TYPES
        for name in made.get("author", []):
            assert set(name) in ({"literal"}, {"family", "given"})
        if "issued" in made:
            ((parts,),) = [made["issued"]["date-parts"]]
            assert 1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts)
    return found


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_title_stays_one_title_in_every_format(title: str) -> None:
    items = [item(title), item("Next") | {"id": "b-2"}]
    first, second = in_bibtex(bibtex(items), decoded=True)
    assert (first["key"], second["key"]) == ("a-1", "b-2")
    assert "note" not in first and second["title"] == "Next"
    plain = str.maketrans({"{": "", "}": "", "ˆ": "^"})  # what this decoder makes of them
    squashed = str(first["title"]).translate(plain).replace(" ", "")
    assert squashed == title.translate(plain).replace(" ", "")
    one, two = rispy.loads(ris(items))
    assert (one["title"], two["title"]) == (title, "Next")
    assert [made["title"] for made in in_csl(csl_json(items))] == [title, "Next"]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Half {a} brace", r"{{Half \{a\} brace}}"),
        ("Half { brace", r"{{Half \textbraceleft{} brace}}"),
        ("}{", r"{{\textbraceright{}\textbraceleft{}}}"),
        (r"5 % & # _ $ ~ ^ \x", r"{{5 \% \& \# \_ \$ \textasciitilde{} \textasciicircum{} "
                               r"\textbackslash{}x}}"),
    ],
)  # fmt: skip
def test_braces_stay_in_balance_as_bibtex_counts_them(title: str, written: str) -> None:
    text = bibtex([item(title)])
    assert f"title = {written}," in text
    assert text.count("{") == text.count("}")


def test_authors_keep_their_parts_and_bodies_stay_whole() -> None:
    people = [{"family": "de Hoop", "given": "Jaap"}, {"literal": "Council of Peace and Law, Inc."}]
    (entry,) = in_bibtex(bibtex([item(author=people)]))
    person, body = entry["author"]
    assert (person.von, person.last, person.first) == (["de"], ["Hoop"], ["Jaap"])
    assert body.last == ["{Council of Peace and Law, Inc.}"] and not body.first
    (record,) = rispy.loads(ris([item(author=people)]))
    assert record["authors"] == ["de Hoop, Jaap", "Council of Peace and Law, Inc."]
    assert in_csl(csl_json([item(author=people)]))[0]["author"] == people


@pytest.mark.parametrize(
    ("date", "fields", "year", "day"),
    [
        (PartialDate(2024, 7, 2), {"year": "2024", "month": "jul", "day": "2"}, "2024",
         "2024/07/02/"),
        (PartialDate(2024, 7), {"year": "2024", "month": "jul"}, "2024", "2024/07//"),
        (PartialDate(2024), {"year": "2024"}, "2024", None),
        (None, {}, None, None),
    ],
)  # fmt: skip
def test_a_date_is_as_precise_as_it_is_known(
    date: PartialDate | None, fields: dict[str, str], year: str | None, day: str | None
) -> None:
    made = item(issued=issued(date)) if date else item()
    (entry,) = in_bibtex(bibtex([made]))
    assert {k: v for k, v in entry.items() if k in ("year", "month", "day", "date")} == fields
    (record,) = rispy.loads(ris([made]))
    assert (record.get("year"), record.get("date")) == (year, day)
    known = [part for part in date.parts if part] if date else None
    found = in_csl(csl_json([made]))[0].get("issued")
    assert found == ({"date-parts": [known]} if date else None)


@pytest.mark.parametrize(
    ("kind", "in_ris", "in_bib"),
    [("article-journal", "JOUR", "article"), ("article-magazine", "MGZN", "article"),
     ("article-newspaper", "NEWS", "article"), ("webpage", "ELEC", "misc"),
     ("document", "GEN", "misc")],
)  # fmt: skip
def test_every_type_has_its_kind_in_each_format(kind: str, in_ris: str, in_bib: str) -> None:
    made = item(type=kind)
    assert rispy.loads(ris([made]))[0]["type_of_reference"] == in_ris
    (entry,) = in_bibtex(bibtex([made]))
    assert entry["kind"] == in_bib
    assert entry["journal" if in_bib == "article" else "howpublished"] == r"{The Lantern \& Son}"


def test_a_record_in_ris_begins_and_ends_as_it_must() -> None:
    lines = ris([item(note="N", URL="https://h.example/?a=1&b=%7B")]).split("\n")
    assert lines[0] == "TY  - NEWS" and lines[-2:] == ["ER  - ", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])
    assert "UR  - https://h.example/?a=1&b=%7B" in lines


@pytest.mark.parametrize("site", [mini, shipped], ids=["mini", "shipped"])
def test_the_files_hold_every_source_once_under_its_id(site: Any) -> None:
    made: Site = site()
    ids = sorted(made.corpus.sources)
    kinds = ("bib", "ris", "csl.json")
    files = {kind: made.files[f"data/bibliography.{kind}"].decode() for kind in kinds}
    assert [entry["key"] for entry in in_bibtex(files["bib"])] == ids
    assert files["ris"].count("\r\n") == files["ris"].count("\n")
    records = rispy.loads(files["ris"])
    assert [record["id"] for record in records] == ids
    items = in_csl(files["csl.json"])
    assert [found["id"] for found in items] == ids
    for record, found in zip(records, items, strict=True):
        source = made.corpus.sources[found["id"]]
        assert record["title"] == found["title"] == source.title
        assert found.get("URL", "") == (record.get("urls") or [""])[0] == source.url
        assert ("issued" in found) == bool(source.published)
        known = source.published or source.not_before
        assert known is None or str(known.year) in files["ris"]


def test_a_title_with_line_ends_and_turned_text_fits_on_one_line(tmp_path: Path) -> None:
    head = '---\ntitle: "A\\n} title\\u202e with\\ttwo </pre> lines"\nkind: news\n---\nOur words.\n'
    site = Site(lay_out(tmp_path, {"articles/odd-2022.md": head}))
    wanted = "A } title with two </pre> lines"
    found = {i["id"]: i for i in in_csl(site.files["data/bibliography.csl.json"].decode())}
    assert found["odd-2022"]["title"] == wanted
    titles = [r["title"] for r in rispy.loads(site.files["data/bibliography.ris"].decode())]
    assert wanted in titles
    assert len(in_bibtex(site.files["data/bibliography.bib"].decode())) == len(titles)
    page = site.main("sources/odd-2022.html")
    shown = [pre.text_content() for pre in page.iter("pre")]
    assert len(shown) == 6 and f"TI  - {wanted}\n" in shown[1]
    assert "\u202e" not in "".join(shown)
