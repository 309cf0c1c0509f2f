"""What the machine checks: every lint, what it finds, and what was accepted with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from digest.analyse.digests import metonyms
from digest.analyse.facts import verdicts
from digest.analyse.originals import attesting, kinship
from digest.analyse.stances import offices, wording
from digest.analyse.stances.lineage import coded_otherwise as otherwise
from digest.model.attestation import ATTESTATIONS
from digest.model.coding import ARTICLES, Spot, Stance, spot, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import Ref
from digest.model.verdicts import Acceptance, Lint, Remark

Check = Callable[[Corpus, Findings], Iterable[Remark]]
"""Looks at the corpus and at what analysis found so far; its remarks are open (`why` is empty)."""


def shared_quotations(corpus: Corpus, findings: Findings) -> Iterator[Remark]:
    """One quotation that bears several stances."""
    yield from wording.shared_quotations(corpus.stances())


def names_neither(corpus: Corpus, findings: Findings) -> Iterator[Remark]:
    """Quotations that name neither a holder or speaker nor the topic."""
    yield from wording.Naming(corpus).remarks(corpus.stances())


def negations(corpus: Corpus, findings: Findings) -> Iterator[Remark]:
    """Words of denial under a stance coded as support."""
    yield from wording.negations(corpus.stances())


def later_than_source(corpus: Corpus, findings: Findings) -> Iterator[Remark]:
    """Stances dated after the day on which their source was published, whatever is unknown of both.

    A source of which only the day before which it cannot lie is known says nothing of it.
    """
    for stance in corpus.stances():
        published = corpus.sources[stance.source].published
        if stance.date and published and published.before(stance.date):
            message = f"{stance.date.words} is later than the source, of {published.words}"
            hint = "mend the date of the stance or of the source"
            yield wording.stance_remark(Lint.LATER_THAN_SOURCE, stance, "date", message, hint)


def offices_held(corpus: Corpus, findings: Findings) -> Iterator[Remark]:
    """Speakers without an office on the date, and offices that the source names otherwise."""
    yield from offices.remarks(corpus, findings.offices)


def facts_in_conflict(corpus: Corpus, findings: Findings) -> Iterator[Remark]:
    """Facts that differ from another source or from our registry, with no note."""
    yield from verdicts.remarks(corpus, findings.disputes)


def open_metonyms(corpus: Corpus, findings: Findings) -> Iterator[Remark]:
    """Spot names of which nothing shows what they mean."""
    yield from metonyms.remarks(corpus, findings.metonyms)


def not_attested(corpus: Corpus, findings: Findings) -> Iterable[Remark]:
    """Quotations not checked against originals; words of others inside quotation marks."""
    return attesting.remarks(corpus, findings.attested)


def coded_otherwise(corpus: Corpus, findings: Findings) -> Iterable[Remark]:
    """Words that an excerpt or republication codes otherwise than its original."""
    return otherwise(corpus, dict(findings.roots))


def lineage(corpus: Corpus, findings: Findings) -> Iterable[Remark]:
    """Kinship of originals that no source tells of, and kinship told and not found."""
    return kinship.remarks(corpus, findings.overlaps)


CHECKS: tuple[tuple[tuple[Lint, ...], Check], ...] = (
    ((Lint.SHARED_QUOTATION,), shared_quotations),
    ((Lint.NAMES_NEITHER,), names_neither),
    ((Lint.NEGATION,), negations),
    ((Lint.LATER_THAN_SOURCE,), later_than_source),
    ((Lint.NO_OFFICE, Lint.OTHER_OFFICE, Lint.ACTING_OFFICE), offices_held),
    ((Lint.CONFLICT,), facts_in_conflict),
    ((Lint.METONYM_OPEN,), open_metonyms),
    ((Lint.NOT_ATTESTED, Lint.INSIDE_QUOTATION), not_attested),
    ((Lint.CODED_OTHERWISE,), coded_otherwise),
    ((Lint.LINEAGE, Lint.LINEAGE_UNFOUNDED), lineage),
)
"""Every check, with the lints that it may find.  To add one, write a function and add a line."""


def remarks(corpus: Corpus, findings: Findings) -> tuple[Remark, ...]:
    """All that the checks find, open or accepted, by file and path.

    A stance, a fact or a source accepts a finding on itself with `accept`; what nothing needed
    is a finding in its turn, which cannot be accepted.
    """
    known = _acceptances(corpus)
    needed: set[tuple[Spot, Lint]] = set()
    found = []
    for _, check in CHECKS:
        for remark in check(corpus, findings):
            place = _place(corpus, remark)
            accepted = known[place].get(remark.lint) if place in known else None
            if accepted:
                needed.add((place, remark.lint))
                remark = remark._replace(why=accepted[0][1].why)
            found.append(remark)
    for place, by_lint in known.items():
        for lint, accepted in by_lint.items():
            for number, _ in accepted[(place, lint) in needed :]:
                found.append(_not_needed(corpus, place, lint, number))
    return tuple(sorted(set(found), key=_order))


def is_stale(remark: Remark) -> bool:
    """Whether it tells of a record of what is no longer in the digest, or not yet."""
    return remark.file == ATTESTATIONS and bool(remark.path)


def _acceptances(corpus: Corpus) -> dict[Spot, dict[Lint, list[tuple[int, Acceptance]]]]:
    """Where something was accepted → which lint → its places in the list and the acceptances."""
    found: dict[Spot, dict[Lint, list[tuple[int, Acceptance]]]] = {}

    def note(place: Spot, accept: tuple[Acceptance, ...]) -> None:
        for number, item in enumerate(accept):
            found.setdefault(place, defaultdict(list))[item.lint].append((number, item))

    for id, source in corpus.sources.items():
        note(Spot(corpus.files[Ref("source", id)], ()), source.accept)
    for stance in corpus.stances():
        note(spot(stance), stance.accept)
    for fact in corpus.facts():
        note(spot(fact), fact.accept)
    return found


def _place(corpus: Corpus, remark: Remark) -> Spot:
    """On what a remark may be accepted: the stance or fact it names, else the source."""
    if remark.path[:1] in (("stances",), ("facts",)) and remark.file.startswith(f"{ARTICLES}/"):
        return Spot(remark.file, remark.path[:2])
    source = Ref("source", remark.source)
    return Spot(corpus.files.get(source, remark.file), ())


def _not_needed(corpus: Corpus, place: Spot, lint: Lint, number: int) -> Remark:
    file, path = place
    id = file.removeprefix(f"{ARTICLES}/").rpartition(".")[0]
    stance: Stance | None = None
    if path[:1] == ("stances",):
        stance = corpus.annotations[id].stances[int(path[1])]
    return Remark(
        Lint.NOT_NEEDED, file, (*path, "accept", number),
        f"nothing here calls for '{lint.value}' to be accepted", "remove it", id,
        stance_id(stance) if stance else "",
    )  # fmt: skip


def _order(remark: Remark) -> tuple[object, ...]:
    """By file, place in it, lint and message; list positions in the order of their numbers."""
    path = tuple((step, "") if isinstance(step, int) else (-1, step) for step in remark.path)
    return (remark.file, path, remark.lint.value, remark.message)
