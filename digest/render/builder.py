"""Makes the small views of `parts` for one page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote as percent

from markupsafe import Markup

from digest.dates import earliest
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.empties import Empty
from digest.model.evidence import Standing
from digest.model.findings import Findings
from digest.model.refs import FOLDERS, TIMELINE, Ref, stance_address
from digest.model.scale import Position
from digest.model.source import Source
from digest.model.words import Support
from digest.render import voices
from digest.render.counts import LETTERS, WORDS, briefly, summary
from digest.render.evidence import PLURALS, Evidence
from digest.render.markup import escaped, marked
from digest.render.office import office
from digest.render.parts import (
    Cell,
    Chip,
    Dot,
    Link,
    PageView,
    StanceView,
)
from digest.text import clip, number

TOLD = 20
"""Stances up to which a cell of a grid tells all of their counts."""

ORIGINS = 60
"""Sources that a page names as those of its stances; of more, only the latest."""

_CHIPS = {p.label: Chip(p.value, p.glyph, p.label) for p in Position}


def chip(position: Position) -> Chip:
    """A position as readers see it."""
    return _CHIPS[position.label]


class Builder(Evidence):
    """Makes the views of one page."""

    def __init__(
        self, corpus: Corpus, findings: Findings, path: str, own: Ref | None = None
    ) -> None:
        super().__init__(corpus, findings, path, own)
        self._stances: dict[str, StanceView] = {}

    def stance(self, stance: Stance) -> StanceView:
        """One stance with its evidence; the page may show it more than once."""
        id = stance_id(stance)
        if id not in self._stances:
            self._stances[id] = self._stance(stance, id)
        return self._stances[id]

    def _stance(self, stance: Stance, id: str) -> StanceView:
        corpus = self.corpus
        source = corpus.sources[stance.source]
        date = corpus.date_of(stance)
        topic = corpus.topics[stance.topic]
        chain, held = self.findings.chains[id], office(self, stance)
        attested = self.findings.attested.get(id)
        paragraph = attested.paragraph if attested else stance.paragraph
        return StanceView(
            id=f"stance-{id}",
            chip=chip(stance.position),
            holders=self.links("actor", stance.holders),
            verb=stance.position.verb,
            topic=self.link("topic", stance.topic),
            proposition=topic.proposition,
            quote=attested.words if attested else stance.quote,
            voice=voices.voice(self, chain, held, named=False),
            told=voices.voice(self, chain, held, named=False, bare=True),
            basis=WORDS[stance.voice],
            date=self.when(stance),
            dated="" if stance.date or not date else
            "date of the source" if source.published else "when it was said is not known",
            source=self.link("source", stance.source, text=self.short(stance.source)),
            paragraph=paragraph,
            attested=attested is not None,
            original=self.original(source, attested.fragment) if attested else None,
            flag="" if current(source) else f"source {source.standing.label}",
            also=tuple(map(self.twin, self.findings.twins.get(id, ()))),
            accepted=tuple(self.accepted(stance)),
            permalink=self.to(stance_address(id)),
            summit=self.link("summit", stance.summit) if stance.summit else None,
            act=stance.act.label if stance.act else "",
            condition=self.prose(stance.condition) if stance.condition else "",
            note=self.prose(stance.note) if stance.note else "",
            confidence="" if stance.confidence.value == "high" else stance.confidence.label,
        )  # fmt: skip

    def original(self, source: Source, fragment: str) -> Link | None:
        """The very words on the publisher's page; `None` where they cannot be pointed to."""
        if not (source.url and fragment):
            return None
        return Link(f"{source.url.partition('#')[0]}#{fragment}", "in the original", out=True)

    def twin(self, stance: Stance) -> Link:
        """The same statement in another source of one lineage."""
        return Link(self.to(stance_address(stance_id(stance))), self.short(stance.source))

    def accepted(self, stance: Stance) -> Iterator[Markup]:
        """Findings of the machine on a stance that a coder accepted, with the reason."""
        for item in stance.accept:
            why = self.prose(item.why)
            yield marked(f"{escaped(item.lint.meaning)} {why}")

    def stances(self, stances: Iterable[Stance]) -> tuple[StanceView, ...]:
        """Several stances."""
        return tuple(map(self.stance, stances))

    def origins(self, stances: Iterable[Stance]) -> tuple[Link, ...]:
        """The sources in which some stances are found, be it a second time; latest first.

        Of very many the latest; the others stand beside their stances.
        """
        sources, twins = self.corpus.sources, self.findings.twins
        found = sorted({s.source for one in stances for s in (one, *twins.get(stance_id(one), ()))})
        found.sort(key=lambda id: earliest(sources[id].date), reverse=True)
        shown = found if len(found) <= ORIGINS else found[: ORIGINS // 5]
        return tuple(self.link("source", id, "stances", self.short(id)) for id in shown) + (
            (Link(self.to("sources/index.html"), f"{number(len(found) - len(shown))} more"),)
            if len(shown) < len(found) else ()
        )  # fmt: skip

    def when(self, stance: Stance) -> str:
        """The date of a stance in words."""
        date = self.corpus.date_of(stance)
        if date is None:
            return "undated"
        late = not stance.date and not self.corpus.sources[stance.source].published
        return f"in a source not older than {date.words}" if late else date.words

    def voice(self, stance: Stance, *, named: bool = True, bare: bool = False) -> Markup:
        """One sentence: who holds it (unless named beside), who said it, through whom it came."""
        chain = self.findings.chains[stance_id(stance)]
        return voices.voice(self, chain, office(self, stance), named=named, bare=bare)

    def dots(self, standing: Standing) -> tuple[Dot, ...]:
        """A strip: one mark a stance in order of time."""
        return tuple(
            Dot(
                self.to(stance_address(stance_id(stance))),
                chip(stance.position),
                f"{stance.position.label} · {self.when(stance)} · {self.short(stance.source)}",
            )
            for stance in standing.stances
        )

    def cell(self, actor: str, topic: str) -> Cell:
        """Where an actor stands on a topic, linked to the evidence; or which kind of nothing."""
        standing = self.findings.standings.get((actor, topic))
        if standing:
            return filled(standing, self.href(Ref("actor", actor), f"topic-{topic}"))
        nothing = self.findings.empties.of(actor, topic)
        named = nothing in (Empty.MENTIONED, Empty.UNCODED)
        href = self.href(Ref("topic", topic), nothing.value) if named else ""
        return Cell(None, href, empty=nothing.value)

    def page(
        self,
        kind: str,
        title: str,
        description: str,
        *,
        head: str = "",
        trail: Sequence[Link] = (),
        file: str = "",
        stance: str = "",
        support: Support = Support.PAGES,
        sources: Sequence[str] = (),
    ) -> PageView:
        """What stands around the body of this page."""
        settings = self.corpus.settings
        home = [Link(self.to("index.html"), "Home")] if self.path != "index.html" else []
        if self.own:
            folder = FOLDERS.get(self.own.kind, TIMELINE)
            trail = [Link(self.to(f"{folder}/index.html"), PLURALS[self.own.kind])]
            file = self.corpus.files[self.own]
        edit = None
        if file and settings.edit_url:
            edit = Link(
                f"{settings.edit_url.rstrip('/')}/{percent(file)}", "edit this entry", out=True
            )
        whole = (
            f"{head or title} – {settings.title}" if self.path != "index.html" else settings.title
        )
        return PageView(
            self.path, title, whole, clip(" ".join(description.split()), 200), (*home, *trail),
            kind, edit, file, self.citations(sources), support.caveat, self.own, stance,
        )  # fmt: skip


def filled(standing: Standing, href: str) -> Cell:
    """A cell of a grid with a position, linked to its evidence."""
    count = standing.tally.stances
    told = summary(standing) if count <= TOLD else briefly(standing)
    return Cell(chip(standing.position), href, told, count, LETTERS[standing.basis])


def current(source: Source) -> bool:
    """Whether the source stands as published; else nothing that rests on it counts."""
    return source.stands


def anchor(stance: Stance) -> str:
    """Id of a stance's element, the same on every page."""
    return f"stance-{stance_id(stance)}"
