"""Through whom the words of a stance came to us: holder, speaker, reporters, writer."""

from __future__ import annotations

from digest.model.coding import Stance, stance_id
from digest.model.corpus import Corpus
from digest.model.evidence import Chain, Step
from digest.model.words import Voice

VERBS = {
    Voice.OWN_WORDS: ("quoted by", "quoted by"),
    Voice.REPORTED: ("reported by", "reported by"),
    Voice.ANALYSIS: ("position imputed by", "passed on by"),
}
"""What the first in the chain does, and every further one."""


def chain(corpus: Corpus, stance: Stance) -> Chain:
    """The chain of one stance: reporters from the innermost, then the source's authors."""
    source = corpus.sources[stance.source]
    publisher = source.publisher
    if stance.voice is Voice.OWN_WORDS and set(stance.holders) & set(source.authors):
        return Chain(stance.holders, stance.speaker, True, (), publisher)
    first, further = VERBS[stance.voice]
    passed: list[tuple[str, ...]] = [(id,) for id in stance.via]
    writers = source.authors or ((publisher,) if publisher else ())
    if not passed or passed[-1] != writers:
        passed.append(writers)
    steps = tuple(Step(further if n else first, actors) for n, actors in enumerate(passed))
    return Chain(stance.holders, stance.speaker, False, steps, publisher if source.authors else "")


def chains(corpus: Corpus) -> dict[str, Chain]:
    """Permalink → chain of every stance."""
    return {stance_id(stance): chain(corpus, stance) for stance in corpus.stances()}
