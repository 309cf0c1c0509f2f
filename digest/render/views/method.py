"""How the digest is made: generated from the positions, the vocabularies and the codebook."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from digest.model import words
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.scale import BANDS, Position
from digest.render.builder import Builder, chip
from digest.render.parts import Chip, Link, PageView
from digest.text import plural


class ScaleRow(Struct, frozen=True):
    """A position with its meaning."""

    chip: Chip
    score: str
    meaning: str
    count: str


class Term(Struct, frozen=True):
    """A word of a vocabulary with its meaning and use."""

    word: str
    meaning: str
    count: str


class Vocabulary(Struct, frozen=True):
    """The words of one field."""

    id: str
    name: str
    terms: tuple[Term, ...]


class TopicRule(Struct, frozen=True):
    """A topic of the codebook."""

    link: Link
    proposition: str
    scope: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]


class CoderRow(Struct, frozen=True):
    """Who coded a source."""

    source: Link
    coders: str
    stances: str
    searched: str


class AgreementRow(Struct, frozen=True):
    """How far coders agree on one variable."""

    variable: str
    units: int
    agreed: str
    """Share of units on which both say the same."""
    alpha: str


class MethodView(Struct, frozen=True):
    """Everything on the method page."""

    page: PageView
    scale: tuple[ScaleRow, ...]
    bands: tuple[tuple[str, str], ...]
    """The word for a mean score, and the range in which it is used."""
    vocabularies: tuple[Vocabulary, ...]
    topics: tuple[TopicRule, ...]
    coders: tuple[CoderRow, ...]
    agreement: tuple[AgreementRow, ...]
    twice: tuple[Link, ...]
    """Sources coded by two coders."""
    licence: Link | None


def pages(corpus: Corpus, findings: Findings) -> Iterator[MethodView]:
    """The one method page."""
    b = Builder(corpus, findings, "method.html")
    stances = list(corpus.stances())
    positions = Counter(stance.position for stance in stances)
    settings = corpus.settings
    yield MethodView(
        page=b.page(
            "method", "Method", "How stances are coded, what each word means, and what is counted."
        ),
        scale=tuple(
            ScaleRow(
                chip(p), "not scored" if p.score is None else f"{p.score:+d}".replace("-", "−")
                if p.score else "0", p.meaning, plural(positions[p], "stance"),
            )
            for p in Position
        ),
        bands=_bands(),
        vocabularies=(
            _vocabulary("voice", "Voice", words.Voice, Counter(s.voice for s in stances)),
            _vocabulary("act", "Act", words.Act, Counter(s.act for s in stances)),
            _vocabulary(
                "confidence", "Confidence", words.Confidence, Counter(s.confidence for s in stances)
            ),
            _vocabulary(
                "property", "Properties of facts", words.FactProperty,
                Counter(fact.prop for fact in corpus.facts()), "fact",
            ),
        ),
        topics=tuple(
            TopicRule(
                b.link("topic", t.id), t.proposition, b.prose(t.scope),
                tuple(map(b.prose, t.include)), tuple(map(b.prose, t.exclude)),
            )
            for t in corpus.topics.values()
        ),
        coders=tuple(_coder(b, id) for id in corpus.sources),
        agreement=tuple(
            AgreementRow(
                item.variable, item.units,
                f"{100 * item.agreed / item.units:.0f} %" if item.units else "–",
                "undefined" if item.alpha is None else f"{item.alpha:.2f}".replace("-", "−"),
            )
            for item in findings.reliability
        ),
        twice=b.links("source", findings.reliability[0].sources if findings.reliability else ()),
        licence=Link(settings.licence_url, settings.licence, out=True)
        if settings.licence_url else None,
    )  # fmt: skip


def _bands() -> tuple[tuple[str, str], ...]:
    lower = "−2"
    rows = []
    for bound, position in BANDS:
        upper = f"{bound:+g}".replace("-", "−").replace("+", "+")
        rows.append((position.label, f"{lower} to {upper}"))
        lower = upper
    rows.append((Position.SUPPORTS.label, f"{lower} to +2"))
    return tuple(rows)


def _vocabulary(
    id: str,
    name: str,
    kind: type[words.Word],
    counts: Counter[enum.Enum | None],
    noun: str = "stance",
) -> Vocabulary:
    return Vocabulary(
        id, name,
        tuple(Term(member.label, member.meaning, plural(counts[member], noun)) for member in kind),
    )  # fmt: skip


def _coder(b: Builder, source: str) -> CoderRow:
    first = b.corpus.annotations.get(source)
    coders = [first.coder] if first else []
    coders += [coding.coder for coding in b.corpus.second if coding.source == source]
    return CoderRow(
        b.link("source", source), ", ".join(coders) or "not yet coded",
        plural(len(first.stances), "stance") if first else "",
        plural(len(first.searched), "topic") if first else "",
    )  # fmt: skip
