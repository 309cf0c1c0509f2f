"""What the machine checks: each lint with what it found, and what was accepted with its reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.refs import Ref
from digest.model.verdicts import Lint, Remark
from digest.render.builder import Builder, anchor, current
from digest.render.division import Part, Row, Step, divide
from digest.render.parts import Link, PageView
from digest.render.views.part import Block, PartView, in_pages, part_view
from digest.text import listing, plural, sort_key

PATH = "checks.html"
"""The page of all findings."""

SHOWN = 100
"""How many open findings of a lint the page shows; accepted ones it shows all."""


class LintRow(Struct, frozen=True):
    """One lint in the table."""

    name: Link
    """To its findings."""
    word: str
    """How it is written in files, to be accepted."""
    meaning: str
    open: int
    accepted: int


class FindingView(Struct, frozen=True):
    """One finding of the machine."""

    link: Link | None
    """To the stance, or to the source's page; none for what no page shows."""
    quote: str
    """The words of the stance; empty when it is none."""
    place: str
    """File and place in it."""
    message: str
    why: str
    """The reason for which it was accepted, HTML; empty while it is open."""
    flag: str
    """`source retracted` and the like; empty while the source stands."""


class SourceFindings(Struct, frozen=True):
    """What a lint found in one source, or in the registries."""

    name: str
    link: Link | None
    items: tuple[FindingView, ...]


class LintFindings(Struct, frozen=True):
    """What one lint found."""

    id: str
    name: str
    meaning: str
    counts: str
    more: int
    """Open ones for which the page has no room."""
    sources: tuple[SourceFindings, ...]
    all: Link | None
    """To the pages with more of them, where these are only the first."""


class ChecksView(Struct, frozen=True):
    """Everything on the page."""

    page: PageView
    answer: str
    rows: tuple[LintRow, ...]
    lints: tuple[LintFindings, ...]
    """Those that found something."""


def lint_rows(b: Builder) -> tuple[LintRow, ...]:
    """Every lint with its sentence and how much it found; for any page."""
    accepted = Counter(remark.lint for remark in b.findings.remarks if remark.why)
    every = Counter(remark.lint for remark in b.findings.remarks)
    return tuple(
        LintRow(
            Link(b.to(f"{PATH}#{lint.value}" if every[lint] else PATH), lint.label),
            lint.value, lint.meaning, every[lint] - accepted[lint], accepted[lint],
        )
        for lint in Lint
    )  # fmt: skip


FULL, FIRST = 250, 4
"""Findings on a page: about 700 bytes each; and how many of each check it shows of more."""


class Shared(NamedTuple):
    """What the pages have in common."""

    parts: Mapping[str, Part]
    """Every page of what a single check found, by its key; none while one page has room."""
    stances: Mapping[str, Stance]
    """Permalink → each stance of which a finding speaks."""


def shared(corpus: Corpus, findings: Findings) -> Shared:
    """The pages by check."""
    wanted = {remark.stance for remark in findings.remarks}
    stances = {id: s for s in corpus.stances() if (id := stance_id(s)) in wanted}
    by_lint = _by_lint(findings)
    if sum(map(len, by_lint.values())) <= FULL:
        return Shared({}, stances)
    rows = (
        Row(f"{r.file} {r.path} {r.message}", (Step(lint.value, lint.label.capitalize()),), r)
        for lint, remarks in by_lint.items() for r in remarks
    )  # fmt: skip
    return Shared(in_pages(divide("checks", rows, FULL)).parts, stances)


def keys(corpus: Corpus, findings: Findings, common: Shared) -> Iterator[str]:
    """Empty for the first page, and of every other."""
    yield ""
    yield from common.parts


def _by_lint(findings: Findings) -> dict[Lint, list[Remark]]:
    """What each check found, as far as pages show it."""
    found: dict[Lint, list[Remark]] = {lint: [] for lint in Lint}
    for remark in findings.remarks:
        found[remark.lint].append(remark)
    return {lint: _shown(remarks) for lint, remarks in found.items()}


def pages(
    corpus: Corpus, findings: Findings, common: Shared, key: str
) -> Iterator[ChecksView | PartView]:
    """The page of checks, or one of what a single check found."""
    title = "What the machine checks"
    if key:
        part = common.parts[key]
        b = Builder(corpus, findings, part.path)
        blocks = [Block("findings", tuple(_by_source(b, list(part.rows), common.stances)))]
        whole = Link(b.to(PATH), "All checks, with their counts")
        yield part_view(b, part, title, "finding", whole, blocks, trail=(Link(b.to(PATH), title),))
        return
    b = Builder(corpus, findings, PATH)
    rows = lint_rows(b)
    by_lint = _by_lint(findings)
    found, accepted = len(findings.remarks), sum(row.accepted for row in rows)
    most = FIRST if common.parts else None
    yield ChecksView(
        b.page(
            "checks", title,
            "Every check that the machine makes of the coding, what it found, and why it stands.",
        ),
        f"{plural(len(rows), 'check')}, {plural(found, 'finding')}: {found - accepted} open, "
        f"{accepted} accepted. A finding calls for a second look and is no verdict; where the "
        "coding is right as it is, the reason is given.",
        rows,
        tuple(
            LintFindings(
                lint.value, lint.label, lint.meaning,
                f"{row.open} open, {row.accepted} accepted",
                max(0, row.open - SHOWN),
                tuple(_by_source(b, by_lint[lint][:most], common.stances)),
                Link(b.to(f"checks/{lint.value}.html"), f"{len(by_lint[lint])} of them")
                if most and len(by_lint[lint]) > most else None,
            )
            for lint, row in zip(Lint, rows, strict=True) if by_lint[lint]
        ),
    )  # fmt: skip


def _shown(remarks: list[Remark]) -> list[Remark]:
    """All that were accepted, and the first of the open ones."""
    left = [remark for remark in remarks if not remark.why][SHOWN:]
    hidden = set(left)
    return [remark for remark in remarks if remark not in hidden]


def _by_source(
    b: Builder, remarks: list[Remark], stances: Mapping[str, Stance]
) -> Iterator[SourceFindings]:
    """What a lint found, by title of the source; the registries last."""
    groups: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        groups[remark.source if remark.source in b.corpus.sources else ""].append(remark)
    for id in sorted(
        groups, key=lambda id: (not id, sort_key(b.corpus.sources[id].title) if id else ("", ""))
    ):
        link = b.link("source", id) if id else None
        views = tuple(_finding(b, remark, stances) for remark in groups[id])
        yield SourceFindings(link.text if link else "Registries", link, views)


def _finding(b: Builder, remark: Remark, stances: Mapping[str, Stance]) -> FindingView:
    stance = stances.get(remark.stance)
    source = b.corpus.sources.get(remark.source)
    link = None
    if stance:
        who = listing(b.corpus.actors[id].name for id in stance.holders)
        text = f"{who} on {b.corpus.topics[stance.topic].name}"
        link = Link(b.href(Ref("source", stance.source), anchor(stance)), text)
    elif source:
        link = b.link("source", source.id, "facts" if remark.path[:1] == ("facts",) else "")
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in remark.path]
    return FindingView(
        link, stance.quote if stance else "",
        f"{remark.file} {''.join(steps).removeprefix('.')}".strip(), remark.message,
        b.prose(remark.why) if remark.why else "",
        "" if source is None or current(source) else f"source {source.standing.label}",
    )  # fmt: skip
