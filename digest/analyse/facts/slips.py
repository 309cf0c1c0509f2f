"""Which kind of slip a fact in conflict looks like: a guess, offered as one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from digest.analyse.facts.compare import Value
from digest.analyse.facts.numbers import number
from digest.dates import PartialDate
from digest.model.corpus import Corpus
from digest.model.verdicts import Slip
from digest.model.words import ActorKind, FactProperty

_BY_PROPERTY = {
    FactProperty.FIRST: Slip.FIRST, FactProperty.WORDING: Slip.WORDING,
    FactProperty.KIND: Slip.KIND, FactProperty.PLACE: Slip.PLACE,
    FactProperty.ROLE: Slip.OTHER_OFFICE,
}  # fmt: skip
"""What a conflict is where nothing more can be said."""

_NEAR = 0.05
"""Share by which numbers may differ for it to look like rounding."""


def guess(
    corpus: Corpus, prop: FactProperty, ids: Sequence[str], given: Value, right: Value | None,
    told: Sequence[str] = (), ids_right: Sequence[str] = (),
) -> Slip:  # fmt: skip
    """What it looks like when `given` should be `right`.

    `ids` and `ids_right` are the same as written, before groups became their members; `told` is
    what a coder says that others give, in words, where `right` cannot be read from it.
    """
    if right and given.form == right.form == "date":
        return _date(given, right)
    if given.form == "number":
        return _number(given, right, told)
    if right and given.form == right.form == "actors":
        return _actors(corpus, ids, given.parts, right.parts, ids_right)
    return _BY_PROPERTY.get(prop, Slip.OTHER)


def _date(given: Value, right: Value) -> Slip:
    one, other = PartialDate.parse(given.same), PartialDate.parse(right.same)
    year, month, day = (
        a == b or not a or not b for a, b in zip(one.parts, other.parts, strict=True)
    )
    known = bool(one.day and other.day)
    return {
        (True, False, True): Slip.MONTH,
        (False, True, True): Slip.YEAR if one.month and other.month else Slip.DATE,
        (True, True, False): Slip.DAY if known else Slip.DATE,
    }.get((year, month, day), Slip.DATE)


def _number(given: Value, right: Value | None, told: Sequence[str]) -> Slip:
    if right is None or right.form != "number":
        return Slip.UNCONFIRMED
    if not (given.parts <= right.parts or right.parts <= given.parts):
        return Slip.UNIT
    if _counts_elsewhere(given, told):
        return Slip.UNIT
    one, other = given.low[0], right.low[0]
    if one > 0 and other > 0 and math.isfinite(one) and math.isfinite(other):
        power = math.log10(one / other)
        if abs(power) > 0.5 and math.isclose(power, round(power), abs_tol=1e-6):
            return Slip.TENFOLD
        if abs(one - other) <= _NEAR * max(one, other):
            return Slip.ROUNDING
    return Slip.NUMBER


def _counts_elsewhere(given: Value, told: Sequence[str]) -> bool:
    """Whether the coder's correction has the same number as a number of something else."""
    for text in told:
        words = text.replace(",", " ").replace(";", " ").split()
        for at in range(1, len(words)):
            found = number(" ".join(words[at : at + 2]))
            if found and (found.low,) == given.low and found.unit - given.parts:
                return True
    return False


def _actors(
    corpus: Corpus, ids: Sequence[str], given: frozenset[str], right: frozenset[str],
    ids_right: Sequence[str],
) -> Slip:  # fmt: skip
    """A list against a list; what is on both says nothing of the slip."""
    extra, missing = given - right, right - given
    if extra and all(_person(corpus, id) for id in extra) and missing:
        spoken = {
            above
            for id in extra
            for role in corpus.actors[id].roles
            for body in (role.of, role.speaks_for)
            for above in corpus.ancestry(body)
        }
        if any(body in spoken for id in missing for body in corpus.ancestry(id)):
            return Slip.LEADER
    groups = {id for id in ids if id not in ids_right and _group(corpus, id)}
    parts = {above for id in missing for above in corpus.ancestry(id) if above != id}
    if (groups and given & right) or extra & parts:
        return Slip.WHOLE
    if not extra or not missing:
        return Slip.TOO_MANY if extra else Slip.TOO_FEW
    return Slip.OTHER_LIST


def _person(corpus: Corpus, id: str) -> bool:
    return corpus.actors[id].kind is ActorKind.PERSON


def _group(corpus: Corpus, id: str) -> bool:
    return corpus.actors[id].kind is ActorKind.GROUP
