"""Records as the program that indexes them reads them: small HTML files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from digest.model.search import Facet, Found, Record
from digest.text import squash

_TOLD = (Found.MILESTONE, Found.PAGE)
"""Kinds whose titles are no names."""

EXACT = "qx"
"""Begins and ends the words for whole names, and no others; the search page knows it too."""

_BETWEEN = re.compile(r"\W+")


def write(folder: Path, records: Sequence[Record], language: str) -> None:
    """Each record as a file whose path is that of its page, so that results lead there."""
    made = set()
    for number, record in enumerate(records):
        is_page = "#" not in record.url
        path = folder / (record.url if is_page else f"places/{number}.html")
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_text(as_html(record, number, language, mirrored=is_page), encoding="utf-8")


def as_html(record: Record, number: int, language: str, *, mirrored: bool = True) -> str:
    """A record as the program reads it; `number` is its place among all.

    `mirrored` says that the file stands where the page stands, which tells its address.
    """
    meta = {
        "title": record.title, "kind": record.kind.noun, "note": record.note,
        "source": record.source, "source_url": record.source_url, "lang": record.language,
        "url": "" if mirrored else record.url, **_looked_up(record),
    }  # fmt: skip
    facets = (Facet("kind", record.kind.value), *record.facets)
    names = ", ".join(
        f'<span lang="{escape(lang)}">{escape(name)}</span>' if lang else escape(name)
        for name, lang in record.names
    )
    return "\n".join([
        f'<!doctype html><html lang="{escape(record.language or language)}">',
        f'<head><meta charset="utf-8"><title>{escape(record.title)}</title>',
        *(_tag("meta", name, words) for name, words in meta.items() if words),
        *(_tag("filter", f.name, f"{f.value} {f.label}".strip()) for f in facets),
        _tag("sort", "order", str(number)),
        "</head><body data-pagefind-body>",
        *([f'<p data-pagefind-weight="10">{names}</p>'] if names else []),
        *(f"<p>{escape(words)}</p>" for words in record.text or ([] if names else [record.title])),
        "</body></html>\n",
    ])  # fmt: skip


def _looked_up(record: Record) -> dict[str, str]:
    """The words of title and names apart from each other, as the program ranks compounds oddly.

    Names weigh more than the titles of what is made of names.  `exact` has each name as one word,
    by which the search page puts first what bears just the name that was asked for.
    """
    names = list(dict.fromkeys([record.title, *(name for name, _ in record.names)]))
    words = " ".join(_BETWEEN.sub(" ", " ".join(names)).split())
    if record.kind is Found.STANCE:
        return {"about": words}
    exact = " ".join(f"{EXACT}{squash(name)}{EXACT}" for name in names)
    return {"about" if record.kind in _TOLD else "names": words, "exact": exact}


def _tag(kind: str, name: str, words: str) -> str:
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(words)}">'
