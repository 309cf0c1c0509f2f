"""What both styles of references need: full stops, quotation marks, italics, lists of names."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import TypeVar

from markupsafe import Markup

from digest.render.markup import escaped, marked, shown

Text = TypeVar("Text", str, Markup)

_MARKS = (".", "?", "!", "…")
_OPENING = re.compile(r'(?<!\w)"(?=\S)')
_TAIL = re.compile(r"(?<!’)’*”(?:</i>)?$")


def italic(text: str) -> Markup:
    """A text in italics."""
    return marked(f"<i>{shown(text)}</i>")


def stop(text: Text) -> Text:
    """A text (or HTML) with a full stop, within closing quotation marks, unless it has one."""
    core = _TAIL.sub("", text) if text.endswith(("”", "”</i>")) else str(text)
    tail = str(text)[len(core) :]
    if html.unescape(core.removesuffix("</i>")).rstrip("’\"'").endswith(_MARKS):
        return text
    return type(text)(f"{core}.{tail}")


def inner(text: str) -> str:
    """A text as it stands within double quotation marks: its own become single ones."""
    if '"' in text:
        text = _OPENING.sub("‘", text).replace('"', "’")
    return text.replace("“", "‘").replace("”", "’")


def quoted(text: str, mark: str) -> Markup:
    """A title in quotation marks, `mark` within: a comma, or a full stop unless it has its own."""
    text = inner(text)
    core = text.rstrip("”’\"'") if "‘" in text else text
    ended = mark == "." and core.endswith(_MARKS)
    return marked(escaped(f"“{core}{'' if ended else mark}{text[len(core) :]}”"))


def joined(names: Sequence[str], last: str) -> str:
    """Names with commas between, also before the `last` word."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}, {last} {names[-1]}"
