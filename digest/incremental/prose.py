"""The short way of a process that stays: when nothing was edited but the body of digests.

Of a digest there are its record and its body.  When the record is as it was, and its annotations
are, the body alone can differ.  It is read in these places and no others:

- `read`: what is wrong in a file is found when the file is read, so here too.  A link in it must
  name an entry, which is looked up here.  `check_settled` looks for readings of a front matter in
  the body: they are looked for here, too.  `draft.named` and `without_drafts` change the body
  itself: the first is done here, and what could call for the second goes the long way.
- `analyse`: `text_of`, whose result holds all that anything else of the analysis gets to know of
  it.  No more of it may differ than mentions, marks, and the words of sentences that point to an
  entry.  The last are in `Findings.backlinks` alone, the others in `Findings.mentions` and
  `Findings.marks`; beyond these, mentions count for the empties, by what is mentioned at all.  So
  when that is the same, all other findings are.
- `render`: makers read all of these from tables that note it.  What units have in common is made
  before any unit: it must not have asked for bodies, mentions or marks; and of backlinks it tells
  who points where and how often (`entry_lists.shared`), but no sentence.
- Messages may name lines of the file.  Those of the analysis are placed anew; where reading had
  one to tell, it is the long way.

The search index holds all bodies: a build that makes one goes the long way.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from digest.analyse.digests.backlinks import from_source, told_otherwise
from digest.analyse.digests.known import Known
from digest.analyse.digests.texts import Job, Text, text_of
from digest.incremental.making import Place
from digest.incremental.memory import Kept
from digest.incremental.tables import ALL, COUNT, KEYS
from digest.model.coding import ARTICLES
from digest.model.corpus import Corpus
from digest.model.findings import Backlink, Findings
from digest.model.refs import KINDS as ENTRIES
from digest.model.refs import Ref
from digest.model.source import Source
from digest.read.articles import Article, read_article
from digest.read.check_readings import check_settled
from digest.read.draft import Draft, named
from digest.read.files import Folder

_APART = ("corpus.bodies", "findings.mentions", "findings.marks")
_POINTING = "findings.backlinks"
TABLES = (*_APART, _POINTING)
"""All that differs, by the names under which makers read it."""


class Prose(NamedTuple):
    """A body that was edited, and what follows from it."""

    article: Article
    job: Job
    text: Text
    pointing: Mapping[Ref, tuple[Backlink, ...]]
    """What points to entries, where a sentence of this digest does with other words."""

    def values(self) -> Iterator[tuple[str, Any, Any]]:
        """Tables, keys in them, and what these hold from now on."""
        for table, value in zip(
            _APART, (self.job.body, self.text.mentions, self.text.marks), strict=True
        ):
            yield table, self.article.id, value
        for ref, links in self.pointing.items():
            yield _POINTING, ref, links


class Reader:
    """What has been read of each file, and what came of it: enough to read some of them again."""

    def __init__(
        self,
        sources: Path,
        corpus: Corpus,
        findings: Findings,
        known: Known,
        articles: dict[str, Article],
        texts: dict[str, tuple[Job, Text]],
    ) -> None:
        self._sources, self._known = sources, known
        self._corpus, self._findings = corpus, findings
        self._articles, self._texts = articles, texts
        self._without_drafts = any(
            a.source and a.source.draft and a.id not in corpus.sources for a in articles.values()
        )

    def again(self, changed: Iterable[str]) -> list[Prose] | None:
        """Read files that may have changed; `None` when more than the body of digests has."""
        found = []
        folder = self._sources / ARTICLES
        for path in sorted(changed):
            file = f"{ARTICLES}/{Path(path).name}"
            before = self._articles.get(file)
            if before is None or Path(path) != folder / Path(path).name:
                return None
            article = read_article((str(self._sources), file))
            if article != before:
                prose = self._prose(before, article)
                if prose is None:
                    return None
                found.append(prose)
        pointed = [ref for prose in found for ref in prose.pointing]
        return found if len(set(pointed)) == len(pointed) else None

    def take(self, found: Iterable[Prose]) -> None:
        """From now on, this is what was read."""
        for prose in found:
            self._articles[prose.article.file] = prose.article
            self._texts[prose.article.id] = prose.job, prose.text

    def _prose(self, before: Article, now: Article) -> Prose | None:
        """What follows from a file with another body; `None` when more than that is another."""
        if before.problems or now.problems or before.written or now.written:
            return None
        if now._replace(body=before.body, links=before.links) != before:
            return None
        source = now.source
        if source is None or now.id not in self._corpus.bodies:
            return None
        if source.readings and not self._is_settled(now, source):
            return None
        if any(not self._is_entry(kind, id) for _, kind, id in now.links):
            return None
        body = named(now.body, self._corpus.table)
        if self._without_drafts and body != now.body:
            return None
        job, text = self._texts[now.id]
        job = job._replace(body=body)
        new = text_of(self._known, job)
        same = new._replace(mentions=text.mentions, marks=text.marks, pointing=text.pointing)
        if same != text:
            return None
        if {mention.ref for mention in new.mentions} != {mention.ref for mention in text.mentions}:
            return None
        if len(new.pointing) != len(text.pointing):
            return None
        notes = (*new.about, *new.coded)
        pointing = told_otherwise(
            self._findings.backlinks,
            [
                *from_source(source),
                *new.pointing,
                *(one for note in notes for one in note.pointing),
            ],
        )
        return None if pointing is None else Prose(now, job, new, pointing)

    def _is_settled(self, article: Article, source: Source) -> bool:
        """Whether there is nothing to say of the readings that a source settles."""
        if self._without_drafts:
            return False
        draft = Draft(Folder(self._sources))
        for kind in ENTRIES:
            table = self._corpus.table(kind)
            draft.ids[kind] = dict.fromkeys(table)
            draft.tables[kind] = {source.id: source} if kind == "source" else dict(table)
        draft.bodies = {source.id: article.body}
        check_settled(draft)
        return not draft.problems

    def _is_entry(self, kind: str, id: str) -> bool:
        return any(known == kind and id in self._corpus.table(known) for known in ENTRIES)


class Askers:
    """Which units have asked for what of the tables that differ."""

    def __init__(self, place: Place, units: Mapping[str, Kept]) -> None:
        self._tracer = place.tracer
        self._keys = {
            place.tracer.key(table, key)
            for table in TABLES
            for key in (*_data(place, table), KEYS, COUNT, ALL)
        }
        self._names: dict[int, set[str]] = {}
        for name, kept in units.items():
            self.note(name, kept)

    def note(self, name: str, kept: Kept) -> None:
        """Note what a unit has asked for."""
        asked = array("Q")
        asked.frombytes(kept.asked)
        for key in self._keys.intersection(asked):
            self._names.setdefault(key, set()).add(name)

    def of(self, table: str, key: Any) -> set[str]:
        """Names of the units that have asked for an entry, or for something with all entries."""
        keys = (self._tracer.key(table, one) for one in (key, ALL))
        return {name for one in keys for name in self._names.get(one, ())}


def is_apart(place: Place) -> bool:
    """Whether what units have in common has asked for none of these; to be asked when it has just
    been made."""
    return not any(place.tracer.table(table).seen for table in _APART)


def _data(place: Place, table: str) -> Mapping[Any, Any]:
    found = place.tracer.table(table).data
    assert isinstance(found, Mapping)
    return found
