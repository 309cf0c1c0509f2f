"""YAML as analysts mean it: YAML 1.2 texts, no surprises, every value with its place.

PyYAML's C parser yields events; this module composes them.  All scalars stay text (so `NO`,
`12:30` and `010` are what they look like) and are given their type when they are converted to a
record.  Aliases, tags, duplicate keys, keys that are not text and nesting deeper than
`MAX_DEPTH` are faults.  See «Decided», 1, in the design notes on hostile inputs.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple, TypeAlias

import yaml

from digest.errors import Path

MAX_DEPTH = 32
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
LOADER: type = getattr(yaml, "CLoader", yaml.Loader)

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"


class Mark(NamedTuple):
    """A place in a text."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters."""


class Fault(NamedTuple):
    """Something in the text that is not allowed."""

    mark: Mark
    path: Path
    message: str


class Composed(NamedTuple):
    """A YAML text as data."""

    value: Value
    faults: list[Fault]
    marks: dict[Path, Mark]
    """Where each value begins."""
    keys: dict[Path, Mark]
    """Where each field's name begins."""


class _Stop(Exception):
    """Nothing sensible can be read beyond this point."""

    def __init__(self, mark: Mark, path: Path, message: str) -> None:
        self.fault = Fault(mark, path, message)


def compose(text: str) -> Composed:
    """Read one YAML document; faults are gathered, never raised.  An empty text is `None`."""
    out = Composed(None, [], {}, {})
    if _SURROGATE.search(text):
        return out._replace(faults=[Fault(Mark(1, 1), (), "half a character (a lone surrogate)")])
    try:
        value = _Composer(text, out).document()
    except _Stop as stop:
        out.faults.append(stop.fault)
        value = None
    except yaml.MarkedYAMLError as error:
        out.faults.append(_syntax(error, text))
        value = None
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes here, PyYAML's own reader characters.
        if LOADER is not yaml.Loader:
            before = text.encode()[: error.position].decode(errors="ignore")
        else:
            before = text[: error.position]
        mark = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
        out.faults.append(Fault(mark, (), "a character that is not allowed in YAML"))
        value = None
    return out._replace(value=value)


class _Composer:
    """Turns the parser's events into values; iterative in width, bounded in depth."""

    def __init__(self, text: str, out: Composed) -> None:
        self.events = yaml.parse(text, Loader=LOADER)
        self.out = out

    def document(self) -> Value:
        value: Value = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Stop(_mark(event), (), "a second document: put everything in one")
                value = self.node(next(self.events), (), 1)
        return value

    def node(self, event: yaml.Event, path: Path, depth: int) -> Value:
        mark = _mark(event)
        self.out.marks[path] = mark
        if isinstance(event, yaml.AliasEvent):
            raise _Stop(
                mark, path, f"'*{event.anchor}': aliases are not used here; repeat the value"
            )
        assert isinstance(event, yaml.NodeEvent)
        if event.anchor:
            self.fault(mark, path, f"'&{event.anchor}': anchors are not used here; leave it out")
        tag = getattr(event, "tag", None)
        if tag:
            self.fault(mark, path, f"'{tag}': tags are not used here; write the plain value")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if depth > MAX_DEPTH:
            raise _Stop(mark, path, f"nested more than {MAX_DEPTH} levels deep")
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path, depth)
        return self.mapping(path, depth)

    def sequence(self, path: Path, depth: int) -> list[Value]:
        items: list[Value] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, (*path, len(items)), depth + 1))
        return items

    def mapping(self, path: Path, depth: int) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            mark = _mark(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Stop(mark, path, "a field's name must be a text")
            key = self.text(event, path)
            inner = (*path, key)
            if event.anchor or event.tag:
                self.fault(mark, inner, "a field's name cannot carry an anchor or tag")
            if event.style == "" and key in NULLS:
                self.fault(mark, inner, "a field has no name")
            if key in fields:
                first = self.out.keys[inner].line
                self.fault(mark, inner, f"'{key}' stands twice; the first is in line {first}")
            else:
                self.out.keys[inner] = mark
            fields[key] = self.node(next(self.events), inner, depth + 1)
        return fields

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        if not event.style and event.value in NULLS:
            return None
        return self.text(event, path)

    def text(self, event: yaml.ScalarEvent, path: Path) -> str:
        bad = FORBIDDEN.search(event.value)
        if bad:
            self.fault(
                _mark(event), path, f"the control character U+{ord(bad[0]):04X} is not allowed"
            )
            return FORBIDDEN.sub("\ufffd", event.value)
        return unicodedata.normalize("NFC", event.value)

    def fault(self, mark: Mark, path: Path, message: str) -> None:
        self.out.faults.append(Fault(mark, path, message))


def _mark(event: yaml.Event) -> Mark:
    assert event.start_mark is not None
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


_EXPLAINED = (
    ("that cannot start any token", "a character that cannot begin a value: put it in quotes"),
    ("mapping values are not allowed", "a colon and a space inside a text: put the text in quotes"),
    ("did not find expected key", "expected a field ('name: value') at this indentation"),
    ("could not find expected ':'", "expected ': ' after the field's name"),
    ("did not find expected '-' indicator", "expected a list item ('- …') at this indentation"),
    ("found unexpected end of stream", "a quote or bracket is never closed"),
    ("did not find expected ',' or", "a bracket is not closed, or a comma is missing"),
    ("did not find expected node content", "a value is missing, or a bracket is never closed"),
    ("invalid Unicode character escape", "an escape that stands for no character"),
    ("did not find expected <document start>", "text after the end: check the indentation"),
)  # fmt: skip


def _syntax(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """libyaml's complaint in an analyst's words."""
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    if mark and mark.line < len(lines) and lines[mark.line][mark.column :].startswith("\t"):
        return Fault(Mark(mark.line + 1, mark.column + 1), (), "a tab: indent with spaces")
    found = f"{error.problem or error.context or 'not valid YAML'}"
    for theirs, ours in _EXPLAINED:
        if theirs in found or theirs in f"{error.context}":
            found = ours
            break
    return Fault(Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1), (), found)
