"""The preview gives out plain files of the site, on this machine, under its own name only."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from digest.errors import Place, Problem, RefusedError
from digest.preview.app import application, with_script
from digest.preview.board import Board
from digest.preview.files import find, read
from digest.preview.guard import ADDRESS
from digest.preview.server import Server, listen

PAGE = "<!doctype html><head><title>x</title></head><body>{}</body>"


class Shown(NamedTuple):
    """A site, and the preview that shows it."""

    site: Path
    board: Board
    port: int


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "topics").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE.format("home"))
    (folder / "404.html").write_text(PAGE.format("nothing here"))
    (folder / "topics" / "index.html").write_text(PAGE.format("topics"))
    (folder / "topics" / "Übergang.html").write_text(PAGE.format("a name with a letter"))
    (folder / "data.json").write_text('{"a": "</head>"}')
    (folder / ".digest-site").write_text("marker")
    (folder / "empty").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "linked").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.txt")
    return folder


@contextlib.contextmanager
def showing(site: Path) -> Iterator[Shown]:
    """A preview of a folder, which lives as long as the block."""
    at = listen(18200)
    port = at.getsockname()[1]
    board = Board("test")
    server = Server(application(site, board, port), at)
    server.start()
    yield Shown(site, board, port)
    board.close()
    server.stop()


@pytest.fixture
def shown(site: Path) -> Iterator[Shown]:
    with showing(site) as made:
        yield made


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def send(port: int, request: bytes) -> Answer:
    """Send bytes as they are, and read until the end."""
    with socket.create_connection((ADDRESS, port), timeout=10) as connection:
        with contextlib.suppress(OSError):  # it need not hear us out
            connection.sendall(request)
        received = b""
        with contextlib.suppress(ConnectionResetError):
            while piece := connection.recv(65536):
                received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return Answer(int(first.split()[1]), headers, body)


def ask(
    port: int, path: str, *headers: str, host: str | None = None, method: str = "GET"
) -> Answer:
    """Ask for a path as it stands; `host` is the preview's own when not given, none when empty."""
    named = f"{ADDRESS}:{port}" if host is None else host
    lines = [f"{method} {path} HTTP/1.1", *([f"Host: {named}"] if named else []), *headers]
    return send(port, "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1"))


def test_pages_are_shown_and_a_folder_leads_to_its_index(shown: Shown) -> None:
    assert ">home<" in ask(shown.port, "/").text
    assert ">topics<" in ask(shown.port, "/topics/").text
    assert ">a name with a letter<" in ask(shown.port, "/topics/%C3%9Cbergang.html?a=b").text
    led = ask(shown.port, "/topics")
    assert (led.status, led.headers["location"]) == (307, "/topics/")


