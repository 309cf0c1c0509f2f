"""`sources/` → `Corpus`, or every fault of every file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path as FilePath

import msgspec

from digest.errors import DigestError, Problem
from digest.model.attestation import ATTESTATIONS
from digest.model.coding import ARTICLES, SHOWN_CODER
from digest.model.corpus import Corpus
from digest.model.settings import Settings
from digest.read.articles import Article, read_article
from digest.read.attestations import read_attestations
from digest.read.changes import CHANGES, read_changes
from digest.read.checks import CHECKS
from digest.read.draft import REGISTRIES, SETTINGS, Draft
from digest.read.drafts import without_drafts
from digest.read.files import Folder
from digest.read.locate import locate
from digest.read.records import check_id, data, record
from digest.text import did_you_mean

Map = Callable[
    [Callable[[tuple[str, str]], "Article"], Iterable[tuple[str, str]]], Iterable["Article"]
]

_KNOWN = {SETTINGS, *(file for _, file, _ in REGISTRIES), ATTESTATIONS, CHANGES}
_STEM = re.compile(r"([^.]+)(?:\.([a-z][a-z0-9]*))?")


def read(root: FilePath, *, drafts: bool = False, each: Map = map) -> tuple[Corpus, list[Problem]]:
    """Read a sources folder.

    `each` maps a function over the articles (an executor's `map` reads them in parallel).
    Returns the corpus and the warnings; raises `DigestError` with every fault found.
    """
    draft = Draft(Folder(root))
    _read_top(draft)
    read_changes(draft)
    read_attestations(draft)
    _read_articles(draft, each)
    for check in CHECKS:
        check(draft)
    problems = locate(draft.problems, draft.folder)
    if any(problem.is_error for problem in problems):
        raise DigestError(problems)
    corpus = draft.corpus()
    return (corpus if drafts else without_drafts(corpus)), problems


def _read_top(draft: Draft) -> None:
    """Settings and registries."""
    if not draft.folder.root.is_dir():
        draft.report("", (), "there is no such folder")
        return
    names, problems = draft.folder.listing()
    draft.problems += problems
    for name in names:
        if name.endswith((".yaml", ".yml")) and name not in _KNOWN:
            draft.report(name, (), "is not a file of the digest", did_you_mean(name, _KNOWN))
    value = data(draft, SETTINGS, required=True)
    if isinstance(value, dict):
        draft.settings = record(draft, SETTINGS, value, Settings)
    for kind, file, type_ in REGISTRIES:
        value = data(draft, file, required=kind in ("topic", "actor"))
        if value is None:
            if file in names:
                draft.unreadable.add(kind)
            continue
        for id, fields in value.items():
            draft.ids[kind][id] = None
            check_id(draft, file, (id,), id)
            if not isinstance(fields, dict):
                draft.report(file, (id,), f"expected a record with fields for '{id}'")
                continue
            entry = record(draft, file, fields, type_, (id,), id=id)
            if entry is not None:
                draft.tables[kind][id] = entry


def _read_articles(draft: Draft, each: Map) -> None:
    names, problems = draft.folder.listing(ARTICLES)
    draft.problems += problems
    jobs = []
    for name in names:
        file = f"{ARTICLES}/{name}"
        stem, dot, ending = name.rpartition(".")
        match = _STEM.fullmatch(stem)
        if not dot or ending not in ("md", "yaml") or not match or (ending == "md" and match[2]):
            expected = "expected <id>.md, <id>.yaml or <id>.<coder>.yaml"
            draft.report(file, (), f"is not a file of an article: {expected}")
            continue
        if match[2] == SHOWN_CODER:
            draft.report(file, (), "is the first coder's: its name is <id>.yaml")
            continue
        check_id(draft, file, (), match[1])
        if ending == "md":
            draft.ids["source"][match[1]] = None
        jobs.append((str(draft.folder.root), file))
    for article in each(read_article, jobs):
        _take(draft, article)


def _take(draft: Draft, article: Article) -> None:
    """Put what a worker read where it belongs."""
    draft.problems += article.problems
    draft.links += article.links
    draft.written += article.written
    if article.source:
        draft.tables["source"][article.id] = article.source
        draft.bodies[article.id] = article.body
    if article.file.endswith(".yaml"):
        draft.codings.add(article.file)
    if article.annotations:
        coder = FilePath(article.file).stem.partition(".")[2] or SHOWN_CODER
        if article.annotations.coder != coder:
            draft.report(
                article.file, ("coder",),
                f"the file's name says coder '{coder}', the file '{article.annotations.coder}'",
            )  # fmt: skip
        coding = msgspec.structs.replace(article.annotations, coder=coder)
        if coder == SHOWN_CODER:
            draft.annotations[article.id] = coding
        else:
            draft.second.append(coding)
    if article.file.endswith(".yaml") and article.id not in draft.ids["source"]:
        hint = did_you_mean(article.id, draft.ids["source"])
        draft.report(article.file, (), f"annotates no article: there is no {article.id}.md", hint)
