"""Every quotation of the codings, with the place where it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from digest.errors import Path
from digest.model.coding import Annotations, Fact, Stance, fact_id, stance_id
from digest.model.corpus import Corpus
from digest.model.words import NameKind
from digest.original import Match, Original
from digest.text import fold


class Quotation(NamedTuple):
    """Words that are said to stand in a source."""

    file: str
    """The file in which they are written, relative to the sources folder."""
    path: Path
    """The stance or fact in it."""
    item: Stance | Fact
    key: str
    """Permalink of the stance, or key of the fact."""
    second: bool = False
    """Whether a second coder quotes them; these are checked and not recorded."""

    @property
    def source(self) -> str:
        """Id of the source."""
        return self.item.source

    @property
    def quote(self) -> str:
        """The words as written."""
        return self.item.quote

    @property
    def paragraph(self) -> int:
        """The paragraph given; 0 when none is."""
        return self.item.paragraph

    @property
    def prefix(self) -> str:
        """Words just before it; facts give none."""
        return self.item.prefix if isinstance(self.item, Stance) else ""

    @property
    def suffix(self) -> str:
        """Words just after it; facts give none."""
        return self.item.suffix if isinstance(self.item, Stance) else ""

    def matches(self, text: Original, *, paragraph: int | None = None) -> list[Match]:
        """Its places in a text, in the paragraph that it gives or another; 0 for all."""
        where = self.paragraph if paragraph is None else paragraph
        return text.matches(self.quote, prefix=self.prefix, suffix=self.suffix, paragraph=where)


def quotations(corpus: Corpus, *, second: bool = False) -> Iterator[Quotation]:
    """Quotations of the coding that the site shows; with `second` those of other coders too."""
    for coding in corpus.annotations.values():
        yield from _of(coding, False)
    if second:
        for coding in corpus.second:
            yield from _of(coding, True)


def _of(coding: Annotations, second: bool) -> Iterator[Quotation]:
    for stance in coding.stances:
        if stance.quote:
            yield Quotation(
                coding.file, ("stances", stance.index), stance, stance_id(stance), second
            )
    for fact in coding.facts:
        if fact.quote:
            yield Quotation(coding.file, ("facts", fact.index), fact, fact_id(fact), second)


def distinctive(corpus: Corpus) -> Callable[[str], bool]:
    """Whether words are a name of an entry; place names that stand for somebody do not count."""
    names: set[str] = set()
    for ref in corpus.refs():
        if ref.kind in ("milestone", "source"):
            continue
        names.add(fold(corpus.name(ref)))
        for name in corpus.names(ref):
            if name.kind not in (NameKind.METONYM, NameKind.MISSPELLING):
                names.add(fold(name.name))
    return lambda words: fold(words) in names