def test_answers_are_not_kept_not_guessed_at_and_not_for_other_sites(shown: Shown) -> None:
    for path in ("/", "/data.json", "/no.html", "/-/reload.js"):
        headers = ask(shown.port, path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
    assert ask(shown.port, "/data.json").headers["content-type"] == (
        "application/json; charset=utf-8"
    )


def test_only_pages_get_our_script_and_no_file_does(shown: Shown) -> None:
    before = (shown.site / "index.html").read_bytes()
    page = ask(shown.port, "/").text
    tag = '<script src="/-/reload.js" defer data-build="test-0"></script>'
    assert page.replace(f"{tag}\n", "") == before.decode() and page.count(tag) == 1
    assert (shown.site / "index.html").read_bytes() == before
    assert ask(shown.port, "/data.json").body == (shown.site / "data.json").read_bytes()
    assert b"EventSource" in ask(shown.port, "/-/reload.js").body
    assert with_script(b"no head", "1").endswith(b"</script>\nno head")


def test_a_page_that_is_not_there_says_so(shown: Shown) -> None:
    answer = ask(shown.port, "/topics/gone.html")
    assert answer.status == 404 and ">nothing here<" in answer.text
    assert 'data-build="test-0" data-missing>' in answer.text


def test_where_there_is_no_site_a_page_waits_for_it(tmp_path: Path) -> None:
    with showing(tmp_path / "none") as shown:
        answer = ask(shown.port, "/topics/x.html")
        assert answer.status == 503 and "no site yet" in answer.text
        assert 'src="/-/reload.js" defer data-build="test-0" data-none>' in answer.text
        assert "default-src 'none'" in answer.text
        assert ask(shown.port, "/assets/site.css").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_sent_to_it(shown: Shown, method: str) -> None:
    assert ask(shown.port, "/index.html", method=method).status == 405


def test_heads_are_told_without_bodies(shown: Shown) -> None:
    for path in ("/", "/-/events", "/-/reload.js"):
        answer = ask(shown.port, path, method="HEAD")
        assert (answer.status, answer.body) == (200, b"")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt",
     "/%5c..%5csecret.txt", "/topics\\..\\index.html", "/a%00", "/index.html%00.txt", "/out.txt",
     "/linked/secret.txt", "/.digest-site", "/%2edigest-site", "/topics/../index.html",
     "/topics/./index.html", "/" + "a" * 3000, "/" + "a/" * 900, "//secret.txt", "/empty",
     "/empty/", "/pipe.txt", "/C:/x", "/%ff", "/a%0ab", "/index.html/", "/topics//index.html"],
)  # fmt: skip
def test_S01_S02_nothing_outside_and_nothing_hidden_is_given_out(shown: Shown, path: str) -> None:
    assert find(shown.site, path) is None and read(shown.site, path) is None
    answer = ask(shown.port, path)
    assert answer.status == 404
    assert "secret" not in answer.text and "marker" not in answer.text


def test_S01_an_address_of_70_kilobytes_is_refused_and_the_next_answered(shown: Shown) -> None:
    assert ask(shown.port, "/" + "a" * 70_000).status in (400, 404, 414)
    assert ask(shown.port, "/").status == 200


@pytest.mark.parametrize("path", ["index.html", "http://evil.test/index.html", "*"])
def test_S01_what_is_no_path_means_nothing(shown: Shown, path: str) -> None:
    assert ask(shown.port, path).status in (400, 404)


@pytest.mark.parametrize(
    "host",
    ["evil.test", "evil.test:{port}", "127.0.0.1.evil.test:{port}", "localhost", "127.0.0.1",
     "localhost:1", "localhost:{port}.evil.test", "[::1]:{port}", "127.1:{port}", "0.0.0.0:{port}"],
)  # fmt: skip
def test_S03_another_name_is_refused(shown: Shown, host: str) -> None:
    answer = ask(shown.port, "/", host=host.format(port=shown.port))
    assert answer.status == 403 and "home" not in answer.text


def test_S03_no_name_two_names_and_an_empty_name_are_refused(shown: Shown) -> None:
    own = f"{ADDRESS}:{shown.port}"
    assert ask(shown.port, "/", host="").status == 400
    assert send(shown.port, b"GET / HTTP/1.0\r\n\r\n").status == 403
    assert send(shown.port, b"GET / HTTP/1.0\r\nHost: \r\n\r\n").status == 403
    two = f"GET / HTTP/1.0\r\nHost: {own}\r\nHost: evil.test\r\n\r\n".encode()
    assert send(shown.port, two).status in (400, 403)
    assert ask(shown.port, "/", host=f"LOCALHOST:{shown.port}").status == 200


@pytest.mark.parametrize(
    "headers",
    [("Origin: http://evil.test",), ("Origin: null",), ("Origin: http://localhost:1",),
     ("Sec-Fetch-Site: cross-site",), ("Sec-Fetch-Site: same-site",),
     ("Upgrade: websocket", "Origin: http://evil.test")],
)  # fmt: skip
def test_S04_other_sites_do_not_hear_what_open_pages_are_told(
    shown: Shown, headers: tuple[str, ...]
) -> None:
    shown.board.failed([Problem(Place("sources/a.yaml"), "a private word")])
    answer = ask(shown.port, "/-/events", *headers)
    assert answer.status == 403 and "private" not in answer.text
    assert ask(shown.port, "/-/reload.js", *headers).status == 403


