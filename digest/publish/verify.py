"""The checks before anything is written: what a reader or a web server would stumble over.

They are in two steps.  `examine` looks at one file alone, in any process and at any time; what it
finds is a small `Report` that can be kept until the file changes.  `conclude` finds in the reports
of all files what only shows when they are seen together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from digest.errors import Problem, order
from digest.model.page import Page
from digest.publish.links import NOT_FOUND_PAGE, Aim, Hints, Resolver
from digest.publish.outline import Link, Outline, has_ids, outline_of
from digest.publish.paths import Filed, check_paths, place_of
from digest.publish.wants import Wants, hashed, missing, packed, unpacked


class Report(NamedTuple):
    """What is known of one file of the site by itself."""

    path: str
    """From the top of the site."""
    origin: str
    """The source file it is made from; empty for files made from many."""
    problems: tuple[Problem, ...] = ()
    """Faults that no other file could mend."""
    title: str = ""
    """The title that no other page may have; empty where none counts."""
    wanted: bytes = b""
    """Hashes of the files and ids that must be elsewhere, each once (`wants.packed`)."""
    offers: bytes = b""
    """Hashes of the file itself and of its ids."""


def verify(pages: Sequence[Page], *, base_url: str = "") -> list[Problem]:
    """Every fault of the finished pages, in order of file and message; nothing is written.

    Paths must be safe and distinct; a page must have one non-empty title of its own, one heading
    of the first level and unique ids; every link must be relative and lead to a file of the site
    and to an id on it; nothing may be loaded from another host; feeds, sitemaps and drawings must
    be well-formed.  Each file is parsed once, and those with a broken link once more.

    `base_url` is the site's public address, when it has one: absolute addresses that start with
    it are then looked up too (canonical links, and any link of the page for missing pages).
    """
    contents = {page.path: page.content for page in pages}
    reports = [examine(page, base_url=base_url) for page in pages]
    return conclude(reports, contents.__getitem__, base_url=base_url)


def examine(page: Page, *, base_url: str = "") -> Report:
    """What a file says of itself; needs no other file, and holds for this `base_url` alone."""
    path = page.path
    outline = outline_of(path, page.content)
    if outline is None:
        return Report(path, page.origin, offers=hashed(path))
    ids = outline.names.union(outline.ids)
    wanted, faulty = _wants(base_url).of(path, outline, ids)
    problems = [*_check_alone(page, outline), *(_faulty(page, link, aim) for link, aim in faulty)]
    offers = {hashed(path), *(hashed(path, name) for name in ids)}
    return Report(
        path,
        page.origin,
        tuple(sorted(problems, key=order)),
        _title(path, outline),
        packed(wanted - offers),
        packed(offers),
    )


def conclude(
    reports: Iterable[Report], load: Callable[[str], bytes], *, base_url: str = ""
) -> list[Problem]:
    """Every fault of the files with these reports, in order of file and message.

    The order of the reports does not matter.  `load` gives the bytes of a file from which its
    report was made; it is asked only for files with a broken link, and for some to which these
    lead, as reports do not tell how links are written.

    Reports name files and ids by hashes of eight bytes, so a broken link is missed when its hash
    is by chance that of something else: with a million names in fewer than one run of a million.
    """
    reports = sorted(reports)
    lost = missing((report.wanted for report in reports), (report.offers for report in reports))
    problems = check_paths(reports)
    titles: dict[str, Report] = {}
    broken: list[Report] = []
    for report in reports:
        if lost and not lost.isdisjoint(unpacked(report.wanted)):
            broken.append(report)
        else:
            problems += report.problems
        if report.title and (other := titles.setdefault(report.title, report)) is not report:
            source = f" (from {other.origin})" if other.origin else ""
            problems.append(
                _problem(report, f"has the title {report.title!r}, as has {other.path!r}{source}")
            )
    if broken:
        resolver = Resolver((report.path for report in reports), base_url)
        problems += _check_again(broken, lost, load, resolver)
    return sorted(problems, key=order)


@lru_cache(maxsize=4)
def _wants(base_url: str) -> Wants:
    return Wants(base_url)


def _check_alone(page: Page, outline: Outline) -> Iterator[Problem]:
    """The faults of a file apart from its links."""
    for fault in outline.faults:
        yield _problem(page, fault)
    if not page.path.endswith(".html"):
        return
    if len(outline.headings) != 1:
        yield _problem(page, f"has {len(outline.headings)} <h1> headings; a page has exactly one")
    elif not outline.headings[0]:
        yield _problem(page, "has an empty <h1> heading")
    if len(outline.titles) != 1:
        yield _problem(page, f"has {len(outline.titles)} <title> elements; a page has exactly one")
    elif not outline.titles[0]:
        yield _problem(page, "has an empty <title>")
    ids = outline.ids
    sound = len(set(ids)) == len(ids) and " ".join(ids).split() == [*ids]
    for name, count in () if sound else Counter(ids).items():
        if count > 1:
            yield _problem(page, f"has the id {name!r} {count} times; an id stands once on a page")
        elif name.split() != [name]:
            yield _problem(page, f"has the id {name!r}; an id is not empty and has no spaces")
    if outline.base is not None and page.path != NOT_FOUND_PAGE:
        yield _problem(page, "has a <base>, which bends every relative link")


def _title(path: str, outline: Outline) -> str:
    """The title that no other page may have."""
    counts = path.endswith(".html") and path != NOT_FOUND_PAGE and len(outline.titles) == 1
    return outline.titles[0] if counts else ""


def _check_again(
    broken: Iterable[Report], lost: set[int], load: Callable[[str], bytes], resolver: Resolver
) -> Iterator[Problem]:
    """All faults of files that want something of what is `lost`, told with what was meant."""
    hints = Hints()
    for report in broken:
        page = Page(report.path, load(report.path), report.origin)
        outline = outline_of(page.path, page.content) or Outline()
        yield from _check_alone(page, outline)
        found = False
        for link, aim, name in resolver.aims(page.path, outline.links()):
            if aim.fault:
                found = True
                yield _faulty(page, link, aim)
            elif name and has_ids(aim.path) and _is_among(lost, hashed(aim.path, name)):
                found = True
                where = "this page" if aim.path == page.path else repr(aim.path)
                fault = f"leads to {name!r} on {where}, where nothing has that id"
                near = hints.nearest(name, aim.path, _ids(aim.path, load))
                hint = f"did you mean '#{near}'?" if near else ""
                yield _faulty(page, link, Aim("", fault, hint))
        if not found:
            yield _problem(page, "had a link that leads nowhere, and is now another file")


def _is_among(numbers: set[int], one: bytes) -> bool:
    return not numbers.isdisjoint(unpacked(one))


def _ids(path: str, load: Callable[[str], bytes]) -> Iterator[str]:
    """The ids of a file, which is read when the first is asked for."""
    outline = outline_of(path, load(path)) or Outline()
    yield from outline.names.union(outline.ids)


def _faulty(page: Page, link: Link, aim: Aim) -> Problem:
    return _problem(page, f"the link {link.address!r} {aim.fault}", aim.hint)


def _problem(page: Filed, message: str, hint: str = "") -> Problem:
    return Problem(place_of(page), f"{page.path}: {message}", hint)
