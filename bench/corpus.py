"""Make a digest of any size: `python bench/corpus.py 1000 OUT` writes a sources folder to OUT.

An invented lake, its shore states and what is written of them, with the private originals in
`OUT/originals/`.  Article 17 is the same whatever
the number of articles, because it follows from (seed, 17) alone; so a small digest is the
beginning of a large one.  The codebook stays as it is; authors and milestones grow with the
articles, as they do in a real digest.  All words are made here.

`--layout hugo` or `--layout pelican` writes the same articles as that generator wants them.
"""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from article import Article
from growing import authors, milestones
from lake import DAYS, FIRST_DAY, SEED, World
from layouts import LAYOUTS
from originals import original
from plain import as_yaml


def generate(articles: int, root: Path, seed: int = SEED) -> None:
    """Write a sources folder with so many articles; the folder must be empty or new."""
    world = World(seed)
    folder, originals = root / "articles", root / "originals"
    folder.mkdir(parents=True)
    originals.mkdir()
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
        article = Article(world, number)
        for name, text in article.files():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        kept = originals / f"{article.id}.txt"
        kept.write_text(original(article), encoding="utf-8", newline="\n")


def lay_out(articles: int, root: Path, layout: str, seed: int = SEED) -> None:
    """Write the same articles into `root/content`, as another generator wants them."""
    world, folder = World(seed), root / "content"
    folder.mkdir(parents=True)
    names = {id: author["name"] for id, author in authors(world, articles)}
    for number in range(articles):
        article = Article(world, number)
        text = LAYOUTS[layout](article, names)
        (folder / f"{article.id}.md").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Make a digest of any size, for measuring.")
    parser.add_argument("articles", type=int, help="how many articles")
    parser.add_argument("out", type=Path, help="the sources folder to make")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, another digest")
    parser.add_argument(
        "--layout", choices=LAYOUTS, help="write it for another generator instead of for us"
    )
    given = parser.parse_args()
    if given.layout:
        lay_out(given.articles, given.out, given.layout, given.seed)
    else:
        generate(given.articles, given.out, given.seed)


if __name__ == "__main__":
    main()
