"""An invented article: its front matter, its digest and its annotations.

It follows from (seed, number) alone, whatever the number of articles.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from typing import Any

from growing import article_id, author_id
from lake import DAYS, FIRST_DAY, WHO, Actor, World, address, clause, sentence
from originals import invented
from plain import as_yaml

STANCES = 9
BEFORE = 3
"""So many articles earlier stands the one from which an article derives, where it does."""
DERIVED = (("excerpt", 0.04), ("republication", 0.04), ("", 0.02))
"""How an article derives from an earlier one, and how often; `''`: it does, and does not say so."""
SECOND_CODER = 20
"""Every so manieth article has a second coder."""
UNNAMED = 0.08
"""How many quotations name neither who holds the position nor what it is about."""
SLIP = 0.1
"""How often a head of government is coded as speaking when out of office."""

POSITIONS = (
    "opposes leans-oppose neutral leans-support supports mixed ambiguous no-position".split()
)
WEIGHTS = (3, 3, 2, 3, 4, 1, 2, 1)
ACTS = "argument assessment pledge demand request warning denial condition praise refusal".split()
HEADINGS = (
    "The occasion,What was decided,For and against,The view from the shore,Money and men,"
    "What remains open,An older quarrel,Who pays"
).split(",")


PLACES = ("In {}", "At the market in {}", "According to {}", "After the talks with {}")


class Article:
    """One article: its digest with front matter, and its annotations."""

    def __init__(self, world: World, number: int) -> None:
        self.world, self.number, self.id = world, number, article_id(number)
        self.random = choose = random.Random(f"{world.seed}:{number}")
        self.day = FIRST_DAY + datetime.timedelta(days=choose.randrange(100, DAYS))
        topics, cast = list(world.topics), world.cast
        self.topics = list(dict.fromkeys(choose.choices(topics, world.weights["topics"], k=4)))
        self.cast = list(dict.fromkeys(choose.choices(cast, world.weights["cast"], k=7)))
        self.summits = choose.sample(list(world.summits), choose.randint(1, 2))
        self.stances = [self._stance(place) for place in range(STANCES)]
        self.facts = [self._fact(summit, STANCES + 2 + n) for n, summit in enumerate(self.summits)]
        self.how, self.root = self._origin()
        if self.root:
            for place in (1, 4, 7):  # the same statements once more, to be counted once
                again = self.root.stances[place] | {"voice": "reported"}
                self.stances[place] = {**again, "via": [self.outlet]}

    @property
    def outlet(self) -> str:
        """Who publishes it."""
        outlets = [id for id, actor in self.world.actors.items() if actor["kind"] == "outlet"]
        return random.Random(f"{self.world.seed}:{self.number}:outlet").choice(outlets)

    def _origin(self) -> tuple[str, Article | None]:
        """How it derives from an earlier article, and from which; usually from none."""
        chance = random.Random(f"{self.world.seed}:{self.number}:origin").random()
        for how, share in DERIVED:
            if chance < share and self.number >= BEFORE:
                return how, Article(self.world, self.number - BEFORE)
            chance -= share
        return "", None

    def _stance(self, place: int) -> dict[str, Any]:
        choose, topic = self.random, self.random.choice(self.topics)
        said = self.day - datetime.timedelta(days=choose.randrange(90))
        dated = choose.random() < 0.6
        day = said if dated else self.day
        actor = author_id(self.number)
        words = self.world.topics[topic]["cues"][0]
        if place:
            cast = self._speaking(choose.choice(self.cast), day)
            actor, words = cast.id, choose.choice((words, *cast.written))
        if choose.random() < UNNAMED:
            words = "that"
        stance: dict[str, Any] = {
            "actor": actor,
            "topic": topic,
            "position": choose.choices(POSITIONS, WEIGHTS)[0],
            "voice": "own-words" if place == 0 else choose.choice(("reported", "analysis")),
            "quote": f"{choose.choice(WHO)} {words} {invented(choose, 5)} {roman(place + 1)}",
            "paragraph": place + 2,
        }
        if dated:
            stance["date"] = said.isoformat()[: choose.choice((10, 10, 7))]
        if actor in self.world.heads:
            stance["speaker"] = self.world.head(actor, day)
            if choose.random() < 0.3:
                stance["office"] = choose.choice(("First Minister", "First Minister", "Envoy"))
        if choose.random() < 0.3:
            stance["summit"] = choose.choice(self.summits)
        if choose.random() < 0.5:
            stance["act"] = choose.choice(ACTS)
        if choose.random() < 0.3:
            stance["note"] = sentence(choose, choose.choice(choose.choice(self.cast).written))
        if choose.random() < 0.1:
            stance["confidence"] = "medium"
        return stance

    def _speaking(self, actor: Actor, day: datetime.date) -> Actor:
        """That actor; for a head of government whoever leads it on that day, save for a slip."""
        government = self.world.leads.get(actor.id)
        if government is None or self.random.random() < SLIP:
            return actor
        return self.world.by_id[self.world.head(government, day)]

    def _fact(self, summit: str, paragraph: int) -> dict[str, Any]:
        """What it says of a meeting; one in five has another date or place than the registry."""
        choose, record = self.random, self.world.summits[summit]
        prop = choose.choice(("start", "place", "number", "participants"))
        value = record.get(prop, str(choose.randint(20, 24)))
        astray = choose.random() < 0.2
        if prop == "start" and astray:
            value = (datetime.date.fromisoformat(value) - datetime.timedelta(days=30)).isoformat()
        elif prop == "place" and astray:
            value = choose.choice(list(self.world.summits.values()))["place"]
        elif prop == "participants":
            value = [who["actor"] for who in value][int(astray) :]
        fact = {"about": summit, "property": prop, "value": value}
        if prop == "number":
            fact["what"] = "delegations"
        fact |= {"quote": invented(choose, 6), "paragraph": paragraph}
        return fact | {"note": sentence(choose), "sources": [address(summit)]}

    @property
    def front(self) -> dict[str, Any]:
        """The front matter."""
        choose = random.Random(f"{self.world.seed}:{self.number}:front")
        front = {
            "title": f"{sentence(choose)[:-1]} ({self.number})",
            "authors": [author_id(self.number)],
            "publisher": self.outlet,
            "published": self.day.isoformat(),
            "url": address(self.id),
            "language": "en",
            "kind": choose.choice(("analysis", "news", "academic")),
            "summary": sentence(choose),
        }
        if self.root and self.how:
            front["derived_from"] = {"source": self.root.id, "how": self.how}
        return front

    @property
    def body(self) -> str:
        """The digest: sections, names in all their forms, cues, quotations, a list, a note."""
        choose = random.Random(f"{self.world.seed}:{self.number}:body")
        waiting = [stance["quote"] for stance in self.stances]
        blocks: list[str] = []
        headings = choose.sample(HEADINGS, 4)
        for part in range(12):
            if part % 3 == 0:
                blocks.append(f"## {headings[part // 3]}")
            lines = [self._line(choose) for _ in range(3)]
            if waiting and part % 4 != 3:
                name = choose.choice(choose.choice(self.cast).written)
                lines.append(f"{name} is heard to say that “{waiting.pop(0)}”.")
            blocks.append(" ".join(lines) + ("[^1]" if part == 4 else ""))
            if part == 6:
                blocks.append("\n".join(f"- {self._line(choose)}" for _ in range(3)))
            if part == 9:
                blocks.append(f"> {self._line(choose)}")
        blocks.append(f"[^1]: {sentence(choose)}")
        return "\n\n".join(blocks) + "\n"

    def _line(self, choose: random.Random) -> str:
        case = choose.random()
        if case < 0.05:  # a place name that is a city here, or could be a government
            capital = choose.choice(self.world.capitals)
            return f"{choose.choice(PLACES).format(capital)}, {clause(choose)}."
        if case < 0.35:
            return sentence(choose, choose.choice(choose.choice(self.cast).written))
        if case < 0.5:
            field = choose.choice(self.world.topics[choose.choice(self.topics)]["cues"][:2])
            return f"On {field}, {clause(choose)}."
        if case < 0.56:
            summit = choose.choice(self.summits)
            return f"At the [[summit:{summit}|summit]], {clause(choose)}."
        if case < 0.6:
            return f"*Note:* {sentence(choose)[:-1]} ([record]({address('record')}))."
        return sentence(choose)

    def annotations(self, coder: str = "a") -> dict[str, Any]:
        """The annotations; a second coder sees some positions otherwise and has no facts."""
        topics = list(self.world.topics)
        searched = sorted({*self.topics, topics[self.number % len(topics)]})
        if coder == "a":
            return {
                "coder": coder, "stances": self.stances, "facts": self.facts, "searched": searched,
            }  # fmt: skip
        other = [dict(stance) for stance in self.stances]
        for stance in other[::3]:
            stance["position"] = "neutral"
        return {"coder": coder, "stances": other, "searched": searched}

    def files(self) -> Iterator[tuple[str, str]]:
        """Name in `articles/` and text of each of its files."""
        yield f"{self.id}.md", f"---\n{as_yaml(self.front)}---\n\n{self.body}"
        coders = "ab" if self.number % SECOND_CODER == 7 else "a"
        for coder in coders:
            name = self.id if coder == "a" else f"{self.id}.{coder}"
            yield f"{name}.yaml", as_yaml(self.annotations(coder))


def roman(number: int) -> str:
    """A small number in Latin letters; it tells the quotations of an article apart."""
    return ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")[number]
