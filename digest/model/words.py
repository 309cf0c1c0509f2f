"""The controlled vocabularies: every word an analyst may choose, with its meaning.

Each list is an enumeration whose members carry a `meaning`; messages, the JSON Schema, the data
dictionary and the method page are made from it.
"""

from __future__ import annotations

from enum import Enum

_LABELS = {"nato-summit": "NATO summit", "communique": "communiqué"}
"""Words that readers expect in another spelling than ids allow."""


class Word(Enum):
    """A word with its meaning; `label` is how pages show it."""

    value: str
    meaning: str
    label: str
    """The word for readers."""

    def __new__(cls, value: str, meaning: str) -> Word:
        """A member with what goes with its value."""
        member = object.__new__(cls)
        member._value_ = value
        member.meaning = meaning
        member.label = _LABELS.get(value, value.replace("-", " "))
        return member


class Voice(Word):
    """Who speaks in the words on which a stance rests."""

    OWN_WORDS = (
        "own-words",
        "The holder’s own words: the author speaking, or a direct quotation.",
    )
    REPORTED = "reported", "The source reports what the holder said or did."
    ANALYSIS = "analysis", "The author imputes the position to the holder."


class Act(Word):
    """What the holder does by speaking."""

    ARGUMENT = "argument", "Gives a reason for or against."
    ASSESSMENT = "assessment", "Judges how things are."
    PLEDGE = "pledge", "Promises to do something."
    DEMAND = "demand", "Calls on somebody to do something."
    REQUEST = "request", "Asks somebody for something."
    OFFER = "offer", "Holds something out."
    WARNING = "warning", "Announces harm if something is done."
    DENIAL = "denial", "Says that something is not so."
    CONDEMNATION = "condemnation", "Declares something wrong."
    CONDITION = "condition", "Makes its position depend on something."
    PRAISE = "praise", "Declares something good."
    REFUSAL = "refusal", "Declines to act or to say."
    OMISSION = "omission", "Leaves out what could have been said."


class Confidence(Word):
    """How sure the coder is of the reading."""

    HIGH = "high", "The words allow one reading."
    MEDIUM = "medium", "Another reading is possible."
    LOW = "low", "The reading rests on context."


class Support(Word):
    """What an entry rests on."""

    PAGES = "pages", "Pages or documents named under sources."
    GENERAL_KNOWLEDGE = "general-knowledge", "General knowledge; no page was read for it."
    UNCONFIRMED = "unconfirmed", "Stated somewhere, not confirmed."

    @property
    def caveat(self) -> str:
        """What pages say beside a statement that does not rest on pages; else empty."""
        return "" if self is Support.PAGES else self.label


class ActorKind(Word):
    """What sort of actor."""

    STATE = "state", "A state."
    GOVERNMENT = "government", "A state's government."
    BODY = "body", "A part of a government or an organisation: ministry, agency, council."
    ORGANISATION = "organisation", "An international organisation, institute or think tank."
    GROUP = "group", "States that act together without being an organisation."
    PARTY = "party", "A political party."
    PERSON = "person", "A named person."
    OUTLET = "outlet", "A newspaper, agency, broadcaster or newsletter."
    CATEGORY = "category", "Unnamed voices, such as officials or experts; never merged with a body."


class NameKind(Word):
    """What sort of name."""

    ALIAS = "alias", "Another name for the same entry."
    ABBREVIATION = "abbreviation", "A short form."
    METONYM = "metonym", "A place or building that stands for the actor, such as Seoul."
    FORMER = "former", "A name no longer in use."
    MISSPELLING = "misspelling", "A form found in sources that is wrong; never linked."


class SummitKind(Word):
    """What sort of meeting."""

    NATO_SUMMIT = "nato-summit", "A meeting of the Alliance’s heads of state and government."
    LEADERS = "leaders", "Another meeting of leaders."
    MINISTERIAL = "ministerial", "A meeting of ministers."
    COUNCIL = "council", "A meeting or briefing of the North Atlantic Council with partners."
    OFFICIALS = "officials", "A meeting of officials or experts."
    VISIT = "visit", "A visit."
    BILATERAL = "bilateral", "A meeting of two."
    SIGNING = "signing", "A signing or adoption."


