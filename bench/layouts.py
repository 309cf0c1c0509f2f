"""The same articles as other generators want them: same words, same dates, same topics and actors.

What our digest says with a link of its own is an ordinary link there.  Hugo gets the stances as
data, for a table; Pelican, whose front matter holds text alone, gets them as a list in the body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from article import Article
from plain import as_yaml

_LINK = re.compile(r"\[\[(\w+):([\w-]+)\|([^\]]+)\]\]")
"""A link to an entry: its kind, its id and the words shown."""

Names = Mapping[str, str]
"""Id of an author → name."""


def terms(article: Article) -> dict[str, list[str]]:
    """What the article is filed under."""
    actors = [stance["actor"] for stance in article.stances]
    return {
        "topics": list(dict.fromkeys(stance["topic"] for stance in article.stances)),
        "actors": list(dict.fromkeys([*actors, *(actor.id for actor in article.cast)])),
        "summits": list(article.summits),
    }


def hugo(article: Article, names: Names) -> str:
    """A page of Hugo: terms and stances in its front matter."""
    front = article.front
    data = {
        "title": front["title"],
        "author": names[front["authors"][0]],
        "publisher": front["publisher"],
        "date": front["published"],
        "source_url": front["url"],
        "summary": front["summary"],
        **terms(article),
        "statements": [
            {
                "actor": stance["actor"],
                "topic": stance["topic"],
                "position": stance["position"],
                "date": stance.get("date", front["published"]),
                "quote": stance["quote"],
            }
            for stance in article.stances
        ],
    }
    body = _LINK.sub(r"[\3](/\1s/\2/)", article.body)
    return f"---\n{as_yaml(data)}---\n\n{body}"


def pelican(article: Article, names: Names) -> str:
    """An article of Pelican: terms as tags, stances as a list below the body."""
    front = article.front
    tags = [f"{kind[:-1]} {id}" for kind, ids in terms(article).items() for id in ids]
    head = {
        "Title": front["title"],
        "Date": front["published"],
        "Slug": article.id,
        "Author": names[front["authors"][0]],
        "Publisher": front["publisher"],
        "Source_url": front["url"],
        "Summary": front["summary"],
        "Tags": ", ".join(tags),
    }
    stances = [
        f"- **{stance['actor']}** on {stance['topic']}: {stance['position']} "
        f"({stance.get('date', front['published'])}). “{stance['quote']}”"
        for stance in article.stances
    ]
    lines = "\n".join(f"{name}: {value}" for name, value in head.items())
    body = _LINK.sub(r"[\3](/tag/\1-\2/)", article.body)
    return f"{lines}\n\n{body}\n## Statements\n\n" + "\n".join(stances) + "\n"


LAYOUTS: dict[str, Callable[[Article, Names], str]] = {"hugo": hugo, "pelican": pelican}
