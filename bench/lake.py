"""An invented lake, its shore states, and the sentences written of them; all from a seed."""

from __future__ import annotations

import datetime
import random
import re
from functools import cached_property
from typing import Any, NamedTuple

SEED = 11
FIRST_DAY = datetime.date(2006, 1, 1)
DAYS = 20 * 365
TERM = 8 * 365
"""Days for which a head of government stays in office."""

FIELDS = (
    "water level,night ferries,eel quotas,reed beds,winter dredging,shore taxes,pilot boats,"
    "salt marshes,sluice keys,fish ladders,ice roads,buoy lights,mooring rights,peat drains,"
    "gravel mining,heron islands,survey flights,harbour dues,flood alarms,canal locks,"
    "border piers,shore rails,mill weirs,algae treatment,lake patrols,wreck salvage,"
    "customs barges,tide gauges,oil booms,swan counts,pump stations,shared charts,"
    "seed banks,weather masts,grain docks,timber rafts,ballast rules,drift nets,"
    "shore schools,bridge tolls"
).split(",")
DEEDS = (
    "regulated in common,paid for by the shore states,opened to outside inspectors,"
    "kept in national hands,settled before the next season,put under the joint office"
).split(",")
SYLLABLES = (
    "bar den fol gim hul jor kes lan mir nup oth pel quo rin sul tev ulm vas wen yor zil".split()
)
HANGUL = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호"

WHO = (
    "the joint office,a retired surveyor,the pilots' guild,one harbour master,each fishing village,"
    "a parliamentary committee,the northern shore,every small delegation,the river engineer,"
    "a former minister,no insurer,the largest ferry company"
).split(",")
DOES = (
    "keeps returning to,has put aside,wants to reopen,will not give up,pays little heed to,"
    "has built its case on,no longer speaks of,asks for proof of,measures everything by,"
    "would trade almost anything for,had counted on,has quietly prepared"
).split(",")
WHAT = (
    "the figures of the last dry summer,an older promise,the unsigned protocol,one budget line,"
    "the map of the eastern inlet,a delay of two seasons,rules that nobody enforces,"
    "the right to be asked first,the report on the spring flood,an office with powers of its own,"
    "the wording about fair use,a single timetable for all ports"
).split(",")
WHILE = (
    "while the water keeps falling,though the vote is months away,as the minutes show,"
    "and few on the far shore object,if only because winter is near,without naming a price,"
    "which the hosts had hoped to avoid,after a long silence,to nobody's great surprise"
).split(",")
SAYS = "argues that,says that,warns that,denies that,holds that,insists that".split(",")


class Actor(NamedTuple):
    """What articles need to know of an actor."""

    id: str
    written: tuple[str, ...]
    """The forms in which texts name it."""


