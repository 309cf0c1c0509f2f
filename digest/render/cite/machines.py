"""Citations for programs: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

import msgspec

from digest.render.cite.csl import ARTICLES, Item, Name, date_of, place

_TEX = str.maketrans(
    {char: f"\\{char}" for char in "&%#_$"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_ACTIVE = re.compile(r"[&%#_$\\~^{}]")
_ENCODE = msgspec.json.Encoder().encode
_PAIRED = str.maketrans({"{": r"\{", "}": r"\}"})
_LONE = str.maketrans({"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})
"""BibTeX counts escaped braces too; without their partner they would spoil the rest of the file."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
"""BibTeX's own words, which styles print in their language."""

_RIS = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "document": "GEN", "webpage": "ELEC",
}  # fmt: skip


def bibtex(items: Iterable[Item]) -> str:
    """Entries as classical BibTeX and biblatex read them, in UTF-8."""
    return "\n".join(map(_entry, items))


def _entry(item: Item) -> str:
    article = item["type"] in ARTICLES
    where, date = place(item), date_of(item)
    fields = {
        "author": " and ".join(map(_bib_name, item.get("author", []))),
        "title": f"{{{_tex(item['title'])}}}",
        "journal" if article else "howpublished": f"{{{_tex(where)}}}" if where else "",
        "year": str(date.year) if date else "",
        "month": _MONTHS[date.month - 1] if date and date.month else "",
        "day": str(date.day) if date and date.day else "",
        "url": item.get("URL", "").replace("{", "%7B").replace("}", "%7D"),
        "language": item.get("language", ""),
        "note": _tex(_note(item)),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items() if value
    ]  # fmt: skip
    return f"@{'article' if article and where else 'misc'}{{{item['id']},\n{''.join(lines)}}}\n"


def _bib_name(name: Name) -> str:
    if "literal" in name:
        return f"{{{_tex(name['literal'])}}}"
    return f"{_tex(name['family'])}, {_tex(name['given'])}"


def _tex(text: str) -> str:
    """A text with everything escaped that TeX would take for more than itself."""
    if not _ACTIVE.search(text):
        return text
    if "{" not in text and "}" not in text:
        return text.translate(_TEX)
    depth = list(itertools.accumulate((char == "{") - (char == "}") for char in text))
    paired = min(depth) >= 0 and depth[-1] == 0
    return text.translate(_TEX | (_PAIRED if paired else _LONE))


def ris(items: Iterable[Item]) -> str:
    """Records in RIS, one after the other; lines end with a line feed."""
    return "".join("".join(f"{tag}  - {value}\n" for tag, value in _record(item)) for item in items)


def _record(item: Item) -> list[tuple[str, str]]:
    names = [
        name.get("literal") or f"{name['family']}, {name['given']}"
        for name in item.get("author", [])
    ]
    date = date_of(item)
    year, month, day = date.parts if date else (0, 0, 0)
    filled = [
        *(("AU", name) for name in names),
        ("TI", item["title"]),
        ("T2", item.get("container-title", "")),
        ("PB", item.get("publisher", "")),
        ("PY", str(year or "")),
        ("DA", f"{year}/{month:02}/{f'{day:02}' if day else ''}/" if month else ""),
        ("LA", item.get("language", "")),
        ("UR", item.get("URL", "")),
        ("N1", _note(item)),
        ("ID", item["id"]),
    ]
    return [("TY", _RIS[item["type"]]), *(line for line in filled if line[1]), ("ER", "")]


def _note(item: Item) -> str:
    """What of an item has no field of its own in these formats."""
    told = [item.get("status", "").capitalize(), item.get("note", "")]
    return ". ".join(part for part in told if part)


def csl_json(items: Iterable[Item]) -> str:
    """The items as Zotero, pandoc and others read them, one field on a line."""
    records = (
        ",\n ".join([f'"{key}": {_ENCODE(value).decode()}' for key, value in item.items()])
        for item in items
    )
    return "[" + ",\n".join(f"{{{record}}}" for record in records) + "]\n"
