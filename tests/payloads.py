"""A digest in which every text that an analyst can write carries an attack.

The records are made from the types, so that a field added later is attacked too.  Each text has a
mark of its own (`§12§`), by which it can be found on the pages.
"""

from __future__ import annotations

import json
import types
import typing
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec

from digest.dates import PartialDate
from digest.model.actor import Actor
from digest.model.coding import COMPUTED, Annotations
from digest.model.document import Document, Topic
from digest.model.event import Milestone, Summit
from digest.model.settings import Settings
from digest.model.source import Source

ATTACK = (
    "<script>ran(1)</script> \" onmouseover=ran(2) x=' ` {{ 7*7 }} {% x %} "
    "<img/src=x/onerror=ran(3)> </article></main></body><!-- \u202e"
)
"""Fourteen words with its mark, so that it may be a quotation."""

BODY = """
[one](javascript:ran(4)) [two](data:text/html,x) [three](//h.example/x)
[four](jAvascript&colon;ran(5)) <https://h.example/five> <javascript:ran(6)>
[six](<java script:ran(7)>) [seven]: javascript:ran(8)

```"><script>ran(9)</script>
{{ 7*7 }} </pre></code><script>ran(10)</script>
```

<div style="background:url(//h.example/x)" onclick="ran(11)">eight</div>
<svg onload=ran(12)> <base href=//h.example/>

<iframe src="javascript:ran(13)"></iframe>
<form action="//h.example/"><input autofocus onfocus=ran(14)></form>

| <td> | `"><script>ran(15)</script>` |
|---|---|
| <noscript><p title="</noscript><img src=x onerror=ran(16)>"> | <style>@import "x"</style> |

A note.[^n]

[^n]: <a id=body name=getElementById href="javascript:ran(17)">nine</a>
    <math><mtext><mglyph><style><img src=x onerror=ran(18)>
"""

CLOSED: dict[str, Any] = {
    "about": "actor:one", "property": "wording", "coder": "a", "publish": "digest", "id": None,
    "url": "https://h.example/?a=1&b=%22%3E", "licence_url": "https://h.example/licence?a&lt;b",
    "edit_url": "https://h.example/edit/", "base_url": None, "tag": None, "also": None,
    "draft": None,
    "broader": None, "parent": None, "part_of": None, "members": [{"actor": "two"}],
    "as_of": "2024-12-31", "end": None, "derived_from": None, "documents": ["one"],
    "paragraph": 7, "in_force": None, "status": "scheduled", "summit": "one", "voice": "reported",
    "standing": "corrected", "position": "mixed", "confidence": "low", "support": "unconfirmed",
    "means": "city", "language": "en", "lang": "ko", "translations": ["ko"],
}  # fmt: skip
"""What fields hold whose values reading restricts, or that would tie records into knots."""


class Attacks:
    """Makes records; knows what it wrote where."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        """Field (`Actor.roles.note`) → the text written there."""

    def text(self, field: str) -> str:
        """The text for a field: always the same for one field."""
        return self.texts.setdefault(field, f"§{len(self.texts)}§ {ATTACK}")

    def record(self, kind: type, path: str = "") -> dict[str, Any]:
        """A record of a type with every field filled in; `path` is where it stands."""
        path = path or kind.__name__
        hints = typing.get_type_hints(kind, include_extras=True)
        made = {}
        for field in msgspec.structs.fields(kind):
            name = field.encode_name
            if name in COMPUTED.get(kind.__name__, set()):
                continue
            value = (
                CLOSED[name] if name in CLOSED else self.value(hints[field.name], f"{path}.{name}")
            )
            if value is not None:
                made[name] = value
        return made

    def value(self, hint: Any, field: str) -> Any:
        """A value of a type, texts attacked."""
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if origin is typing.Annotated:
            return "https://h.example/cited" if "citation" in (inner[1].extra or {}) else "one"
        if origin in (typing.Union, types.UnionType):
            options = [option for option in inner if option is not types.NoneType]
            records = [option for option in options if isinstance(option, type)]
            return self.value((records or options)[-1], field)
        if origin is tuple:
            return [self.value(inner[0], field)]
        if hint is str:
            return self.text(field)
        if hint is PartialDate:
            return "2024-07-09"
        if hint in (int, bool):
            return None
        if issubclass(hint, Enum):
            return next(iter(hint)).value
        return self.record(hint, field)


def write(folder: Path) -> tuple[Path, dict[str, str]]:
    """The attacked digest below a folder: its sources, and field → text."""
    attacks = Attacks()
    sources = folder / "sources"
    (sources / "articles").mkdir(parents=True)
    registries = {
        "topics": Topic, "actors": Actor, "summits": Summit, "milestones": Milestone,
        "documents": Document,
    }  # fmt: skip
    for name, kind in registries.items():
        entries = {"one": attacks.record(kind)}
        if kind is Actor:
            city = {"name": "Harbourtown", "kind": "metonym", "also": ["city"]}
            entries["two"] = {"name": "Second", "kind": "state", "names": [city]}
        if kind is Milestone:
            entries["one"]["documents"] = ["one"]
        _write(sources / f"{name}.yaml", entries)
    settings = attacks.record(Settings)
    settings["periods"].insert(0, {"name": "Earlier", "end": "2024-07-08"})
    _write(sources / "digest.yaml", settings)
    source = attacks.record(Source)
    for name in ("name", "near"):
        del attacks.texts[f"Source.readings.{name}"]  # these must stand in the digest
    source["readings"] = [
        {
            "name": "Harbourtown",
            "means": "city",
            "near": "no ship",
            "why": attacks.text("Source.readings.why"),
        }
    ]
    _article(sources, "first", source | {"derived_from": {"how": "summary", "source": "third"}})
    origin = {
        "how": "summary",
        "title": attacks.text("Origin.title"),
        "url": CLOSED["url"],
        "note": attacks.text("Origin.note"),
    }
    _article(sources, "second", source | {"title": "Second", "derived_from": origin})
    _article(
        sources,
        "third",
        source | {"title": "Third", "authors": [], "publisher": "one", "standing": "current"},
    )
    for id in ("first", "second", "third"):
        coding = attacks.record(Annotations)
        coding["mentioned"][0]["actor"] = "two"
        if id == "third":
            earlier = {"quote": "three other words", "date": "2023-01-01"}
            coding["stances"].append(coding["stances"][0] | earlier)
        _write(sources / "articles" / f"{id}.yaml", coding)
    checked = {"text": "0" * 64, "words": 0, "paragraphs": 0, "figures": 0}
    _write(sources / "attestations.yaml", dict.fromkeys(("first", "third"), checked))
    return sources, attacks.texts


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _article(sources: Path, id: str, fields: dict[str, Any]) -> None:
    head = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in fields.items())
    text = f"---\n{head}---\n{ATTACK}\n\nHarbourtown sees no ship.\n\n{BODY}"
    (sources / "articles" / f"{id}.md").write_text(text, encoding="utf-8")
