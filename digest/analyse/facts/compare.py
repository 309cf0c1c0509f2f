"""What a fact says, made comparable with what others say: by type, with precision and units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from digest.analyse.facts.numbers import Number, number
from digest.dates import PartialDate
from digest.model.corpus import Corpus
from digest.model.verdicts import Verdict
from digest.model.words import ActorKind, FactProperty
from digest.text import fold, squash

Form = Literal["date", "number", "actors", "place", "text"]

FORMS: dict[FactProperty, Form] = {
    FactProperty.START: "date", FactProperty.END: "date", FactProperty.ADOPTED: "date",
    FactProperty.SIGNED: "date", FactProperty.IN_FORCE: "date",
    FactProperty.PLACE: "place", FactProperty.NUMBER: "number",
    FactProperty.PARTICIPANTS: "actors", FactProperty.PARTIES: "actors",
    FactProperty.SIGNATORIES: "actors", FactProperty.MEMBERSHIP: "actors",
    FactProperty.AUTHOR: "actors", FactProperty.FIRST: "actors",
}  # fmt: skip
"""How values of a property are compared; all others as words."""

_OTHER_PLACES = frozenset("new north south east west upper lower".split())
"""Words before a place name that make another place of it: New York is not York."""


class Value(NamedTuple):
    """A value made comparable with others of its form."""

    form: Form
    same: str
    """Equal for values that say exactly the same."""
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    """The range that a date (year, month, day) or number can mean."""
    parts: frozenset[str] = frozenset()
    """Ids of actors; parts of a place; words of a unit."""


def value(corpus: Corpus, prop: FactProperty, given: Sequence[str], unit: str = "") -> Value | None:
    """What is given, in the form of its property; as words where it cannot be read in that form.

    `None` when nothing is given.
    """
    form = FORMS.get(prop, "text")
    if not given:
        return None
    if form == "actors" and all(id in corpus.actors for id in given):
        return actors(corpus, given)
    if len(given) == 1 and form == "date" and (date := _date(given[0])):
        return dated(date)
    if len(given) == 1 and form == "number" and (count := number(f"{given[0]} {unit}")):
        return counted(count)
    if len(given) == 1 and form == "place":
        return place(given[0])
    return Value("text", "+".join(sorted(map(squash, given))) + squash(unit))


def dated(date: PartialDate) -> Value:
    """A date as the range of days that it can mean."""
    return Value("date", date.iso, date.first, date.last)


def counted(count: Number) -> Value:
    """A number as the range that it can mean, with the words of its unit."""
    same = f"{count.low!r} {count.high!r} {' '.join(sorted(count.unit))}"
    return Value("number", same, (count.low,), (count.high,), count.unit)


def place(text: str) -> Value:
    """A place as its parts between commas, folded to lower-case words."""
    parts = frozenset(filter(None, (_words(part) for part in text.split(","))))
    return Value("place", "+".join(sorted(parts)), parts=parts)


def actors(corpus: Corpus, ids: Iterable[str]) -> Value:
    """Actors as a set of ids, groups as their members."""
    found = members(corpus, ids)
    return Value("actors", "+".join(sorted(found)), parts=found)


def members(corpus: Corpus, ids: Iterable[str]) -> frozenset[str]:
    """The actors, each group with members in the registry replaced by these, however deep."""
    found: set[str] = set()
    seen: set[str] = set()
    open_ = list(ids)
    while open_:
        id = open_.pop()
        if id in seen:
            continue
        seen.add(id)
        actor = corpus.actors.get(id)
        if actor and actor.kind is ActorKind.GROUP and actor.members:
            open_ += [member.actor for member in actor.all_members]
        else:
            found.add(id)
    return frozenset(found)


def compare(one: Value, other: Value) -> Verdict:
    """Whether two values say the same; values of two forms cannot be compared."""
    if one.form != other.form:
        return Verdict.OPEN
    if one.same == other.same:
        return Verdict.AGREES
    if one.form == "date" or one.form == "number":
        apart = one.high < other.low or other.high < one.low
        apart = apart or not (one.parts <= other.parts or other.parts <= one.parts)
        return Verdict.CONFLICTS if apart else Verdict.PRECISION
    if one.form == "place" and (_within(one, other) or _within(other, one)):
        return Verdict.PRECISION
    return Verdict.CONFLICTS


def _within(less: Value, more: Value) -> bool:
    """Whether every part of a place stands in some part of another, in whole words."""
    return all(any(_stands(part, whole) for whole in more.parts) for part in less.parts)


def _stands(part: str, whole: str) -> bool:
    before, found, _ = f" {whole} ".partition(f" {part} ")
    return bool(found) and (before.split() or [""])[-1] not in _OTHER_PLACES


def _words(text: str) -> str:
    spaced = "".join(c if c.isalnum() or c in ".'" else " " for c in fold(text).casefold())
    return " ".join(filter(None, map(squash, spaced.split())))


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


class Opposed(NamedTuple):
    """How one claim stands to the others on the same property."""

    other: int | None
    """A claim of another source that excludes it."""
    own: int | None
    """A claim of the same source that excludes it."""
    verdict: Verdict
    """Towards other sources when none excludes it; those of one root are one source."""


def opposed(
    sources: Sequence[str], roots: Sequence[str], values: Sequence[Value | None]
) -> list[Opposed]:
    """For each claim (its source, the root of that, its value) how it stands to the others.

    Linear: each is held against a few witnesses.  Of ranges these are the ones that begin last
    and end first, of all else a handful of which, for every claim, one is of another source and
    says something else whenever any is.
    """
    by_form: dict[str, list[int]] = {}
    by_own: dict[tuple[str, str], list[int]] = {}
    said: dict[str, set[str]] = {}
    for at, one in enumerate(values):
        if one:
            by_form.setdefault(one.form, []).append(at)
            by_own.setdefault((one.form, sources[at]), []).append(at)
            said.setdefault(one.form + one.same, set()).add(roots[at])
    alone = {form: len({roots[at] for at in inside}) == 1 for form, inside in by_form.items()}
    all_ = {form: list(_witnesses(inside, sources, values)) for form, inside in by_form.items()}
    own = {key: list(_witnesses(inside, sources, values)) for key, inside in by_own.items()}

    def excludes(one: Value, at: int) -> bool:
        known = values[at]
        return known is not None and compare(one, known) is Verdict.CONFLICTS

    found = []
    for at, one in enumerate(values):
        if one is None:
            found.append(Opposed(None, None, Verdict.OPEN))
            continue
        others = (w for w in all_[one.form] if sources[w] != sources[at])
        towards = Verdict.PRECISION
        if alone[one.form]:
            towards = Verdict.OPEN
        elif len(said[one.form + one.same]) > 1:
            towards = Verdict.AGREES
        found.append(
            Opposed(
                next((w for w in others if excludes(one, w)), None),
                next((w for w in own[one.form, sources[at]] if excludes(one, w)), None),
                towards,
            )
        )
    return found


def _witnesses(
    inside: list[int], sources: Sequence[str], values: Sequence[Value | None]
) -> Iterator[int]:
    """Claims against which it is enough to hold every claim of `inside`, all of one form."""
    known = {at: item for at in inside if (item := values[at])}
    ranged = bool(known[inside[0]].low)
    tag = {at: "+".join(sorted(v.parts)) if ranged else v.same for at, v in known.items()}

    def first(source: str | None, said: str | None) -> Iterator[int]:
        """The first claim, if any, that is not of that source and does not say that."""
        for at in known:
            if sources[at] != source and tag[at] != said:
                yield at
                return

    def extreme(edge: Callable[[int], tuple[float, ...]]) -> Iterator[int]:
        """The claim furthest out, and the one furthest out among all other sources."""
        best = min(known, key=edge)
        yield best
        rest = [at for at in known if sources[at] != sources[best]]
        if rest:
            yield min(rest, key=edge)

    if ranged:
        yield from extreme(lambda at: known[at].high)
        yield from extreme(lambda at: tuple(-x for x in known[at].low))
    one = inside[0]
    yield one
    yield from first(sources[one], None)
    yield from first(None, tag[one])
    for two in first(sources[one], tag[one]):
        yield two
        yield from first(sources[one], tag[two])
        yield from first(sources[two], tag[one])
