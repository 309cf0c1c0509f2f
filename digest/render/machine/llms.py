"""`llms.txt`: what the site holds, for readers that are language models (llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterator

from digest.dates import span
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Page
from digest.model.refs import FOLDERS, Kind, Ref, absolute, address
from digest.render.builder import Builder
from digest.render.counts import evidence
from digest.render.data import PAGE as DATA
from digest.render.evidence import PLURALS
from digest.render.machine.markdown import text, twin_path
from digest.render.machine.phrases import listed, section
from digest.text import clip

PATH = "llms.txt"

MOST = 800
"""Actors and sources up to which all are named: about 180 kB."""

FOREMOST = 100
"""Actors that are named where there are more."""

LONGEST = 160
"""Characters of a description."""


def llms(corpus: Corpus, findings: Findings) -> Iterator[Page]:
    """The file.  Stances are not listed one by one: each entry's twin links to its own."""
    b = Builder(corpus, findings, PATH)
    lines = [f"# {text(corpus.settings.title)}", f"> {text(corpus.settings.description.strip())}"]
    lines.append(
        "Each entry has a page in Markdown. A stance is a position that a source shows somebody to "
        "hold on a topic’s proposition, with the words that show it; its page tells who holds it, "
        "who says so, when and where."
    )
    held = [id for id in corpus.actors if Ref("actor", id) in findings.tallies]
    rest = [id for id in corpus.actors if Ref("actor", id) not in findings.tallies]
    many = len(held) + len(rest) + len(corpus.sources) > MOST
    lines += section("Topics", _lines(b, "topic", list(corpus.topics)))
    if many:
        lines += section("Lists", _lists(b))
        held.sort(key=lambda id: -findings.tallies[Ref("actor", id)].stances)
        held, rest = held[:FOREMOST], []
    else:
        lines += section("Sources", _lines(b, "source", list(corpus.sources)))
    title = "Actors with most stances" if many else "Actors with stances"
    lines += section(title, _lines(b, "actor", held))
    kinds: tuple[tuple[Kind, str], ...] = (
        ("summit", "Summits and meetings"), ("document", "Documents"),
    )  # fmt: skip
    for kind, title in kinds:
        ids = list(corpus.table(kind))
        lines += section(title, _lines(b, kind, ids if len(ids) <= MOST // 2 else []))
    lines.append("## Method")
    lines.append(listed([_line(b, "method.html", "Method", "how stances are coded and counted")]))
    lines.append("## Optional")
    lines.append(listed([
        _line(b, "index.html", "Home", "what moved, and where sources disagree"),
        _line(b, DATA, "Data", "everything as files, with every column explained"),
        *_lines(b, "actor", rest),
    ]))  # fmt: skip
    yield Page(PATH, ("\n\n".join(lines) + "\n").encode())


def _lists(b: Builder) -> Iterator[str]:
    """The pages that name all entries of a kind, where these are too many to be named here."""
    base = b.corpus.settings.base_url
    for kind, folder in FOLDERS.items():
        path = f"{folder}/index.html"
        about = f"all {len(b.corpus.table(kind))}, on pages by letter or year"
        where = absolute(path, base) if base else path
        yield f"[{PLURALS[kind]}]({where}): {about}"


def _lines(b: Builder, kind: Kind, ids: list[str]) -> Iterator[str]:
    for id in ids:
        ref = Ref(kind, id)
        yield _line(b, address(ref), b.corpus.name(ref), _about(b, ref))


def _line(b: Builder, path: str, name: str, about: str) -> str:
    path = path if path == DATA else twin_path(path)
    base = b.corpus.settings.base_url
    where = absolute(path, base) if base else path
    return f"[{text(name)}]({where})" + (f": {text(clip(about, LONGEST))}" if about else "")


def _about(b: Builder, ref: Ref) -> str:
    """An entry in a few words."""
    corpus = b.corpus
    if ref.kind == "topic":
        return corpus.topics[ref.id].proposition
    if ref.kind == "source":
        return f"{b.short(ref.id)}. {corpus.sources[ref.id].summary}".strip()
    if ref.kind == "summit":
        summit = corpus.summits[ref.id]
        when = span(summit.start, summit.end) or summit.start.words
        return ", ".join(filter(None, (when, summit.place, evidence(b, ref))))
    if ref.kind == "document":
        document = corpus.documents[ref.id]
        when = document.date.words if document.date else "undated"
        return f"{document.kind.label}, {when}"
    return ", ".join(filter(None, (corpus.actors[ref.id].kind.label, evidence(b, ref))))
