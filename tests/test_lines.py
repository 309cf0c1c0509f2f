"""Sentences of a rendered digest are found in their Markdown file."""

from __future__ import annotations

import pytest

from digest.read.lines import Lines

PLAIN = """
One sentence here. Another
that goes on. A third.

- item one
  goes on. And ends.
- item two

> quoted words.
> More of them.
"""


@pytest.mark.parametrize(
    ("passage", "sentence", "place"),
    [
        (0, 0, (2, 1)), (0, 1, (2, 20)), (0, 2, (3, 15)), (1, 0, (5, 3)), (1, 1, (6, 12)),
        (2, 0, (7, 3)), (3, 0, (9, 3)), (3, 1, (10, 3)),
    ],
)  # fmt: skip
def test_paragraphs_lists_and_quotations(
    passage: int, sentence: int, place: tuple[int, int]
) -> None:
    assert Lines(PLAIN).at(passage, sentence) == place


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    assert Lines("\nText.\n", 7).at(0, 0) == (8, 1)


MARKED = """
The [[actor:x|first]]
line of `code
here` is **bold
and** so [on](https://a.example/ "title").[^n] Then
[[actor:lantern]] speaks. [[actor:lantern]] is still. &amp; and \\* too. Over.

| Who | What |
|-----|------|
| a   | Here it stands. Twice. |
| b   | Here it stands. Twice. |

```
Here it stands.
```

[^n]: The note. It has
    two lines. Here it stands.

[ref]: https://a.example/
Last [words][ref] here.
"""


def find(lines: Lines, *, passages: int) -> list[int]:
    """The line of the first sentence of each passage."""
    return [lines.at(number, 0)[0] for number in range(passages)]


def test_links_emphasis_notes_tables_and_code() -> None:
    lines = Lines(MARKED)
    assert lines.at(0, 0) == (2, 1)
    assert lines.at(0, 1)[0] == 5
    assert lines.at(0, 3) == (6, 73)
    assert [lines.at(0, n)[0] for n in range(4)] == [2, 5, 6, 6]
    assert find(lines, passages=8) == [2, 8, 8, 10, 10, 11, 11, 21]


def test_a_sentence_that_occurs_twice_has_two_places() -> None:
    lines = Lines(MARKED)
    assert [lines.at(4, 0), lines.at(4, 1), lines.at(6, 0), lines.at(6, 1)] == [
        (10, 9), (10, 25), (11, 9), (11, 25),
    ]  # fmt: skip
    again = Lines("Yes. Hm. Yes. Hm.\n\nYes.\nYes.")
    assert [again.at(0, n) for n in range(4)] == [(1, 1), (1, 6), (1, 10), (1, 15)]
    assert [again.at(1, n) for n in range(2)] == [(3, 1), (4, 1)]


def test_a_note_is_found_where_it_is_written() -> None:
    lines = Lines(MARKED)
    assert [lines.at(8, n)[0] for n in range(3)] == [17, 17, 18]


def test_private_characters_in_the_text_do_no_harm() -> None:
    lines = Lines("\ue00a\ue001 One.\nTwo \U000f000a. Three.\n")
    assert [lines.at(0, n)[0] for n in range(3)] == [1, 2, 2]


def test_headings_of_both_forms_keep_their_meaning() -> None:
    lines = Lines("Above\n-----\n\ntext.\n\n- full\n\n1. two\n## Below ##\nmore.")
    assert find(lines, passages=4) == [4, 6, 8, 10]


def test_what_is_not_there_has_the_first_line() -> None:
    assert Lines("", 3).at(0, 0) == (3, 1)
    assert Lines("One.", 3).at(5, 0) == (3, 1)
    assert Lines("One. Two.", 3).at(0, 9) == (3, 6)


def test_a_text_too_hard_to_render_has_the_first_line() -> None:
    assert Lines("> " * 400 + "deep", 3).at(0, 0) == (3, 1)