class World:
    """Everything that does not depend on the number of articles."""

    def __init__(self, seed: int = SEED) -> None:
        self.seed = seed
        self.random = random.Random(f"{seed}:world")
        self._taken: set[str] = set()
        self.topics = self._topics()
        self.actors: dict[str, dict[str, Any]] = {}
        self.cast: list[Actor] = []
        self.heads: dict[str, list[str]] = {}
        """Government → its heads, one term after the other."""
        self.leads: dict[str, str] = {}
        """Head of government → the government."""
        self.capitals: list[str] = []
        """Places that stand for governments, and may be meant as cities."""
        self._people_the_world()
        self.by_id = {actor.id: actor for actor in self.cast}
        self.summits, self.documents = self._summits()

    def word(self, syllables: int = 2) -> str:
        """A name that was not given before."""
        while True:
            name = "".join(self.random.choice(SYLLABLES) for _ in range(syllables)).capitalize()
            if name.casefold() not in self._taken:
                self._taken.add(name.casefold())
                return name

    @cached_property
    def weights(self) -> dict[str, list[float]]:
        """How often topics and actors are chosen: a few often, most rarely."""
        return {
            name: [1 / (place + 2) ** 0.7 for place in range(len(items))]
            for name, items in (("topics", self.topics), ("cast", self.cast))
        }

    def _topics(self) -> dict[str, dict[str, Any]]:
        topics: dict[str, dict[str, Any]] = {}
        for number, name in enumerate(FIELDS):
            record: dict[str, Any] = {
                "name": f"The question of {name}",
                "proposition": f"On the lake, {name} should be {DEEDS[number % len(DEEDS)]}.",
                "scope": f"What the shore states and others say of {name}, and who should decide.",
                "include": [f"plans for {name}", f"complaints about {name}"],
                "exclude": ["general remarks on the lake"],
                "cues": [name, f"{name} dispute", name.title()[:-1] + "s Act"],
            }
            if number % 8:
                record["broader"] = slug(FIELDS[number - number % 8])
            topics[slug(name)] = record
        return topics

    def _add(self, id: str, record: dict[str, Any], *more: str) -> str:
        self.actors[id] = record
        written = [record["name"], *more]
        for name in record.get("names", ()):
            written.append(name if isinstance(name, str) else name["name"])
        self.cast.append(Actor(id, tuple(w for w in written if w.isascii())))
        return id

    def _people_the_world(self) -> None:
        states = [self._state() for _ in range(24)]
        for number in range(20):
            name = f"{self.word()} Ministry"
            record = {"name": name, "kind": "body", "parent": f"{states[number]}-government"}
            self._add(slug(name), record | {"names": [f"{self.word()} Directorate"]})
        for _ in range(16):
            name = f"{self.word(3)} Institute"
            short = {"name": f"{self.word()[:3].upper()}{len(self.cast)}", "kind": "abbreviation"}
            self._add(slug(name), {"name": name, "kind": "organisation", "names": [short]})
        for number in range(6):
            members = [
                {"actor": state, "start": str(2006 + place)} if place else state
                for place, state in enumerate(self.random.sample(states, 4))
            ]
            name = f"{self.word()} Shore {number + 3}"
            self._add(slug(name), {"name": name, "kind": "group", "members": members})
        for state in states[:14]:
            name = f"{self.word()} Party"
            self._add(slug(name), {"name": name, "kind": "party", "parent": state})
        for _ in range(12):
            name = f"{self.word(3)} Gazette"
            self._add(slug(name), {"name": name, "kind": "outlet"})
        for name in "officials,experts,skippers,residents,diplomats,traders".split(","):
            note = f"Unnamed {name}; never merged with a body."
            record = {"name": f"Unnamed {name}", "kind": "category", "note": note}
            self._add(f"{name}-unnamed", record)

    def _state(self) -> str:
        name, capital = self.word(3), self.word()
        state = self._add(slug(name), {"name": name, "kind": "state", "names": [self._hangul()]})
        metonym: dict[str, Any] = {"name": capital, "kind": "metonym"}
        if len(self.heads) % 3 == 0:
            metonym["also"] = ["city"]
        government = f"{state}-government"
        self.heads[government] = []
        self.capitals.append(capital)
        record = {"name": f"Government of {name}", "kind": "government", "parent": state}
        self._add(government, record | {"names": [metonym]})
        day = FIRST_DAY - datetime.timedelta(days=1)
        for _ in range(3):
            end = day + datetime.timedelta(days=TERM)
            person = f"{self.word()} {self.word()}"
            role = {
                "role": "First Minister", "of": state, "speaks_for": government,
                "start": (day + datetime.timedelta(days=1)).isoformat(), "end": end.isoformat(),
            }  # fmt: skip
            record = {"name": person, "kind": "person", "names": [self._hangul()], "roles": [role]}
            self.heads[government].append(self._add(slug(person), record))
            self.leads[slug(person)] = government
            day = end
        return state

    def _hangul(self) -> dict[str, str]:
        while True:
            name = "".join(self.random.choice(HANGUL) for _ in range(5))
            if name not in self._taken:
                self._taken.add(name)
                return {"name": name, "lang": "ko"}

    def head(self, government: str, day: datetime.date) -> str:
        """Who led a government on a day."""
        term = (day - FIRST_DAY).days // (TERM)
        return self.heads[government][min(max(term, 0), 2)]

    def _summits(self) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
        summits: dict[str, dict[str, Any]] = {}
        documents: dict[str, dict[str, Any]] = {}
        governments = list(self.heads)
        for number in range(20):
            place = self.word(3)
            start = FIRST_DAY + datetime.timedelta(days=number * 360 + 150)
            id, document = f"{slug(place)}-{start.year}", f"{slug(place)}-declaration"
            who = self.random.sample(governments, 8)
            summits[id] = {
                "name": f"{place} Lake Summit", "names": [f"{place} Summit {start.year}"],
                "kind": "leaders", "start": start.isoformat(),
                "end": (start + datetime.timedelta(days=2)).isoformat(), "place": place,
                "participants": [{"actor": g, "by": self.head(g, start)} for g in who],
                "documents": [document],
                "outcomes": [
                    {"text": sentence(self.random), "topic": topic, "sources": [address(id)]}
                    for topic in self.random.sample(list(self.topics), 4)
                ],
                "sources": [address(id)],
            }  # fmt: skip
            if number % 4 == 3:
                summits[id]["part_of"] = list(summits)[-2]
            documents[document] = {
                "name": f"{place} Declaration", "kind": "declaration", "summit": id,
                "adopted": summits[id]["end"], "parties": who,
                "summary": sentence(self.random),
                "provisions": [
                    {"topic": topic, "says": sentence(self.random), "sources": [address(id)]}
                    for topic in self.random.sample(list(self.topics), 5)
                ],
            }  # fmt: skip
        return summits, documents


def slug(name: str) -> str:
    """A name as an id."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def address(id: str) -> str:
    """An address that leads nowhere."""
    return f"https://example.org/{id}"


def clause(choose: random.Random) -> str:
    """The middle of a sentence."""
    words = f"{choose.choice(WHO)} {choose.choice(DOES)} {choose.choice(WHAT)}"
    return f"{words} {choose.choice(WHILE)}" if choose.random() < 0.4 else words


def sentence(choose: random.Random, name: str = "") -> str:
    """A sentence, of somebody or of nobody."""
    text = f"{name} {choose.choice(SAYS)} {clause(choose)}" if name else clause(choose)
    return f"{text[0].upper()}{text[1:]}."
