"""What is found in the digest and the notes of one source, from these and the registries alone."""

from __future__ import annotations

from typing import NamedTuple

from digest import passages
from digest.analyse.digests import backlinks, empties, mentions, metonyms, notes, quotes
from digest.analyse.digests.known import Known
from digest.model.corpus import Corpus
from digest.model.empties import Together
from digest.model.findings import Backlink, Mark, Mention
from digest.model.metonym import Metonym
from digest.model.refs import Ref
from digest.text import sentence_spans


class Job(NamedTuple):
    """A source as it is read: all on which `Text` depends besides what the registries know."""

    id: str
    body: str
    """Its digest as clean HTML."""
    context: metonyms.Context
    quotations: tuple[tuple[str, str], ...]
    """Permalinks and quotations of its stances."""
    about: tuple[notes.Note, ...]
    """Texts of its record."""
    coded: tuple[notes.Note, ...]
    """Texts of its stances and facts."""
    linked: tuple[tuple[str, str], ...]
    """Entries to which these texts link by hand: `kind:id` and name."""


class Text(NamedTuple):
    """What was found in a source."""

    mentions: tuple[Mention, ...]
    metonyms: tuple[Metonym, ...]
    marks: tuple[Mark, ...]
    together: tuple[Together, ...]
    """Actors and topics that a sentence names both, whatever was coded of them."""
    pointing: tuple[tuple[Ref, Backlink], ...]
    """Each entry that the digest names, and the sentence that does it."""
    about: tuple[notes.Read, ...]
    coded: tuple[notes.Read, ...]


def job_of(corpus: Corpus, id: str) -> Job:
    """A source of a corpus as it is read."""
    source, coding = corpus.sources[id], corpus.annotations.get(id)
    about = tuple(notes.of_entry(source))
    coded = tuple(notes.of_coding(coding)) if coding else ()
    return Job(
        id, corpus.bodies[id], metonyms.context_of(corpus, source),
        tuple((stance.permalink, stance.quote) for stance in coding.stances) if coding else (),
        about, coded, tuple(notes.linked(corpus, (*about, *coded)).items()),
    )  # fmt: skip


def text_of(known: Known, job: Job) -> Text:
    """What is found in a source.  For workers: it depends on nothing else."""
    blocks = passages.passages(passages.parse(job.body or "<p></p>"))
    texts = [block.text for block in blocks]
    spans = [known.names.spans(text) for text in texts]
    bounds = [sentence_spans(text) for text in texts]
    places = metonyms.metonyms(known.governments, job.context, blocks, spans, bounds)
    named = mentions.mentions(blocks, spans, places)
    origin, linked = Ref("source", job.id), dict(job.linked)
    return Text(
        named, places, quotes.marks(job.quotations, blocks),
        empties.together(job.id, named, texts, bounds),
        tuple(backlinks.from_digest(job.id, named, texts, bounds)),
        tuple(notes.read(known.names, origin, note, linked) for note in job.about),
        tuple(notes.read(known.names, origin, note, linked) for note in job.coded),
    )  # fmt: skip
