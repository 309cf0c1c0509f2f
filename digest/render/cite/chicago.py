"""References in the Chicago style, 17th edition: for a bibliography, and within a sentence."""

from __future__ import annotations

from markupsafe import Markup

from digest.dates import MONTHS, PartialDate
from digest.render.cite.csl import ARTICLES, Item, Name, date_of, place
from digest.render.cite.wording import italic, joined, quoted, stop
from digest.render.markup import escaped, marked

LISTED = 10
"""More authors than these are cut to the first seven."""


def chicago(item: Item) -> Markup:
    """The entry of a bibliography (section 14 of the manual, notes and bibliography)."""
    parts: list[str] = []
    if names := item.get("author", []):
        parts.append(escaped(stop(_authors(names))))
    parts.append(quoted(item["title"], "."))
    if "genre" in item:
        parts.append(escaped(stop(item["note"])))
    parts.append(_where(item))
    if "URL" in item:
        parts.append(escaped(f"{item['URL']}."))
    if "status" in item:
        parts.append(escaped(stop(item["status"].capitalize())))
    return marked(" ".join(parts))


def within(item: Item, *, whole: bool = True) -> str:
    """The source as a sentence or note names it, as plain text without address or full stop.

    Not `whole`: authors and title only.
    """
    names = [_straight(name) for name in item.get("author", [])]
    who = names[0] + " et al." if len(names) > 3 else _and(names)
    named = f"{who}{', ' if who else ''}{quoted(item['title'], ',' if whole else '').unescape()}"
    if not whole:
        return named
    parts = (named, place(item) + "," if place(item) else "", day(date_of(item)) or "n.d.")
    return " ".join(part for part in parts if part)


def day(date: PartialDate | None) -> str:
    """`July 21, 2024`, `July 2024`, `2024`; empty when unknown."""
    if date is None:
        return ""
    if not date.month:
        return str(date.year)
    of = f" {date.day}," if date.day else ""
    return f"{MONTHS[date.month - 1]}{of} {date.year}"


def _where(item: Item) -> str:
    """The periodical with the date, or the site and then the date."""
    where, date = place(item), day(date_of(item))
    if item["type"] in ARTICLES and where:
        return f"{italic(where)}, {escaped(stop(date or 'n.d.'))}"
    if not date:
        return escaped(f"{where}, n.d." if where else "N.d.")
    return escaped(f"{stop(where)} {date}." if where else f"{date}.")


def _authors(names: list[Name]) -> str:
    """The first by the family name, all others straight."""
    first = names[0].get("literal") or f"{names[0]['family']}, {names[0]['given']}"
    others = [_straight(name) for name in names[1:]]
    if len(names) > LISTED:
        return ", ".join([first, *others[:6], "et al."])
    return joined([first, *others], "and")


def _straight(name: Name) -> str:
    return name.get("literal") or f"{name['given']} {name['family']}"


def _and(names: list[str]) -> str:
    return " and ".join(names) if len(names) < 3 else joined(names, "and")
