"""What the preview answers: files of the site, our script added to pages, a stream of states."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path as FilePath

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from digest.preview.board import Board
from digest.preview.files import File, find, read
from digest.preview.guard import OURS, Guard
from digest.publish.exchange import retired_path

EVENTS, SCRIPT = f"{OURS}events", f"{OURS}reload.js"
_RETRY = 500
"""Milliseconds after which a page that lost the preview asks again."""

_LOOKS, _PAUSE = 6, 0.02
"""How often, and after how many seconds, a site is looked into that is just being exchanged."""

_WAITING = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; \
connect-src 'self'; base-uri 'none'; form-action 'none'">
<title>No site yet</title>
</head>
<body>
<main>
<h1>There is no site yet</h1>
<p>The sources have faults, which are told here and on the terminal. This page shows the site as
soon as they are mended.</p>
</main>
</body>
</html>
"""


def application(site: FilePath, board: Board, port: int) -> Starlette:
    """The preview of a folder, asked for at a port of this machine."""
    script = FilePath(__file__).with_name("reload.js").read_bytes()

    async def file(request: Request) -> Response:
        address = request.scope["raw_path"].decode("ascii", "replace")
        for _ in range(_LOOKS):
            # Before the file: a page may be newer than it says, and loads once more; never older.
            build = board.state.build
            before = _which(site)
            answer = _look_up(site, address, build)
            if before == _which(site) and (before or not retired_path(site).exists()):
                break
            await asyncio.sleep(_PAUSE)
        return answer

    async def reload(request: Request) -> Response:
        return Response(script, media_type="text/javascript")

    async def events(request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        return StreamingResponse(_stream(board), media_type="text/event-stream")

    routes = [Route(EVENTS, events), Route(SCRIPT, reload), Route("/{path:path}", file)]
    return Starlette(routes=routes, middleware=[Middleware(Guard, port=port)])


def _which(site: FilePath) -> tuple[int, int] | None:
    """What tells the folder from another in its place; `None` while there is none."""
    try:
        state = site.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def _look_up(site: FilePath, address: str, build: str) -> Response:
    if found := read(site, address):
        return _answer(found, HTTPStatus.OK, build)
    if not address.endswith("/") and find(site, f"{address}/"):
        return RedirectResponse(f"{address}/", HTTPStatus.TEMPORARY_REDIRECT)
    if missing := read(site, "/404.html"):
        return _answer(missing, HTTPStatus.NOT_FOUND, build, "missing")
    if not find(site, "/index.html") and address.endswith(("/", ".html")):
        waiting = File("index.html", _WAITING.encode())
        return _answer(waiting, HTTPStatus.SERVICE_UNAVAILABLE, build, "none")
    return Response(b"Not found.\n", HTTPStatus.NOT_FOUND, media_type="text/plain")


def _answer(file: File, status: HTTPStatus, build: str, note: str = "") -> Response:
    is_page = file.type.startswith("text/html")
    content = with_script(file.content, build, note) if is_page else file.content
    return Response(content, status, {"Content-Type": file.type})


def with_script(page: bytes, build: str, note: str = "") -> bytes:
    """A page that loads our script, which is told the build that the page is from.

    `note` says that the page stands for one that is not there: for one that is `missing` from the
    site, or because there is `none`.
    """
    data = f'data-build="{build}"' + (f" data-{note}" if note else "")
    tag = f'<script src="{SCRIPT}" defer {data}></script>\n'.encode()
    head, end, rest = page.partition(b"</head>")
    return head + tag + end + rest if end else tag + page


async def _stream(board: Board) -> AsyncIterator[str]:
    yield f"retry: {_RETRY}\n\n"
    async for state in board.follow():
        yield f"data: {state.message}\n\n"
