"""Passages: the running text of a digest, with every character at its place."""

from __future__ import annotations

import steady  # noqa: F401
from hypothesis import given
from hypothesis import strategies as st

from digest.passages import Passage, parse, passages
from digest.read.markdown import render


def found(markdown: str) -> list[Passage]:
    return passages(parse(render(markdown)))


def texts(markdown: str) -> list[str]:
    return [" ".join(passage.text.split()) for passage in found(markdown)]


def test_each_block_is_a_passage() -> None:
    blocks = "One\ntwo.\n\n> Three.\n\n- four\n- five\n\n| six | seven |\n|-|-|\n| 8 | 9 |\n"
    assert texts(blocks) == [
        "One two.", "Three.", "four", "five", "six", "seven", "8", "9",
    ]  # fmt: skip


def test_inner_lists_are_passages_of_their_own() -> None:
    assert texts("- one\n    - two\n- three\n\n    four\n") == ["one", "two", "three", "four"]


def test_a_definition_list() -> None:
    assert texts("Term\n:   Meaning") == ["Term", "Meaning"]


def test_headings_and_code_have_no_passage_but_headings_open_sections() -> None:
    sections = found("a\n\n## H\n\nb\n\n    code\n\n### I\n\nc")
    assert [(p.section, p.text) for p in sections] == [(0, "a"), (1, "b"), (2, "c")]


def test_links_and_code_are_closed_and_their_text_belongs() -> None:
    (passage,) = found("a [b *c*](https://x.example) `d` e **f**")
    assert passage.text == "a b c d e f"
    closed = "".join(passage.text[a:b] for a, b in passage.closed)
    assert closed == "b cd"


def test_note_marks_and_ways_back_are_no_text() -> None:
    first, note = found("One.[^1] Two.\n\n[^1]: A *note*.")
    assert first.text == "One. Two."
    assert note.text.strip("\u00a0") == "A note."


def test_nothing_has_no_passages() -> None:
    assert passages(parse("<p></p>")) == []
    assert texts("## Only a heading") == []


PIECES = "one |*two* |[x](#y) |`c` |\n\n|- a\n|> q\n|## h\n\n|[^1] |**b*c*d** ".split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_nodes_are_where_they_say(parts: list[str]) -> None:
    """Every text node stands in the tree as it stands in the passage: rendering relies on it."""
    for passage in found("".join(parts) + "\n\n[^1]: note"):
        position = 0
        for node in passage.nodes:
            own = node.element.tail if node.tail else node.element.text
            assert own == node.text
            assert node.start == position
            assert passage.text[position : position + len(node.text)] == node.text
            position += len(node.text)
        assert position == len(passage.text)
        assert all(0 <= a < b <= position for a, b in passage.closed)
