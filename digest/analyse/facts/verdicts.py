"""Facts against each other and against the registries: who agrees, who differs, and how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from digest.analyse.facts import registry, slips, titles
from digest.analyse.facts.compare import Opposed, Value, opposed, value
from digest.analyse.facts.records import Records
from digest.analyse.facts.registry import Judged
from digest.model.coding import Fact, spot
from digest.model.corpus import Corpus
from digest.model.disputes import Against, Claim, Dispute, Held
from digest.model.refs import KINDS, Ref
from digest.model.verdicts import Lint, Remark, Slip, Verdict
from digest.model.words import FactProperty
from digest.text import squash

_FITS = (Verdict.AGREES, Verdict.PRECISION)


class _Told(NamedTuple):
    """A fact with everything that it is judged by."""

    fact: Fact
    given: Value | None
    judged: Judged
    earlier: bool
    """Whether the same first is on record of something earlier."""
    elsewhere: bool
    """Whether the same words are on record of another entry."""


def disputes(
    corpus: Corpus, roots: Mapping[str, str] | None = None, *, standing: bool = True
) -> tuple[Dispute, ...]:
    """Every property of which a fact speaks: conflicts first, then by property and entry.

    Of sources that stand; or of those alone that were corrected, superseded or retracted, which
    count in no figure and are held against the registry only to be shown on their own pages.

    `roots`: the source from which each derives in the end; an excerpt does not bear out its own
    original.  The cost grows with the facts, not with pairs of them.
    """
    groups: dict[tuple[Ref, str, str], list[Fact]] = defaultdict(list)
    for fact in corpus.facts():
        ref = corpus.find(fact.about)
        if ref and corpus.sources[fact.source].stands is standing:
            groups[ref, fact.prop.value, squash(fact.what)].append(fact)
    records = Records(corpus)
    found = [_dispute(corpus, records, key[0], facts, roots or {}) for key, facts in groups.items()]
    order = [prop.value for prop in FactProperty]
    return tuple(
        sorted(
            found,
            key=lambda d: (
                not d.conflict,
                order.index(d.prop),
                KINDS.index(d.ref.kind),
                d.ref.id,
                d.what,
            ),
        )
    )


def concerned(corpus: Corpus, dispute: Dispute) -> Iterator[Ref]:
    """Entries on whose pages it stands: its own, and for a conflict over a milestone, which has no
    page, the actors and topics that the milestone concerns."""
    yield dispute.ref
    if dispute.ref.kind == "milestone" and dispute.conflict:
        milestone = corpus.milestones[dispute.ref.id]
        yield from (Ref("actor", id) for id in dict.fromkeys(milestone.actors))
        yield from (Ref("topic", id) for id in dict.fromkeys(milestone.topics))


def remarks(corpus: Corpus, found: Iterable[Dispute]) -> Iterator[Remark]:
    """Facts in conflict that do not say themselves, by a correction, what others give."""
    for dispute in found:
        if not dispute.conflict:
            continue
        for claim in dispute.claims:
            amiss = claim.verdict in (Verdict.CONFLICTS, Verdict.ITSELF)
            if not amiss or claim.fact.corrections:
                continue
            fact = claim.fact
            other = {
                "registry": f"our registry has {dispute.registry}",
                "itself": "the same source says something else elsewhere",
            }.get(claim.against, "another source says something else")
            yield Remark(
                Lint.CONFLICT,
                *spot(fact),
                f"{fact.prop.label} of {corpus.name(dispute.ref)}: "
                f"'{', '.join(fact.values)}' – {other}",
                "mend the value; or give 'correct: …' with what others have, and a 'note' saying "
                "how we know; or accept it with a reason",
                fact.source,
            )


def _dispute(
    corpus: Corpus, records: Records, ref: Ref, facts: list[Fact], roots: Mapping[str, str]
) -> Dispute:
    told = [_told(corpus, records, ref, fact) for fact in facts]
    sources = [fact.source for fact in facts]
    stands = opposed(
        sources, [roots.get(source, source) for source in sources], [one.given for one in told]
    )
    right = {said for one in told for said in registry.corrected(corpus, one.fact)}
    claims = tuple(
        _claim(corpus, told, one, stand, right) for one, stand in zip(told, stands, strict=True)
    )
    differ = any(stand.other is not None or stand.own is not None for stand in stands)
    conflict = differ or any(claim.agrees is False for claim in claims)
    return Dispute(
        ref, facts[0].prop.value, facts[0].what, claims, _held(told, claims), differ, conflict
    )


def _told(corpus: Corpus, records: Records, ref: Ref, fact: Fact) -> _Told:
    given = value(corpus, fact.prop, fact.values, fact.unit)
    if fact.prop is FactProperty.ROLE and ref.kind == "actor":
        actor = corpus.actors[ref.id]
        found = titles.matching(corpus, ", ".join(fact.values), actor)
        if found:  # two titles of one role are the same office
            given = Value("text", f"role {actor.roles.index(found[0])}")
    judged = registry.judge(corpus, ref, fact, given)
    earlier = records.earlier(ref, fact)
    if earlier:
        judged = Judged(earlier, Verdict.CONFLICTS, slip=Slip.FIRST)
    elif held := records.own_first(ref, fact):
        judged = Judged(held, Verdict.AGREES)
    return _Told(fact, given, judged, bool(earlier), records.elsewhere(ref, fact))


def _held(told: list[_Told], claims: tuple[Claim, ...]) -> Held | None:
    """What the registry holds: the record that some claim is at odds with before any other.

    A source that says otherwise is none on which it can rest, even where the entry names it.
    """
    found = [(one.judged.held, claim) for one, claim in zip(told, claims, strict=True)]
    at_odds = [held for held, claim in found if held and claim.against == "registry"]
    held = next(iter([*at_odds, *(held for held, _ in found if held)]), None)
    if held is None:
        return None
    wrong = {claim.fact.source for claim in claims if claim.agrees is False}
    return held._replace(sources=tuple(item for item in held.sources if item not in wrong))


def _claim(corpus: Corpus, told: list[_Told], one: _Told, stand: Opposed, right: set[str]) -> Claim:
    """The verdict on a fact: a coder's correction decides, then the registry, then the others.

    `right`: what coders' corrections of other facts on the same property give.
    """
    itself = stand.own is not None
    by_registry = one.judged.verdict
    against: Against = "sources"
    verdict = stand.verdict
    if one.fact.corrections:
        verdict, against = Verdict.CONFLICTS, "correction"
    elif by_registry in _FITS:
        verdict, against = by_registry, "registry"
    elif by_registry is Verdict.CONFLICTS:
        verdict, against = Verdict.ITSELF if itself else Verdict.CONFLICTS, "registry"
    elif one.given and registry.same_words(one.given) in right:
        verdict, against = Verdict.AGREES, "correction"
    elif stand.other is not None:
        verdict, against = Verdict.CONFLICTS, "sources"
    elif itself:
        verdict, against = Verdict.ITSELF, "itself"
    if verdict is Verdict.OPEN:
        against = ""
    slip = None
    if verdict in (Verdict.CONFLICTS, Verdict.ITSELF):
        slip = _slip(corpus, told, one, stand)
    return Claim(one.fact, verdict, against, slip, itself)


def _slip(corpus: Corpus, told: list[_Told], one: _Told, stand: Opposed) -> Slip:
    """What it looks like, held against the correction, the registry, or one who says otherwise."""
    fact = one.fact
    corrected = registry.correction(corpus, fact)
    if one.judged.slip and one.judged.verdict is Verdict.CONFLICTS:
        return one.judged.slip
    if one.given is None:
        return Slip.OTHER
    if one.elsewhere:
        return Slip.ELSEWHERE
    right, ids = corrected, fact.corrections
    if right is None or (right.form != one.given.form and one.judged.right):
        right, ids = one.judged.right, one.judged.ids
    if right is None and not fact.corrections:
        witness = stand.other if stand.other is not None else stand.own
        if witness is not None:
            right, ids = told[witness].given, told[witness].fact.values
    return slips.guess(corpus, fact.prop, fact.values, one.given, right, fact.corrections, ids)
