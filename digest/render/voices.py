"""The voice chain in one sentence: who holds a stance, who said it, through whom it came."""

from __future__ import annotations

from markupsafe import Markup

from digest.model.evidence import Chain
from digest.model.words import ActorKind
from digest.render.links import Linker

NOBODY = "the source, which names no author"


def voice(b: Linker, chain: Chain, office: Markup | None = None) -> Markup:
    """One sentence without a full stop, names linked: `Hu Xijin, quoted by Time, quoted by …`.

    `office` is the speaker's (else the holder's) office on the date, as a phrase in brackets.
    """
    bracket = Markup(" ({})").format(office) if office else Markup("")
    holders = b.actors(chain.holders)
    parts = [holders + bracket]
    if chain.speaker and chain.speaker not in chain.holders:
        parts = [Markup("{}{} for {}").format(b.actor(chain.speaker), bracket, holders)]
    for step in chain.steps:
        names = Markup(" and ").join(_name(b, id) for id in step.actors) or NOBODY
        parts.append(Markup("{} {}").format(step.verb, names))
    writes = chain.steps[-1].actors if chain.steps else chain.holders
    if chain.publisher and chain.publisher not in writes:
        parts.append(_name(b, chain.publisher))
    if chain.own:
        parts.append(Markup("in the author’s own words"))
    sentence = str(Markup(", ").join(parts))
    return Markup(sentence[:1].upper() + sentence[1:])  # noqa: S704 – made of escaped parts


def _name(b: Linker, id: str) -> Markup:
    """A name as a link; media in italics, as readers expect of titles."""
    name = b.actor(id)
    return Markup("<i>{}</i>").format(name) if _is_outlet(b, id) else name


def _is_outlet(b: Linker, id: str) -> bool:
    return b.corpus.actors[id].kind is ActorKind.OUTLET
