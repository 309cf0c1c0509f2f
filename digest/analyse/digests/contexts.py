"""What the words around a place name show: somebody who acts, a place, or a meeting held there.

The rules are patterns of English over one sentence, tried in a fixed order; the first that fits is
taken and named, so that a reader can check it.  Where none fits, nothing is said.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from digest.analyse.digests.verbs import ADVERB, MAKES, VERB


class Cue(NamedTuple):
    """What the context shows, and by which words."""

    shows: Literal["actor", "place", "event", "there", ""]
    """`there`: the place, or a meeting held in it; empty when it shows nothing."""
    words: str = ""
    """The words that show it, as the text has them."""


NOTHING = Cue("")

_WITH = (
    r"(?:,\s+(?:the\s+)?[A-Z]\w+)*"
    r"(?:,?\s+and\s+(?:the\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,2})?"
)
"""Others named in one breath: `Seoul, Tokyo and Washington agreed`."""
_SUBJECT = re.compile(rf"{_WITH}(?:,?\s+{ADVERB},?)*\s+(?P<cue>{VERB})")
_WORD_AFTER = re.compile(r"\s+(?!and\b|or\b|nor\b)[a-z]")

_OWNS = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")
_CITY_HAS = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?P<cue>streets?|airports?|river|harbour|mayor|universit(?:y|ies)|hotels?|"
    r"subway|metro|suburbs?|population|skyline|residents|inhabitants|palaces?|museums?|squares?|"
    r"districts?|outskirts|centre|weather)\b"
)
_OF_ACTOR = re.compile(
    r"\s+(?P<cue>administration|government|officials?|leadership|leaders|policy|policies|regime|"
    r"authorities|cabinet|diplomats|diplomacy|line|spokes\w+|ministr(?:y|ies|ers?))\b"
)
_OF_PLACE = re.compile(
    r"\s+(?P<cue>summits?|meetings?|talks|conferences?|airport|universit\w+|metro|subway|streets?|"
    r"suburbs?|hotels?|bureau|office|correspondents?|forum|dialogue)\b"
)
_APPOSED = re.compile(r",\s+(?P<cue>D\.\s?C\.|DC\b|the\s+capital\b)")
_PAIR_AFTER = re.compile(r"(?P<cue>[-–][A-Z]\w*)")
_PAIR_BEFORE = re.compile(r"(?P<cue>[A-Z]\w*[-–])$")
_BASED = re.compile(r"(?P<cue>[-–](?:based|born|area|bound))\b")
_DETERMINER = re.compile(r"\b(?:the|a|an|this|these|those|its|their|his|her|our|another)$", re.I)

_MOTION = (
    r"\b(?:went|go|goes|going|gone|came|comes?|coming|fl(?:y|ies|ew|own|ying)|flights?|"
    r"travel\w*|return\w*|trips?|journeys?|visits?|moved|drove|sailed|left|leaves?|leaving|depart\w*|"
    r"arriv\w+|head(?:s|ed|ing)|bound|invited|brought|took|back)"
)
_PLACE = re.compile(
    rf"(?P<cue>\b(?:in|at|near|outside|inside|around|across|via|throughout|downtown|central|visit|"
    rf"visits|visited|visiting|(?:capital|city|streets?|suburbs|outskirts|centre|north|south|east|"
    rf"west)(?:,|\s+of)?)|{_MOTION}(?:\s+\w+){{0,2}}?\s+(?:to|from|for|through|in|at)|"
    rf"\b(?:left|leaves|leaving))$",
    re.I,
)
_TOWARDS = re.compile(
    r"(?P<cue>\b(?:access|aid|aimed|alternatives?|anger|angry|answers?|appeals?|arms|assistance|"
    r"assurances?|attacks|attitude|belongs|closeness|close|closer|complaints?|concessions?|"
    r"confidence|conduct|costs?|course|criticism|delivered|deliveries|demands?|directed|"
    r"disappoint\w+|distance|doubts?|exports?|faith|fears?|gifts?|goals?|help|hostile|"
    r"hostility|idea|important|independent|influence|interests?|leave[sd]?|letters?|loyalty|"
    r"matters?|mean\w*|messages?|nearer|news|objections?|opposition|orders|policy|positions?|"
    r"pressure|promises?|protests?|questions?|reassurances?|regard|relations|relationship|reliance|"
    r"replies|reply|requests?|responses?|role|sanctions?|shipments?|signals?|silence|stance|supplied|"
    r"suppl(?:y|ies)|support|talk\w*|threats?|ties|transfers?|trust|unacceptable|unwelcome|up|views?|"
    r"warnings?|weapons|welcome|words|worries)\s+(?:\w+ly\s+)?"
    r"(?:to|from|on|of|over|about|upon)|"
    r"\b(?:confidence|doubts?|faith|interest|trust)\s+in|"
    r"\b(?:aimed|anger|angry|annoyance|criticism|directed|disappointment|levelled)\s+at)$",
    re.I,
)  # fmt: skip
_AMONG = re.compile(
    r"(?P<cue>\b(?:with|by|against|between|towards?|for|unlike|than|upon|versus)"
    r"(?:\s+[^,.;:]{1,40}?\s+and|\s+both)?)$",
    re.I,
)
_PREPOSITION = re.compile(
    r"\b(?:from|to|of|on|over|into|onto|through|past|beyond|under|about|within|off|in|at|near|"
    r"outside|inside|around|across|via)$",
    re.I,
)
_ASKED = re.compile(
    r"(?P<cue>\b(?:does|did|do|will|would|can|could|should|may|might|must|have|has|had))$", re.I
)
_OBJECT = re.compile(
    rf"(?P<cue>\b(?:{MAKES}|gave|gives?|given|giving|told|tells?|let|lets|set|sets|led|kept|made|"
    rf"brought|bound))$",
    re.I,
)
_CLAUSE = re.compile(
    r"(?P<cue>\b(?:that|whether|because|what|how|why|if|as|while|whereas|although|though|unless|"
    r"when|whenever|how\s+far|which))$",
    re.I,
)

EVENT_NOUN = (
    r"summits?|meetings?|conferences?|communiqu[eé]s?|declarations?|accords?|agreements?|"
    r"statements?|treaty"
)
_EVENT_NAMED = re.compile(rf"\s+(?:[A-Z]\w*\s+|\d{{4}}\s+)*(?P<cue>{EVENT_NOUN})\b", re.I)
_EVENT_TIME = re.compile(
    r"(?P<cue>\b(?:since|before|after|until|till|following|ahead\s+of|at\s+the\s+time\s+of))$", re.I
)
_EVENT_AT = re.compile(r"(?P<cue>\b(?:in|at))$", re.I)
_EVENT_WORDS = re.compile(
    r"\b(?:summits?|communiqu[eé]s?|declarations?|heads\s+of\s+state|leaders\s+(?:met|meeting))\b",
    re.I,
)
_OTHER_EVENT = re.compile(
    r"\b(?:bilateral|trilateral|two-way|three-way|ministerial|ministers?)\b", re.I
)
_SEATED = re.compile(
    r"\b(?P<cue>(?:embass(?:y|ies)|missions?|offices?|headquarters|capitals?|officials|diplomats|"
    r"commentators|observers|analysts|experts|critics|lawmakers|think\s+tanks?|ambassadors?|people|"
    r"correspondents?|voices|opinion|based|born|living|residents)\s+in)$",
    re.I,
)  # fmt: skip


def context(text: str, start: int, end: int, *, events: bool = False) -> Cue:
    """What the sentence shows of the name at `start`–`end` of `text` (a sentence, or a passage).

    `events`: whether the name can also mean a meeting or a document; then a bare “in” decides
    nothing, and words for meetings are looked for.
    """
    before = text[:start].rstrip(" \n\t\u00a0“‘\"'([")
    after = text[end:]
    owned = _owned(after)
    if owned:
        return owned
    if events:
        found = _event(text, before, after)
        if found:
            return found
    return _around(before, after)


def _owned(after: str) -> Cue | None:
    """A possessive: nearly always the actor’s, but some things only a city has."""
    owns = _OWNS.match(after)
    if not owns:
        return None
    city = _CITY_HAS.match(after)
    return Cue("place", city["cue"]) if city else Cue("actor", "’s")


def _event(text: str, before: str, after: str) -> Cue | None:
    """A meeting or document named by its place, or the place; `None` where no rule speaks."""
    named = _EVENT_NAMED.match(after)
    if named:
        return Cue("event", named["cue"])
    timed = _EVENT_TIME.search(before)
    if timed and not _SUBJECT.match(after):
        return Cue("event", timed["cue"])
    if not _EVENT_AT.search(before):
        return None
    seated = _SEATED.search(before)
    if seated:
        return Cue("place", seated["cue"])
    if _OTHER_EVENT.search(text):
        return Cue("place", before.rsplit(None, 1)[-1])
    words = _EVENT_WORDS.search(text)
    preposition = before.rsplit(None, 1)[-1]
    return Cue("event", f"{preposition} … {words[0]}") if words else Cue("there", preposition)


def _around(before: str, after: str) -> Cue:
    """The rules for actor and place."""
    attributive = bool(_DETERMINER.search(before))
    for shows, pattern in (("actor", _OF_ACTOR), ("place", _OF_PLACE), ("place", _BASED)):
        found = pattern.match(after)
        if found and (attributive or pattern is not _OF_PLACE):
            return Cue("actor" if shows == "actor" else "place", found["cue"])
    if attributive:
        return NOTHING
    pair = _PAIR_AFTER.match(after) or _PAIR_BEFORE.search(before)
    if pair:
        return Cue("actor", pair["cue"])
    for shows, pattern in (("actor", _TOWARDS), ("place", _PLACE), ("actor", _AMONG)):
        found = pattern.search(before)
        if found:
            return Cue("actor" if shows == "actor" else "place", found["cue"])
    apposed = _APPOSED.match(after)
    if apposed:
        return Cue("place", apposed["cue"])
    if _PREPOSITION.search(before):
        return NOTHING
    subject = _SUBJECT.match(after)
    if subject:
        return Cue("actor", subject["cue"])
    for pattern in (_ASKED, _OBJECT):
        found = pattern.search(before)
        if found:
            return Cue("actor", found["cue"])
    clause = _CLAUSE.search(before)
    if clause and _WORD_AFTER.match(after):
        return Cue("actor", clause["cue"])
    return NOTHING
