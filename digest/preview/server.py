"""A server in a thread of its own, at the first free port of this machine."""

from __future__ import annotations

import errno
import socket
import threading

import uvicorn
from starlette.types import ASGIApp

from digest.errors import RefusedError
from digest.preview.guard import ADDRESS

_PORTS_TRIED = 20
_PATIENCE = 2.0
"""Seconds that a server is given to begin or to end."""


def listen(port: int) -> socket.socket:
    """A socket at the first free port from `port` on; who connects waits until it is served.

    Raises `RefusedError` when none of the ports tried is free or a port may not be used.
    """
    last = min(port + _PORTS_TRIED - 1, 65535)
    for candidate in range(port, last + 1):
        with socket.socket() as probe:  # some systems let two listen at one port
            if probe.connect_ex((ADDRESS, candidate)) == 0:
                continue
        made = socket.socket()
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind((ADDRESS, candidate))
            made.listen()
        except OSError as error:
            made.close()
            if error.errno != errno.EADDRINUSE:
                raise RefusedError(
                    f"port {candidate} cannot be used: {error.strerror}; choose another by --port"
                ) from error
        else:
            return made
    raise RefusedError(f"no port from {port} to {last} is free; choose another by --port")


class Server:
    """Answers at a socket until it is stopped; closes the socket."""

    def __init__(self, app: ASGIApp, at: socket.socket) -> None:
        config = uvicorn.Config(
            app, http="h11", ws="none", loop="asyncio", lifespan="off", interface="asgi3",
            log_config=None, log_level="error", access_log=False,
            proxy_headers=False, server_header=False, date_header=False,
            timeout_graceful_shutdown=1,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([at],), name="preview server", daemon=True
        )

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """End; streams that are open must have been closed."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)
