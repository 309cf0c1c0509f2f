"""The preview gives out plain files of the site, on this machine, under its own name only."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.preview import ADDRESS, find, server, watch


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "topics").mkdir(parents=True)
    (folder / "index.html").write_text("home")
    (folder / "404.html").write_text("nothing here")
    (folder / "topics" / "index.html").write_text("topics")
    (folder / ".digest-site").write_text("marker")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "linked").symlink_to(tmp_path)
    return folder


@pytest.fixture
def port(site: Path) -> Iterator[int]:
    made = server(site, 18200)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made.server_port
    made.shutdown()
    made.server_close()


def ask(port: int, path: str, host: str | None = None) -> tuple[int, str]:
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=5)
    connection.putrequest("GET", path, skip_host=True)
    if host != "":
        connection.putheader("Host", host or f"{ADDRESS}:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_pages_are_shown_and_a_folder_leads_to_its_index(port: int) -> None:
    assert ask(port, "/") == (200, "home")
    assert ask(port, "/topics/") == (200, "topics")
    assert ask(port, "/topics")[0] == 301


@pytest.mark.parametrize("host", ["evil.test", "", "127.0.0.1.evil.test", "localhost"])
def test_S03_another_name_is_refused(port: int, host: str) -> None:
    assert ask(port, "/", host)[0] == 403


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", "/a%00",
     "/out.txt", "/linked/secret.txt", "/.digest-site", "/" + "a" * 3000, "//secret.txt"],
)  # fmt: skip
def test_S01_S02_nothing_outside_and_nothing_hidden_is_given_out(
    port: int, site: Path, path: str
) -> None:
    assert find(site, path) is None
    status, text = ask(port, path)
    assert status == 404 and text == "nothing here"


def test_S05_it_listens_on_this_machine_only_and_takes_the_next_free_port(site: Path) -> None:
    one = server(site, 18300)
    two = server(site, 18300)
    assert one.server_address[0] == two.server_address[0] == ADDRESS
    assert two.server_port > one.server_port
    one.server_close()
    two.server_close()


def test_a_saved_file_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one")
    calls: list[int] = []
    rounds = iter([False, False, True])

    def wait(_: float) -> bool:
        if not (tmp_path / "b.yaml").exists():
            (tmp_path / "b.yaml").write_text("new")
        return next(rounds)

    watch([tmp_path], lambda: calls.append(1), wait)
    assert calls == [1]
