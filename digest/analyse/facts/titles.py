"""Titles of offices as sources write them, held against the roles in the registry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.dates import MONTHS, PartialDate
from digest.model.actor import Actor, Role
from digest.model.corpus import Corpus
from digest.text import fold, squash

_SAME = {
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair",
    "chairwoman": "chair", "chairperson": "chair", "defense": "defence", "advisor": "adviser",
    "presidential": "president", "ministerial": "minister", "congressman": "lawmaker",
    "affair": "affairs", "sg": "secretary",
}  # fmt: skip
_FORMER = frozenset(["former", "ex", "onetime", "retired"])
_FILLERS = _FORMER | frozenset("of the for to in at and a an on mr ms mrs dr acting then".split())
_RANKS = frozenset(
    "deputy vice assistant under associate nominee candidate designate elect".split()
)
"""Words that make another office of a title."""

_HEADS = frozenset(
    "president premier minister secretary director ambassador spokesperson chief head chair "
    "editor adviser commissioner general leader king chancellor governor mayor envoy "
    "commentator columnist reporter correspondent lawmaker member professor fellow".split()
)
"""Words that by themselves make an office of a title."""

_LOOSE = frozenset("chief head leader boss".split())
"""What the press calls whoever speaks for a body: NATO chief, North Korean leader."""

_DEMONYMS = {
    "polish": "poland", "french": "france", "dutch": "netherlands", "finnish": "finland",
    "spanish": "spain", "danish": "denmark", "greek": "greece", "turkish": "türkiye",
    "swiss": "switzerland", "welsh": "wales", "irish": "ireland", "thai": "thailand",
    "filipino": "philippines", "czech": "czechia",
}  # fmt: skip
_STEM = 4
"""Letters that an adjective shares with the name of its country: Korean, Japanese, Ukrainian."""

_DAY = re.compile(
    rf"(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})|\b(\d{{4}}(?:-\d\d){{0,2}})\b",
    re.IGNORECASE,
)


def matches(corpus: Corpus, title: str, role: Role) -> bool:
    """Whether a title can be that role: the same rank, and no word that is neither in the role's
    title nor in a name of its body (or of what that body is part of).
    """
    given = _words(title)
    body = _body_words(corpus, role)
    rest = {word for word in given if not _names(word, body)}
    if role.speaks_for and rest and rest <= _LOOSE and not _words(role.role) & _RANKS:
        return True
    for words in _titles(role.role):
        shared = given & words
        if not shared & _HEADS and shared != words:
            continue
        if given & _RANKS == words & _RANKS and all(
            word in words or _names(word, body) for word in given
        ):
            return True
    return False


def former(title: str) -> bool:
    """Whether a title says that the office was held before, as `former president` does."""
    return bool(_FORMER & set(re.split(r"[\s-]+", fold(title).casefold())))


def matching(corpus: Corpus, title: str, actor: Actor) -> tuple[Role, ...]:
    """The roles of a person that a title can be, in the order of the registry."""
    return tuple(role for role in actor.roles if matches(corpus, title, role))


def date_in(text: str) -> PartialDate | None:
    """The first date that a text names, such as `office in May 2022`; `None` when it names none."""
    for match in _DAY.finditer(fold(text)):
        day, month, year, iso = match.groups()
        written = iso
        if month:
            written = f"{year}-{MONTHS.index(month.capitalize()) + 1:02d}"
            written += f"-{int(day):02d}" if day else ""
        try:
            return PartialDate.parse(written)
        except ValueError:
            continue
    return None


def _words(text: str) -> frozenset[str]:
    """Words of a title, folded and in one spelling, without fillers."""
    plain = fold(text).casefold().replace("'s", " ").replace("premier", "prime minister")
    plain = plain.replace("u.s.", "us").replace("u.k.", "uk")
    words = (squash(word) for word in re.split(r"[\s,;()/-]+", plain))
    return frozenset(_SAME.get(w, w) for w in words if w and w not in _FILLERS)


def _titles(role: str) -> Iterator[frozenset[str]]:
    """A role's title, and where it joins two offices, each of them."""
    yield _words(role)
    parts = [_words(part) for part in re.split(r"\band\b|,|;|\(", role)]
    if len(parts) > 1:
        yield from (part for part in parts if part & _HEADS)


def _body_words(corpus: Corpus, role: Role) -> frozenset[str]:
    """Words in the names of the body in which a role is held, and of all that it is part of."""
    found: set[str] = set()
    for start in (role.of, role.speaks_for):
        for id in corpus.ancestry(start):
            actor = corpus.actors[id]
            for name in (actor.name, *(name.name for name in actor.other_names)):
                found |= _words(name)
    return frozenset(found)


def _names(word: str, body: frozenset[str]) -> bool:
    """Whether a word is one of a body's names, or an adjective made of it."""
    if word in body or _DEMONYMS.get(word) in body:
        return True
    return word.endswith(("n", "ese", "ish")) and any(
        len(known) >= _STEM and known[:_STEM] == word[:_STEM] for known in body
    )
