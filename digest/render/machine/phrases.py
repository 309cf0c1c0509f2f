"""What Markdown twins share: lists of links, stances and facts in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digest.render.machine.markdown import escaped, links, text, twin_path
from digest.render.parts import Chip, DisputeView, Link, StanceView


def joined(found: Sequence[Link], page: str) -> str:
    """Links separated by commas."""
    return ", ".join(links(item, page) for item in found)


def listed(items: Iterable[str]) -> str:
    """A list of lines."""
    return "\n".join(f"- {item}" for item in items)


def section(title: str, items: Iterable[str]) -> Iterator[str]:
    """A heading and a list below it; nothing where there is nothing to list."""
    found = listed(items)
    if found:
        yield f"## {title}"
        yield found


def chip(mark: Chip) -> str:
    """A position: its word, then its sign."""
    return f"**{text(mark.label)}** ({escaped(mark.glyph)})"


def quote(words: str) -> str:
    """A quotation, with its marks."""
    return f"“{escaped(words)}”" if words else ""


def stance(s: StanceView, page: str, *, topic: bool = True) -> str:
    """A stance in one line, with a link to its own page."""
    who = f"{joined(s.holders, page)}{f' on {links(s.topic, page)}' if topic else ''}"
    where = f"{links(s.source, page)}{f', ¶ {s.paragraph}' if s.paragraph else ''}"
    flag = f" ({text(s.flag)}, not counted)" if s.flag else ""
    return (
        f"{chip(s.chip)} {who}: [{quote(s.quote)}]({twin_path(s.permalink)}){flag} "
        f"– {text(s.date)}, {text(s.basis)}, {where}"
    )


def disputes(
    found: Sequence[DisputeView], page: str, *, entry: bool = True, own: bool = False
) -> Iterator[str]:
    """What sources say of a property, one property a line.

    With `own`, where nothing differs only what the source says whose page it is.
    """
    for d in found:
        alone = own and not d.flag
        claims = [
            f"{links(c.source, page)} **{text(c.value)}** {quote(c.quote)}".rstrip()
            + (f" ({text(c.verdict)})" if c.verdict else "")
            for c in d.claims
            if c.own or not alone
        ]
        if d.registry and not alone:
            claims.append(f"our registry **{text(d.registry)}**")
        about = f"{links(d.entry, page)}, " if entry else ""
        flag = f" ({text(d.flag)})" if d.flag else ""
        yield f"{about}{text(d.prop)}{flag}: {'; '.join(claims)}"
