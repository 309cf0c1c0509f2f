"""`llms.txt`: what the site holds, for readers that are language models (llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterator

from digest.dates import span
from digest.model.corpus import Corpus
from digest.model.findings import Findings
from digest.model.page import Page
from digest.model.refs import Kind, Ref, absolute, address
from digest.render.builder import Builder
from digest.render.counts import evidence
from digest.render.data import PAGE as DATA
from digest.render.machine.markdown import text, twin_path
from digest.render.machine.phrases import listed, section
from digest.text import clip

PATH = "llms.txt"

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
    actors = list(corpus.actors)
    held = [id for id in actors if Ref("actor", id) in findings.tallies]
    rest = [id for id in actors if Ref("actor", id) not in findings.tallies]
    lines += section("Topics", _lines(b, "topic", list(corpus.topics)))
    lines += section("Sources", _lines(b, "source", list(corpus.sources)))
    lines += section("Actors with stances", _lines(b, "actor", held))
    lines += section("Summits and meetings", _lines(b, "summit", list(corpus.summits)))
    lines += section("Documents", _lines(b, "document", list(corpus.documents)))
    lines.append("## Method")
    lines.append(listed([_line(b, "method.html", "Method", "how stances are coded and counted")]))
    lines.append("## Optional")
    lines.append(listed([
        _line(b, "index.html", "Home", "what moved, and where sources disagree"),
        _line(b, DATA, "Data", "everything as files, with every column explained"),
        *_lines(b, "actor", rest),
    ]))  # fmt: skip
    yield Page(PATH, ("\n\n".join(lines) + "\n").encode())


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
