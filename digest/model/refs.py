"""How entries are named and where their pages stand: the one URL scheme."""

from __future__ import annotations

import posixpath
import re
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import Meta

Kind = Literal["topic", "actor", "summit", "milestone", "document", "source"]

KINDS: tuple[Kind, ...] = ("topic", "actor", "summit", "milestone", "document", "source")
"""Every kind of entry, in the order in which pages name them."""

FOLDERS: dict[Kind, str] = {
    "topic": "topics", "actor": "actors", "summit": "summits",
    "document": "documents", "source": "sources",
}  # fmt: skip
"""Folder of the pages of a kind; milestones have no page, only a line on the timeline."""

TIMELINE = "timeline.html"

ID_PATTERN = "^[a-z0-9]+(?:-[a-z0-9]+)*$"
"""Ids: lower-case letters, digits and single hyphens, for life."""

RESERVED = frozenset(
    {"index", "assets", "404", "feed", "con", "prn", "aux", "nul"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
"""Ids that would collide with pages of the site or cannot be file names everywhere."""


ENTRY_LINK = re.compile(r"\[\[(?P<kind>[a-z]+):(?P<id>[a-z0-9-]+)(?:\|(?P<text>[^\[\]\n]*))?\]\]")
"""A link to an entry in a plain text of ours, once reading has found it right."""


class Ref(NamedTuple):
    """An entry: what kind, and which."""

    kind: Kind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @staticmethod
    def of(written: str) -> Ref:
        """The entry that is written `kind:id`."""
        kind, _, id = written.partition(":")
        return Ref(kind, id)  # type: ignore[arg-type]


def address(ref: Ref) -> str:
    """Path of the entry's page (or place on a page) from the top of the site."""
    if ref.kind == "milestone":
        return f"{TIMELINE}#milestone-{ref.id}"
    return f"{FOLDERS[ref.kind]}/{ref.id}.html"


STANCES = "stances"
"""Folder of the pages of stances; these are no entries, they have a page of their own each."""


def stance_address(id: str) -> str:
    """Path of the page of a stance, given its permalink's id."""
    return f"{STANCES}/{id}.html"


def relative(path: str, start: str) -> str:
    """`path` (from the top of the site) as a link on the page `start`."""
    if not path or path[0] == "#" or (path.startswith(start) and path[len(start) :][:1] in "#"):
        _, mark, fragment = path.partition("#")
        return f"#{fragment}" if mark else posixpath.basename(start)
    folder, below, _ = start.rpartition("/")
    if "/" in folder:
        target, mark, fragment = path.partition("#")
        return posixpath.relpath(target, folder) + mark + fragment
    if not below:
        return path
    inside = path.removeprefix(f"{folder}/")
    return f"../{path}" if inside == path else inside


def absolute(path: str, base: str) -> str:
    """`path` (from the top of the site) where the site stands; an index page is its folder."""
    folder, _, name = path.rpartition("/")
    if name == "index.html":
        path = f"{folder}/" if folder else ""
    return f"{base.rstrip('/')}/{path}"


def _reference(*kinds: Kind) -> Any:
    return Meta(extra={"ref": kinds})


TopicId = Annotated[str, _reference("topic")]
ActorId = Annotated[str, _reference("actor")]
SummitId = Annotated[str, _reference("summit")]
DocumentId = Annotated[str, _reference("document")]
SourceId = Annotated[str, _reference("source")]
AnyId = Annotated[str, _reference(*KINDS)]
"""The id of any entry, or `kind:id` where two kinds share an id."""
Citation = Annotated[str, Meta(extra={"citation": True})]
"""Support for a statement: the id of a source, or an address."""