class EventStatus(Word):
    """Whether a meeting has taken place."""

    HELD = "held", "It took place."
    SCHEDULED = "scheduled", "Announced; no account of the meeting itself was read."


class MilestoneKind(Word):
    """What sort of dated happening."""

    STATEMENT = "statement", "Something said in public."
    DECISION = "decision", "A decision by a body."
    ACCESSION = "accession", "Somebody joins something."
    LAW = "law", "A law or its amendment."
    VOTE = "vote", "A vote."
    CALL = "call", "A telephone or video call."
    AGREEMENT = "agreement", "An agreement concluded or in force."
    ANNOUNCEMENT = "announcement", "A plan made public."
    APPOINTMENT = "appointment", "An office taken up or left."
    INITIATIVE = "initiative", "A programme or initiative launched."
    OTHER = "other", "Anything else."


class DocumentKind(Word):
    """What sort of document."""

    DECLARATION = "declaration", "A declaration of a meeting."
    COMMUNIQUE = "communique", "A communiqué of a meeting."
    CONCEPT = "concept", "A strategic concept or agenda."
    AGREEMENT = "agreement", "An agreement or arrangement."
    TREATY = "treaty", "A treaty."
    PROGRAMME = "programme", "A programme of cooperation."
    PLEDGE = "pledge", "A pledge."
    STATEMENT = "statement", "A joint or single statement."
    GUIDELINES = "guidelines", "Guidelines."
    LAW = "law", "A law."
    FUND = "fund", "A fund or financing scheme."
    INITIATIVE = "initiative", "An initiative."


class SourceKind(Word):
    """What sort of source."""

    OFFICIAL = "official", "A text of a government or organisation."
    TRANSCRIPT = "transcript", "A record of what was said."
    NEWS = "news", "A news report."
    ANALYSIS = "analysis", "A commentary or analysis."
    ACADEMIC = "academic", "A scholarly work."
    NOTICE = "notice", "A notice of another text."


class Access(Word):
    """How the source can be read."""

    OPEN = "open", "Open to all."
    PAYWALLED = "paywalled", "Only in part without payment."
    EXCERPT = "excerpt", "An excerpt of another text."


class Publish(Word):
    """What of the source the site may show."""

    DIGEST = "digest", "Our digest and short quotations."
    FULL = "full", "The full text; needs the original and a licence that allows it."


class Derivation(Word):
    """How one text comes from another."""

    EXCERPT = "excerpt", "A part of it, word for word."
    REPUBLICATION = "republication", "The same text published again."
    TRANSLATION = "translation", "The same text in another language."
    SUMMARY = "summary", "A summary of it."


class Standing(Word):
    """Whether the source still stands."""

    CURRENT = "current", "It stands as published."
    CORRECTED = "corrected", "Its publisher corrected it."
    SUPERSEDED = "superseded", "A later text replaces it."
    RETRACTED = "retracted", "Its publisher withdrew it."


class FactProperty(Word):
    """What a fact says of its entry."""

    START = "start", "The first day."
    END = "end", "The last day."
    ADOPTED = "adopted", "The day of adoption."
    SIGNED = "signed", "The day of signature."
    IN_FORCE = "in-force", "The day of entry into force."
    PLACE = "place", "The place."
    PARTICIPANTS = "participants", "Who took part."
    PARTIES = "parties", "Between whom, or by whom."
    SIGNATORIES = "signatories", "Who signed."
    ROLE = "role", "An office or function."
    NUMBER = "number", "A number of something; “what” says of what."
    FIRST = "first", "That something was the first of its kind; “what” says of what kind."
    WORDING = "wording", "What a text says, word for word or in substance."
    KIND = "kind", "What sort of thing it is."
    AUTHOR = "author", "Who wrote or said it."
    MEMBERSHIP = "membership", "Who belongs to it."
