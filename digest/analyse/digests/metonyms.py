"""Place names that stand for somebody, in the digests: one row each, with the reading taken."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from digest.analyse.digests.governments import Governments
from digest.analyse.digests.mentions import by_hand
from digest.analyse.digests.names import Span, longest
from digest.analyse.digests.readings import ALWAYS, AROUND, Window, decide, options
from digest.dates import PartialDate
from digest.errors import SENTENCE
from digest.matching import find_words
from digest.model.corpus import Corpus
from digest.model.findings import Hit
from digest.model.metonym import Metonym, Reason, Tallied
from digest.model.refs import Ref
from digest.model.source import Source
from digest.model.verdicts import Lint, Remark
from digest.model.words import NameKind
from digest.passages import Passage
from digest.text import clip, fold, listing, unique

_SPACE = re.compile(r"\s+")

Range = TypeVar("Range", Span, Hit)


class Settled(NamedTuple):
    """What a place name means in one digest, by its front matter."""

    name: str
    near: str
    """Words of the sentence, where it holds there only."""
    why: str
    ref: Ref | None
    place: str
    """Where no entry is meant: `city` or `region`."""


class Context(NamedTuple):
    """What is known of a source by which the place names of its digest are read."""

    source: str
    published: PartialDate | None
    not_before: PartialDate | None
    settled: tuple[Settled, ...]
    """Those that hold in some sentences first."""

    @property
    def date(self) -> PartialDate | None:
        """The date by which the source is listed."""
        return self.published or self.not_before

    @property
    def window(self) -> Window:
        """The time to which the source belongs, as far as it is known."""
        if self.published:
            return Window(self.published, self.published)
        return Window(self.not_before, None) if self.not_before else ALWAYS


def context_of(corpus: Corpus, source: Source) -> Context:
    """The context of a source, its readings looked up."""
    settled = []
    for reading in sorted(source.readings, key=lambda reading: not reading.near):
        ref = corpus.find(reading.means)
        why = reading.why or "settled in the front matter"
        settled.append(Settled(reading.name, reading.near, why, ref, "" if ref else reading.means))
    return Context(source.id, source.published, source.not_before, tuple(settled))


def metonyms(
    governments: Governments,
    context: Context,
    passages: Sequence[Passage],
    spans: Sequence[Sequence[Span]],
    bounds: Sequence[Sequence[tuple[int, int]]],
) -> tuple[Metonym, ...]:
    """Every place name of one digest that can stand for somebody, in the order of the text.

    `spans`: all names of each passage, `bounds`: its sentences.  Names in headings, in code and in
    links that lead out of the digest are left alone, as everywhere.
    """
    found = []
    for number, (passage, names) in enumerate(zip(passages, spans, strict=True)):
        places = [span for span in names if span.owners]
        if not places:
            continue
        within = longest([span for span in names if not span.ref or span.ref.kind != "topic"])
        hand = sorted(by_hand(passage))
        sentences = bounds[number]
        folded: dict[int, str] = {}
        for span in places:
            linked = _around(hand, span)
            if not linked and any(a < span.end and span.start < b for a, b in passage.closed):
                continue
            index = bisect_right(sentences, (span.start, len(passage.text))) - 1
            longer = _around(within, span)
            if longer and longer[:2] == span[:2]:
                longer = None
            if longer and longer.owners:
                continue
            row = _plain(span, context, number, index, passage.text, sentences[index])
            if linked:
                row = _linked(row, linked, passage.text)
            elif longer:
                row = row._replace(
                    ref=longer.ref, reason=Reason.LONGER, cue=_words(passage.text, longer)
                )
            else:
                if context.settled and index not in folded:
                    folded[index] = fold(passage.text[slice(*sentences[index])])
                sentence = folded.get(index, "")
                row = _settled(row, context, sentence) or _decided(row, span, context.window)
            found.append(row._replace(administration=_administration(governments, row)))
    return tuple(found)


def _around(ranges: Sequence[Range], span: Span) -> Range | None:
    """Of ranges in order that do not overlap, the one in which a name stands."""
    at = bisect_right(ranges, span.start, key=lambda item: item.start) - 1
    return ranges[at] if at >= 0 and ranges[at].end >= span.end else None


def _plain(
    span: Span, context: Context, passage: int, index: int, text: str, sentence: tuple[int, int]
) -> Metonym:
    """The row of a name before anything is decided."""
    start, end = sentence
    name = span.owners[0].name
    before = _SPACE.sub(" ", text[max(start, span.start - AROUND) : span.start]).lstrip()
    after = _SPACE.sub(" ", text[span.end : min(end, span.end + AROUND)]).rstrip()
    if start < span.start - AROUND:
        before = "…" + before[before.find(" ") + 1 :]
    if end > span.end + AROUND:
        after = after[: after.rfind(" ") + 1] + "…"
    return Metonym(
        name, context.source, passage, index, span.start, span.end, before, after,
        None, "", Reason.OPEN, "", "", context.date, (),
    )  # fmt: skip


def _linked(row: Metonym, link: Hit, text: str) -> Metonym:
    """A name that is the text of a link by hand, or a part of it."""
    words = _words(text, link)
    if fold(words) == fold(row.name):
        return row._replace(ref=link.ref, reason=Reason.HAND, cue="linked by hand")
    return row._replace(ref=link.ref, reason=Reason.LONGER, cue=words)


def _words(text: str, place: Span | Hit) -> str:
    return _SPACE.sub(" ", text[place.start : place.end])


def _settled(row: Metonym, context: Context, sentence: str) -> Metonym | None:
    """What the source’s front matter says of the name in a folded sentence; `near` goes first."""
    for reading in context.settled:
        if fold(reading.name) == fold(row.name) and _near(reading, sentence):
            return row._replace(
                ref=reading.ref, place=reading.place, reason=Reason.HAND, cue=reading.why
            )
    return None


def _near(reading: Settled, sentence: str) -> bool:
    return not reading.near or find_words(sentence, fold(reading.near)) >= 0


def _decided(row: Metonym, span: Span, time: Window) -> Metonym:
    """What date and context show."""
    at = len(row.before), len(row.before) + len(row.name)
    taken = decide(span.owners, row.words, *at, time)
    row = row._replace(
        reason=taken.reason, cue=taken.cue, readings=tuple(o.written for o in taken.options)
    )
    if not taken.option:
        held = taken.options or options(span.owners)[0]
        return row._replace(readings=tuple(option.written for option in held))
    place = "" if taken.option.ref else taken.option.written
    return row._replace(ref=taken.option.ref, place=place)


def _administration(governments: Governments, row: Metonym) -> str:
    if row.ref and row.ref.kind == "actor" and row.date:
        return governments.at(row.ref.id, row.date)
    return ""


def tallied(corpus: Corpus, found: Iterable[Metonym]) -> dict[Ref, tuple[Tallied, ...]]:
    """Entry → how each of its metonyms that occurs was read."""
    whole: Counter[str] = Counter()
    left: Counter[str] = Counter()
    read: Counter[tuple[str, Ref | None]] = Counter()
    for row in found:
        whole[row.name] += 1
        left[row.name] += row.is_open
        read[row.name, row.ref] += 1
    result = {}
    for ref in corpus.refs():
        rows = []
        for name in corpus.names(ref):
            if name.kind is NameKind.METONYM and whole[name.name]:
                mine, still = read[name.name, ref], left[name.name]
                other = whole[name.name] - mine - still
                rows.append(Tallied(name.name, ref, mine, other, still))
        if rows:
            result[ref] = tuple(rows)
    return result


def remarks(corpus: Corpus, found: Iterable[Metonym]) -> Iterator[Remark]:
    """One for each sentence and name that is left open."""
    seen = set()
    for row in found:
        key = row.name, row.source, row.passage, row.sentence
        if not row.is_open or key in seen:
            continue
        seen.add(key)
        can = listing(unique(spoken(corpus, written) for written in row.readings), "or")
        yield Remark(
            Lint.METONYM_OPEN,
            corpus.files[Ref("source", row.source)],
            (SENTENCE, row.passage, row.sentence),
            f"'{row.name}' can mean {can}, and nothing decides: “{clip(row.words, 70)}”",
            "link it by hand, or settle it under 'readings:' in the front matter",
            row.source,
        )


def spoken(corpus: Corpus, written: str) -> str:
    """A reading in words: `the city`, or the entry’s name."""
    ref = corpus.find(written) if ":" in written else None
    return corpus.name(ref) if ref else f"the {written}"
