"""Hostile YAML: the catalogue's Y and R cases that `cases/` cannot show in a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest
import steady  # noqa: F401
from hostile import ARTICLE, HEAD, lay_out, outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.coding import Annotations
from digest.read import yaml
from digest.read.convert import convert

DEEP = {
    "Y08-alias-bomb": "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 31)),
    "Y09-merge-bomb": "a0: &a0 {x: y}\n" + "".join(
        f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 31)),
    "Y10-holds-itself": "&a [*a]",
    "Y11-brackets": "[" * 100_000,
    "Y11-braces": "{a: " * 100_000,
    "Y11-hyphens": "- " * 100_000,
    "Y11-keys": "? " * 100_000,
    "Y11-indented": "".join(" " * n + f"k{n}:\n" for n in range(2000)),
    "Y19-digits": "title: T\ndescription: D\nas_of: " + "9" * 5000,
    "Y19-hex": "title: T\ndescription: D\nas_of: 0x" + "f" * 5000,
    "Y20-surrogate": 'title: "\\uD800"\n',
    "Y20-nul": 'title: "\\x00"\n',
    "Y07-set": "!!set {a, b}",
    "Y02-directive": "%YAML 1.1\n%TAG ! !foo\n---\ntitle: !x T\n",
    "one-long-key": "k" * 100_000 + ": x\n",
    "one-long-line": "title: " + "x " * 500_000 + "[\ndescription: ]",
}  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
def test_a_bomb_is_a_message(tmp_path: Path, name: str) -> None:
    _, lines = outcome(lay_out(tmp_path, {"digest.yaml": DEEP[name]}))
    assert all(line.startswith("sources/digest.yaml") for line in lines)
    assert lines


def test_Y12_depth_is_counted_for_flow_block_and_mixed() -> None:
    for opening, closing in (("[", "]"), ("{a: ", "}"), ("[{a: ", "}]")):
        levels = len(opening.replace("a: ", ""))
        whole = opening * (32 // levels) + closing * (32 // levels)
        assert yaml.compose(whole).faults == []
        assert yaml.compose(f"[{whole}]").faults[0].message.startswith("nested more than 32")


SUITE = [
    "- a\nb", "a: b: c", "a:\n  - b\n c: d", "[a, b", "{a: b", "'a", '"a', "a: 'b' c", '"\\q"',
    "@a", "`a", "%a", "- - a\n - b", "key: [a\nb: c", "? a\n: b\n: c", "&a &b c",
    "!a !b c", "--- a\n--- b", "a\n...\nb", "[,]", "{a, ,}", "*a", "a: *b", "&a *a", "- &a",
    "a:\n\t- b", "\ta: b", "a: b\n\tc: d", "{a: b}: c", "[a]: b", "? - a\n: b", "<<: *a",
]  # fmt: skip
"""Texts that are not valid YAML, or valid and not for us, in the manner of yaml-test-suite."""


@pytest.mark.parametrize("text", SUITE)
def test_Y01_Y02_refused_with_a_place(text: str) -> None:
    composed = yaml.compose(text)
    assert composed.faults
    for fault in composed.faults:
        assert 1 <= fault.mark.line <= text.count("\n") + 2
        assert fault.mark.column >= 1
        assert fault.message


fragments = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "&x ",
         "*x ", "!t ", "!!str ", "'", '"', "|\n", ">\n", "#", "---\n", "...\n", "\t", "~",
         "null", "<<: ", "%YAML 1.2\n", "\\", "\u2028", "\x85", "\ufeff", "김", "\r", "\x00",
         "\ud800", "@", "`"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(fragments | st.text(st.characters(), max_size=60))
def test_the_composer_raises_nothing(text: str) -> None:
    composed = yaml.compose(text)
    if composed.value is None and text.strip(" \n\r\t\ufeff"):
        return
    check(composed.value, 1)


def check(value: object, depth: int) -> None:
    """Only texts, lists, records and nothing; no surrogates; never deeper than allowed."""
    assert depth <= yaml.MAX_DEPTH + 1
    if isinstance(value, list):
        for item in value:
            check(item, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            check(key, depth + 1)
            check(item, depth + 1)
    elif value is not None:
        assert isinstance(value, str)
        value.encode()
        assert "\x00" not in value


plain = st.recursive(
    st.none() | st.text(max_size=6) | st.sampled_from(["supports", "2024-07", "a", "16"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["coder", "stances", "facts", "searched", "actor", "topic", "position",
                         "voice", "quote", "date", "paragraph", "about", "property", "value"])
        | st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(st.sampled_from(["coder", "stances", "facts", "searched", "x"]), plain))
def test_conversion_yields_a_record_or_faults_in_our_words(value: dict[str, object]) -> None:
    record, faults = convert(value, Annotations)
    assert (record is None) == bool(faults)
    for fault in faults:
        assert "`$" not in fault.message
        assert "Expected `" not in fault.message


def test_R06_a_chain_of_thousands(tmp_path: Path) -> None:
    chain = (
        "".join(f"a{n}: {{name: N{n}, kind: body, parent: a{n + 1}}}\n" for n in range(5000))
        + "a5000: {name: N5000, kind: body}\n"
    )
    sources = lay_out(tmp_path, {ARTICLE: HEAD + "Text.", "actors.yaml": chain})
    corpus, lines = outcome(sources)
    assert lines == []
    assert corpus is not None
    assert len(corpus.actors) == 5001
    ring = chain.replace("a5000: {name: N5000", "a5000: {parent: a0, name: N5000")
    (sources / "actors.yaml").write_text(ring)
    _, lines = outcome(sources)
    assert len(lines) == 1
    assert "a0.parent is part of itself: a0 → a1 → a2 → a3 → a4 → a5 → … → a4997 " in lines[0]
