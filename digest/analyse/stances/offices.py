"""The offices of speakers and of persons who hold stances, on the date of each stance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from digest.analyse.facts import titles
from digest.analyse.stances.periods import known_date
from digest.dates import PartialDate
from digest.model.actor import Role
from digest.model.coding import Stance, spot, stance_id
from digest.model.corpus import Corpus
from digest.model.office import Office, Tenure, apart
from digest.model.verdicts import Lint, Remark
from digest.model.words import ActorKind, FactProperty, Support

Named = Mapping[tuple[str, str], tuple[tuple[PartialDate | None, str], ...]]
"""(source, person) → offices that facts of the source give the person, each with its time."""


def offices(corpus: Corpus) -> dict[str, tuple[Office, ...]]:
    """Permalink → the office of the speaker, else of each person who holds the stance.

    Authors of the source are left out: they speak for themselves.  So is who has no office in the
    registry, unless coded as speaking for somebody.  Each stance costs as much as the persons and
    roles that it names.
    """
    named = _named(corpus)
    found = {}
    for stance in corpus.stances():
        if here := tuple(_of_stance(corpus, stance, named)):
            found[stance_id(stance)] = here
    return found


def remarks(corpus: Corpus, found: Mapping[str, tuple[Office, ...]]) -> Iterator[Remark]:
    """Speakers without an office for the holder on the date; offices that differ from the registry.

    So is a person who holds a stance and had none of the offices in the registry then, and an
    acting holder.  Who never had an office there is no finding: an opinion needs none.  An office
    named by a fact of the source is judged there.
    """
    for stance in corpus.stances():
        for office in found.get(stance_id(stance), ()):
            lint, field = _finding(office, stance)
            if lint:
                yield Remark(
                    lint, *spot(stance, field),
                    _message(corpus, stance, office), _hint(lint, field),
                    stance.source, stance_id(stance),
                )  # fmt: skip


def _finding(office: Office, stance: Stance) -> tuple[Lint | None, str]:
    if office.spoke and office.verdict in (Tenure.NOT_THEN, Tenure.NONE):
        return Lint.NO_OFFICE, "speaker"
    if office.verdict is Tenure.ACTING:
        return Lint.ACTING_OFFICE, "speaker" if office.spoke else "actor"
    if not office.spoke and not stance.office and office.verdict is Tenure.NOT_THEN:
        return Lint.NO_OFFICE, "actor"
    if stance.office and office.named == stance.office:
        if office.verdict is Tenure.OTHER:
            return Lint.OTHER_OFFICE, "office"
        if office.verdict is Tenure.NOT_THEN and not titles.former(stance.office):
            return Lint.NO_OFFICE, "office"
    return None, ""


def _message(corpus: Corpus, stance: Stance, office: Office) -> str:
    dated = known_date(corpus, stance)
    when = office.date.words if office.date else "an unknown date"
    person = corpus.actors[office.person].name
    return f"{person}, {'' if dated else 'not before '}{when}: {office.sentence}"


def _hint(lint: Lint, field: str) -> str:
    if lint is Lint.OTHER_OFFICE:
        return "mend the role in actors.yaml, or accept with the reason why the source differs"
    if field == "office":
        return "mend the date of the stance or the role in actors.yaml, or accept with a reason"
    return (
        "mend 'speaker', the date of the stance or the role in actors.yaml ('of', 'speaks_for', "
        "'start', 'end'); where the source errs, accept with a reason"
    )


def _named(corpus: Corpus) -> Named:
    found: dict[tuple[str, str], list[tuple[PartialDate | None, str]]] = {}
    for fact in corpus.facts():
        ref = corpus.find(fact.about)
        if ref and ref.kind == "actor" and fact.prop is FactProperty.ROLE:
            said = (titles.date_in(fact.what), ", ".join(fact.values))
            found.setdefault((fact.source, ref.id), []).append(said)
    return {key: tuple(said) for key, said in found.items()}


def _of_stance(corpus: Corpus, stance: Stance, named: Named) -> Iterator[Office]:
    date = corpus.date_of(stance)
    speakers = [stance.speaker] if _is_person(corpus, stance.speaker) else []
    authors = corpus.sources[stance.source].authors
    holders = [id for id in stance.holders if _is_person(corpus, id) and id not in authors]
    persons = speakers or ([] if stance.speaker else holders)
    for person in persons:
        said = stance.office if len(persons) == 1 else ""
        if not said:
            told = named.get((stance.source, person), ())
            said = next((t for at, t in told if not at or not date or date.overlaps(at, at)), "")
        spoke = person not in stance.holders and bool(speakers)
        office = _office(corpus, person, stance.holders if spoke else (), date, said)
        if office:
            yield _if_dated(corpus, stance, office)._replace(spoke=spoke)


def _if_dated(corpus: Corpus, stance: Stance, office: Office) -> Office:
    """Nobody is said to have held an office on a date of which only the earliest bound is known."""
    if known_date(corpus, stance) or office.verdict not in (Tenure.HELD, Tenure.ACTING):
        return office
    sentence = _sentence(corpus, office.role, office.body, Tenure.UNKNOWN, office.date)
    return office._replace(verdict=Tenure.UNKNOWN, sentence=sentence)


def _is_person(corpus: Corpus, id: str) -> bool:
    return id in corpus.actors and corpus.actors[id].kind is ActorKind.PERSON


def _office(
    corpus: Corpus, person: str, holders: tuple[str, ...], date: PartialDate | None, said: str
) -> Office | None:
    """The office of a person on a date; `holders` are those for whom the person spoke."""
    roles = corpus.actors[person].roles
    if holders:
        related = [role for role in roles if _relates(corpus, role, holders, date)]
        roles = tuple(role for role in related if role.speaks_for) or tuple(related)
    role, verdict = _judged(roles, date)
    if role is None and not holders and not said:
        return None
    if said and date and not (holders and verdict in (Tenure.NOT_THEN, Tenure.NONE)):
        role, verdict = _against(corpus, person, said, date, role, verdict)
    body = role.of or role.speaks_for if role else next(iter(holders), "")
    sentence = _sentence(corpus, role, body, verdict, date)
    if said and verdict in (Tenure.OTHER, Tenure.NOT_THEN):
        sentence += f"; the source says “{said}”"
    return Office(person, role, body, verdict, date, sentence, said)


def _judged(roles: tuple[Role, ...], date: PartialDate | None) -> tuple[Role | None, Tenure]:
    """The office that counts among some: held before unknown before not held, speaking first."""
    if not roles:
        return None, Tenure.NONE
    order = sorted(roles, key=lambda role: not role.speaks_for)
    held = [(role, role.held(date) if date else None) for role in order]
    for role, then in held:
        if then:
            return role, Tenure.ACTING if role.acting else Tenure.HELD
    for role, then in held:
        if then is None:
            return role, Tenure.UNKNOWN
    ended = [role for role in order if role.end and date and role.end.before(date)]
    last = max(ended, key=lambda role: role.end.last if role.end else (), default=order[0])
    return last, Tenure.NOT_THEN


def _against(
    corpus: Corpus, person: str, said: str, date: PartialDate, role: Role | None, verdict: Tenure
) -> tuple[Role | None, Tenure]:
    """The office by the registry, held against the one that the source names."""
    actor = corpus.actors[person]
    found = titles.matching(corpus, said, actor)
    then = [one.held(date) for one in found]
    if titles.former(said):
        return role, Tenure.OTHER if True in then else verdict
    if True in then:
        one = found[then.index(True)]
        return one, Tenure.ACTING if one.acting else Tenure.HELD
    if None in then:
        return found[then.index(None)], Tenure.UNKNOWN
    if verdict in (Tenure.HELD, Tenure.ACTING):
        return role, Tenure.OTHER
    return (found[0], Tenure.NOT_THEN) if found else (role, Tenure.UNKNOWN)


def _relates(corpus: Corpus, role: Role, holders: Iterable[str], date: PartialDate | None) -> bool:
    """Whether an office has to do with a holder: it is of it, of a part or the whole of it, or of a
    member of it."""
    for body in filter(None, (role.speaks_for, role.of)):
        above = set(corpus.ancestry(body))
        for holder in holders:
            if holder in above or body in corpus.ancestry(holder):
                return True
            for member in corpus.actors[holder].all_members:
                belongs = not date or date.overlaps(member.start, member.end)
                if member.actor in above and belongs:
                    return True
    return False


def _sentence(
    corpus: Corpus, role: Role | None, body: str, verdict: Tenure, date: PartialDate | None
) -> str:
    place = corpus.actors[body].name if body else ""
    if role is None:
        return f"no office for {place} in our registry" if place else "no office in our registry"
    what = f"{'acting ' if role.acting else ''}{role.role}"
    office = f"{what}, {place}" if role.of else what
    if verdict is Tenure.UNKNOWN:
        return f"{office}; whether on that date is not known"
    if verdict is Tenure.NOT_THEN:
        return f"{office}; {apart(role, date)}"
    known = ", by general knowledge" if role.support is Support.GENERAL_KNOWLEDGE else ""
    return f"{office}, on that date{known}"
