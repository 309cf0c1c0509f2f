"""Checks across files, once everything is read.  To add a check, write a function and list it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

import msgspec

from digest.dates import PartialDate
from digest.errors import Path
from digest.matching import WORDS_AT_MOST
from digest.model.actor import Actor
from digest.model.coding import ARTICLES, SHOWN_CODER, Fact, Stance, fact_id, spot, stance_id
from digest.model.document import Document, Topic
from digest.model.event import Summit
from digest.model.refs import ID_PATTERN, Kind, Ref
from digest.model.source import Source
from digest.model.words import Publish
from digest.read.check_ids import check_references
from digest.read.check_names import check_lookalikes, check_names
from digest.read.check_readings import check_mentioned, check_readings, check_settled
from digest.read.draft import SETTINGS, Draft, codings, records
from digest.text import clip


def check_cycles(draft: Draft) -> None:
    """Nothing is part of itself, directly or through others."""
    actors, summits = draft.tables["actor"], draft.tables["summit"]
    _cycles(draft, "topic", "broader", {
        id: [t.broader] for id, t in draft.tables["topic"].items() if isinstance(t, Topic)
    })  # fmt: skip
    _cycles(draft, "actor", "parent", {
        id: [a.parent] for id, a in actors.items() if isinstance(a, Actor)
    })  # fmt: skip
    _cycles(draft, "actor", "members", {
        id: [m.actor for m in a.all_members] for id, a in actors.items() if isinstance(a, Actor)
    })  # fmt: skip
    _cycles(draft, "summit", "part_of", {
        id: [s.part_of] for id, s in summits.items() if isinstance(s, Summit)
    })  # fmt: skip
    _cycles(draft, "source", "derived_from", {
        id: [s.derived_from.source if s.derived_from else ""]
        for id, s in draft.tables["source"].items() if isinstance(s, Source)
    })  # fmt: skip


def _cycles(draft: Draft, kind: Kind, name: str, edges: dict[str, list[str]]) -> None:
    """Report each cycle of a graph once; depth-first without recursion."""
    done: set[str] = set()
    for start in edges:
        trail: list[str] = []
        on_trail: dict[str, int] = {}
        stack: list[tuple[str, Iterator[str]]] = []

        def enter(node: str) -> None:
            on_trail[node] = len(trail)  # noqa: B023
            trail.append(node)  # noqa: B023
            stack.append((node, iter(edges.get(node, []))))  # noqa: B023

        if start not in done:
            enter(start)
        while stack:
            node, following = stack[-1]
            target = next(following, None)
            if target is None:
                stack.pop()
                trail.pop()
                del on_trail[node]
                done.add(node)
            elif target and target in on_trail:
                loop = [*trail[on_trail[target] :], target]
                if len(loop) > 12:
                    loop[6:-5] = ["…"]
                file, path = draft.place(Ref(kind, target))
                draft.report(file, (*path, name), f"is part of itself: {' → '.join(loop)}")
            elif target and target in edges and target not in done:
                enter(target)


def check_dates(draft: Draft) -> None:
    """Nothing ends before it begins, wherever a record has both a start and an end."""
    for file, path, record in records(draft):
        _check_periods(draft, file, path, record)


def _check_periods(draft: Draft, file: str, path: Path, record: msgspec.Struct) -> None:
    start = getattr(record, "start", None) or getattr(record, "date", None)
    end = getattr(record, "end", None)
    if isinstance(record, Document):
        start = record.in_force or record.date
        if record.in_force and record.date and record.in_force.before(record.date):
            message = f"is in force from {record.in_force.iso}, before {record.date.iso}"
            draft.report(file, (*path, "in_force"), message)
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and end.before(start):
        draft.report(file, (*path, "end"), f"ends on {end.iso}, before it begins on {start.iso}")
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, msgspec.Struct):
                    _check_periods(draft, file, (*path, name, index), item)


def check_periods(draft: Draft) -> None:
    """Periods follow each other in order, each under a name of its own."""
    known = draft.settings.periods if draft.settings else ()
    names: dict[str, int] = {}
    for index, period in enumerate(known):
        if names.setdefault(period.name, index) != index:
            message = f"is the name of periods[{names[period.name]}] too"
            draft.report(SETTINGS, ("periods", index, "name"), message)
    for index, (one, after) in enumerate(itertools.pairwise(known), 1):
        if one.end is None or after.start is None:
            path: Path = ("periods", index) if after.start is None else ("periods", index - 1)
            missing = "start" if after.start is None else "end"
            message = f"has no '{missing}': only the first may begin, and the last end, openly"
            draft.report(SETTINGS, path, message)
        elif not one.end.last < after.start.first:
            message = f"begins on {after.start.iso}, before “{one.name}” has ended on {one.end.iso}"
            draft.report(SETTINGS, ("periods", index, "start"), message)


_TAG = re.compile(r"(?:[\w.+-]+@)?[a-z0-9]+(?:[.-]+[a-z0-9]+)*,\d{4}(?:-\d\d){0,2}", re.ASCII)


def check_tag(draft: Draft) -> None:
    """The beginning of permanent ids is what RFC 4151 allows: a host or e-mail address, a date."""
    tag = draft.settings.tag if draft.settings else ""
    if tag and not _TAG.fullmatch(tag):
        message = f"'{clip(tag, 60)}' is not a host and a date"
        draft.report(SETTINGS, ("tag",), message, "write it like 'example.org,2026'")


def check_documents(draft: Draft) -> None:
    """A document and the meeting that adopted it name each other."""
    summits, documents = draft.tables["summit"], draft.tables["document"]
    for id, document in documents.items():
        summit = summits.get(document.summit) if isinstance(document, Document) else None
        if isinstance(summit, Summit) and id not in summit.documents:
            message = f"names summit '{summit.id}', which does not name it"
            draft.report("documents.yaml", (id, "summit"), message, f"add '{id}' to its documents")
    for id, summit in summits.items():
        for index, name in enumerate(summit.documents if isinstance(summit, Summit) else ()):
            named = documents.get(name)
            if isinstance(named, Document) and named.summit != id:
                message = f"names document '{name}', which does not name it"
                hint = f"give it 'summit: {id}'"
                draft.report("summits.yaml", (id, "documents", index), message, hint)


def check_stances(draft: Draft) -> None:
    """Each stance has a permalink of its own, words of a fair number, and a possible paragraph."""
    permalinks: dict[str, Stance] = {}
    for coding in codings(draft):
        file = coding.file
        own = coding.coder == SHOWN_CODER
        for stance in coding.stances:
            path: Path = ("stances", stance.index)
            words = len(stance.quote.split())
            if words > WORDS_AT_MOST:
                message = f"quotes {words} words; at most {WORDS_AT_MOST} may stand here"
                draft.report(file, (*path, "quote"), message)
            if len(set(stance.holders)) < len(stance.holders):
                draft.report(file, (*path, "actor"), "names an actor twice")
            if stance.id and not re.fullmatch(ID_PATTERN, stance.id):
                message = f"'{stance.id}' is not an id: use lower-case a–z, 0–9 and hyphens"
                draft.report(file, (*path, "id"), message)
            if stance.paragraph < 0:
                draft.report(file, (*path, "paragraph"), "paragraphs are counted from 1")
            other = permalinks.setdefault(stance_id(stance), stance) if own else stance
            if other is not stance:
                place = draft.folder.shown(spot(other).file)
                place += f", stances[{other.index}]"
                if _rests_on(stance) == _rests_on(other) and not stance.id:
                    draft.report(
                        file, path, f"is the same stance as in {place}", "remove one of them"
                    )
                else:
                    message = f"has the same permalink '{stance_id(stance)}' as {place}"
                    draft.report(file, path, message, "give one of them an 'id:' of its own")


def _rests_on(stance: Stance) -> tuple[object, ...]:
    return (stance.source, sorted(stance.holders), stance.topic, stance.quote)


def check_facts(draft: Draft) -> None:
    """A source states a fact once: its key is that of one row, and of one record of attestation."""
    for coding in codings(draft):
        known: dict[str, Fact] = {}
        for fact in coding.facts:
            other = known.setdefault(fact_id(fact), fact)
            if other is not fact:
                message = f"is the same fact as facts[{other.index}]"
                draft.report(coding.file, ("facts", fact.index), message, "remove one of them")


def check_originals(draft: Draft) -> None:
    """A derived source says from what, none is published in full; a second coding has a first."""
    for id, source in draft.tables["source"].items():
        if isinstance(source, Source) and source.publish is Publish.FULL:
            file, _ = draft.place(Ref("source", id))
            message = "full texts are not published yet: the site shows our digest only"
            draft.report(file, ("publish",), message, "write 'publish: digest'")
        origin = source.derived_from if isinstance(source, Source) else None
        if origin and not (origin.source or origin.title):
            file, _ = draft.place(Ref("source", id))
            draft.report(file, ("derived_from",), "says neither 'source' nor 'title'")
    for coding in draft.second:
        first = f"{ARTICLES}/{coding.source}.yaml"
        if coding.source in draft.ids["source"] and first not in draft.codings:
            message = "is missing: there is a second coding, and no first"
            draft.report(first, (), message)


CHECKS: tuple[Callable[[Draft], None], ...] = (
    check_references,
    check_names,
    check_readings,
    check_settled,
    check_mentioned,
    check_lookalikes,
    check_cycles,
    check_dates,
    check_periods,
    check_tag,
    check_documents,
    check_stances,
    check_facts,
    check_originals,
)
"""Every check, in no particular order: problems are sorted by file and line."""
