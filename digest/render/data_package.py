"""The data as one package: every file with its size, hash, fields, keys, licence and sources.

Data Package 2.0 with Table Schema (https://datapackage.org/standard/).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from digest.model.corpus import Corpus
from digest.model.refs import ID_PATTERN
from digest.render.columns import Column
from digest.render.data_schema import meaning, pattern, written
from digest.render.tabular import BETWEEN, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

RIGHTS = (
    "The licence covers the digest’s own texts and data. Quotations are words of the sources and "
    "remain their authors’; the rights claimed for each source stand beside it."
)

_TYPES = {"text": "string", "date": "string", "entry": "string"}
_SUFFIXES = {
    "graphml": "application/graphml+xml", "gexf": "application/gexf+xml",
    "db": "application/vnd.sqlite3",
}  # fmt: skip
_LICENCE = re.compile(r"[-a-zA-Z0-9._]+")


def data_package(
    corpus: Corpus, tables: Iterable[Table], others: Iterable[tuple[str, str]],
    files: Mapping[str, bytes],
) -> bytes:  # fmt: skip
    """`datapackage.json`.

    `others`: name and description of files that are no tables.  `files`: file name → content.
    """
    settings, as_of = corpus.settings, corpus.as_of
    tables = list(tables)
    names = {table.name for table in tables}
    found: dict[str, Any] = {
        "$schema": PROFILE,
        "name": _name(settings.title),
        "title": settings.title,
        "description": f"{' '.join(settings.description.split())} {RIGHTS}",
    }
    if as_of:
        found["version"] = ".".join(str(part) for part in as_of.parts if part)
        if as_of.day:
            found["created"] = f"{as_of.iso}T00:00:00Z"
    if settings.base_url:
        found["homepage"] = settings.base_url
    if licence := _licence(settings.licence, settings.licence_url):
        found["licenses"] = [licence]
    if settings.publisher:
        found["contributors"] = [{"title": settings.publisher, "roles": ["publisher"]}]
    found["sources"] = [
        {"title": source.title, **({"path": source.url} if source.url else {}),
         "rights": source.rights, "id": id}
        for id, source in corpus.sources.items()
    ]  # fmt: skip
    found["resources"] = [
        *(_table(table, names, files) for table in tables),
        *(_other(name, about, files[name]) for name, about in others),
    ]
    return written(found)


def _name(title: str) -> str:
    """A name after the rules of the standard; titles may have no letter that it allows."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    name = "-".join(words)
    return name if re.fullmatch(ID_PATTERN, name) else "digest"


def _licence(name: str, url: str) -> dict[str, str]:
    """The licence, by an id such as `CC-BY-4.0` where its name makes one."""
    id = name.replace(" ", "-")
    found = {"name": id} if _LICENCE.fullmatch(id) else {}
    if url:
        found["path"] = url
    return {**found, "title": name or url} if found else {}


def _file(name: str, path: str, about: str, content: bytes, mediatype: str) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "description": about,
        "format": path.rpartition(".")[2],
        "mediatype": mediatype,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _other(path: str, about: str, content: bytes) -> dict[str, Any]:
    suffix = path.rpartition(".")[2]
    name = path.replace(".", "-")
    return _file(name, path, about, content, _SUFFIXES.get(suffix, "application/octet-stream"))


def _table(table: Table, names: set[str], files: Mapping[str, bytes]) -> dict[str, Any]:
    path = f"{table.name}.csv"
    found = _file(table.name, path, table.about, files[path], "text/csv")
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = [table.key]
    if keys := list(_foreign_keys(table, names)):
        schema["foreignKeys"] = keys
    schema["missingValues"] = [""]
    dialect = {"dialect": {"delimiter": table.separator}} if table.separator != "," else {}
    return {**found, "type": "table", "encoding": "utf-8", **dialect, "schema": schema}


def _foreign_keys(table: Table, names: set[str]) -> Iterable[dict[str, Any]]:
    for column in table.columns:
        if column.type.table in names and not column.type.many:
            reference = {"resource": column.type.table, "fields": ["id"]}
            yield {"fields": [column.name], "reference": reference}


def _field(column: Column) -> dict[str, Any]:
    """A field of a Table Schema.  A date may be cut, so it is a text with a pattern."""
    type = column.type
    base = _TYPES.get(type.base, type.base)
    found: dict[str, Any] = {"name": column.name, "description": meaning(column)}
    if type.many:
        return {**found, "type": "list", "itemType": base, "delimiter": BETWEEN}
    found["type"] = base
    constraints: dict[str, Any] = {} if type.empty else {"required": True}
    if type.words:
        constraints["enum"] = list(type.words)
    if wanted := pattern(type):
        constraints["pattern"] = wanted
    return {**found, **({"constraints": constraints} if constraints else {})}
