"""Twenty questions of readers: each is answered from the home page in at most two clicks.

A step is what a reader clicks: the words of a link, or a cell of the grid as (actor, topic).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

Cell = tuple[str, str]


class Question(NamedTuple):
    """What a reader wants to know, the way there, and words that answer it there."""

    asked: str
    steps: tuple[str | Cell, ...]
    answers: tuple[str, ...]


CELL = ("Government of the Republic of Korea", "Lethal aid to Ukraine")
QUESTIONS = (
    Question(
        "Who stands where on lethal aid to Ukraine?",
        ("Lethal aid to Ukraine",),
        ("Where actors stand", "Government of the Republic of Korea", "Russia", "opposes"),
    ),
    Question(
        "Has Seoul’s position on it moved, when, and on whose words?",
        (),
        ("What moved", "might review its military aid", "20 June 2024", "Jina Kim"),
    ),
    Question(
        "What came out of the Washington summit for Seoul?",
        ("NATO Washington Summit",),
        ("What came out of it", "irworthiness"),
    ),
    Question(
        "Do the sources agree on when it was held?",
        (),
        ("Where sources differ", "9 June 2024", "looks like: wrong month"),
    ),
    Question(
        "With which words does China object to NATO in Asia?",
        (("China", "NATO’s role in the Asia-Pacific"),),
        ("advance into the Asia-Pacific",),
    ),
    Question(
        "How do I cite one of Seoul’s statements on lethal aid?",
        (CELL, "South Korea indicated that it might review its military aid to Ukraine"),
        ("Cite this", "Chicago", "APA", "BibTeX", "Jina Kim"),
    ),
    Question(
        "Were these words really found in the article?",
        (CELL, "South Korea indicated that it might review its military aid to Ukraine"),
        ("paragraph 16; checked against the original", "in the original"),
    ),
    Question(
        "Who agrees with whom?",
        ("Who agrees with whom",),
        ("Same side", "Opposite sides", "Congruence"),
    ),
    Question(
        "How did NATO’s wording on China change from Vilnius to Washington?",
        ("China as a challenge",),
        ("What documents say", "Vilnius", "Washington Summit Declaration"),
    ),
    Question(
        "Who came to Madrid in 2022 for South Korea?",
        ("NATO Madrid Summit",),
        ("Who took part", "Yoon Suk Yeol, President"),
    ),
    Question(
        "When did South Korea’s mission to NATO open?",
        ("Timeline",),
        ("South Korea’s mission to NATO opens", "22 November 2022"),
    ),
    Question(
        "Who are the four partners in the Indo-Pacific?",
        ("Actors", "Indo-Pacific Four"),
        ("Members listed here", "Australia", "Japan", "New Zealand", "South Korea"),
    ),
    Question(
        "What does “Seoul” stand for in the digests?",
        ("Place names",),
        ("Seoul", "Government of the Republic of Korea"),
    ),
    Question(
        "On what is all this based, and how much of it is independent?",
        (),
        ("5 sources, 4 independent", "in own words", "reported", "imputed"),
    ),
    Question(
        "What does the digest know of Japan on lethal aid?",
        ("Lethal aid to Ukraine",),
        ("Without a position",),
    ),
    Question("Who is 윤석열?", ("A–Z", "Yoon Suk Yeol"), ("윤석열", "President")),
    Question(
        "What does “leans against” mean, and how are positions summed up?",
        ("Method",),
        ("leans against", "Rejects it with reservations", "One word for several stances"),
    ),
    Question(
        "How far would another coder have come to the same?",
        ("Agreement of coders",),
        ("Krippendorff", "0.8"),
    ),
    Question(
        "May I have all of it, as a table or a database?",
        ("Data",),
        ("digest.db", "stances", "CSV", "datasette", "CC BY 4.0"),
    ),
    Question(
        "What is new since the last edition, and how do I follow it?",
        ("Changes",),
        ("Changes", "Feed"),
    ),
    Question(
        "What was said in each year, and which meetings fell in it?",
        ("Positions", "2024"),
        ("stances with a date of their own in 2024",),
    ),
)


def click(page: Any, step: str | Cell) -> None:
    """One click of a reader."""
    if isinstance(step, str):
        pattern = page.get_by_role("link", name=step)
        exact = page.get_by_role("link", name=step, exact=True)
        (exact if exact.count() else pattern).first.click()
        return
    actor, topic = step
    place = page.evaluate(
        """([actor, topic]) => {
          const grid = document.querySelector('table.grid');
          const heads = [...grid.querySelectorAll('thead th')].map(e => e.textContent.trim());
          const row = [...grid.querySelectorAll('tbody tr')].find(
            r => r.querySelector('th').textContent.trim() === actor);
          const cell = row.children[heads.indexOf(topic)].querySelector('a');
          cell.setAttribute('data-asked', '');
          return Boolean(cell);
        }""",
        [actor, topic],
    )
    assert place
    page.locator("[data-asked]").click()


def test_there_are_at_least_twenty() -> None:
    assert len(QUESTIONS) >= 20
    assert all(len(question.steps) <= 2 for question in QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.asked)
def test_it_is_answered_in_two_clicks(
    tab: Callable[..., Any], shipped_site: Path, question: Question
) -> None:
    look = tab(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = look.open(shipped_site / "index.html")
    for step in question.steps:
        before = page.url
        click(page, step)
        page.wait_for_function("address => location.href !== address", arg=before)
    page.wait_for_load_state()
    shown = page.inner_text("body")
    assert [words for words in question.answers if words not in shown] == []
    assert look.complaints == []
