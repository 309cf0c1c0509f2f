"""The voice chain in one sentence: who holds a stance, who said it, through whom it came."""

from __future__ import annotations

from markupsafe import Markup

from digest.model.evidence import Chain
from digest.model.refs import Ref
from digest.model.words import ActorKind
from digest.render.links import Linker, short_name
from digest.render.markup import escaped, link_to, marked

NOBODY = "the source, which names no author"


def voice(
    b: Linker,
    chain: Chain,
    office: Markup | None = None,
    *,
    named: bool = True,
    bare: bool = False,
) -> Markup:
    """One sentence without a full stop, names linked: `Hu Xijin, quoted by Time, quoted by …`.

    `office` is the speaker's (else the holder's) office on the date, as a phrase in brackets.
    With `bare` the source itself is left away, as it stands beside it.
    Where the holders are named beside it, the sentence need not name them: `Quoted by Time, …`;
    the office of a holder is then a sentence of its own before it.
    """
    bracket = f" ({office})" if office else ""
    holders = b.actors(chain.holders)
    speaks = chain.speaker and chain.speaker not in chain.holders
    parts = [f"{holders}{bracket}"] if named else []
    if speaks:
        said = f"{b.actor(chain.speaker)}{bracket}"
        parts = [f"{said} for {holders}" if named else f"said by {said}"]
    for place, step in enumerate(chain.steps, 1):
        if bare and place == len(chain.steps):
            parts.append(escaped(step.verb.removesuffix(" by")))
            continue
        names = " and ".join([_name(b, id) for id in step.actors]) or NOBODY
        parts.append(f"{escaped(step.verb)} {names}")
        if step.outlet and step.outlet not in step.actors:
            parts.append(_name(b, step.outlet))
    if chain.publisher and chain.publisher not in chain.holders and not bare:
        parts.append(_name(b, chain.publisher))
    if chain.own:
        parts.insert(len(parts) if named else 0, "in the author’s own words")
    sentence = _capital(", ".join(parts) or holders)
    if office and not named and not speaks:
        return marked(f"{_capital(office)}. {sentence}")
    return marked(sentence)


def _capital(words: str) -> str:
    """HTML with its first letter as a capital; `Markup` would escape what is put together."""
    words = str(words)
    return words[:1].upper() + words[1:]


def _name(b: Linker, id: str) -> str:
    """A name as a link, short where it can be; media in italics, as readers expect of titles."""
    actor, ref = b.corpus.actors[id], Ref("actor", id)
    name = b.actor(id)
    if actor.kind in (ActorKind.ORGANISATION, ActorKind.OUTLET) and ref != b.own:
        name = link_to(b.href(ref), short_name(actor))
    return f"<i>{name}</i>" if actor.kind is ActorKind.OUTLET else name
