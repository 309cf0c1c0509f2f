"""Make a digest of any size: `python bench/corpus.py 1000 OUT` writes a sources folder to OUT.

An invented lake, its shore states and what is written of them.  Article 17 is the same whatever
the number of articles, because it follows from (seed, 17) alone; so a small digest is the
beginning of a large one.  The codebook stays as it is; authors and milestones grow with the
articles, as they do in a real digest.  All words are made here.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lake import DAYS, FIRST_DAY, SEED, SYLLABLES, World, address, clause, sentence

STANCES = 9
ARTICLES_PER_AUTHOR = 5
ARTICLES_PER_MILESTONE = 4

POSITIONS = (
    "opposes leans-oppose neutral leans-support supports mixed ambiguous no-position".split()
)
WEIGHTS = (3, 3, 2, 3, 4, 1, 2, 1)
ACTS = "argument assessment pledge demand request warning denial condition praise refusal".split()
HEADINGS = (
    "The occasion,What was decided,For and against,The view from the shore,Money and men,"
    "What remains open,An older quarrel,Who pays"
).split(",")


def article_id(number: int) -> str:
    """The id of an article by its number from 0."""
    return f"article-{number:06d}"


def author_id(number: int) -> str:
    """The id of the author of an article."""
    return f"author-{number // ARTICLES_PER_AUTHOR:06d}"


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
        self.facts = [self._fact(summit) for summit in self.summits]

    def _stance(self, place: int) -> dict[str, Any]:
        choose = self.random
        actor = author_id(self.number) if place == 0 else choose.choice(self.cast).id
        words = f"{clause(choose)} again".split()[: choose.randint(7, 14)]
        stance: dict[str, Any] = {
            "actor": actor,
            "topic": choose.choice(self.topics),
            "position": choose.choices(POSITIONS, WEIGHTS)[0],
            "voice": "own-words" if place == 0 else choose.choice(("reported", "analysis")),
            "quote": f"{' '.join(words)} {roman(place + 1)}",
            "paragraph": place + 2,
        }
        if actor in self.world.heads:
            stance["speaker"] = self.world.head(actor, self.day)
        if choose.random() < 0.4:
            date = self.day - datetime.timedelta(days=choose.randrange(90))
            stance["date"] = date.isoformat()[: choose.choice((10, 10, 7))]
        if choose.random() < 0.3:
            stance["summit"] = choose.choice(self.summits)
        if choose.random() < 0.5:
            stance["act"] = choose.choice(ACTS)
        if choose.random() < 0.3:
            stance["note"] = sentence(choose, choose.choice(choose.choice(self.cast).written))
        if choose.random() < 0.1:
            stance["confidence"] = "medium"
        return stance

    def _fact(self, summit: str) -> dict[str, Any]:
        choose, record = self.random, self.world.summits[summit]
        prop = choose.choice(("start", "place", "number"))
        value = record.get(prop, str(choose.randint(20, 24)))
        if prop == "start" and choose.random() < 0.2:
            value = (datetime.date.fromisoformat(value) - datetime.timedelta(days=30)).isoformat()
        fact = {"about": summit, "property": prop, "value": value}
        if prop == "number":
            fact["what"] = "delegations"
        return fact | {"note": sentence(choose), "sources": [address(summit)]}

    @property
    def front(self) -> dict[str, Any]:
        """The front matter."""
        choose = random.Random(f"{self.world.seed}:{self.number}:front")
        outlets = [id for id, actor in self.world.actors.items() if actor["kind"] == "outlet"]
        front = {
            "title": f"{sentence(choose)[:-1]} ({self.number})",
            "authors": [author_id(self.number)],
            "publisher": choose.choice(outlets),
            "published": self.day.isoformat(),
            "url": address(self.id),
            "language": "en",
            "kind": choose.choice(("analysis", "news", "academic")),
            "summary": sentence(choose),
        }
        if self.number > 3 and choose.random() < 0.05:
            front["derived_from"] = {"source": article_id(self.number - 3), "how": "excerpt"}
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
        coders = "ab" if self.number % 50 == 7 else "a"
        for coder in coders:
            name = self.id if coder == "a" else f"{self.id}.{coder}"
            yield f"{name}.yaml", as_yaml(self.annotations(coder))


def roman(number: int) -> str:
    """A small number in Latin letters; it tells the quotations of an article apart."""
    return ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")[number]


def authors(world: World, articles: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The authors of so many articles."""
    for number in range(0, articles, ARTICLES_PER_AUTHOR):
        choose = random.Random(f"{world.seed}:author:{number}")
        name = " ".join("".join(choose.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))
        yield author_id(number), {"name": f"{name} {letters(number)}", "kind": "person"}


