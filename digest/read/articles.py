"""One file of `articles/` at a time: a digest with its front matter, or the annotations of one."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any, NamedTuple

from digest.errors import Path, Place, Problem
from digest.model.coding import Annotations, Fact, Stance
from digest.model.source import Source
from digest.read import frontmatter, markdown, yaml
from digest.read.convert import convert
from digest.read.draft import Draft
from digest.read.files import Folder
from digest.read.records import data, record
from digest.read.references import Use


class Article(NamedTuple):
    """What one file of `articles/` yields; made in a worker, so it refers to nothing outside."""

    id: str
    file: str
    source: Source | None = None
    body: str = ""
    annotations: Annotations | None = None
    links: tuple[tuple[Place, str, str], ...] = ()
    """Links to entries in the digest: place, kind, id."""
    written: tuple[tuple[str, Use], ...] = ()
    """Ids, citations and texts in records that have faults: file, use."""
    problems: tuple[Problem, ...] = ()


def read_article(job: tuple[str, str]) -> Article:
    """One file of `articles/`: (sources folder, file in it) → what it holds.  For workers."""
    draft = Draft(Folder(FilePath(job[0])))
    file = job[1]
    id = FilePath(file).name.split(".")[0]
    article = Article(id, file)
    if file.endswith(".md"):
        article = _read_source(draft, article)
    else:
        fields = data(draft, file, required=True)
        if fields is not None:
            numbered = dict(fields)
            for name in ("stances", "facts"):
                items = numbered.get(name)
                if isinstance(items, list):
                    numbered[name] = [
                        _numbered(draft, file, (name, n), item, id) for n, item in enumerate(items)
                    ]
            entry = record(draft, file, numbered, Annotations, source=id)
            article = article._replace(annotations=entry or _sound(numbered, id))
    return article._replace(problems=tuple(draft.problems), written=tuple(draft.written))


def _sound(fields: dict[str, yaml.Value], source: str) -> Annotations:
    """What has no fault of its own, so that what it refers to is checked in the same run."""
    kinds: dict[str, type[Stance] | type[Fact]] = {"stances": Stance, "facts": Fact}
    sound: dict[str, Any] = {"source": source}
    for name, kind in kinds.items():
        items = fields.get(name)
        sound[name] = tuple(
            entry
            for item in (items if isinstance(items, list) else ())
            if isinstance(item, dict) and (entry := _entry(item, kind)) is not None
        )
    if isinstance(fields.get("coder"), str):
        sound["coder"] = fields["coder"]
    return Annotations(**sound)


def _entry(item: dict[str, yaml.Value], kind: type[Stance] | type[Fact]) -> Stance | Fact | None:
    computed = {name: item[name] for name in ("source", "index")}
    return convert({k: v for k, v in item.items() if k not in computed}, kind, (), **computed)[0]


def _numbered(draft: Draft, file: str, path: Path, item: yaml.Value, source: str) -> yaml.Value:
    """A stance or fact with what reading knows of it: its source and its place in the file."""
    if not isinstance(item, dict):
        return item
    for name in sorted({"source", "index"} & item.keys()):
        draft.report(file, (*path, name), f"unknown field '{name}'", key=True)
    return {**item, "source": source, "index": str(path[-1])}


def _read_source(draft: Draft, article: Article) -> Article:
    text, problems = draft.folder.text(article.file)
    draft.problems += problems
    if text is None:
        return article
    parts = frontmatter.split(text)
    shown = draft.folder.shown(article.file)
    if isinstance(parts, yaml.Fault):
        draft.problems.append(Problem(Place(shown, (), *parts.mark), parts.message))
        return article
    for fault in parts.head.faults:
        draft.problems.append(Problem(Place(shown, fault.path, *fault.mark), fault.message))
    source = None
    if isinstance(parts.head.value, dict):
        source = record(draft, article.file, parts.head.value, Source, id=article.id)
    body = ""
    if not parts.body.strip():
        draft.warn(article.file, (), "has no digest below its front matter")
    else:
        try:
            body = markdown.render(parts.body)
        except markdown.TooHard as error:
            draft.problems.append(Problem(Place(shown, (), parts.body_line, 1), str(error)))
    for offset, column, message in markdown.lint(parts.body):
        place = Place(shown, (), parts.body_line + offset, column)
        draft.problems.append(Problem(place, message))
    linked = markdown.targets(body)
    links = [
        (Place(shown, (), parts.body_line + offset, column), kind, target)
        for offset, column, kind, target in markdown.links(parts.body)
        if not body or (kind, target) in linked
    ]
    for kind, target in sorted(linked - {link[1:] for link in links}):
        written = f"ref:{kind}:{target}".removesuffix(":")
        message = f"a link to '{written}': write [[kind:id|text]] to link to an entry"
        before = parts.body[: max(0, parts.body.find(written))]
        place = Place(shown, (), parts.body_line + before.count("\n"), 1)
        draft.problems.append(Problem(place, message))
    return article._replace(source=source, body=body, links=tuple(links))