def test_S05_it_listens_on_this_machine_only_and_takes_the_next_free_port() -> None:
    with listen(18300) as one, listen(one.getsockname()[1]) as two:
        assert one.getsockname()[0] == two.getsockname()[0] == ADDRESS
        assert two.getsockname()[1] > one.getsockname()[1]


def test_S05_when_no_port_is_free_that_is_said() -> None:
    with socket.socket() as last:
        last.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        last.bind((ADDRESS, 65535))
        last.listen()
        with pytest.raises(RefusedError, match="no port from 65535 to 65535 is free"):
            listen(65535)


def test_S06_half_open_connections_and_many_headers_do_not_stop_it(shown: Shown) -> None:
    with contextlib.ExitStack() as stack:
        for number in range(50):
            half = stack.enter_context(socket.create_connection((ADDRESS, shown.port)))
            half.sendall(b"GET / HTTP/1.1\r\nHost: x"[: number % 24])
        started = time.perf_counter()
        many = [f"X-Header-{number}: {'v' * 50}" for number in range(200)]
        assert ask(shown.port, "/", *many).status == 200
        assert time.perf_counter() - started < 2


class Stream:
    """An open stream of states."""

    def __init__(self, port: int) -> None:
        self.connection = socket.create_connection((ADDRESS, port), timeout=5)
        own = f"{ADDRESS}:{port}"
        request = f"GET /-/events HTTP/1.1\r\nHost: {own}\r\nSec-Fetch-Site: same-origin\r\n\r\n"
        self.connection.sendall(request.encode())
        self.lines = self.connection.makefile("rb")

    def next(self) -> dict[str, object]:
        """The next state told."""
        for line in self.lines:
            if line.startswith(b"data: "):
                found: dict[str, object] = json.loads(line[6:])
                return found
        raise EOFError

    def close(self) -> None:
        self.lines.close()
        self.connection.close()


def test_open_pages_hear_of_builds_and_faults(shown: Shown) -> None:
    stream = Stream(shown.port)
    assert stream.next() == {"build": "test-0", "faults": []}
    shown.board.built(changed=True)
    assert stream.next() == {"build": "test-1", "faults": []}
    place = Place("sources/\u202ea.yaml", ("stances", 2, "actor"), 12, 5)
    warning = Problem(Place("sources/a.yaml"), "odd", severity="warning")
    shown.board.failed([warning, Problem(place, "unknown actor", "did you mean 'x'?")])
    told = stream.next()
    assert told["build"] == "test-1"
    assert told["faults"] == [
        {"file": "sources/\\u202ea.yaml", "line": 12, "column": 5, "path": "stances[2].actor",
         "severity": "error", "message": "unknown actor", "hint": "did you mean 'x'?"},
        {"file": "sources/a.yaml", "line": 0, "column": 0, "path": "", "severity": "warning",
         "message": "odd", "hint": ""},
    ]  # fmt: skip
    shown.board.built(changed=False)
    assert stream.next() == {"build": "test-1", "faults": []}
    late = Stream(shown.port)
    assert late.next() == {"build": "test-1", "faults": []}
    for each in (stream, late):
        each.close()


def test_what_changes_nothing_is_not_told(shown: Shown) -> None:
    stream = Stream(shown.port)
    stream.next()
    shown.board.built(changed=False)
    shown.board.built(changed=True)
    assert stream.next()["build"] == "test-1"
    stream.close()


def test_it_ends_within_a_second_though_streams_are_open(site: Path) -> None:
    with showing(site) as shown:
        streams = [Stream(shown.port) for _ in range(8)]
        for stream in streams:
            stream.next()
        started = time.perf_counter()
    assert time.perf_counter() - started < 1
    for stream in streams:
        with pytest.raises(EOFError):
            stream.next()
        stream.close()
