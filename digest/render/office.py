"""The office of a speaker, or of a person who holds a stance, on its date, for readers."""

from __future__ import annotations

from markupsafe import Markup, escape

from digest.model.coding import Stance, stance_id
from digest.model.office import Office, Tenure
from digest.render.links import Linker


def office(b: Linker, stance: Stance) -> Markup:
    """A phrase without brackets or full stop, the body linked; empty when no person is concerned.

    `President, South Korea, on that date`; `acting President …`; `Spokesperson, Foreign Ministry;
    left the office in January 2023`.  Of several persons each is named.  What the source calls an
    author, or somebody who is no person, is given in its own words.
    """
    found = b.findings.offices.get(stance_id(stance), ())
    if not found and stance.office:
        return Markup("“{}” in the source").format(stance.office)
    if len(found) == 1:
        return phrase(b, found[0])
    named = [
        Markup("{}: {}").format(b.corpus.actors[one.person].name, phrase(b, one)) for one in found
    ]
    return Markup("; ").join(named)


def phrase(b: Linker, one: Office) -> Markup:
    """One person's office on that date."""
    body = b.actor(one.body) if one.body else Markup("")
    if one.role is None:
        words = Markup("no office for {} in our registry").format(body)
        return words if one.body else Markup("no office in our registry")
    title = escape(f"{'acting ' if one.role.acting else ''}{one.role.role}")
    where = Markup("{}, {}").format(title, body) if one.role.of else title
    source = Markup("; the source says “{}”").format(one.named) if one.named else Markup("")
    if one.verdict is Tenure.UNKNOWN:
        return where + "; whether on that date is not known"
    if one.verdict is Tenure.NOT_THEN:
        return Markup("{}; {}{}").format(where, one.apart, source)
    words = Markup("{}, on that date").format(where)
    if caveat := one.role.support.caveat:
        words += f"; {caveat}"
    return words + source if one.verdict is Tenure.OTHER else words
