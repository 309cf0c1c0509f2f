"""Words: plurals, folding, nearest spellings, sentences; and the form of messages."""

from __future__ import annotations

import unicodedata

import pytest
import steady  # noqa: F401
from hypothesis import given
from hypothesis import strategies as st

from digest import text
from digest.errors import DigestError, Place, Problem, order, render_line, strict
from digest.matching import find_words


@pytest.mark.parametrize(
    ("count", "noun", "words"),
    [(0, "stance", "0 stances"), (1, "stance", "1 stance"), (2, "analysis", "2 analyses"),
     (3, "party", "3 parties"), (9999, "page", "9999 pages"), (10_000, "page", "10\u202f000 pages"),
     (1, "entry", "1 entry"), (1_234_567, "entry", "1\u202f234\u202f567 entries")],
)  # fmt: skip
def test_counts(count: int, noun: str, words: str) -> None:
    assert text.plural(count, noun) == words


def test_articles() -> None:
    assert [text.a(n) for n in ("actor", "topic", "entry", "summit")] == [
        "an actor", "a topic", "an entry", "a summit",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists(items: list[str], words: str) -> None:
    assert text.listing(items) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("don’t", "don't"), ("“so”", '"so"'), ("a – b", "a - b"), ("a\u2011b", "a-b"),
        ("a\u00a0b", "a b"), ("a \n\t b", "a b"), ("  a ", "a"), ("co\u00adop", "coop"),
        ("cafe\u0301", "café"), ("a\u202fb", "a b"), ("„a‟", '"a"'),
    ],
)  # fmt: skip
def test_typography_folds(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("A", "a"), ("ab", "a b"), ("a-b", "a b"), ("ﬁ", "fi"), ("a.", "a")]
)
def test_nothing_else_folds(one: str, other: str) -> None:
    assert text.fold(one) != text.fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(value: str) -> None:
    assert text.fold(text.fold(value)) == text.fold(value)


@given(st.text(alphabet="aé ’“–\u00a0\u00ad\n-z", max_size=30))
def test_folding_in_place_moves_nothing_and_folds_as_folding_does(value: str) -> None:
    in_place = text.fold_in_place(value)
    assert len(in_place) == len(value)
    assert text.fold(in_place) == text.fold(value)


@given(st.text(alphabet="aé ’“–\u00a0\u00ad\n-z", max_size=30))
def test_every_folded_character_comes_from_its_place(value: str) -> None:
    value = unicodedata.normalize("NFC", value)
    places = text.fold_places(value)
    folded = text.fold(value)
    assert len(places) == len(folded)
    assert places == sorted(set(places))
    assert "".join(text.fold(value[place]) or " " for place in places) == folded


@pytest.mark.parametrize(
    ("whole", "words", "place"),
    [
        ("the first stone", "first stone", 4), ("firstly first", "first", 8),
        ("afirst", "first", -1),
        ("first", "first", 0), ("firsts", "first", -1), ("(first)", "first", 1),
        ("a-b c", "b c", 2),
        ("a - b", "- b", 2), ("", "first", -1),
    ],
)  # fmt: skip
def test_words_are_found_whole(whole: str, words: str, place: int) -> None:
    assert find_words(whole, words) == place


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://lantern.example", True), ("HTTP://lantern.example/a?b=c#d", True),
        ("https://lantern.example:8080/(x)", True), ("https://ko.example/한별", True),
        ("https://", False), ("https:///x", False), ("//lantern.example", False), ("", False),
        ("javascript:alert(1)", False), ("https:lantern.example", False), ("https://a b", False),
        ("https:\\\\lantern.example", False), ("https://a.example/\nb", False),
        (" https://a.example", False), ("https://[::1", False), ("https://a.example/<b>", False),
        ("ftp://a.example", False), ("https://:80/", False), ("https://a.example/\"b", False),
    ],
)  # fmt: skip
def test_addresses(address: str, good: bool) -> None:
    assert text.is_address(address) is good


def test_squash_keeps_letters_and_digits() -> None:
    assert text.squash("The Quay-Accord, 2021!") == "thequayaccord2021"
    assert text.squash("ｆｉｘｅｄ") == "fixed"
    assert text.squash("김정은") == "김정은"
    assert text.squash("🎉 –") == ""


