"""What was checked against the originals, and what of it is written down."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from digest.matching import WORDS_AT_MOST
from digest.model.words import Derivation
from digest.text import fold

ATTESTATIONS = "attestations.yaml"
"""The file of all records, in the sources folder."""

RUN_AT_LEAST = WORDS_AT_MOST + 1
"""Words that two originals must share in a row to be recorded: more than a quotation may have."""


class Attested(NamedTuple):
    """A quotation that was found in its original and has not changed since."""

    paragraph: int
    """The non-empty line of the original, counted from 1."""
    words: str
    """The original's own slice."""
    marked: bool
    """Whether the words stand within quotation marks there."""
    fragment: str
    """Text fragment for a link into the publisher's page; empty where it is not unique."""


class Fragment(Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which a browser finds a quotation, before they are written as an address."""

    start: str
    """The words, or the first of them."""
    end: str = ""
    """The last of them, for a range."""
    prefix: str = ""
    """What stands just before, where it is needed."""
    suffix: str = ""
    """What stands just after, where it is needed."""


class Found(Struct, frozen=True, forbid_unknown_fields=True):
    """The record of one quotation."""

    quote: str
    """First 16 hex digits of the SHA-256 of the folded quotation."""
    paragraph: int
    """Where it stands: the non-empty line of the original, counted from 1."""
    offset: int
    """Where it begins in the folded paragraph, in characters."""
    moved: int = 0
    """The paragraph that the coding gives, where the quotation moved when the original changed."""
    words: str = ""
    """The original's own slice, where it differs from the quotation as written."""
    marked: bool = False
    """Whether the words stand within quotation marks there."""
    fragment: Fragment | None = None
    """How a browser finds it, where that is certain."""


class Shared(Struct, frozen=True, forbid_unknown_fields=True):
    """What a text has in common with another."""

    words: int = 0
    """Words of this text that stand in runs of the other."""
    longest: int = 0
    """The longest common run, in words."""
    figures: int = 0
    """For texts in two languages: the longest common sequence of years and figures."""


class Attestation(NamedTuple):
    """What was recorded of one source."""

    text: str
    """SHA-256 of its folded paragraphs, joined by line ends, in hex."""
    words: int
    paragraphs: int
    figures: int = 0
    """Years and figures in it (numbers from 32 on)."""
    overlaps: Mapping[str, Shared] = {}
    """Other source → what both have in common."""
    quotations: Mapping[str, Found] = {}
    """Key of a stance or fact → where its words stand."""


class Overlap(NamedTuple):
    """What a source has in common with another, as its page shows it."""

    other: str
    """Id of the other source."""
    words: int
    """Words of this text that stand in runs of the other."""
    share: float
    """Their share of this text, 0–1."""
    theirs: float
    """The same of the other text."""
    longest: int
    """The longest common run, in words."""
    figures: int
    """For texts in two languages: the longest common sequence of years and figures."""
    kind: Derivation | None
    """How one looks as if it derived from the other; `None` where too little is shared to say."""
    derives: bool
    """Whether this source is the one that looks as if it derived."""
    confirmed: bool
    """Whether the sources say of themselves that they are of one lineage."""


def quotation_hash(quote: str) -> str:
    """By which a record knows its quotation: 16 hex digits (64 bits) of its folded text."""
    return hashlib.sha256(fold(quote).encode()).hexdigest()[:16]
