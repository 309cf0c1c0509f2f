"""Who may ask the preview: browsers on this machine that know it by its own name."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ADDRESS = "127.0.0.1"
"""Where the preview listens: this machine only."""

OURS = "/-/"
"""Where the preview's own files stand; no page can, since no id begins with a hyphen."""

_HTTP = 80
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What goes with every answer."""


def hosts(port: int) -> frozenset[str]:
    """The names under which a preview at a port may be asked for.

    Any other name leads here by a foreign name server's doing (DNS rebinding).
    """
    names = (ADDRESS, "localhost")
    plain = names if port == _HTTP else ()
    return frozenset([*plain, *(f"{name}:{port}" for name in names)])


def known(headers: Headers, port: int) -> bool:
    """Whether a request names this preview, once, as its host."""
    given = headers.getlist("host")
    return len(given) == 1 and given[0].lower() in hosts(port)


def at_home(headers: Headers) -> bool:
    """Whether a request comes from a page of this very host, as far as the browser tells.

    Browsers send `Sec-Fetch-Site` with every request to this machine, and `Origin` with those
    that cross origins; other programs send neither.
    """
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{headers.get('host', '').lower()}":
        return False
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")


class Guard:
    """Lets through to an app what may be answered, and puts our headers on every answer."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        self.port = port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, as ASGI has it."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        answer = self.app
        if not known(headers, self.port):
            answer = PlainTextResponse("Unknown host.\n", HTTPStatus.FORBIDDEN)
        elif scope["path"].startswith(OURS) and not at_home(headers):
            answer = PlainTextResponse("Not for other sites.\n", HTTPStatus.FORBIDDEN)
        await answer(scope, receive, with_headers)
