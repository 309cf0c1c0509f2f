"""The questions that cases ask of what was read and found, with short answers in words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from digest import todo
from digest.analyse.facts import verdicts
from digest.analyse.findings import analyse
from digest.analyse.originals.quotations import quotations
from digest.analyse.stances import offices
from digest.analyse.stances.periods import own_date
from digest.dates import PartialDate, span
from digest.diff import compare
from digest.errors import Place, Problem, render_line
from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.empties import Empty
from digest.model.refs import Ref
from digest.model.verdicts import Lint
from digest.passages import parse, passages
from digest.read.files import Folder
from digest.read.locate import locate
from digest.render.builder import Builder
from digest.render.counts import summary


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
            f"{summary(item)}; {span(item.first, item.last) or 'undated'}; best: {item.basis.label}"
        )

    def ask_periods(self, pair: str) -> str:
        """`periods actor topic`: where it stood in each period."""
        actor, topic = pair.split()
        return "; ".join(
            f"{key[2]}: {item.position.label}, {item.tally.stances}"
            for key, item in self.findings.by_period.items()
            if key[:2] == (actor, topic)
        )

    def ask_leftout(self, pair: str) -> str:
        """`leftout actor topic`: quotations that do not count."""
        actor, topic = pair.split()
        return "; ".join(s.quote for s in self.findings.left_out.get((actor, topic), ()))

    def ask_voices(self, source: str) -> str:
        """`voices article`: the chain of each stance, without its links."""
        b = Builder(self.corpus, self.findings, "index.html")
        return "; ".join(
            b.voice(stance).striptags() for stance in self.corpus.annotations[source].stances
        )

    def ask_shifts(self, actor: str) -> str:
        """`shifts actor`: its moves, latest first."""
        return "; ".join(
            f"{s.topic} {self._day(s.before)} to {self._day(s.after)} "
            + (f"by {s.steps:+d}" if s.steps is not None else f"{s.old.value}–{s.new.value}")
            for s in self.findings.shifts
            if s.actor == actor
        )

    def _day(self, stance: Stance) -> str:
        date = own_date(self.corpus, stance)
        return date.iso if date else "undated"

    def ask_moved(self, actor: str) -> str:
        """`moved actor`: the quotations on both sides of its moves, and between what they lie."""
        return "; ".join(
            f"{s.before.quote} – {s.after.quote}, between {s.between[0]} and {s.between[1]}"
            for s in self.findings.shifts
            if s.actor == actor
        )

    def ask_causes(self, actor: str) -> str:
        """`causes actor`: what lies between the two sides of its moves."""
        return "; ".join(
            ", ".join(f"{cause.text} ({cause.date.words})" for cause in s.causes) or "none"
            for s in self.findings.shifts
            if s.actor == actor
        )

    def ask_contradictions(self, topic: str) -> str:
        """`contradictions topic`: who contradicts whom, in which words, and what they share."""
        return "; ".join(
            f"{c.actor}{f' against {c.body}' if c.body else ''}: "
            f"{c.one.quote} – {c.other.quote} {c.where}"
            for c in self.findings.contradictions_on.get(topic, ())
        )

    def ask_attested(self, source: str) -> str:
        """`attested article`: paragraph and words of each stance and fact that was checked."""
        return "; ".join(
            f"{q.path[0]}[{q.path[1]}] ¶ {found.paragraph} {found.words}"
            + (" (in quotation marks)" if found.marked else "")
            for q in quotations(self.corpus)
            if q.source == source and (found := self.findings.attested.get(q.key))
        )

    def ask_fragments(self, source: str) -> str:
        """`fragments article`: the text fragment of each stance and fact that was checked."""
        return "; ".join(
            found.fragment or "none"
            for q in quotations(self.corpus)
            if q.source == source and (found := self.findings.attested.get(q.key))
        )

    def ask_overlaps(self, source: str) -> str:
        """`overlaps article`: what its original shares with others, and what it looks like."""
        told = []
        for o in self.findings.overlaps.get(source, ()):
            shared = f"{o.words} words ({o.share:.0%}, {o.theirs:.0%}), {o.longest} in a row"
            shared = shared if o.words else f"{o.figures} figures in a row"
            kind = o.kind.label if o.kind else "a passage"
            derived = "derived here" if o.derives else "derived there" if o.kind else "no matter"
            told.append(
                f"{o.other} {shared}: {kind}, {derived}, {'' if o.confirmed else 'not '}confirmed"
            )
        return "; ".join(told)

    def ask_told(self, words: str) -> str:
        """`told article lint`: the findings of a check on a source, in full."""
        source, lint = words.split()
        return "; ".join(
            " ".join(part for part in (r.file, Place("", r.path).dotted, r.message, r.hint) if part)
            for r in (*self.findings.remarks, *self.findings.stale)
            if (r.source or "-") == source and r.lint.value == lint and not r.why
        )

    def ask_lints(self, words: str) -> str:
        """`lints article [lint …]`: findings of the checks in one source, where, and why not."""
        source, *only = words.split()
        return "; ".join(
            f"{r.lint.value} at {Place(r.file, r.path).dotted or r.file}"
            + (f", accepted: {r.why}" if r.why else "")
            for r in self.findings.remarks
            if r.source == source and (not only or r.lint.value in only)
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

    def ask_network(self, pair: str) -> str:
        """`network actor actor` or `network actor actor period`: a pair that takes sides."""
        one, other, period = (*pair.split(), "")[:3]
        for edge in self.findings.network:
            if (edge.one, edge.other, edge.period) == (one, other, period):
                topics = [
                    f"{word} {', '.join(found)}"
                    for word, found in (("same", edge.same), ("opposite", edge.opposite))
                    if found
                ]
                return (
                    f"{'; '.join(topics)}; topics {edge.topics_one} and {edge.topics_other}; "
                    f"congruence {edge.congruence}, conflict {edge.conflict}, less {edge.subtract}"
                )
        return ""

    def ask_reliability(self, variable: str) -> str:
        """`reliability voice`: how far coders agree on a variable."""
        for item in self.findings.reliability:
            if item.variable == variable:
                said = f"{item.units} units, {item.agreed} the same, alpha "
                said += "undefined" if item.alpha is None else f"{item.alpha:.2f}"
                if (item.interval and item.interval[0] < item.interval[1]) or item.undefined:
                    low, high = item.interval or (0, 0)
                    said += f", from {low:.2f} to {high:.2f}"
                return said + (f", {item.undefined} resamples undefined" if item.undefined else "")
        return ""

    def ask_tentative(self, topic: str) -> str:
        """`tentative topic`: why its figures are tentative."""
        found = self.findings.tentative.get(topic)
        return (
            f"{found.variable}: alpha {found.alpha:.2f} over {found.units} units" if found else ""
        )

    def ask_apart(self, source: str) -> str:
        """`apart article`: what coders saw differently, and how it was settled."""

        def had(stances: tuple[Stance, ...]) -> str:
            return ", ".join(f"{s.position.label} {s.voice.label}" for s in stances) or "nothing"

        return " | ".join(
            f"{d.paragraph} {d.holder} {d.topic} differs in {d.about}: "
            + ", ".join(f"{coder} {had(stances)}" for coder, stances in d.codings)
            + f"; shown {had(d.shown)}; {d.settled}"
            + (f"; at {d.noted_at}: {d.note}" if d.note else "")
            for d in self.findings.coded_apart
            if d.source == source
        )

    def ask_facts(self, ref: str) -> str:
        """`facts summit:x`: what facts say of it, the verdict on each, and what it looks like."""
        found = self.corpus.find(ref)
        assert isinstance(found, Ref)
        return "; ".join(
            f"{d.prop}{f' ({d.what})' if d.what else ''}: "
            + ", ".join(
                f"{'+'.join(c.fact.values)} {c.verdict.label}"
                + (f" [{c.slip.label}]" if c.slip else "")
                for c in d.claims
            )
            + (f"; registry {d.registry}" if d.registry else "; registry has none")
            + ("; conflict" if d.conflict else "; no conflict")
            for d in self.findings.disputes
            if d.ref == found
        )

    def ask_conflicts(self, source: str) -> str:
        """`conflicts article`: open remarks on its facts."""
        return "; ".join(
            f"{remark.path[1]}: {remark.message}"
            for remark in verdicts.remarks(self.corpus, self.findings.disputes)
            if remark.source == source
        )

    def ask_offices(self, source: str) -> str:
        """`offices article`: persons behind its stances, and their offices on the date."""
        return "; ".join(
            f"{stance.index}: {office.person} {office.verdict.label} – {office.sentence}"
            for stance in self.corpus.annotations[source].stances
            for office in self.findings.offices.get(stance_id(stance), ())
        )

    def ask_officelints(self, source: str) -> str:
        """`officelints article`: remarks on these offices."""
        return "; ".join(
            f"{remark.path[1]}.{remark.path[2]} {remark.lint.value}: {remark.message}"
            for remark in offices.remarks(self.corpus, self.findings.offices)
            if remark.source == source
        )

    def ask_drift(self, topic: str) -> str:
        """`drift topic`: how documents speak of it; the marks are explained in `drift.md`."""
        signs = {"kept": "", "added": "+", "left-out": "-", "beyond": "~"}
        found = self.findings.drift.get(topic)
        return " | ".join(
            "; ".join(
                " since ".join(
                    dict.fromkeys([saying.document, *(w.since for w in saying.wordings if w.since)])
                )
                + ": "
                + ", ".join(
                    " ".join(signs[token.mark.value] + token.text for token in wording.tokens)
                    or "not quoted"
                    for wording in saying.wordings
                )
                for saying in row
            )
            for row in (found.rows if found else ())
        )

    def ask_metonyms(self, source: str) -> str:
        """`metonyms article`: each place name, its reading, the reason, who governed then."""
        return "; ".join(
            f"{row.name} = {row.ref or row.place or '/'.join(row.readings)}"
            f" ({row.reason.value}{f': {row.cue}' if row.cue else ''})"
            + (f" {row.administration}" if row.administration else "")
            for row in self.findings.metonyms
            if row.source == source
        )

    def ask_tallied(self, ref: str) -> str:
        """`tallied actor:rok`: its place names: meant, meant otherwise, open."""
        found = self.corpus.find(ref)
        assert found
        return "; ".join(
            f"{item.name}: {item.read} meant, {item.other} otherwise, {item.open} open"
            for item in self.findings.metonyms_of.get(found, ())
        )

    def ask_open(self, source: str) -> str:
        """`open article`: what the machine says of place names that nothing decides."""
        folder = Folder(Path("sources"))
        problems = [
            Problem(Place(folder.shown(remark.file), remark.path), remark.message)
            for remark in self.findings.remarks
            if remark.lint is Lint.METONYM_OPEN and remark.source == source and not remark.why
        ]
        return "; ".join(render_line(problem) for problem in locate(problems, folder))

    def ask_empty(self, pair: str) -> str:
        """`empty actor topic`: which kind of nothing, its glyph and its words."""
        actor, topic = pair.split()
        kind = self.findings.empties.of(actor, topic)
        return f"{kind.value} “{kind.glyph}” {kind.title}"

    def ask_nothing(self, topic: str) -> str:
        """`nothing topic`: actors without a stance that wait, and those noted."""
        kinds = (Empty.UNCODED, Empty.MENTIONED)
        found = {kind: self.findings.empties.on(topic, kind) for kind in kinds}
        return "; ".join(f"{kind.value}: {', '.join(ids)}" for kind, ids in found.items() if ids)

    def ask_todo(self, limit: str) -> str:
        """`todo 0`: what the worklist prints, with `|` between its lines."""
        return " | ".join(todo.shown(todo.worklist(Path("sources")), "text", int(limit)))

    def ask_since(self, folder: str) -> str:
        """`since older`: what is different from the sources with the files of `older/` in them."""
        shutil.copytree("sources", "was")
        shutil.copytree(folder, "was", dirs_exist_ok=True)
        return "; ".join(
            f"{place.file.replace('was/', f'{folder}/')}:{place.line} "
            f"{item.thing.label} {item.how.label}"
            + (f" ({', '.join(edit.told for edit in item.edits)})" if item.edits else "")
            for item, old, new in compare(Path("sources"), "was").differences
            if (place := new or old)
        )

    def ask_changes(self, _: str) -> str:
        """`changes`: what `CHANGES.yaml` records, by entry."""
        return " | ".join(
            f"{entry.title} ({entry.as_of.words if entry.as_of else 'undated'}): "
            + "; ".join(
                f"{how} {item.what.label} {item.id}"
                for how in ("appeared", "changed", "vanished")
                for item in getattr(entry, how)
            )
            for entry in self.corpus.changes
        )
