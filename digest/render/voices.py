"""The voice chain in one sentence: who holds a stance, who said it, through whom it came."""

from __future__ import annotations

from markupsafe import Markup, escape

from digest.model.evidence import Chain
from digest.model.refs import Ref
from digest.model.words import ActorKind
from digest.render.links import Linker, short_name

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
    bracket = Markup(" ({})").format(office) if office else Markup("")
    holders = b.actors(chain.holders)
    speaks = chain.speaker and chain.speaker not in chain.holders
    parts = [holders + bracket] if named else []
    if speaks:
        said = b.actor(chain.speaker) + bracket
        whole = Markup("{} for {}").format(said, holders)
        parts = [whole if named else Markup("said by {}").format(said)]
    for place, step in enumerate(chain.steps, 1):
        if bare and place == len(chain.steps):
            parts.append(escape(step.verb.removesuffix(" by")))
            continue
        names = Markup(" and ").join(_name(b, id) for id in step.actors) or NOBODY
        parts.append(Markup("{} {}").format(step.verb, names))
        if step.outlet and step.outlet not in step.actors:
            parts.append(_name(b, step.outlet))
    if chain.publisher and chain.publisher not in chain.holders and not bare:
        parts.append(_name(b, chain.publisher))
    if chain.own:
        parts.insert(len(parts) if named else 0, Markup("in the author’s own words"))
    sentence = _capital(Markup(", ").join(parts) or holders)
    if office and not named and not speaks:
        return Markup("{}. {}").format(_capital(office), sentence)
    return sentence


def _capital(words: Markup) -> Markup:
    return Markup(words[:1].upper() + words[1:])  # noqa: S704 – made of escaped parts


def _name(b: Linker, id: str) -> Markup:
    """A name as a link, short where it can be; media in italics, as readers expect of titles."""
    actor, ref = b.corpus.actors[id], Ref("actor", id)
    name = b.actor(id)
    if actor.kind in (ActorKind.ORGANISATION, ActorKind.OUTLET) and ref != b.own:
        name = Markup('<a href="{}">{}</a>').format(b.href(ref), short_name(actor))
    return Markup("<i>{}</i>").format(name) if _is_outlet(b, id) else name


def _is_outlet(b: Linker, id: str) -> bool:
    return b.corpus.actors[id].kind is ActorKind.OUTLET
