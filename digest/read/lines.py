"""Where the sentences of a digest stand in its Markdown file.

Rendering loses lines: links, emphasis and notes are gone from the text, and paragraphs are joined.
So the Markdown is rendered once more with a mark of private-use characters at the end of each
line; the next mark after a place tells its line.  Where the marks have changed the text (they
should not), the first words of the sentence are looked for instead.
"""

from __future__ import annotations

import re
from functools import cached_property

from digest.passages import Passage, parse, passages
from digest.read import markdown
from digest.text import sentence_spans

_BASES = (0xE000, 0xF0000, 0x100000)
"""Where private-use characters begin; a block that the text does not use is taken."""
_ENTRY = re.compile(r'(<a href="ref:[a-z]+:[a-z0-9-]+">)</a>')
_FENCE = re.compile(r"\s*(?:```|~~~)")
_BARE = re.compile(r"\s*(?:>\s*)*(?:[-*+]|\d+[.)])?\s*|\s*\[[^\]^]+\]:.*|[\s|:=-]*")
"""Lines to leave alone: empty items, targets of links, lines of tables and headings."""
_FIRST_WORDS = 6


class Lines:
    """The lines of one digest, by passage and sentence as `digest.passages` counts them."""

    def __init__(self, body: str, first: int = 1) -> None:
        """`body`: the Markdown below the front matter; `first`: the line on which it begins."""
        self._body, self._first = body, first

    def at(self, passage: int, sentence: int) -> tuple[int, int]:
        """Line and column (from 1) on which a sentence begins; the first line where unknown."""
        plain, marked = self._texts
        if passage >= len(plain):
            return self._first, 1
        text = plain[passage].text
        spans = sentence_spans(text)
        start, end = spans[min(sentence, len(spans) - 1)]
        if len(plain) == len(marked) and self._bare(marked[passage].text) == text:
            line, begins = self._line_of(passage, start)
        else:
            line, begins = self._sought(text[start:end]), start
        return self._first + line, self._column(line, text[begins:start], text[start:end])

    @cached_property
    def _base(self) -> int:
        block = range(11)
        return next(
            base
            for base in _BASES
            if base == _BASES[-1] or not any(chr(base + n) in self._body for n in block)
        )

    @cached_property
    def _texts(self) -> tuple[list[Passage], list[Passage]]:
        """The passages without and with marks."""
        return _passages(self._body), _passages(self._marked())

    def _marked(self) -> str:
        lines = []
        fenced = False
        for number, line in enumerate(self._body.split("\n")):
            fence = bool(_FENCE.match(line))
            fenced ^= fence
            if fence or fenced or _BARE.fullmatch(line):
                lines.append(line)
                continue
            text = line.rstrip()
            if text.endswith("|") and text.count("|") > 1:
                text = text.rstrip("| \t")  # a row of a table: its last cell with words
            lines.append(f"{text}{self._mark(number)}{line[len(text) :]}")
        return "\n".join(lines)

    def _mark(self, line: int) -> str:
        digits = "".join(chr(self._base + int(digit)) for digit in str(line))
        return f"{chr(self._base + 10)}{digits}"

    @cached_property
    def _marks(self) -> re.Pattern[str]:
        base = self._base
        return re.compile(f"{chr(base + 10)}([{chr(base)}-{chr(base + 9)}]+)")

    def _bare(self, text: str) -> str:
        return self._marks.sub("", text)

    def _line_of(self, passage: int, offset: int) -> tuple[int, int]:
        """The line (from 0 in the body) of a place in the plain text of a passage, and where in
        that text the line begins."""
        last = begins = 0
        for number in range(passage, len(self._texts[1])):
            removed = 0
            for match in self._marks.finditer(self._texts[1][number].text):
                place = match.start() - removed
                removed += len(match[0])
                last = int("".join(str(ord(char) - self._base) for char in match[1]))
                if number > passage or place > offset:
                    return last, begins
                begins = place
        return last, begins

    def _sought(self, sentence: str) -> int:
        """The line on which the first words of a sentence stand, whatever is between them."""
        words = re.findall(r"\w+", sentence)[:_FIRST_WORDS]
        found = re.search(r"\W+".join(map(re.escape, words)), self._body) if words else None
        return self._body.count("\n", 0, found.start()) if found else 0

    def _column(self, line: int, before: str, sentence: str) -> int:
        """The column (from 1) of the first words of a sentence in its line, after `before`."""
        text = self._body.split("\n")[line]
        words = re.findall(r"\w+", sentence)[:_FIRST_WORDS]
        for count in range(len(words), 0, -1):
            pattern = re.compile(r"\W+".join(map(re.escape, words[:count])))
            found = [match.start() for match in pattern.finditer(text)]
            earlier = len(pattern.findall(before))
            if earlier < len(found):
                return found[earlier] + 1
        return 1


def _passages(body: str) -> list[Passage]:
    """The passages of a Markdown text; a link without a text has a word of its own, as on pages."""
    try:
        clean = markdown.render(body)
    except markdown.TooHard:
        return []
    return passages(parse(_ENTRY.sub(r"\1Name</a>", clean) or "<p></p>"))
