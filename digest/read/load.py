"""YAML texts without faults, read the short way: values alone, without their places.

What is odd in any way is composed as `digest.read.yaml` does it, which tells the faults.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import yaml as library

from digest.read.yaml import FORBIDDEN, LOADER, MAX_DEPTH, NULLS, Composed, Value, compose


class _Odd(Exception):
    """Something that only composing can judge."""


def load(text: str) -> Composed:
    """The same as `compose`, but for a text without faults the places are left out."""
    if "\\" not in text and not FORBIDDEN.search(text) and unicodedata.is_normalized("NFC", text):
        try:
            return Composed(_document(library.parse(text, Loader=LOADER)), [], {}, {})
        except (_Odd, library.YAMLError):
            pass
    return compose(text)


def _document(events: Iterator[library.Event]) -> Value:
    value: Value = None
    documents = 0
    for event in events:
        if isinstance(event, library.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Odd
            value = _value(next(events), events, 1)
    return value


def _value(event: library.Event, events: Iterator[library.Event], depth: int) -> Value:
    if not isinstance(event, library.NodeEvent) or event.anchor:
        raise _Odd
    if isinstance(event, library.ScalarEvent):
        if event.tag:
            raise _Odd
        return None if not event.style and event.value in NULLS else event.value
    if depth > MAX_DEPTH or getattr(event, "tag", None):
        raise _Odd
    if isinstance(event, library.SequenceStartEvent):
        items = []
        for inner in events:
            if isinstance(inner, library.SequenceEndEvent):
                break
            items.append(_value(inner, events, depth + 1))
        return items
    fields: dict[str, Value] = {}
    for name in events:
        if isinstance(name, library.MappingEndEvent):
            break
        key = _value(name, events, 1) if isinstance(name, library.ScalarEvent) else None
        if not isinstance(key, str) or key in fields:
            raise _Odd
        fields[key] = _value(next(events), events, depth + 1)
    return fields
