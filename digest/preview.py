"""A preview server for the analyst's own machine: the built site, rebuilt when a source changes.

It answers on the loopback address only, to its own name only, and gives out nothing but plain
files of the site: no listing, no hidden file, nothing behind a link.
"""

from __future__ import annotations

import http.server
import mimetypes
import posixpath
import socket
from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus
from pathlib import Path as FilePath
from urllib.parse import unquote, urlsplit

ADDRESS = "127.0.0.1"
_PORTS_TRIED = 20


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD with files of one folder."""

    timeout = 10
    """Seconds a connection may keep silent."""
    server_version = "digest"
    sys_version = ""

    def __init__(self, site: FilePath, *rest: object) -> None:
        self.site = site
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send a file."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Send a file's headers."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        port = self.connection.getsockname()[1]
        hosts = {f"{name}:{port}" for name in (ADDRESS, "localhost")}
        if self.headers.get("Host", "") not in hosts:
            self._send(HTTPStatus.FORBIDDEN, b"Unknown host.\n", "text/plain", with_body)
            return
        path = urlsplit(self.path).path
        file = find(self.site, path)
        if file is None and not path.endswith("/") and find(self.site, path + "/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", posixpath.basename(path) + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status = HTTPStatus.OK
        if file is None:
            status, file = HTTPStatus.NOT_FOUND, find(self.site, "/404.html")
        body = file.read_bytes() if file else b"Not found.\n"
        kind = mimetypes.guess_type(file.name)[0] if file else "text/plain"
        self._send(status, body, kind or "application/octet-stream", with_body)

    def _send(self, status: HTTPStatus, body: bytes, kind: str, with_body: bool) -> None:
        self.send_response(status)
        text = kind.startswith("text/") or kind.endswith(("xml", "json", "javascript"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for problems in the sources."""


def find(site: FilePath, path: str) -> FilePath | None:
    """The plain file of the site at a URL path; `None` when there is none to give out."""
    try:
        parts = unquote(path, errors="strict").split("/")[1:]
    except UnicodeDecodeError:
        return None
    if parts and parts[-1] == "":
        parts[-1] = "index.html"
    file = site
    for part in parts:
        if not part or part.startswith(".") or "\\" in part or "\0" in part or len(part) > 255:
            return None
        file = file / part
        if file.is_symlink():
            return None
    return file if file.is_file() else None


def server(site: FilePath, port: int) -> http.server.ThreadingHTTPServer:
    """A server bound to the first free port from `port` on.  Raises `OSError` when none is."""
    for candidate in range(port, port + _PORTS_TRIED):
        with socket.socket() as probe:
            if probe.connect_ex((ADDRESS, candidate)) == 0:
                continue
        try:
            made = http.server.ThreadingHTTPServer((ADDRESS, candidate), partial(Handler, site))
        except OSError:
            continue
        made.daemon_threads = True
        return made
    raise OSError(f"no free port from {port} to {port + _PORTS_TRIED - 1}")


def snapshot(folders: Iterable[FilePath]) -> dict[str, tuple[int, int]]:
    """File → (time of change in ns, size) of everything under some folders."""
    found = {}
    for folder in folders:
        for path in folder.rglob("*"):
            try:
                state = path.stat()
            except OSError:
                continue
            found[str(path)] = (state.st_mtime_ns, state.st_size)
    return found


def watch(
    folders: list[FilePath], changed: Callable[[], None], wait: Callable[[float], bool]
) -> None:
    """Call `changed` whenever a file under the folders changes, until `wait` says so.

    `wait(seconds)` pauses and returns whether to stop.
    """
    seen = snapshot(folders)
    while not wait(0.5):
        now = snapshot(folders)
        if now != seen:
            seen = now
            changed()
