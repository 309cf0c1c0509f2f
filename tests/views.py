"""The questions that cases ask of what was read and found, with short answers in words."""

from __future__ import annotations

from collections.abc import Callable

from digest.analyse.findings import analyse
from digest.dates import PartialDate, span
from digest.model.corpus import Corpus
from digest.model.refs import Ref
from digest.model.scale import often
from digest.model.source import stance_id
from digest.passages import parse, passages


class Views:
    """What a case may ask: each method is a question."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.findings = analyse(corpus)

    def ask(self, question: str) -> str:
        """The answer to `name of actor:rok` or `links in some-article`."""
        verb, _, rest = question.partition(" ")
        asked: Callable[[str], str] = getattr(self, f"ask_{verb}")
        return asked(rest) or "nothing"

    def _value(self, path: str) -> object:
        ref, *steps = path.split(".")
        kind, _, id = ref.partition(":")
        value: object
        if kind == "settings":
            value = self.corpus.settings
        elif kind == "annotations":
            value = self.corpus.annotations[id]
        else:
            found = self.corpus.find(ref)
            assert found, f"no entry {ref}"
            value = self.corpus.table(found.kind)[found.id]
        for step in steps:
            value = value[int(step)] if step.isdigit() else getattr(value, step)  # type: ignore[index]
        return value

    def ask_value(self, path: str) -> str:
        """`value actor:rok.names.0`: a field as it was read."""
        value = self._value(path)
        if isinstance(value, tuple):
            return ", ".join(map(str, value))
        return str(getattr(value, "value", value))

    def ask_date(self, path: str) -> str:
        """`date article.published`: a date as readers see it."""
        value = self._value(path)
        return value.words if isinstance(value, PartialDate) else ""

    def ask_ids(self, kind: str) -> str:
        """`ids actor`: every id of a kind."""
        return ", ".join(ref.id for ref in self.corpus.refs() if ref.kind == kind)

    def ask_coders(self, source: str) -> str:
        """`coders article`: whose annotations there are."""
        codings = [self.corpus.annotations.get(source), *self.corpus.second]
        return ", ".join(c.coder for c in codings if c and c.source == source)

    def ask_body(self, source: str) -> str:
        """`body article`: its digest as HTML, in one line."""
        return " ".join(self.corpus.bodies[source].split())

    def ask_links(self, source: str) -> str:
        """`links article`: words linked in its digest, and to what."""
        found = passages(parse(self.corpus.bodies[source]))
        return "; ".join(
            f"{' '.join(found[m.passage].text[m.start : m.end].split())} = {m.ref}"
            for m in self.findings.mentions[source]
            if m.first
        )

    def ask_mentions(self, source: str) -> str:
        """`mentions article`: all mentions, those that are not linked in brackets."""
        found = passages(parse(self.corpus.bodies[source]))
        words = [
            (" ".join(found[m.passage].text[m.start : m.end].split()), m.first)
            for m in self.findings.mentions[source]
        ]
        return "; ".join(word if first else f"({word})" for word, first in words)

    def ask_linked(self, path: str) -> str:
        """`linked actor:rok.note`: words linked in a note."""
        text = str(self._value(path))
        return "; ".join(f"{text[h.start : h.end]} = {h.ref}" for h in self.findings.links[text])

    def ask_marks(self, source: str) -> str:
        """`marks article`: stances whose words stand in its digest, and the words."""
        found = passages(parse(self.corpus.bodies[source]))
        number = {
            stance_id(stance): stance.index for stance in self.corpus.annotations[source].stances
        }
        return "; ".join(
            f"{number[m.stance]}: {' '.join(found[m.passage].text[m.start : m.end].split())}"
            for m in sorted(self.findings.marks[source], key=lambda m: number[m.stance])
        )

    def ask_backlinks(self, ref: str) -> str:
        """`backlinks actor:rok`: sentences and phrases that point to it."""
        found = self.corpus.find(ref)
        assert found
        return "; ".join(
            f"{link.origin.id} “{link.sentence}”" for link in self.findings.backlinks.get(found, ())
        )

    def ask_standing(self, pair: str) -> str:
        """`standing actor topic`: the word, how often, from how many sources, when."""
        actor, topic = pair.split()
        item = self.findings.standings.get((actor, topic))
        if not item:
            return ""
        return (
            f"{item.position.label}, {often(len(item.stances))}, {item.sources} sources, "
            f"{item.independent} independent, {span(item.first, item.last) or 'undated'}"
        )

    def ask_shifts(self, actor: str) -> str:
        """`shifts actor`: its moves, latest first."""
        return "; ".join(
            f"{s.topic} {s.before.date.iso} to {s.after.date.iso} by {s.steps:+d}"
            for s in self.findings.shifts
            if s.actor == actor and s.before.date and s.after.date
        )

    def ask_spoken(self, actor: str) -> str:
        """`spoken actor`: quotations of those who spoke for it by their office."""
        return "; ".join(
            f"{stance.holders[0]}: {stance.quote}"
            for stance in self.findings.spoken_for.get(actor, ())
        )

    def ask_agreement(self, actor: str) -> str:
        """`agreement actor`: with whom it shares topics."""
        return "; ".join(
            f"{a.actor} same {a.same} opposite {a.opposite}"
            for a in self.findings.agreement.get(actor, ())
        )

    def ask_facts(self, ref: str) -> str:
        """`facts summit:x`: what facts say of it, and whether they agree."""
        found = self.corpus.find(ref)
        assert isinstance(found, Ref)
        words = {True: "agrees", False: "differs", None: "not compared"}
        return "; ".join(
            f"{d.prop}{f' ({d.what})' if d.what else ''}: "
            + ", ".join(f"{'+'.join(c.fact.values)} {words[c.agrees]}" for c in d.claims)
            + (f"; registry {d.registry}" if d.registry else "; registry has none")
            + ("; conflict" if d.conflict else "; no conflict")
            for d in self.findings.disputes
            if d.ref == found
        )
