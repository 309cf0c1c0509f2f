"""The item from which every citation is made: a record in CSL-JSON, and its texts made safe."""

from __future__ import annotations

import re
from typing import Literal, TypedDict

from digest.dates import PartialDate

Type = Literal[
    "article-journal", "article-magazine", "article-newspaper", "document", "webpage"
]  # fmt: skip
"""The types of CSL that are used; `document` is a text of which neither journal nor address is
known."""

ARTICLES = ("article-journal", "article-magazine", "article-newspaper")
"""Types of texts that stand in a periodical."""


class Name(TypedDict, total=False):
    """An author: `family` and `given`, or `literal` for a name that is given as it is."""

    family: str
    given: str
    literal: str


Issued = TypedDict("Issued", {"date-parts": list[list[int]]})
"""One date: year, month and day as far as they are known."""

Item = TypedDict(
    "Item",
    {
        "id": str,
        "type": Type,
        "title": str,
        "author": list[Name],
        "container-title": str,
        "publisher": str,
        "issued": Issued,
        "URL": str,
        "language": str,
        "genre": str,
        "status": str,
        "note": str,
    },
    total=False,
)
"""Something that can be cited.  What is not known has no key.

`id` is also the key in BibTeX.  `container-title` is the periodical or site in which it stands,
`publisher` who published it where neither is known.  `genre` is set for what is no ordinary text (a
stance); `note` then describes it, and belongs to the reference.  `status` is set for a source that
no longer stands as published.
"""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


def clean(text: str) -> str:
    """A text on one line, without what cannot be seen but turns the text around it."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # as nearly all are
    return " ".join(_UNSEEN.sub(" ", text).split())


def issued(date: PartialDate) -> Issued:
    """A date with the parts that are known."""
    return {"date-parts": [[part for part in date.parts if part]]}


def date_of(item: Item) -> PartialDate | None:
    """When it was issued; `None` when that is not known."""
    return PartialDate(*item["issued"]["date-parts"][0]) if "issued" in item else None


def place(item: Item) -> str:
    """The periodical, site or publisher; empty when not known, or when it is the only author."""
    where = item.get("container-title") or item.get("publisher", "")
    return "" if item.get("author") == [{"literal": where}] else where
