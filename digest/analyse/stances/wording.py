"""Checks on the words of a quotation: shared, naming nobody, denying what is coded as support."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ahocorasick

from digest.matching import PARTICLES, find_words
from digest.model.actor import full_names
from digest.model.coding import Stance, spot, stance_id
from digest.model.corpus import Corpus
from digest.model.verdicts import Lint, Remark
from digest.model.words import ActorKind, Voice
from digest.text import clip, fold

_NEGATION = re.compile(
    r"\b(?:not(?!\s+only\b)|cannot|no|none|never|neither|nor|nobody|nothing|without|against|"
    r"refus(?:e[sd]?|ing|als?)|reject(?:s|ed|ing|ions?)?|den(?:y|ies|ied|ying|ials?)|"
    r"oppos(?:e[sd]?|ing|ition)|declin(?:e[sd]?|ing)|"
    r"(?:ca|do|does|did|is|are|was|were|wo|would|could|should|has|have|had|must|need)n't)\b"
    r"|않|아니|없|못하|반대|거부|거절|부인",
    re.IGNORECASE,
)
"""Words of denial and refusal, in folded text; «not only» denies nothing."""

_TOKEN = re.compile(r"\w+")
_HANGUL_WORD = re.compile("([가-힣]+?)" + PARTICLES.pattern)


def stance_remark(lint: Lint, stance: Stance, field: str, message: str, hint: str = "") -> Remark:
    """A remark on a field of a stance of the first coder."""
    return Remark(lint, *spot(stance, field), message, hint, stance.source, stance_id(stance))


def shared_quotations(stances: Iterable[Stance]) -> Iterator[Remark]:
    """Quotations that bear several stances of one source, by different holders or topics.

    The same words, or words that contain the other’s; told once, at the stance that comes later.
    """
    by_source: dict[str, list[Stance]] = {}
    for stance in stances:
        by_source.setdefault(stance.source, []).append(stance)
    for inside in by_source.values():
        for later, earlier in sorted(_shared(inside).items()):
            words = inside[earlier].quote
            message = f"these words, or some of them, bear stances[{inside[earlier].index}] too"
            yield stance_remark(
                Lint.SHARED_QUOTATION, inside[later], "quote", f"{message}: “{clip(words, 60)}”",
                "quote the words that show this position alone, or accept it with a reason",
            )  # fmt: skip


def _shared(stances: list[Stance]) -> dict[int, int]:
    """Place of a stance in the list → place of the first earlier one with which it shares words."""
    automaton = ahocorasick.Automaton()
    bearers: dict[str, list[int]] = {}
    for place, stance in enumerate(stances):
        bearers.setdefault(_bare(stance.quote), []).append(place)
    bearers.pop("", None)
    for words in bearers:
        automaton.add_word(words, words)
    found: dict[int, int] = {}
    if not bearers:
        return found
    automaton.make_automaton()
    for words, holders in bearers.items():
        within = {inner for _, inner in automaton.iter(words) if find_words(words, inner) >= 0}
        places = sorted({place for inner in within for place in bearers[inner]})
        for one in holders:
            for other in places:
                if _differ(stances[one], stances[other]):
                    later, earlier = max(one, other), min(one, other)
                    found[later] = min(earlier, found.get(later, earlier))
    return found


def _bare(quote: str) -> str:
    return fold(quote).strip(" .,;:…")


def _differ(one: Stance, other: Stance) -> bool:
    return one.topic != other.topic or set(one.holders) != set(other.holders)


def negations(stances: Iterable[Stance]) -> Iterator[Remark]:
    """Quotations with a word of denial or refusal under a stance coded as support."""
    for stance in stances:
        if stance.position.side > 0:
            match = _NEGATION.search(fold(stance.quote))
            if match:
                message = f"“{match[0]}” stands in the quotation, and it is coded as support"
                hint = "code what the words say, or accept it with a reason"
                yield stance_remark(Lint.NEGATION, stance, "position", message, hint)


class Naming:
    """Whether a quotation names those, or that, of which it is to be evidence."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._people: dict[str, list[str]] = {}
        for actor in corpus.actors.values():
            for body in {body for role in actor.roles for body in (role.of, role.speaks_for)}:
                self._people.setdefault(body, []).append(actor.id)
        self._actors: dict[str, frozenset[str]] = {}
        self._topics: dict[str, frozenset[str]] = {}

    def remarks(self, stances: Iterable[Stance]) -> Iterator[Remark]:
        """Quotations that name neither a holder or the speaker nor a cue of the topic.

        The own words of a source’s author name their holder by being theirs.  The cost grows with
        the words quoted, not with the names known.
        """
        for stance in stances:
            authors = set(self._corpus.sources[stance.source].authors)
            if stance.voice is Voice.OWN_WORDS and authors & set(stance.holders):
                continue
            phrases = _phrases(stance.quote)
            people = [id for id in (*stance.holders, stance.speaker) if id]
            known = [self._topic(stance.topic), *map(self._actor, people)]
            if all(phrases.isdisjoint(names) for names in known):
                who = ", ".join(self._corpus.actors[id].name for id in people)
                topic = self._corpus.topics[stance.topic].name
                yield stance_remark(
                    Lint.NAMES_NEITHER, stance, "quote",
                    f"names none of these: {who}, a cue of “{topic}”",
                    "quote words that do, add a cue to the topic, or accept it with a reason",
                )  # fmt: skip

    def _actor(self, id: str) -> frozenset[str]:
        """How texts may name an actor: its names, its parent’s, its members’ and officers’."""
        if id not in self._actors:
            actor = self._corpus.actors[id]
            near = [id, *([actor.parent] if actor.parent else ()), *self._people.get(id, ())]
            near += [member.actor for member in actor.all_members]
            forms = {form for other in near for form in self._forms(other)}
            self._actors[id] = frozenset(forms - {""})
        return self._actors[id]

    def _forms(self, id: str) -> Iterator[str]:
        """Every name of one actor; of a person each part of it, such as the family name alone."""
        actor = self._corpus.actors[id]
        for name in (actor.name, *(name.name for name in full_names(actor.names))):
            yield _tokens(name)
            yield _tokens(name.partition(" (")[0])
            if actor.kind is ActorKind.PERSON:
                yield from (part for part in _tokens(name).split() if len(part) > 2)

    def _topic(self, id: str) -> frozenset[str]:
        if id not in self._topics:
            topic = self._corpus.topics[id]
            self._topics[id] = frozenset(map(_tokens, (topic.name, *topic.cues)))
        return self._topics[id]


def _tokens(text: str) -> str:
    """The words of a text in lower case, one space between them, without articles before them."""
    return " ".join(_TOKEN.findall(fold(text).lower())).removeprefix("the ")


def _phrases(text: str) -> set[str]:
    """Every run of words in a text, as `_tokens` writes them; Hangul also without particles."""
    words = _tokens(text).split(" ")
    bare = [match[1] if (match := _HANGUL_WORD.fullmatch(word)) else "" for word in words]
    found = set()
    for start in range(len(words)):
        before = ""
        for word, other in zip(words[start:], bare[start:], strict=True):
            if other:
                found.add(before + other)
            found.add(before + word)
            before += word + " "
    return found
