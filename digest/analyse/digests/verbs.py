"""English verbs by what their subject or object is: somebody who acts, speaks or is addressed."""

from __future__ import annotations

import re


def _forms(verbs: str) -> str:
    """Regular expression for verbs given by their base forms, with the regular endings."""
    parts = []
    for verb in verbs.split():
        if verb.endswith("e"):
            parts.append(f"{verb[:-1]}(?:e|es|ed|ing)")
        elif verb.endswith("y") and verb[-2] not in "aeiou":
            parts.append(f"{verb[:-1]}(?:y|ies|ied|ying)")
        else:
            parts.append(f"{verb}(?:s|es|ed|ing)?")
    return "|".join(parts)


SAYS = _forms(
    "accuse agree announce answer appeal argue ask assert assure blame call caution charge claim "
    "complain conclude condemn confirm consider criticise criticize declare decline demand deny "
    "describe dismiss doubt emphasise emphasize expect fear find hint hope insist judge object "
    "offer oppose play pledge praise press promise propose protest reaffirm refuse regard reject "
    "repeat reply report request respond signal speak state stress suggest support think threaten "
    "underline urge voice vow want warn welcome"
)  # fmt: skip
"""Verbs by which somebody takes a position: to say, to want, to judge."""

_SAID = "said|says?|told|tells?|spoke|thought|sought|seeks?|held|holds?|found|sees?|saw"
POSITION = re.compile(rf"\b(?:{SAYS}|{_SAID})\b", re.I)
"""A verb of saying, wanting or judging in a sentence."""

_ACTS = _forms(
    "accept act add adopt aim allow appear approve arm attempt avoid back balance become begin "
    "believe benefit bind build change choose commit compete condemn continue cooperate count "
    "decide defend delay depend develop dominate enable encourage engage exchange explain face "
    "favour follow gain help hesitate hold ignore impose include increase intend invite join keep "
    "know lack lead lean leave lend look maintain make move need observe pay perceive plan prefer "
    "prepare prevent provide push put reach react read recognise rely remain respect restrain "
    "resume risk send serve show stand start stay stop strengthen supply take try turn "
    "understand use view wait weigh withhold wish work worry"
)  # fmt: skip
_PAST = (
    "gave|gives?|got|went|goes|came|comes|made|took|kept|stood|put|sent|spent|let|led|fell|drew|"
    "chose|began|became|broke|brought|built|bought|grew|won|lost|met|paid|left|knew|felt|meant|"
    "set|sets|withdrew|understood|has|had|have|will|would|may|might|could|can|cannot|should|must|"
    "does|did|do|itself|no longer"
)
_BE = (
    r"(?:is|was|are|were)\b(?!\s+(?:the|a|an|its|one|home|near|about|some|situated|located|in|at|"
    r"far|close)\b)"
)
ADVERB = (
    r"(?:\w+ly|also|now|still|never|ever|even|not|too|then|thus|soon|often|already|always|just|"
    r"once|again|therefore|however|alone|both|first|long|at first|at last|at least)"
)
"""What may stand between a subject and its verb."""
_ANY_PAST = r"(?!(?:indeed|hundred|speed|seed)\b)[a-z]{2,}ed\b"
_ANY_PRESENT = (
    r"(?!(?:as|is|was|plus|perhaps|besides|towards|across|always|thus|versus|less|unless|whereas|"
    r"sometimes)\b)[a-z]{2,}s\b(?=\s+(?:the|a|an|its|their|that|it|them|no|any|neither|nothing)\b)"
)
"""A word that no plural could be: a determiner follows it."""
VERB = rf"(?:{SAYS}|{_SAID}|{_ACTS}|{_PAST})\b|{_BE}|{_ANY_PAST}|{_ANY_PRESENT}"
"""What follows its subject: forms by which somebody acts, says or is."""
MAKES = _forms(
    "accuse advise allow anger arm ask assure avoid back balance blame bind call charge condemn "
    "consult contact convince cost court criticise criticize disappoint disturb embolden encourage "
    "engage expect fault follow force free help hold induce inform invite join keep lecture make "
    "move oblige oppose persuade praise press pressure promise provoke push reassure remind "
    "reproach satisfy support suspect tempt thank trust urge want warn weaken worry"
)  # fmt: skip
"""Verbs whose object is somebody who can be moved, asked or named."""
