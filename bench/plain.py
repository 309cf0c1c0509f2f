"""Values as YAML in the form in which analysts write it."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any


def as_yaml(value: Any, indent: str = "") -> str:
    """Block style, as analysts write it."""
    lines = []
    pairs = value.items() if isinstance(value, Mapping) else itertools.zip_longest((), value)
    for key, item in pairs:
        head = f"{indent}{key}:" if key is not None else f"{indent}-"
        if isinstance(item, Mapping) and key is None:
            inner = as_yaml(item, f"{indent}  ")
            lines.append(f"{head} {inner.lstrip()}")
        elif isinstance(item, Mapping) or (
            isinstance(item, Sequence) and item and isinstance(item[0], Mapping)
        ):
            lines.append(f"{head}\n{as_yaml(item, indent + '  ')}")
        elif isinstance(item, str | int):
            lines.append(f"{head} {_scalar(item)}\n")
        else:
            lines.append(f"{head} {_flow(item)}\n")
    return "".join(lines)


def _flow(items: Sequence[Any]) -> str:
    parts = [
        _scalar(item) if isinstance(item, str)
        else "{" + ", ".join(f"{key}: {_scalar(text)}" for key, text in item.items()) + "}"
        for item in items
    ]  # fmt: skip
    return f"[{', '.join(parts)}]"


_PLAIN = re.compile(r"[A-Za-z가-힣](?:[\w '’-]*[\w’])?|[0-9][0-9-]*", re.ASCII)


def _scalar(value: str | int) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
