"""Makes the small views of `parts` for one page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote as percent

from markupsafe import Markup, escape

from digest.dates import PartialDate
from digest.model.corpus import Corpus
from digest.model.findings import Backlink, Dispute, Findings, Standing
from digest.model.refs import FOLDERS, KINDS, TIMELINE, Kind, Ref, address, relative
from digest.model.scale import Position, often
from digest.model.source import Stance, stance_id
from digest.model.words import Support, Voice
from digest.render import prose
from digest.render.parts import (
    BacklinkGroup,
    BacklinkView,
    Cell,
    Chip,
    ClaimView,
    DisputeView,
    Dot,
    Link,
    PageView,
    StanceView,
)
from digest.text import clip, listing, plural, sort_key

PLURALS: dict[Kind, str] = {
    "topic": "Topics", "actor": "Actors", "summit": "Summits and meetings",
    "milestone": "Timeline", "document": "Documents", "source": "Sources",
}  # fmt: skip
"""What pages call the entries of a kind."""


LABELS = {
    "start": "first day", "end": "last day",
    "first": "first of its kind", "in-force": "entry into force",
}  # fmt: skip
"""Properties whose word in files would not read well on a page."""


def chip(position: Position) -> Chip:
    """A position as readers see it."""
    return Chip(position.value, position.glyph, position.label)


class Builder:
    """The corpus and its findings as seen from one page."""

    def __init__(
        self, corpus: Corpus, findings: Findings, path: str, own: Ref | None = None
    ) -> None:
        self.corpus, self.findings, self.path, self.own = corpus, findings, path, own

    def href(self, ref: Ref, anchor: str = "") -> str:
        """Address of an entry (and a place on its page), relative to this page."""
        target = address(ref)
        if anchor and "#" not in target:
            target = f"{target}#{anchor}"
        return relative(target, self.path)

    def to(self, path: str) -> str:
        """Address of any file of the site, relative to this page."""
        return relative(path, self.path)

    def link(self, kind: Kind, id: str, anchor: str = "", text: str = "") -> Link:
        """A link to an entry under its name."""
        ref = Ref(kind, id)
        return Link(self.href(ref, anchor), text or self.corpus.name(ref))

    def links(self, kind: Kind, ids: Iterable[str]) -> tuple[Link, ...]:
        """Links to entries of one kind."""
        return tuple(self.link(kind, id) for id in ids)

    def prose(self, text: str) -> Markup:
        """A text of ours with its names linked."""
        hits = self.findings.links.get(text, ())
        return prose.linked(text, hits, self.href, self.corpus.name, self.own)

    def citations(self, written: Iterable[str]) -> tuple[Link, ...]:
        """Sources of a statement: articles of the digest by title, addresses by their host."""
        found = []
        for item in written:
            if item in self.corpus.sources:
                found.append(Link(self.href(Ref("source", item)), self.short(item)))
            elif "://" in item:
                found.append(outward(item))
        return tuple(found)

    def short(self, source: str) -> str:
        """A source in a few words: author or publisher, and year."""
        entry = self.corpus.sources[source]
        who = [self.corpus.actors[id].name for id in entry.authors]
        named = [self.corpus.actors[id] for id in entry.authors]
        if (not who or any(actor.kind.value == "category" for actor in named)) and entry.publisher:
            who = [self.corpus.actors[entry.publisher].name]
        elif entry.publisher:
            who = [f"{listing(who)}, {self.corpus.actors[entry.publisher].name}"]
        date = entry.published
        year = str(date.year) if date else "undated"
        return ", ".join(part for part in (listing(who) or clip(entry.title, 40), year) if part)

    # --- stances ---------------------------------------------------------------------------

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
        own = set(stance.holders) & set(source.authors)
        via = Markup("").join(Markup(", quoted by {}").format(self.actor(id)) for id in stance.via)
        speaker = Markup("")
        if stance.speaker:
            speaker = Markup("said for it by {}{}").format(
                self.actor(stance.speaker), self.office(stance)
            )
        if own:
            return Markup("In the author’s own words")
        verbs = {
            Voice.OWN_WORDS: Markup("quoted by {}"),
            Voice.REPORTED: Markup("reported by {}"),
            Voice.ANALYSIS: Markup("imputed by {}"),
        }
        last = verbs[stance.voice].format(writers)
        parts = [part for part in (speaker, last) if part]
        sentence = Markup("{}{}").format(Markup(", ").join(parts[:-1]), via) if speaker else via[2:]
        whole = Markup(", ").join(part for part in (sentence, parts[-1]) if part)
        return Markup(str(whole)[:1].upper() + str(whole)[1:])  # noqa: S704 – made of escaped parts

    def office(self, stance: Stance) -> Markup:
        """The speaker's office on the date, in brackets; empty when none is known."""
        date = self.corpus.date_of(stance)
        actor = self.corpus.actors[stance.speaker]
        held = [role for role in actor.roles if date and role.held(date)]
        if not held:
            return Markup("")
        return Markup(" ({}{})").format("acting " if held[0].acting else "", held[0].role)

    def actor(self, id: str) -> Markup:
        """An actor's name as a link."""
        ref = Ref("actor", id)
        if ref == self.own:
            return escape(self.corpus.name(ref))
        return Markup('<a href="{}">{}</a>').format(self.href(ref), self.corpus.name(ref))

    def actors(self, ids: Iterable[str]) -> Markup:
        """Actors' names as links, joined by commas and «and»."""
        names = [self.actor(id) for id in ids]
        if len(names) < 2:
            return Markup("").join(names)
        return Markup("{} and {}").format(Markup(", ").join(names[:-1]), names[-1])

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

    def summary(self, standing: Standing) -> str:
        """An aggregate in words that claim no more than the counts."""
        count = len(standing.stances)
        label = standing.position.label
        if count == 1:
            return f"{label}, once"
        same = sum(1 for stance in standing.stances if stance.position is standing.position)
        found = f"{plural(count, 'stance')} from {plural(standing.sources, 'source')}"
        if standing.independent < standing.sources:
            found += f", {standing.independent} independent"
        return f"{label}{f' {often(same)}' if same == count else ''}; {found}"

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

    # --- facts, backlinks, the page itself ---------------------------------------------------

    def dispute(self, dispute: Dispute) -> DisputeView:
        """One property of one entry, as sources and registry have it."""
        words = LABELS.get(dispute.prop, dispute.prop.replace("-", " "))
        words += f": {dispute.what}" if dispute.what else ""
        claims = tuple(
            ClaimView(
                listing(map(self.value, claim.fact.values))
                + (f" {claim.fact.unit}" if claim.fact.unit else ""),
                claim.fact.quote,
                self.link("source", claim.fact.source, text=self.short(claim.fact.source)),
                claim.fact.paragraph,
                {True: "agrees with our registry", False: "differs from our registry"}.get(
                    claim.agrees, ""  # type: ignore[arg-type]
                ),
                self.prose(claim.fact.note) if claim.fact.note else "",
                self.citations(claim.fact.sources),
            )
            for claim in dispute.claims
        )  # fmt: skip
        entry = self.link(dispute.ref.kind, dispute.ref.id)
        flag = "sources differ" if dispute.sources_differ else "differs from our registry"
        flag = flag if dispute.conflict else ""
        return DisputeView(fact_anchor(dispute), entry, words, dispute.registry, flag, claims)

    def disputes(self, ref: Ref) -> tuple[DisputeView, ...]:
        """Every property of an entry of which a fact speaks."""
        return tuple(map(self.dispute, self.findings.disputes_about.get(ref, ())))

    def value(self, value: str) -> str:
        """A fact's value for readers: names for ids, words for dates."""
        if value in self.corpus.actors:
            return self.corpus.actors[value].name
        try:
            return PartialDate.parse(value).words
        except ValueError:
            return value

    def backlinks(self, ref: Ref) -> tuple[BacklinkGroup, ...]:
        """What points to an entry, by kind of what points."""
        found = self.findings.backlinks.get(ref, ())
        groups = []
        for kind in KINDS:
            items = tuple(self._backlink(link) for link in found if link.origin.kind == kind)
            if items:
                groups.append(BacklinkGroup(PLURALS[kind], items))
        return tuple(groups)

    def _backlink(self, link: Backlink) -> BacklinkView:
        sentence = self.prose(link.sentence) if not link.quoted else escape(link.sentence)
        title = self.corpus.name(link.origin)
        return BacklinkView(Link(self.href(link.origin, link.anchor), title), sentence, link.quoted)

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


def fact_anchor(dispute: Dispute) -> str:
    """Id of a fact's element, unique on its page."""
    what = "".join(
        c if c.isascii() and c.isalnum() else f"u{ord(c):x}" if c.isalnum() else "-"
        for c in dispute.what.lower()
    )
    parts = ("fact", dispute.ref.kind, dispute.ref.id, dispute.prop, what.strip("-"))
    return "-".join(part for part in parts if part)


def outward(url: str) -> Link:
    """A link that leaves the site, under its host's name."""
    host = url.split("/")[2].removeprefix("www.")
    return Link(url, host, out=True)


def by_name(corpus: Corpus, kind: Kind, ids: Iterable[str]) -> list[str]:
    """Ids in the order of their names."""
    return sorted(ids, key=lambda id: sort_key(corpus.name(Ref(kind, id))))