def letters(number: int) -> str:
    """A number as a name: what tells two authors apart."""
    return "".join(SYLLABLES[int(digit)] for digit in str(number)).capitalize()


def milestones(world: World, articles: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """What happened on the way, for so many articles."""
    for number in range(0, articles, ARTICLES_PER_MILESTONE):
        choose = random.Random(f"{world.seed}:milestone:{number}")
        day = FIRST_DAY + datetime.timedelta(days=choose.randrange(DAYS))
        actor = choose.choice(world.cast)
        yield f"event-{number:06d}", {
            "date": day.isoformat(), "title": f"{clause(choose).capitalize()} ({number})",
            "kind": "decision", "actors": [actor.id], "topics": [choose.choice(list(world.topics))],
            "text": sentence(choose, actor.written[0]), "sources": [article_id(number)],
        }  # fmt: skip


def as_yaml(value: Any, indent: str = "") -> str:
    """Block style, as analysts write it."""
    lines = []
    pairs = value.items() if isinstance(value, Mapping) else itertools.zip_longest((), value)
    for key, item in pairs:
        head = f"{indent}{key}:" if key is not None else f"{indent}-"
        if isinstance(item, Mapping) and key is None:
            inner = as_yaml(item, f"{indent}  ")
            lines.append(f"{head} {inner.lstrip()}")
        elif isinstance(item, Mapping) or (
            isinstance(item, Sequence) and item and isinstance(item[0], Mapping)
        ):
            lines.append(f"{head}\n{as_yaml(item, indent + '  ')}")
        elif isinstance(item, str | int):
            lines.append(f"{head} {_scalar(item)}\n")
        else:
            lines.append(f"{head} {_flow(item)}\n")
    return "".join(lines)


def _flow(items: Sequence[Any]) -> str:
    parts = [
        _scalar(item) if isinstance(item, str)
        else "{" + ", ".join(f"{key}: {_scalar(text)}" for key, text in item.items()) + "}"
        for item in items
    ]  # fmt: skip
    return f"[{', '.join(parts)}]"


_PLAIN = re.compile(r"[A-Za-z가-힣](?:[\w '’-]*[\w’])?|[0-9][0-9-]*", re.ASCII)


def _scalar(value: str | int) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def generate(articles: int, root: Path, seed: int = SEED) -> None:
    """Write a sources folder with so many articles; the folder must be empty or new."""
    world = World(seed)
    folder = root / "articles"
    folder.mkdir(parents=True)
    settings = {
        "title": "The lake", "description": "An invented digest of any size, for measuring.",
        "language": "en", "as_of": (FIRST_DAY + datetime.timedelta(days=DAYS)).isoformat(),
    }  # fmt: skip
    tables = {
        "digest": settings,
        "topics": world.topics,
        "actors": world.actors | dict(authors(world, articles)),
        "summits": world.summits,
        "documents": world.documents,
        "milestones": dict(milestones(world, articles)),
    }
    for name, table in tables.items():
        (root / f"{name}.yaml").write_text(as_yaml(table) or "{}\n", encoding="utf-8", newline="\n")
    for number in range(articles):
        for name, text in Article(world, number).files():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Make a digest of any size, for measuring.")
    parser.add_argument("articles", type=int, help="how many articles")
    parser.add_argument("out", type=Path, help="the sources folder to make")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, another digest")
    given = parser.parse_args()
    generate(given.articles, given.out, given.seed)


if __name__ == "__main__":
    main()
