"""What grows with the articles: their authors, and milestones on the way."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from typing import Any

from lake import DAYS, FIRST_DAY, SYLLABLES, World, clause, sentence

ARTICLES_PER_AUTHOR = 5
ARTICLES_PER_MILESTONE = 4


def article_id(number: int) -> str:
    """The id of an article by its number from 0."""
    return f"article-{number:06d}"


def author_id(number: int) -> str:
    """The id of the author of an article."""
    return f"author-{number // ARTICLES_PER_AUTHOR:06d}"


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
