"""What both styles of references need: full stops, quotation marks, italics, lists of names."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import TypeVar

from markupsafe import Markup, escape

Text = TypeVar("Text", str, Markup)

_MARKS = (".", "?", "!", "…")
_TAIL = re.compile(r"(?<!’)’*”(?:</i>)?$")


def italic(text: str) -> Markup:
    """A text in italics."""
    return Markup("<i>{}</i>").format(text)


def stop(text: Text) -> Text:
    """A text (or HTML) with a full stop, within closing quotation marks, unless it has one."""
    core = _TAIL.sub("", text)
    tail = text[len(core) :]
    ended = html.unescape(core.removesuffix("</i>")).rstrip("’\"'").endswith(_MARKS)
    return type(text)(text if ended else f"{core}.{tail}")


def inner(text: str) -> str:
    """A text as it stands within double quotation marks: its own become single ones."""
    return re.sub(r'(?<!\w)"(?=\S)', "‘", text).translate({0x201C: "‘", 0x201D: "’", 0x22: "’"})


def quoted(text: str, mark: str) -> Markup:
    """A title in quotation marks, `mark` within: a comma, or a full stop unless it has its own."""
    text = inner(text)
    core = text.rstrip("”’\"'") if "‘" in text else text
    ended = mark == "." and core.endswith(_MARKS)
    return escape(f"“{core}{'' if ended else mark}{text[len(core) :]}”")


def joined(names: Sequence[str], last: str) -> str:
    """Names with commas between, also before the `last` word."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}, {last} {names[-1]}"
