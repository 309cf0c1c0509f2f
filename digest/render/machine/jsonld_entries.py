"""Structured data of entries and stances, in the words of schema.org."""

from __future__ import annotations

from pathlib import PurePosixPath

from digest.model.coding import Stance, stance_id
from digest.model.words import Access, ActorKind, DocumentKind, EventStatus, NameKind, Voice
from digest.render.links import also_called
from digest.render.machine.graph import THIS, Graph, Node, actor_type
from digest.render.views.offices import latest_first
from digest.text import listing

OFFICES = 8
"""How many offices of a person are told."""

_LEGAL = frozenset({DocumentKind.LAW, DocumentKind.TREATY})
_ORGANISED = frozenset(
    {"Organization", "GovernmentOrganization", "PoliticalParty", "NewsMediaOrganization"}
)


def _own(g: Graph) -> str:
    """Id of the entry whose page it is."""
    assert g.page.own
    return g.page.own.id


def _about(g: Graph, kind: str, **known: object) -> Node:
    """The node of what the page is about; the page itself stands at its plain address."""
    page = g.at(g.page.path)
    return g.node(kind, g.at(g.page.path, THIS), name=g.page.title, mainEntityOfPage=page, **known)


def topic_set(g: Graph) -> str:
    """The identifier of the codebook."""
    return g.at("topics/index.html", "terms")


def topic_nodes(g: Graph) -> list[Node]:
    """A topic is a term of the codebook."""
    topic = g.corpus.topics[_own(g)]
    codebook = g.node("DefinedTermSet", topic_set(g), name=f"Topics: {g.corpus.settings.title}")
    return [
        _about(g, "DefinedTerm", description=topic.proposition, termCode=topic.id,
               inDefinedTermSet=codebook)
    ]  # fmt: skip


def actor_nodes(g: Graph) -> list[Node]:
    """An actor, as precisely as its kind is known."""
    actor = g.corpus.actors[_own(g)]
    kind = actor_type(g.corpus, actor)
    names = [n for n in actor.other_names if n.kind is not NameKind.METONYM]
    known: Node = {"alternateName": list(also_called(actor.name, names)), "url": actor.url}
    if kind == "Person":
        roles = sorted(actor.roles, key=latest_first)
        known["hasOccupation"] = [
            g.node(
                "Role",
                "",
                startDate=role.start,
                endDate=role.end,
                hasOccupation=g.node(
                    "Occupation", "", name=f"Acting {role.role}" if role.acting else role.role
                ),
            )
            for role in roles[:OFFICES]
        ]
        bodies = [role.of for role in roles[:OFFICES] if role.of]
        known["affiliation"] = [
            node for node in g.actors(bodies) if node["@type"] in _ORGANISED
        ]  # fmt: skip
    elif kind in _ORGANISED:
        parent = g.actor(actor.parent) if actor.parent else None
        if parent and parent["@type"] in _ORGANISED:
            known["parentOrganization"] = parent
        known["member"] = [
            node for node in g.actors(m.actor for m in actor.all_members)
            if node["@type"] in _ORGANISED or node["@type"] == "Person"
        ]  # fmt: skip
        known |= {"foundingDate": actor.start, "dissolutionDate": actor.end}
    if kind == "Thing":
        known["disambiguatingDescription"] = actor.kind.meaning
    return [_about(g, kind, **known)]


def summit_nodes(g: Graph) -> list[Node]:
    """A meeting; who organised it is not recorded, so it is not told."""
    summit = g.corpus.summits[_own(g)]
    came = [p.by or p.actor for p in summit.all_participants]
    scheduled = summit.status is EventStatus.SCHEDULED
    return [
        _about(
            g, "Event", alternateName=list(also_called(summit.name, summit.other_names)),
            startDate=summit.start, endDate=summit.end,
            eventStatus="https://schema.org/EventScheduled" if scheduled else "",
            location=g.node("Place", "", name=summit.place) if summit.place else None,
            attendee=g.actors(came),
            superEvent=g.short("summit", summit.part_of, "Event") if summit.part_of else None,
        )
    ]  # fmt: skip


def document_nodes(g: Graph) -> list[Node]:
    """A document; legal ones as such."""
    document = g.corpus.documents[_own(g)]
    legal = document.kind in _LEGAL
    made = document.adopted or document.signed
    known: Node = {"legislationDate": made, "legislationType": document.kind.label} if legal else {
        "dateCreated": made, "genre": document.kind.label,
    }  # fmt: skip
    if legal:
        known["legislationDateOfApplicability"] = document.in_force
    return [
        _about(
            g, "Legislation" if legal else "CreativeWork", description=document.summary,
            alternateName=list(also_called(document.name, document.other_names)),
            identifier=document.number, url=document.url, creator=g.actors(document.parties),
            about=[g.topic(id) for id in dict.fromkeys(p.topic for p in document.provisions)],
            **known,
        )
    ]  # fmt: skip


def source_nodes(g: Graph) -> list[Node]:
    """A source: our digest of it is one text, the text itself another."""
    source = g.corpus.sources[_own(g)]
    free = {Access.OPEN: True, Access.PAYWALLED: False}.get(source.access)
    origin = source.derived_from
    known = origin and origin.source in g.corpus.sources
    based = g.article(origin.source) if origin and known else None
    if origin and not based:
        based = g.node("CreativeWork", "", name=origin.title, url=origin.url)
    original = g.article(
        source.id, isAccessibleForFree=free, isBasedOn=based,
        publisher=g.actor(source.publisher) if source.publisher else None,
        creativeWorkStatus="" if source.stands else source.standing.label,
    )  # fmt: skip
    same = {"@id": original["@id"]}
    ours = g.node(
        "Article", g.at(g.page.path), headline=f"Digest of “{source.title}”",
        abstract=source.summary, about=same, isBasedOn=same, isPartOf=g.site(), **g.ours(),
    )  # fmt: skip
    return [ours, original]


def stance_nodes(g: Graph) -> list[Node]:
    """A stance is a claim that appears in its source."""
    stance = _stance_of(g)
    topic = g.corpus.topics[stance.topic]
    source = g.corpus.sources[stance.source]
    attested = g.findings.attested.get(g.page.stance)
    holders = g.actors(stance.holders)
    quotation = g.node(
        "Quotation", "", text=attested.words if attested else stance.quote,
        inLanguage=source.language,
        creator=g.actor(stance.speaker) if stance.speaker else
        holders if stance.voice is Voice.OWN_WORDS else None,
    )  # fmt: skip
    imputed = stance.voice is Voice.ANALYSIS  # then it is the author's claim, of the holder
    named = [a for a in source.authors if g.corpus.actors[a].kind is not ActorKind.CATEGORY]
    names = listing(node["name"] for node in holders)
    return [
        _about(
            g, "Claim", text=f"{names} {stance.position.verb}: {topic.proposition}",
            author=(g.actors(named) or None) if imputed else holders,
            datePublished=stance.date or source.published,
            about=[g.topic(stance.topic), *holders] if imputed else g.topic(stance.topic),
            keywords=stance.position.label,
            appearance=g.article(stance.source, hasPart=quotation),
        )
    ]  # fmt: skip


def _stance_of(g: Graph) -> Stance:
    """The stance whose page it is: found in the coding from whose file the page is made."""
    coding = g.corpus.annotations[PurePosixPath(g.page.file).stem]
    return next(s for s in coding.stances if stance_id(s) == g.page.stance)
