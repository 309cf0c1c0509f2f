"""Names and offices of an actor, in words."""

from __future__ import annotations

from msgspec import Struct

from digest.dates import period
from digest.model.actor import Name, Role
from digest.render.builder import Builder
from digest.render.parts import Link
from digest.render.views.metonyms import found
from digest.text import listing


class NameView(Struct, frozen=True):
    """Another name."""

    name: str
    lang: str
    kind: str
    """Empty for a plain alias."""
    period: str
    readings: str
    """Other readings of a metonym, in words."""
    note: str
    support: str
    found: Link | None
    """For a place name that the digests use: how often it was read so."""


class RoleView(Struct, frozen=True):
    """An office."""

    role: str
    of: Link | None
    speaks_for: Link | None
    period: str
    acting: bool
    note: str
    support: str


def name_view(b: Builder, name: Name) -> NameView:
    """Another name with its kind, period and other readings."""
    readings = []
    for reading in name.also:
        ref = b.corpus.find(reading)
        readings.append(b.corpus.name(ref) if ref and ":" in reading else f"the {reading}")
    return NameView(
        name.name, name.lang, "" if name.kind.value == "alias" else name.kind.label,
        period(name.start, name.end),
        listing(readings, "or"), b.prose(name.note) if name.note else "",
        name.support.caveat,
        found(b, b.own, name.name) if b.own else None,
    )  # fmt: skip


def role_view(b: Builder, role: Role) -> RoleView:
    """An office with its period, as far as it is known."""
    when = period(role.start, role.end)
    if not when and role.seen:
        when = f"attested {listing(date.words for date in role.seen)}"
    return RoleView(
        role.role,
        b.link("actor", role.of) if role.of else None,
        b.link("actor", role.speaks_for) if role.speaks_for not in ("", role.of) else None,
        when, role.acting, b.prose(role.note) if role.note else "",
        role.support.caveat,
    )  # fmt: skip


def latest_first(role: Role) -> tuple[object, ...]:
    """Sort key of offices: the latest first, undated ones last."""
    date = role.start or min(role.seen, default=None) or role.end
    return (tuple(-part for part in date.first) if date else (0, 0, 0), role.role)
