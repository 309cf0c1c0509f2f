"""Kinds of pages as Markdown: what each says, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.render.machine.convert import converted
from digest.render.machine.markdown import inline, links, text
from digest.render.machine.phrases import chip, disputes, joined, listed, quote, section, stance
from digest.render.views.actor import ActorView
from digest.render.views.document import DocumentView
from digest.render.views.home import HomeView
from digest.render.views.part import Pages
from digest.render.views.source import SourceView
from digest.render.views.stance import StancePageView
from digest.render.views.summit import Result, SummitView
from digest.render.views.topic import TopicView


def pages(found: Pages | None, page: str) -> Iterator[str]:
    """The way to the pages of a long list."""
    if found:
        yield f"{text(found.sentence)}:"
        yield listed(f"{links(link, page)}: {count}" for link, count in found.links)


def topic_twin(v: TopicView) -> Iterator[str]:
    """A topic, block by block."""
    page = v.page.path
    yield f"**Proposition:** {text(v.proposition)}"
    yield inline(v.answer, page)
    if v.broader:
        yield f"Part of {links(v.broader, page)}."
    if v.narrower:
        yield f"Includes {joined(v.narrower, page)}."
    actors = [a for group in v.groups for a in group.actors]
    yield from section("Where actors stand", [
        f"{links(a.actor, page)}: {chip(a.chip)} {text(a.summary)} · {text(a.basis)}"
        for a in actors
    ])  # fmt: skip
    yield from section("What moved", [
        f"{links(m.actor, page)}: {text(m.old.label)} → {text(m.new.label)}, {text(m.how)}"
        for m in v.moves
    ])  # fmt: skip
    yield from pages(v.others, page)
    stances = {s.id: s for a in actors for s in a.stances} | {s.id: s for s in v.latest}
    yield from section(
        "Stances", [stance(s, page, topic=False) for s in (*stances.values(), *v.left_out)]
    )
    yield from pages(v.pages, page)
    yield from section("Where sources differ", disputes(v.disputes, page))
    yield "## What is coded here"
    yield inline(v.scope, page)
    for word, items in (("Belongs here", v.include), ("Does not", v.exclude)):
        if items:
            yield f"{word}: {'; '.join(inline(item, page) for item in items)}."


def actor_twin(v: ActorView) -> Iterator[str]:
    """An actor, block by block."""
    page = v.page.path
    yield f"{text(v.kind.capitalize())}. {inline(v.answer, page)}"
    yield inline(v.note, page)
    facts = [
        ("Part of", links(v.parent, page) if v.parent else ""),
        ("Its parts", joined(v.parts, page)), ("Existed", text(v.existed)),
        ("Member of", joined(v.member_of, page)),
        ("Members listed here", joined([member for member, _ in v.members], page)),
        ("In the digest", joined(v.wrote, page)),
        ("Website", links(v.url, page) if v.url else ""),
        ("Also called", ", ".join(text(name.name) for name in v.names)),
    ]  # fmt: skip
    yield listed(f"{word}: {value}" for word, value in facts if value)
    yield from section("Offices and functions", [
        f"{'Acting ' if r.acting else ''}{text(r.role)}"
        f"{f', {links(r.of, page)}' if r.of else ''} – {text(r.period or 'dates not known')}"
        for r in v.roles
    ])  # fmt: skip
    yield from section("Positions by topic", [
        f"{links(t.topic, page)}: {chip(t.chip)} {text(t.summary)} · {text(t.basis)}"
        for t in v.topics
    ])  # fmt: skip
    yield from section("Where the position moved", [
        f"{links(m.topic, page)}: {text(m.old.label)} → {text(m.new.label)}, {text(m.how)}"
        for m in v.moves
    ])  # fmt: skip
    stances = [s for t in v.topics for s in t.stances]
    yield from section("Stances", [stance(s, page) for s in (*stances, *v.left_out)])
    yield from pages(v.pages, page)
    yield from section("Said for others", [stance(s, page) for s in v.voiced])
    yield from pages(v.voiced_pages, page)
    yield from pages(v.wrote_pages, page)
    yield from section("What sources say of it", disputes(v.disputes, page, entry=False))


def _results(found: Sequence[Result], page: str) -> list[str]:
    return [
        inline(r.text, page)
        + (f" ({text(r.level)})" if r.level else "")
        + (f" – {links(r.topic, page)}" if r.topic else "")
        for r in found
    ]


def summit_twin(v: SummitView) -> Iterator[str]:
    """A meeting, block by block."""
    page = v.page.path
    place = f", {text(v.place)}" if v.place else ""
    yield f"**{text(v.date)}**{place}.{' Scheduled.' if v.scheduled else ''} {text(v.answer)}"
    yield text(v.kind) + "."
    if v.part_of:
        yield f"Held at {links(v.part_of, page)}."
    yield inline(v.note, page)
    yield from section("Who is expected" if v.scheduled else "Who took part", [
        links(c.actor, page)
        + (f" – {links(c.by, page)}" if c.by else "")
        + (f", {text(c.office)}" if c.office else "")
        + (f" ({text(c.level)})" if c.level else "")
        for c in v.came
    ])  # fmt: skip
    yield from section("What came out of it", _results(v.outcomes, page))
    yield from section("For the first time", _results(v.firsts, page))
    yield from section("Documents", [
        f"{links(d.link, page)} {inline(d.summary, page)}".rstrip() for d in v.documents
    ])  # fmt: skip
    yield from section("What sources say of it", disputes(v.disputes, page))
    yield from section("On its margins", [
        f"{links(m.link, page)}, {text(m.date)}" for m in v.side
    ])  # fmt: skip
    yield from section("Stances", [stance(s, page) for s in v.stances])
    yield from pages(v.pages, page)
    yield from pages(v.grid_pages, page)


def document_twin(v: DocumentView) -> Iterator[str]:
    """A document, block by block."""
    page = v.page.path
    yield f"{text(v.kind.capitalize())}. {inline(v.summary, page)}".rstrip()
    facts = [
        *((word.capitalize(), text(date)) for word, date in v.dates),
        ("Between" if len(v.parties) > 1 else "Issued by", joined(v.parties, page)),
        ("Signed by", joined(v.signatories, page)),
        ("At", links(v.summit, page) if v.summit else ""), ("Number", text(v.number)),
        ("Also called", ", ".join(map(text, v.names))),
        ("Text", links(v.url, page) if v.url else ""),
    ]  # fmt: skip
    yield listed(f"{word}: {value}" for word, value in facts if value)
    yield inline(v.note, page)
    own = [(p.topic, w) for p in v.provisions for c in p.row.columns if c.here for w in c.wordings]
    yield from section("What it says, by topic", [
        f"{links(topic, page)}: {inline(w.says, page)} "
        + quote(" ".join(run.text for run in w.runs if run.mark != "left-out"))
        for topic, w in own
    ])  # fmt: skip
    yield from section("What sources say of it", disputes(v.disputes, page, entry=False))


def source_twin(v: SourceView) -> Iterator[str]:
    """A source, block by block."""
    page = v.page.path
    yield inline(v.summary, page)
    facts = [
        ("By", inline(v.authors, page)), ("", inline(v.author_note, page)),
        ("Published by", links(v.publisher, page) if v.publisher else ""),
        ("Date", text(v.date)), ("Address", links(v.url, page) if v.url else ""),
        ("Kind", text(f"{v.kind}, {v.language}")), ("Access", text(f"{v.access}; {v.rights}")),
        ("Standing", f"{text(v.standing)} {inline(v.standing_note, page)}" if v.standing else ""),
        ("Derives from", inline(v.origin, page)), ("Coded", text(v.answer)),
    ]  # fmt: skip
    yield listed(f"{word}: {value}".removeprefix(": ") for word, value in facts if value)
    yield "## Our digest"
    yield converted(v.body, page)
    yield from section("Stances", [stance(s, page) for p in v.paragraphs for s in p.stances])
    yield from section(
        "Facts it gives, and where sources differ", disputes(v.disputes, page, own=True)
    )
    if v.searched:
        yield "## What was looked for"
        yield joined(v.searched, page)
    if v.silent:
        yield f"Nothing was found on {joined(v.silent, page)}."


def stance_twin(v: StancePageView) -> Iterator[str]:
    """A stance, block by block."""
    page, s = v.page.path, v.s
    yield f"**Proposition:** {text(s.proposition)}"
    yield f"{joined(s.holders, page)} {text(s.verb)}."
    yield f"> {quote(s.quote)}"
    act = f" {text(s.act.capitalize())}." if s.act else ""
    condition = f" On a condition: {inline(s.condition, page)}." if s.condition else ""
    yield f"{inline(s.voice, page)}.{act}{condition}"
    facts = [
        ("Position", f"{chip(s.chip)} {text(v.meaning)}"), ("Topic", links(s.topic, page)),
        ("Known by", text(s.basis)),
        ("Date", text(s.date) + (f" ({text(s.dated)})" if s.dated else "")),
        ("At or on", links(s.summit, page) if s.summit else ""),
        ("Source", f"{links(v.cited, page)}, {quote(v.title)}"
         + (f", paragraph {s.paragraph}" if s.paragraph else "")
         + f"; {'' if s.attested else 'not '}checked against the original"),
        ("In the original", links(s.original, page) if s.original else ""),
        ("Standing", f"{text(s.flag)}: counted in no figure" if s.flag else ""),
        ("Also in", f"{joined(s.also, page)}; counted once" if s.also else ""),
        ("Confidence", text(s.confidence)), ("Our reading", inline(s.note, page)),
    ]  # fmt: skip
    yield listed(f"{word}: {value}" for word, value in facts if value)


def home_twin(v: HomeView) -> Iterator[str]:
    """The home page, block by block."""
    page = v.page.path
    yield inline(v.description, page)
    yield joined(v.counts, page)
    yield from section("Topics", [links(column, page) for column in v.grid.columns])
    yield from section("What moved", [
        f"{links(m.actor, page)} on {links(m.topic, page)}: "
        f"{text(m.old.label)} → {text(m.new.label)}, {text(m.how)}"
        for m in v.moves
    ])  # fmt: skip
    yield from section("Where sources differ", disputes(v.disputes, page))
    yield from section("NATO summits", [
        f"{links(m.link, page)}, {text(m.date)}" for m in v.summits
    ])  # fmt: skip
    yield from section("Latest sources", [
        f"{links(s.link, page)} – {text(s.by)}. {inline(s.summary, page)}" for s in v.sources
    ])  # fmt: skip