def test_names_sort_as_readers_expect() -> None:
    names = ["Zürich", "“Quoted”", "The Lantern", "Ångström", "apple", "Émile", "Zug"]
    assert sorted(names, key=text.sort_key) == [
        "Ångström", "apple", "Émile", "The Lantern", "“Quoted”", "Zug", "Zürich",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("rok-goverment", "rok-government"), ("ROK_Government", "rok-government"),
        ("qoute", "quote"), ("N.A.T.O.", "nato"), ("zebra", ""), ("", ""), ("***", ""),
        ("quotes", "quote"),
    ],
)  # fmt: skip
def test_nearest_word(word: str, found: str) -> None:
    assert text.nearest(word, ["quote", "rok-government", "nato"]) == found


def test_nearest_word_does_not_depend_on_the_order() -> None:
    assert text.nearest("cat", ["bat", "hat"]) == text.nearest("cat", ["hat", "bat"])


@pytest.mark.parametrize(
    ("whole", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("It is the U.S. Navy. Next.", ["It is the U.S. Navy.", "Next."]),
        ("Mr. Han and Dr. Quill met. They left.", ["Mr. Han and Dr. Quill met.", "They left."]),
        ("He said “no.” Then he left.", ["He said “no.”", "Then he left."]),
        ("In 3.5 days, e.g. soon. No. 5 is last.", ["In 3.5 days, e.g. soon.", "No. 5 is last."]),
        ("말했다. 다리는 없다.", ["말했다.", "다리는 없다."]),
        ("no end", ["no end"]),
    ],
)
def test_sentences(whole: str, sentences: list[str]) -> None:
    assert [whole[a:b].strip() for a, b in text.sentence_spans(whole)] == sentences


@given(st.text(alphabet="aB. !?”“\n(", max_size=60))
def test_sentences_leave_nothing_out(whole: str) -> None:
    assert "".join(whole[a:b] for a, b in text.sentence_spans(whole)) == whole


def test_the_sentence_around_a_place() -> None:
    whole = "One two. Three four. Five six."
    assert text.sentence_around(whole, 9, 14) == "Three four."
    assert text.sentence_around(whole, 4, 14) == "One two. Three four."


@given(st.text(max_size=80), st.integers(min_value=2, max_value=40))
def test_clipping_keeps_the_length(value: str, length: int) -> None:
    clipped = text.clip(value, length)
    assert len(clipped) <= length
    assert clipped == value or clipped.endswith("…")


PLACE = Place("sources/x.yaml", ("stances", 2, "actor"), 14, 12)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem(PLACE, "unknown actor 'rok-goverment'", "did you mean 'rok-government'?"),
         "sources/x.yaml:14:12 stances[2].actor unknown actor 'rok-goverment'"
         " – did you mean 'rok-government'?"),
        (Problem(PLACE, "is empty"), "sources/x.yaml:14:12 stances[2].actor is empty"),
        (Problem(Place("sources/x.yaml"), "is empty"), "sources/x.yaml is empty"),
        (Problem(Place("sources/x.yaml", (), 3), "is empty"), "sources/x.yaml:3 is empty"),
        (Problem(Place("", (0, "a"), 3, 4), "is empty"), "3:4 [0].a is empty"),
        (Problem(Place(""), "is empty"), "is empty"),
    ],
)  # fmt: skip
def test_a_problem_in_one_line(problem: Problem, line: str) -> None:
    assert render_line(problem) == line


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"), ("a\nb", r"a\nb"), ("\x9b1A", r"\x9b1A"),
        ("\u202egnol", r"\u202egnol"), ("a\u200bb", r"a\u200bb"), ("\udcff", r"\udcff"),
        ("a\u2028b", r"a\u2028b"), ("김", "김"), ("\\x1b", r"\x1b"), ("\u2066x", r"\u2066x"),
    ],
)  # fmt: skip
def test_a_message_cannot_fool_a_terminal(raw: str, shown: str) -> None:
    """X25, N10, N12: in the file's name, the path, the message and the hint."""
    line = render_line(Problem(Place(raw, (raw,), 1, 1), raw, raw))
    assert line == f"{shown}:1:1 {shown} {shown} – {shown}"
    assert "\n" not in line
    line.encode()


def test_problems_are_sorted_by_file_and_place() -> None:
    places = [Place("b", (), 1), Place("a", (), 2, 1), Place("a", (), 1, 9), Place("a", (), 2, 0)]
    found = DigestError(Problem(place, "m") for place in places).problems
    assert [(p.place.file, p.place.line, p.place.column) for p in found] == [
        ("a", 1, 9), ("a", 2, 0), ("a", 2, 1), ("b", 1, 0),
    ]  # fmt: skip
    assert sorted(found, key=order) == list(found)


def test_strict_makes_warnings_errors() -> None:
    warning = Problem(Place("a"), "m", severity="warning")
    assert not warning.is_error
    assert [problem.is_error for problem in strict([warning])] == [True]
