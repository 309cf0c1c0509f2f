"""`Corpus` + `Findings` → what the search finds: one record for each entry, stance and page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from digest.dates import span
from digest.model.actor import Actor, Role
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import KINDS, Kind, Ref, address, stance_address
from digest.model.scale import Position
from digest.model.search import Facet, Found, Record
from digest.model.words import Voice
from digest.passages import parse, passages
from digest.render.builder import Builder, current
from digest.render.counts import WORDS
from digest.render.searchable import all_names, facets_of, listed, plain
from digest.text import unique

PAGE = "search.html"

_ABOUT: dict[str, tuple[str, ...]] = {
    "disagreements.html": ("Facts on which sources, or a source and our registry, differ.",),
    "shifts.html": ("Moves of actors from one position to another; contradictions.",),
    "timeline.html": ("Meetings, documents and other dates in order of time.",),
    "network.html": ("Who agrees with whom, on which topics.",),
    "agreement.html": ("Agreement of coders, Krippendorff’s alpha by variable and topic.",),
    "metonyms.html": ("Place names that stand for governments, and how each was read.",),
    "checks.html": ("What the checks of the machine found, open or accepted with a reason.",),
    "changes.html": ("What appeared, changed or vanished from one edition to the next.",),
    "data.html": ("Everything as files to take along: CSV, JSON, GraphML, with every column.",),
    "a-z.html": ("Every name, alias and abbreviation.",),
    "method.html": (
        "How stances are coded, counted and checked; the codebook; every word used.",
        *(f"{position.label}: {position.meaning}" for position in Position),
        *(f"{voice.label}: {voice.meaning}" for voice in Voice),
    ),
}
"""What pages that are no entries are about; a page that is not here is found by its title."""


_FOUND: dict[str, Found] = {found.value: found for found in Found}

_APART = ("h2", "h3", "h4", "h5", "h6", "pre")
"""Parts of a digest that are no passages, and are searched all the same."""


def records(
    corpus: Corpus, findings: Findings, pages: Iterable[tuple[str, str]] = ()
) -> tuple[Record, ...]:
    """Everything that can be found: entries kind by kind, stances by topic and time, then pages.

    `pages` are paths and titles of pages that are no entries.  Nothing is read but what pages
    show: no original, no draft, no second coding.
    """
    b = Builder(corpus, findings, PAGE)
    found = [record for kind in KINDS for record in _MAKERS[kind](b)]
    found += _stances(b)
    found += (
        Record(url=path, title=title, kind=Found.PAGE, text=_ABOUT.get(path, ()))
        for path, title in sorted(pages)
        if path != PAGE
    )
    return tuple(found)


def _record(
    b: Builder,
    ref: Ref,
    text: Iterable[str],
    *,
    note: Iterable[str] = (),
    facets: Iterable[Facet] = (),
    language: str = "",
) -> Record:
    """The record of an entry under all its names; its own kind of facet names itself."""
    title, others = b.corpus.name(ref), b.corpus.names(ref)
    own = facets_of(b, ref.kind, [ref.id]) if ref.kind in ("topic", "actor", "summit") else ()
    return Record(
        url=b.href(ref),
        title=title,
        kind=_FOUND[ref.kind],
        names=all_names(title, others) if others else (),
        text=plain(b, text),
        language=language,
        note=" · ".join(part for part in note if part),
        facets=tuple(dict.fromkeys([*own, *facets])),
    )


def _topics(b: Builder) -> Iterator[Record]:
    holders: dict[str, list[str]] = {}
    for actor, topic in b.findings.standings:
        holders.setdefault(topic, []).append(actor)
    for id, entry in b.corpus.topics.items():
        yield _record(
            b, Ref("topic", id),
            [entry.proposition, entry.scope, *entry.include, "; ".join(entry.cues)],
            facets=facets_of(b, "actor", holders.get(id, ())),
        )  # fmt: skip


def _actors(b: Builder) -> Iterator[Record]:
    topics: dict[str, list[str]] = {}
    for actor, topic in b.findings.standings:
        topics.setdefault(actor, []).append(topic)
    for id, entry in b.corpus.actors.items():
        roles = [_role(b, role) for role in entry.roles]
        yield _record(
            b, Ref("actor", id), [*roles, entry.note],
            note=[entry.kind.label, _latest(b, entry), entry.support.caveat],
            facets=facets_of(b, "topic", topics.get(id, ())),
        )  # fmt: skip


def _role(b: Builder, role: Role) -> str:
    words = ", ".join(part for part in (role.role, listed(b, [role.of])) if part)
    when = span(role.start, role.end)
    return f"{words} ({when})" if when else words


def _latest(b: Builder, actor: Actor) -> str:
    """The office that began last, in words; empty without one."""
    dated = [(role.start.first if role.start else (0, 0, 0), role) for role in actor.roles]
    return _role(b, max(dated, key=lambda pair: pair[0])[1]) if dated else ""


def _summits(b: Builder) -> Iterator[Record]:
    for id, s in b.corpus.summits.items():
        came = [a for p in s.all_participants for a in (p.actor, p.by, p.on_behalf_of)]
        yield _record(
            b, Ref("summit", id),
            [*(o.text for o in s.all_outcomes), *(f.text for f in s.all_firsts), s.note,
             listed(b, came)],
            note=[s.kind.label, span(s.start, s.end) or s.start.words, s.place, s.support.caveat],
            facets=[*facets_of(b, "topic", (o.topic for o in s.all_outcomes)),
                    *facets_of(b, "actor", came)],
        )  # fmt: skip


def _milestones(b: Builder) -> Iterator[Record]:
    for id, m in b.corpus.milestones.items():
        yield _record(
            b, Ref("milestone", id), [m.text, m.note, listed(b, m.actors)],
            note=[span(m.date, m.end) or m.date.words, m.place, m.support.caveat],
            facets=[*facets_of(b, "topic", m.topics), *facets_of(b, "actor", m.actors),
                    *facets_of(b, "summit", [m.summit])],
        )  # fmt: skip


def _documents(b: Builder) -> Iterator[Record]:
    for id, d in b.corpus.documents.items():
        said = [words for p in d.provisions for words in (p.says, p.quote)]
        yield _record(
            b, Ref("document", id), [d.summary, d.number, *said, d.note, listed(b, d.parties)],
            note=[d.kind.label, d.date.words if d.date else "undated", d.support.caveat],
            facets=[*facets_of(b, "topic", (p.topic for p in d.provisions)),
                    *facets_of(b, "actor", (*d.parties, *d.signatories)),
                    *facets_of(b, "summit", [d.summit])],
        )  # fmt: skip


def _sources(b: Builder) -> Iterator[Record]:
    for id, s in b.corpus.sources.items():
        coding = b.corpus.annotations.get(id)
        stances = coding.stances if coding else ()
        root = parse(b.corpus.bodies[id] or "<p></p>")
        apart = [str(part.xpath("string()")) for part in root.iter(*_APART)]
        who = [*s.authors, s.publisher]
        yield _record(
            b, Ref("source", id),
            [s.summary, *(p.text for p in passages(root)), *apart, s.standing_note,
             listed(b, who)],
            note=[b.short(id), s.kind.label, "" if s.stands else s.standing.label],
            facets=[*facets_of(b, "topic", (stance.topic for stance in stances)),
                    *facets_of(b, "actor", (*who, *(a for st in stances for a in st.holders))),
                    *facets_of(b, "summit", (stance.summit for stance in stances)),
                    Facet("language", s.language)],
            language=s.language if s.language != b.corpus.settings.language else "",
        )  # fmt: skip


def _stances(b: Builder) -> list[Record]:
    def order(stance: Stance) -> tuple[object, ...]:
        date = b.corpus.date_of(stance)
        return (place[stance.topic], date.first if date else (0, 0, 0), stance.source, stance.index)

    place = {id: number for number, id in enumerate(b.corpus.topics)}
    return [_stance(b, stance) for stance in sorted(b.corpus.stances(), key=order)]


def _stance(b: Builder, s: Stance) -> Record:
    source = b.corpus.sources[s.source]
    attested = b.findings.attested.get(stance_id(s))
    through = [f"Said by {listed(b, [s.speaker])}." if s.speaker else "",
               f"Reported by {listed(b, s.via)}." if s.via else "",
               f"To {listed(b, s.to)}." if s.to else ""]  # fmt: skip
    return Record(
        url=stance_address(stance_id(s)),
        title=f"{listed(b, s.holders)} on {b.corpus.topics[s.topic].name}",
        kind=Found.STANCE,
        text=plain(b, [f"“{attested.words if attested else s.quote}”",
                        f"Our reading: {s.note}" if s.note else "",
                        f"On a condition: {s.condition}." if s.condition else "", *through]),
        note=" · ".join(part for part in (
            WORDS[s.voice], s.act.label if s.act else "", "on a condition" if s.condition else "",
            b.when(s), "" if current(source) else f"source {source.standing.label}, not counted",
        ) if part),
        source=b.short(s.source),
        source_url=address(Ref("source", s.source)),
        facets=(
            Facet("position", s.position.value), Facet("voice", s.voice.value),
            *facets_of(b, "topic", [s.topic]),
            *facets_of(b, "actor", unique([*s.holders, *([s.speaker] if s.speaker else [])])),
            *facets_of(b, "summit", [s.summit]), Facet("language", source.language),
        ),
    )  # fmt: skip


_MAKERS: dict[Kind, Callable[[Builder], Iterator[Record]]] = {
    "topic": _topics, "actor": _actors, "summit": _summits, "milestone": _milestones,
    "document": _documents, "source": _sources,
}  # fmt: skip
