"""The office of a speaker, or of a person who holds a stance, on its date, for readers."""

from __future__ import annotations

from markupsafe import Markup

from digest.model.coding import Stance, stance_id
from digest.model.office import Office, Tenure
from digest.render.links import Linker
from digest.render.markup import escaped, marked


def office(b: Linker, stance: Stance) -> Markup:
    """A phrase without brackets or full stop, the body linked; empty when no person is concerned.

    `President, South Korea, on that date`; `acting President …`; `Spokesperson, Foreign Ministry;
    left the office in January 2023`.  Of several persons each is named.  What the source calls an
    author, or somebody who is no person, is given in its own words.
    """
    found = b.findings.offices.get(stance_id(stance), ())
    if not found and stance.office:
        return marked(f"“{escaped(stance.office)}” in the source")
    if len(found) == 1:
        return phrase(b, found[0])
    named = [f"{escaped(b.corpus.actors[one.person].name)}: {phrase(b, one)}" for one in found]
    return marked("; ".join(named))


def phrase(b: Linker, one: Office) -> Markup:
    """One person's office on that date."""
    body = b.actor(one.body) if one.body else ""
    if one.role is None:
        return marked(f"no office{f' for {body}' if body else ''} in our registry")
    where = escaped(f"{'acting ' if one.role.acting else ''}{one.role.role}")
    if one.role.of:
        where = f"{where}, {body}"
    source = f"; the source says “{escaped(one.named)}”" if one.named else ""
    if one.verdict is Tenure.UNKNOWN:
        return marked(f"{where}; whether on that date is not known")
    if one.verdict is Tenure.NOT_THEN:
        return marked(f"{where}; {escaped(one.apart)}{source}")
    caveat = one.role.support.caveat
    words = f"{where}, on that date{f'; {escaped(caveat)}' if caveat else ''}"
    return marked(words + source if one.verdict is Tenure.OTHER else words)
