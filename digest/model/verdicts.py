"""The words in which the machine judges: its checks, verdicts on facts, and kinds of slip."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from digest.errors import Path
from digest.model.words import Word


class Lint(Word):
    """A check of the machine that calls for a second look; accepted with a reason where it errs."""

    NOT_ATTESTED = (
        "not-attested",
        "The quotation has not been checked against the original since it was last changed.",
    )
    SHARED_QUOTATION = "shared-quotation", "One quotation bears several stances."
    NAMES_NEITHER = (
        "names-neither",
        "The quotation names neither the holder or speaker nor a cue of the topic.",
    )
    NEGATION = (
        "negation-against-sign",
        "The quotation holds a word of denial or refusal, and the stance is coded as support.",
    )
    INSIDE_QUOTATION = (
        "inside-quotation",
        "In the original the words stand within somebody’s quotation marks, and the stance is not "
        "coded as own words.",
    )
    LATER_THAN_SOURCE = (
        "later-than-source",
        "The stance is dated later than the source that tells of it.",
    )
    NO_OFFICE = (
        "no-office",
        "The speaker or holder had no office on that date that makes the words those of the body.",
    )
    OTHER_OFFICE = (
        "other-office",
        "The source gives the person another office than our registry has on that date.",
    )
    LINEAGE = (
        "lineage-unconfirmed",
        "Two originals share long runs of words, and neither says that it derives from the other.",
    )
    LINEAGE_UNFOUNDED = (
        "lineage-unfounded",
        "A source is said to be an excerpt or republication of another and shares few words.",
    )
    CODED_OTHERWISE = (
        "coded-otherwise",
        "A text that derives from another codes the same words with another position.",
    )
    ACTING_OFFICE = "acting-office", "The speaker or holder held the office only as acting."
    CONFLICT = (
        "fact-in-conflict",
        "A fact differs from another source or from our registry, and does not say with “correct” "
        "what others give.",
    )
    METONYM_OPEN = (
        "metonym-open",
        "A place name could mean several things, and neither context nor date decides.",
    )
    NOT_NEEDED = "accepted-for-nothing", "A finding was accepted that the machine does not make."


class Slip(Word):
    """Which kind of slip a fact in conflict looks like; a guess of the machine."""

    MONTH = "wrong-month", "The day and year agree, the month does not."
    YEAR = "wrong-year", "The day and month agree, the year does not."
    DAY = "wrong-day", "The month and year agree, the day does not."
    DATE = "other-date", "The dates differ by more than one part."
    ONE_DAY = "one-day", "The first day is given for the whole, or for the last day."
    TENFOLD = "tenfold", "The numbers differ by a power of ten."
    ROUNDING = "rounding", "The numbers differ by five per cent or less."
    NUMBER = "other-number", "The numbers differ."
    UNIT = "other-unit", "The numbers count different things."
    UNCONFIRMED = "unconfirmed", "Others give no figure that would confirm it."
    TOO_FEW = "too-few", "Some of those listed elsewhere are left out."
    TOO_MANY = "too-many", "More are listed than elsewhere."
    OTHER_LIST = "other-list", "The lists differ both ways."
    WHOLE = "whole-for-part", "A group or state is named for one of its members or bodies."
    LEADER = "leader-for-body", "Persons are named for the bodies that acted."
    OFFICE = "office-at-another-time", "The office was held, but not on that date."
    OTHER_OFFICE = "other-office", "The person held another office on that date."
    PLACE = "other-place", "The places differ."
    FIRST = "not-the-first", "Something earlier is on record."
    ELSEWHERE = "from-elsewhere", "The same words are on record of another entry."
    WORDING = "other-wording", "The words differ."
    KIND = "other-kind", "It is taken for another sort of thing."
    OTHER = "other", "The values differ."


class Verdict(Word):
    """How a fact stands to what others give for the same property."""

    AGREES = "agrees", "It says the same."
    PRECISION = "precision", "It says the same, more or less precisely."
    CONFLICTS = "conflicts", "It says something else."
    ITSELF = "itself", "The source contradicts itself."
    OPEN = "not-compared", "There is nothing to compare it with."


class Acceptance(Struct, frozen=True, forbid_unknown_fields=True):
    """A finding of the machine that was looked at and is right as it is."""

    lint: Lint
    """Which finding."""
    why: str
    """The reason, for readers."""


class Remark(NamedTuple):
    """Something that a check of the machine found."""

    lint: Lint
    file: str
    """The file to look at, relative to the sources folder."""
    path: Path
    """The value in it."""
    message: str
    """What was found; one line, for the analyst."""
    hint: str = ""
    """What to write, where that is known."""
    source: str = ""
    """The source concerned."""
    stance: str = ""
    """Permalink of the stance concerned; empty for a fact or a source."""
    why: str = ""
    """The reason with which it was accepted; empty while it is open."""
