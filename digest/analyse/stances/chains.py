"""Through whom the words of a stance came to us: holder, speaker, reporters, writer."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Chain, Step
from digest.model.words import ActorKind, Voice

VERBS = {
    Voice.OWN_WORDS: ("quoted by", "quoted by"),
    Voice.REPORTED: ("reported by", "reported by"),
    Voice.ANALYSIS: ("position imputed by", "passed on by"),
}
"""What the first in the chain does, and every further one."""


_OUTLETS = (ActorKind.OUTLET, ActorKind.ORGANISATION)
"""Kinds of actor that publish what a person writes."""


def chain(corpus: Corpus, stance: Stance) -> Chain:
    """The chain of one stance: reporters from the innermost, then the source's authors."""
    source = corpus.sources[stance.source]
    publisher = source.publisher
    if stance.voice is Voice.OWN_WORDS and set(stance.holders) & set(source.authors):
        return Chain(stance.holders, stance.speaker, True, (), publisher)
    first, further = VERBS[stance.voice]
    passed = list(_reporters(corpus, stance))
    writers = source.authors or ((publisher,) if publisher else ())
    own = publisher if source.authors else ""
    if passed and passed[-1] in ((writers, ""), (writers[:1], "")):
        passed.pop()
    steps = [
        Step(further if number else first, actors, outlet)
        for number, (actors, outlet) in enumerate([*passed, (writers, own)])
    ]
    return Chain(stance.holders, stance.speaker, False, tuple(steps), "")


def _reporters(corpus: Corpus, stance: Stance) -> Iterator[tuple[tuple[str, ...], str]]:
    """Who passed the words on before the source, from the innermost: a byline with its outlet."""
    kinds = [corpus.actors[id].kind for id in stance.via]
    skip = False
    for number, id in enumerate(stance.via):
        if skip:
            skip = False
            continue
        after = kinds[number + 1] if number + 1 < len(kinds) else None
        skip = kinds[number] is ActorKind.PERSON and after in _OUTLETS
        yield (id,), stance.via[number + 1] if skip else ""


def chains(corpus: Corpus) -> dict[str, Chain]:
    """Permalink → chain of every stance."""
    return {stance_id(stance): chain(corpus, stance) for stance in corpus.stances()}
