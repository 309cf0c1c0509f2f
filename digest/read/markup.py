"""How Python-Markdown is set up: links to entries, ids of headings, short ways for plain text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from functools import cache
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, TocTreeprocessor, slugify_unicode
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

LINK = re.compile(r"\[\[(?P<kind>[a-z]+):(?P<id>[^\[\]|\s]+)(?:\|(?P<text>[^\[\]\n]*))?\]\]")
"""A link to an entry as analysts write it."""

BAR = "\x1f"
"""Stands for the bar in `[[kind:id|text]]` while tables are read; no file can contain it."""
_LINK_BAR = re.compile(r"(\[\[[a-z]+:[^\[\]|\s]+)\|(?=[^\[\]]*\]\])")
_INLINE = ("[", "*", "_", "`", "&", "<", "\\", "  \n", "\x02")
"""With what inline markup of any sort begins, also where it has been put aside."""
_LINES = re.compile(r"(?:[^\W\d_][^\n|]*(?:\n|\Z))+")
"""Lines that can be nothing but a paragraph: all begin with a letter, and no cell ends in them."""


def _slug(text: str, separator: str) -> str:
    return "s-" + (slugify_unicode(text, separator) or "section")


class _Bars(Preprocessor):
    """Keeps the bar of a link to an entry from being read as the border of a table cell."""

    def run(self, lines: list[str]) -> list[str]:
        return [_LINK_BAR.sub(rf"\1{BAR}", line) if "[[" in line else line for line in lines]


def _settled(text: str) -> str:
    """The text; one without inline markup is made one that no pattern is tried on."""
    return text if any(mark in text for mark in _INLINE) else AtomicString(text)


class _Plain(Treeprocessor):
    """Keeps the patterns of inline markup away from texts that have none: most of them."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            text = element.text
            if text:
                element.text = _settled(text)


class _PlainParagraph(ParagraphProcessor):
    """Takes a block whose lines all begin with letters before the tests for lists, tables, …"""

    def test(self, parent: etree.Element, block: str) -> bool:
        return bool(_LINES.fullmatch(block))


class _Headings(TocTreeprocessor):
    """Gives headings their ids, and makes no table of contents besides."""

    def build_toc_div(self, toc_list: list[Any]) -> etree.Element:
        return etree.Element("div")


class _HeadingExtension(TocExtension):
    TreeProcessorClass = _Headings


class _EntryLink(InlineProcessor):
    """`[[kind:id|text]]`."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        link = etree.Element("a", href=f"ref:{m['kind']}:{m['id']}")
        link.text = _settled(m["text"] or "")
        return link, m.start(0), m.end(0)


@cache
def converter() -> Markdown:
    """One instance a process: building it takes longer than most texts."""
    extensions: list[Any] = [
        FencedCodeExtension(), TableExtension(use_align_attribute=True),
        FootnoteExtension(SEPARATOR="-", BACKLINK_TITLE="Back to the text"), DefListExtension(),
        SaneListExtension(), _HeadingExtension(slugify=_slug, marker=""),
    ]  # fmt: skip
    md = Markdown(extensions=extensions, output_format="html")
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.preprocessors.register(_Bars(md), "bars", 10)
    pattern = LINK.pattern.replace(r"\|(", f"[|{BAR}](")
    md.inlinePatterns.register(_EntryLink(pattern, md), "entry", 175)
    md.treeprocessors.register(_Plain(md), "plain", 25)
    md.parser.blockprocessors.register(_PlainParagraph(md.parser), "plain", 110)
    return md
