"""HTML from pieces, many thousand times a build: what `markupsafe` does, without its detours."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner

    escaped = _escape_inner
except ImportError:  # built without it, or another version

    def escaped(text: str, /) -> str:
        """A plain text as HTML."""
        return str(escape(text))


def shown(value: Any) -> str:
    """Any value as it may stand in HTML: escaped, unless it is HTML already."""
    kind = type(value)
    if kind is str:
        return escaped(value)
    return value if kind is Markup else escape(value)


def marked(html: str) -> Markup:
    """A text that is HTML, made of pieces that were `shown`, marked as such."""
    return str.__new__(Markup, html)


def link_to(address: str, text: str) -> Markup:
    """A link."""
    return marked(f'<a href="{escaped(address)}">{shown(text)}</a>')
