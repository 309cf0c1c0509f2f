"""How the digest is made: generated from the positions, the vocabularies and the codebook."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from digest.model import words
from digest.model.corpus import Corpus
from digest.model.empties import Empty
from digest.model.findings import Findings
from digest.model.metonym import Reason
from digest.model.scale import BANDS, ENOUGH, MANNERS, WITNESSES, Position
from digest.model.verdicts import Slip, Verdict
from digest.render.builder import Builder, chip
from digest.render.parts import Chip, Link, PageView
from digest.render.views.agreement import twice, variable
from digest.render.views.checks import LintRow, lint_rows
from digest.render.views.coders import CoderRow, coder_rows, coders_page
from digest.render.views.part import Listing, Pages, PartView, pages_of
from digest.text import listing, plural

MADE = (
    ("shifts.html", "What moved, and what does not fit",
     "moves of actors over time, and opposite positions at one time"),
    ("disagreements.html", "Disagreements",
     "facts on which sources, or a source and our registry, differ"),
    ("metonyms.html", "Place names that stand for somebody",
     "every “Seoul” or “Beijing” in the digests: who is meant, and why"),
    ("changes.html", "Changes", "what appeared, changed and vanished in the digest"),
    ("checks.html", "What the machine checks",
     "every finding that calls for a second look, and the reasons for which it stands"),
    ("agreement.html", "How far coders agree",
     "by variable and by topic, with every unit that coders saw differently"),
    ("network.html", "Who agrees with whom",
     "pairs of actors, by the topics on which they take the same side or opposite sides"),
    ("data.html", "Data", "everything as files, with every column explained"),
)  # fmt: skip
"""Pages that are computed from all entries together: path, title, what stands there."""


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


class Made(Struct, frozen=True):
    """A page that the machine makes from all entries together."""

    link: Link
    about: str


class MethodView(Struct, frozen=True):
    """Everything on the method page."""

    page: PageView
    scale: tuple[ScaleRow, ...]
    bands: tuple[tuple[str, str], ...]
    """The word for a mean score, and the range in which it is used."""
    manner: str
    """From how many stances on, and from which share, a word says how constant a position is."""
    empties: tuple[Term, ...]
    """What an empty cell can mean, with its sign in place of a count."""
    vocabularies: tuple[Vocabulary, ...]
    topics: tuple[TopicRule, ...]
    coders: tuple[CoderRow, ...]
    coders_pages: Pages | None
    """The same on pages by year, where these are the latest."""
    lints: tuple[LintRow, ...]
    made: tuple[Made, ...]
    agreement: str
    """The key figures; empty while no source was coded twice."""
    agreement_link: Link
    twice: tuple[Link, ...]
    """Sources coded by two coders."""
    licence: Link | None


def pages(
    corpus: Corpus, findings: Findings, common: Listing, key: str
) -> Iterator[MethodView | PartView]:
    """The method page, or a page of who coded what."""
    if key:
        part = common.parts[key]
        yield coders_page(Builder(corpus, findings, part.path), part)
        return
    b = Builder(corpus, findings, "method.html")
    stances = list(corpus.stances())
    positions = Counter(stance.position for stance in stances)
    settings = corpus.settings
    claims = [claim for dispute in findings.disputes for claim in dispute.claims]
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
        manner=_manner(),
        empties=tuple(Term(kind.title, kind.meaning, kind.glyph or "blank") for kind in Empty),
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
            _vocabulary("verdict", "Verdicts on facts", Verdict,
                        Counter(claim.verdict for claim in claims), "fact"),
            _vocabulary("slip", "Which kind of slip it looks like", Slip,
                        Counter(claim.slip for claim in claims), "fact"),
            _vocabulary("reading", "Why a place name was read as it was", Reason,
                        Counter(name.reason for name in findings.metonyms), "place name"),
        ),
        topics=tuple(
            TopicRule(
                b.link("topic", t.id), t.proposition, b.prose(t.scope),
                tuple(map(b.prose, t.include)), tuple(map(b.prose, t.exclude)),
            )
            for t in corpus.topics.values()
        ),
        coders=coder_rows(b, common.top),
        coders_pages=pages_of(b, "All sources, by year", common.top) if common.top else None,
        lints=lint_rows(b),
        made=tuple(Made(Link(b.to(path), title), about) for path, title, about in MADE),
        agreement=_figures(findings),
        agreement_link=Link(b.to("agreement.html"), "How far coders agree"),
        twice=twice(b),
        licence=Link(settings.licence_url, settings.licence, out=True)
        if settings.licence_url else None,
    )  # fmt: skip


def _figures(findings: Findings) -> str:
    """Alpha of every variable with its interval, in one line."""
    rows = map(variable, findings.reliability)
    return "; ".join(
        f"{row.variable} {row.alpha}" + ("" if row.interval == "–" else f" ({row.interval})")
        for row in rows
    )


def _bands() -> tuple[tuple[str, str], ...]:
    lower = "−2"
    rows = []
    for bound, position in BANDS:
        upper = f"{bound:+g}".replace("-", "−").replace("+", "+")
        rows.append((position.label, f"{lower} to {upper}"))
        lower = upper
    rows.append((Position.SUPPORTS.label, f"{lower} to +2"))
    return tuple(rows)


def _manner() -> str:
    """`From 3 stances on: consistently where all take it, mostly where at least 75 % do`."""
    words = [
        f"“{word}” where {'all' if share == 1 else f'at least {share:.0%}'.replace('%', ' %')} "
        "take it"
        for share, word in MANNERS
    ]
    return (
        f"From {ENOUGH} stances on, from at least {WITNESSES} independent sources, a position is "
        f"called {listing(words)}; where stances differ, each position is counted"
    )


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
