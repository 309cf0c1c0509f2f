"""Makes the small views of `parts` for one page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote as percent

from markupsafe import Markup

from digest.model.findings import Standing
from digest.model.refs import FOLDERS, TIMELINE, Kind, Ref
from digest.model.scale import Position, often
from digest.model.source import Stance, stance_id
from digest.model.words import Support, Voice
from digest.render.evidence import PLURALS, Evidence
from digest.render.parts import (
    Cell,
    Chip,
    Dot,
    Link,
    PageView,
    StanceView,
)
from digest.text import clip, plural


def chip(position: Position) -> Chip:
    """A position as readers see it."""
    return Chip(position.value, position.glyph, position.label)


class Builder(Evidence):
    """Makes the views of one page."""

    def stance(self, stance: Stance) -> StanceView:
        """One stance with its evidence."""
        corpus = self.corpus
        source = corpus.sources[stance.source]
        date = corpus.date_of(stance)
        topic = corpus.topics[stance.topic]
        return StanceView(
            id=anchor(stance),
            chip=chip(stance.position),
            holders=self.links("actor", stance.holders),
            verb=stance.position.verb,
            topic=self.link("topic", stance.topic),
            proposition=topic.proposition,
            quote=stance.quote,
            voice=self.voice(stance),
            basis=stance.voice.label,
            date=self.when(stance),
            dated="" if stance.date or not date else
            "date of the source" if source.published else "the source is undated",
            source=self.link("source", stance.source, text=self.short(stance.source)),
            paragraph=stance.paragraph,
            permalink=self.href(Ref("source", stance.source), anchor(stance)),
            summit=self.link("summit", stance.summit) if stance.summit else None,
            act=stance.act.label if stance.act else "",
            condition=self.prose(stance.condition) if stance.condition else "",
            note=self.prose(stance.note) if stance.note else "",
            confidence="" if stance.confidence.value == "high" else stance.confidence.label,
        )  # fmt: skip

    def stances(self, stances: Iterable[Stance]) -> tuple[StanceView, ...]:
        """Several stances."""
        return tuple(map(self.stance, stances))

    def when(self, stance: Stance) -> str:
        """The date of a stance in words."""
        date = self.corpus.date_of(stance)
        if date is None:
            return "undated"
        late = not stance.date and not self.corpus.sources[stance.source].published
        return f"not before {date.words}" if late else date.words

    def voice(self, stance: Stance) -> Markup:
        """One sentence: who speaks, through whom, and who writes it."""
        source = self.corpus.sources[stance.source]
        writers = self.actors(source.authors) or self.actors(
            [source.publisher] if source.publisher else []
        )
        writers = writers or Markup("the source")
        if set(stance.holders) & set(source.authors):
            return Markup("In the author’s own words")
        verb = {Voice.OWN_WORDS: "quoted", Voice.REPORTED: "reported", Voice.ANALYSIS: "imputed"}
        passed = [*map(self.actor, stance.via), writers]
        chain = [Markup("{} by {}").format(verb[stance.voice], passed[0])]
        chain += [Markup("passed on by {}").format(name) for name in passed[1:]]
        if stance.speaker:
            by = Markup("voiced by {}{}").format(self.actor(stance.speaker), self.office(stance))
            chain.insert(0, by)
        sentence = str(Markup(", ").join(chain))
        return Markup(sentence[:1].upper() + sentence[1:])  # noqa: S704 – made of escaped parts

    def office(self, stance: Stance) -> Markup:
        """The speaker's office on the date, in brackets; empty when it or the date is not known."""
        date = stance.date or self.corpus.sources[stance.source].published
        actor = self.corpus.actors[stance.speaker]
        held = [role for role in actor.roles if date and role.held(date)]
        if not held:
            return Markup("")
        return Markup(" ({}{})").format("acting " if held[0].acting else "", held[0].role)

    def dots(self, standing: Standing) -> tuple[Dot, ...]:
        """A strip: one mark a stance in order of time."""
        return tuple(
            Dot(
                self.href(Ref("source", stance.source), anchor(stance)),
                chip(stance.position),
                f"{stance.position.label} · {self.when(stance)} · {self.short(stance.source)}",
            )
            for stance in standing.stances
        )

    def summary(self, standing: Standing, *, named: bool = True) -> str:
        """An aggregate in words that claim no more than the counts.

        `named` puts the position before them; without it a chip must stand beside.
        """
        count = len(standing.stances)
        label = standing.position.label if named else ""
        if count == 1:
            return f"{label}, once" if named else "once"
        same = sum(1 for stance in standing.stances if stance.position is standing.position)
        found = f"{plural(count, 'stance')} from {plural(standing.sources, 'source')}"
        if standing.independent < standing.sources:
            found += f", {standing.independent} independent"
        head = " ".join(part for part in (label, often(same) if same == count else "") if part)
        return f"{head}; {found}" if head else found

    def cell(self, actor: str, topic: str, *, on: Kind = "actor") -> Cell:
        """Where an actor stands on a topic, linked to the evidence; or which kind of nothing."""
        standing = self.findings.standings.get((actor, topic))
        if standing:
            target = Ref("actor", actor) if on == "actor" else Ref("topic", topic)
            mark = f"topic-{topic}" if on == "actor" else f"actor-{actor}"
            return Cell(chip(standing.position), self.href(target, mark), self.summary(standing))
        if (actor, topic) in self.findings.named_with:
            return Cell(None, title="named together, no stance coded", empty="named")
        codings = self.corpus.annotations.values()
        if codings and all(topic in coding.searched for coding in codings):
            return Cell(None, title="searched for, nothing found", empty="silent")
        return Cell(None, title="not searched for in every source", empty="unsearched")

    def page(
        self,
        kind: str,
        title: str,
        description: str,
        *,
        head: str = "",
        path: tuple[int, ...] = (),
        support: Support = Support.PAGES,
        sources: Sequence[str] = (),
    ) -> PageView:
        """What stands around the body of this page."""
        settings = self.corpus.settings
        trail = [Link(self.to("index.html"), "Home")] if self.path != "index.html" else []
        file = ""
        if self.own:
            folder = FOLDERS.get(self.own.kind, TIMELINE)
            trail.append(Link(self.to(f"{folder}/index.html"), PLURALS[self.own.kind]))
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
            self.path, title, whole, clip(" ".join(description.split()), 200), tuple(trail), kind,
            edit, file, self.citations(sources),
            "" if support is Support.PAGES else support.label,
        )  # fmt: skip


def anchor(stance: Stance) -> str:
    """Id of a stance's element, the same on every page."""
    return f"stance-{stance_id(stance)}"
