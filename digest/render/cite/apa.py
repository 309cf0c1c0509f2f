"""References in the style of the American Psychological Association, 7th edition."""

from __future__ import annotations

import re

from markupsafe import Markup

from digest.dates import MONTHS, PartialDate
from digest.render.cite.csl import ARTICLES, Item, Name, date_of, place
from digest.render.cite.wording import italic, stop
from digest.render.markup import escaped, marked

LISTED = 20
"""More authors than these are cut to the first nineteen and the last."""


def apa(item: Item) -> Markup:
    """The entry of a reference list; the title keeps the capitals with which it was published."""
    title, where = _title(item), place(item)
    names = stop(_authors(item["author"])) if "author" in item else ""
    date = f"({day(date_of(item))})."
    head = [escaped(names), date, stop(title)] if names else [stop(title), date]
    if where:
        head.append(f"{italic(where)}." if item["type"] in ARTICLES else escaped(stop(where)))
    if "URL" in item:
        head.append(escaped(item["URL"]))
    return marked(" ".join(head))


def day(date: PartialDate | None) -> str:
    """`2024, July 21`, `2024, July`, `2024`; `n.d.` when unknown."""
    if date is None:
        return "n.d."
    if not date.month:
        return str(date.year)
    return f"{date.year}, {MONTHS[date.month - 1]}{f' {date.day}' if date.day else ''}"


def _title(item: Item) -> Markup:
    """The title of an article upright, any other in italics; what it is in brackets."""
    title = escaped(item["title"]) if item["type"] in ARTICLES else italic(item["title"])
    told = [item["note"]] if "genre" in item else []
    told += [item["status"].capitalize()] if "status" in item else []
    return marked(" ".join([title, *(f"[{escaped(words)}]" for words in told)]))


def _authors(names: list[Name]) -> str:
    whole = [
        name.get("literal") or f"{name['family']}, {initials(name['given'])}" for name in names
    ]
    if len(whole) > LISTED:
        return f"{', '.join(whole[:19])}, . . . {whole[-1]}"
    if len(whole) == 2 and "literal" in names[0]:
        return " & ".join(whole)
    return whole[0] if len(whole) == 1 else f"{', '.join(whole[:-1])}, & {whole[-1]}"


def initials(given: str) -> str:
    """`Jean-Paul Ada` as `J.-P. A.`"""
    return " ".join(
        "-".join(f"{part[0].upper()}." for part in word.split("-") if part)
        for word in re.split(r"[\s.]+", given)
        if word.strip("-")
    )
