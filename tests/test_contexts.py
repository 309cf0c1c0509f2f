"""What the words around a place name show, rule by rule."""

from __future__ import annotations

import pytest

from digest.analyse.digests.contexts import context
from digest.analyse.digests.verbs import POSITION


def shown(sentence: str, *, events: bool = False) -> tuple[str, str]:
    start = sentence.index("Oslo")
    return tuple(context(sentence, start, start + 4, events=events))


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Oslo says no.", "says"),
        ("Oslo has long said no.", "has"),
        ("Oslo also quietly refused.", "refused"),
        ("Oslo likes the plan.", "likes"),
        ("Oslo, Rome and the Mainland agreed.", "agreed"),
        ("It lies in Oslo’s interest.", "’s"),
        ("He adds that “Oslo perceives it so”.", "perceives"),
        ("the Oslo government", "government"),
        ("Oslo–Rome relations", "–Rome"),
        ("Rome-Oslo ties", "Rome-"),
        ("steady pressure from Oslo", "pressure from"),
        ("closeness to Oslo", "closeness to"),
        ("a new policy on Oslo", "policy on"),
        ("trust in Oslo fell", "trust in"),
        ("anger at Oslo grew", "anger at"),
        ("ties with both Rome and Oslo", "with both Rome and"),
        ("closer to Rome than Oslo", "than"),
        ("it may embolden Oslo", "embolden"),
        ("this gave Oslo time", "gave"),
        ("why would Oslo refuse?", "refuse"),
        ("a question that Oslo must answer", "must"),
        ("as far as Oslo is concerned", "is"),
        ("how Oslo rose", "how"),
    ],
)
def test_somebody(sentence: str, cue: str) -> None:
    assert shown(sentence) == ("actor", cue)


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("They met in Oslo.", "in"),
        ("Officials in Oslo said no.", "in"),
        ("She was near Oslo in May.", "near"),
        ("He visited Oslo.", "visited"),
        ("They flew back to Oslo.", "flew back to"),
        ("He left for Oslo.", "left for"),
        ("the capital, Oslo", "capital,"),
        ("Oslo’s streets are steep.", "streets"),
        ("the Oslo talks failed", "talks"),
        ("an Oslo-based firm", "-based"),
        ("Oslo, the capital, slept.", "the capital"),
    ],
)
def test_a_place(sentence: str, cue: str) -> None:
    assert shown(sentence) == ("place", cue)


@pytest.mark.parametrize(
    "sentence",
    [
        "From Oslo came a letter.", "Oslo is the capital.", "Oslo was in ruins.", "All but Oslo.",
        "the road to Oslo", "Oslo indeed.", "of Oslo and Rome", "Oslo as the seat", "the Oslo way",
    ],
)  # fmt: skip
def test_nothing(sentence: str) -> None:
    assert shown(sentence)[0] == ""


@pytest.mark.parametrize(
    ("sentence", "shows", "cue"),
    [
        ("The Oslo communiqué of 2021", "event", "communiqué"),
        ("the Oslo NATO summit", "event", "summit"),
        ("Since Oslo the tone is calm.", "event", "Since"),
        ("Since Oslo refused, it is calm.", "actor", "refused"),
        ("At Oslo the leaders met.", "event", "At … leaders met"),
        ("In Oslo the tone changed.", "there", "In"),
        ("Commentators in Oslo laughed.", "place", "Commentators in"),
        ("The trilateral summit in Oslo ended.", "place", "in"),
        ("Oslo’s summit failed.", "actor", "’s"),
        ("Oslo refused.", "actor", "refused"),
    ],
)
def test_a_meeting_held_there(sentence: str, shows: str, cue: str) -> None:
    assert shown(sentence, events=True) == (shows, cue)


def test_verbs_of_position() -> None:
    assert all(
        POSITION.search(text)
        for text in ("it denies", "they rejected it", "She warns", "he said", "was criticised")
    )
    assert not any(POSITION.search(text) for text in ("it stood", "the saying", "a wantonness"))


def test_long_sentences_cost_little() -> None:
    text = "in help to " * 20_000 + "Oslo" + " and Rome" * 20_000
    start = text.index("Oslo")
    assert context(text[start - 240 : start + 244], 240, 244).shows
