"""An analyst's afternoon with `build.py serve`: the open page follows what is saved."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import environment
from playwright.sync_api import Browser, Page, expect
from sites import ROOT, TEMPLATES, lay_out

WAIT = 20_000
"""Milliseconds within which what is saved must be seen, even on a busy machine."""

PORT = 18700 + 50 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
"""Ports of one test process are free of the others'."""

AXE = ROOT / "tests" / "gates" / "node_modules" / "axe-core" / "axe.min.js"

FAULTS = "#preview-faults dialog"

UNSEEN = "Object.defineProperty(document, 'hidden', {value: true, writable: true})"

OPEN_STREAM = """new Promise(done => {
  const stream = new EventSource('/-/events');
  stream.onmessage = () => done();
})"""
"""Holds a stream of its own, so that one is open for certain."""


class Serve:
    """The command in a process of its own, on a copy of the specimen."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "serve", "--port", str(port)],
            cwd=folder, env=environment({"PYTHONUNBUFFERED": "1"}), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.said: list[str] = []
        self.address = self.until(r"at (http://127\.0\.0\.1:\d+/)")[1]

    def until(self, pattern: str) -> re.Match[str]:
        """Read what it says until a line has the pattern."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"no '{pattern}' in: {''.join(self.said)}")

    def end(self) -> tuple[int, float]:
        """Ctrl-C; its exit code and the seconds it took."""
        started = time.perf_counter()
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=20)
        self.said.append(rest)
        return self.process.returncode, time.perf_counter() - started

    def source(self, name: str) -> Path:
        return self.folder / "sources" / name


@pytest.fixture
def serve(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Serve]]:
    """Starts the command; whatever is left of it ends with the test."""
    started: list[Serve] = []

    def start(
        changes: dict[str, str] | None = None, folder: Path | None = None, port: int = PORT
    ) -> Serve:
        if folder is None:
            folder = tmp_path / f"digest{len(started)}"
            lay_out(folder, changes)
        started.append(Serve(folder, port))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()


def port_of(running: Serve) -> int:
    return int(running.address.rstrip("/").rpartition(":")[2])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} has no '{old}'"
    path.write_text(text.replace(old, new), encoding="utf-8")


def mark(page: Page) -> None:
    """So that a page that was loaded again can be told from one that was not."""
    page.evaluate("window.old = true")


def is_old(page: Page) -> bool:
    return bool(page.evaluate("window.old === true"))


def eventually(page: Page, expression: str, value: object) -> None:
    """Wait for a value; Playwright's own waiting needs `eval`, which the pages forbid."""
    end = time.monotonic() + WAIT / 1000
    while (found := page.evaluate(expression)) != value:
        assert time.monotonic() < end, f"{expression} is {found}"
        page.wait_for_timeout(20)


def real(complaints: list[str]) -> list[str]:
    """Complaints of the browser but for one: the specimen has no icon."""
    return [words for words in complaints if "404 (Not Found)" not in words]


def test_the_open_page_follows_sources_templates_and_assets(
    serve: Callable[..., Serve], tab: Callable[..., Any]
) -> None:
    running = serve()
    opened = tab(viewport={"width": 900, "height": 400})
    page = opened.page
    page.goto(f"{running.address}sources/lantern-2021-bridge.html#main")

    article = running.source("articles/lantern-2021-bridge.md")
    text = article.read_text(encoding="utf-8")
    page.evaluate("scrollTo(0, 150)")
    article.write_text(f"{text.rstrip()}\n\nA paragraph that was just written.\n", encoding="utf-8")
    expect(page.get_by_text("A paragraph that was just written.")).to_be_visible(timeout=WAIT)
    eventually(page, "scrollY", 150)  # which the browser restores when it has laid out the page
    assert page.url.endswith("#main")

    mark(page)
    edit(running.source("actors.yaml"), "skerries:\n  name", "# changes no page\nskerries:\n  name")
    running.until(r"0 files written")
    assert is_old(page), "nothing changed, so nothing is loaded again"

    own = running.folder / "templates"
    (own / "assets").mkdir(parents=True)
    base = (TEMPLATES / "base.html").read_text(encoding="utf-8")
    (own / "base.html").write_text(base.replace("<body", '<body data-mine="1"'), encoding="utf-8")
    expect(page.locator("body")).to_have_attribute("data-mine", "1", timeout=WAIT)

    (own / "assets" / "site.css").write_text("body { border-top: 7px solid }\n")
    expect(page.locator("body")).to_have_css("border-top-width", "7px", timeout=WAIT)
    assert not real(opened.complaints)


def test_a_fault_lies_over_the_page_until_it_is_mended(
    serve: Callable[..., Serve], tab: Callable[..., Any]
) -> None:
    running = serve()
    opened = tab()
    page = opened.page
    page.goto(f"{running.address}topics/index.html")
    mark(page)
    topics = running.source("topics.yaml")
    good = topics.read_text(encoding="utf-8")
    wrong = good.replace("  proposition:", "  propositoin:", 1)
    line = wrong[: wrong.index("propositoin")].count("\n") + 1
    topics.write_text(wrong, encoding="utf-8")
    box = page.get_by_role("alertdialog")
    expect(box).to_be_visible(timeout=WAIT)
    expect(box).to_contain_text(f"sources/topics.yaml:{line}:")
    expect(box).to_contain_text("did you mean 'proposition'?")
    expect(box.get_by_role("button", name="Close")).to_be_focused()
    assert is_old(page)

    page.keyboard.press("Escape")
    expect(page.locator(FAULTS)).to_have_count(0)
    page.reload()
    expect(box).to_be_visible(timeout=WAIT)
    mark(page)

    topics.write_text(good, encoding="utf-8")
    expect(page.locator(FAULTS)).to_have_count(0, timeout=WAIT)
    assert is_old(page), "the site is what it was"

    topics.write_text("[\n", encoding="utf-8")
    expect(box).to_be_visible(timeout=WAIT)
    topics.write_text(good.replace("Fixed link", "What is new here"), encoding="utf-8")
    expect(page.locator(FAULTS)).to_have_count(0, timeout=WAIT)
    expect(page.locator("body")).to_contain_text("What is new here", timeout=WAIT)
    assert not real(opened.complaints)


def test_before_there_is_a_site_the_faults_stand_alone(
    serve: Callable[..., Serve], tab: Callable[..., Any]
) -> None:
    running = serve(changes={"milestones.yaml": "[\n"})
    opened = tab()
    page = opened.page
    page.goto(running.address)
    box = page.get_by_role("alertdialog")
    expect(box).to_contain_text("sources/milestones.yaml:", timeout=WAIT)
    expect(box).to_contain_text("there is no site yet")
    running.source("milestones.yaml").unlink()
    expect(page.locator("h1")).not_to_contain_text("no site yet", timeout=WAIT)
    expect(page.locator(FAULTS)).to_have_count(0)
    # The browser tells of the status of the first answer.
    assert not [words for words in real(opened.complaints) if "503" not in words]


def test_a_page_that_vanished_gives_way_to_the_list_above_it(
    serve: Callable[..., Serve], tab: Callable[..., Any]
) -> None:
    entry = "\nspare:\n  name: Spare Actor\n  kind: state\n"
    running = serve(changes={"actors.yaml": f"+{entry}"})
    page = tab().page
    page.goto(f"{running.address}actors/spare.html")
    edit(running.source("actors.yaml"), entry, "")
    page.wait_for_url(f"{running.address}actors/index.html", timeout=WAIT)


def test_a_page_that_never_was_is_tried_again_at_its_own_address(
    serve: Callable[..., Serve], tab: Callable[..., Any]
) -> None:
    running = serve()
    page = tab().page
    page.goto(f"{running.address}actors/spare.html")
    entry = "\nspare:\n  name: Spare Actor\n  kind: state\n"
    with running.source("actors.yaml").open("a", encoding="utf-8") as file:
        file.write(entry)
    expect(page.locator("h1")).to_have_text("Spare Actor", timeout=WAIT)


def test_a_taken_port_gives_way_to_the_next_and_ctrl_c_ends_at_once(
    serve: Callable[..., Serve], tab: Callable[..., Any]
) -> None:
    one = serve()
    two = serve(port=port_of(one))
    assert two.address != one.address
    assert f"Port {port_of(one)} is taken; using {port_of(two)}.\n" in two.said
    pages = [tab().page for _ in range(3)]
    for page in pages:
        page.goto(two.address)
        page.evaluate(OPEN_STREAM)
    code, seconds = two.end()
    assert code == 0 and seconds < 5  # on a busy machine; else a third of a second
    assert "Traceback" not in "".join(two.said)


def test_when_the_preview_is_back_the_page_is_loaded_again(
    serve: Callable[..., Serve], tab: Callable[..., Any]
) -> None:
    running = serve()
    page = tab().page
    page.goto(running.address)
    mark(page)
    running.end()
    edit(running.source("digest.yaml"), "The Skerries link", "While it was away")
    again = serve(folder=running.folder, port=port_of(running))
    assert again.address == running.address
    expect(page.locator(".brand strong")).to_have_text("While it was away", timeout=WAIT)
    assert not is_old(page)


def test_pages_that_nobody_sees_hold_no_connection_and_catch_up_when_looked_at(
    serve: Callable[..., Serve], tab: Callable[..., Any]
) -> None:
    running = serve()
    page = tab().page
    unseen = [page.context.new_page() for _ in range(8)]  # a browser opens six connections
    for other in unseen:
        other.add_init_script(UNSEEN)
        other.goto(running.address, timeout=WAIT)
    page.goto(running.address, timeout=WAIT)
    edit(running.source("digest.yaml"), "The Skerries link", "Another title")
    expect(page.locator(".brand strong")).to_have_text("Another title", timeout=WAIT)
    last = unseen[-1]
    expect(last.locator(".brand strong")).to_have_text("The Skerries link")
    last.evaluate("document.hidden = false; document.dispatchEvent(new Event('visibilitychange'))")
    expect(last.locator(".brand strong")).to_have_text("Another title", timeout=WAIT)


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in tests/gates")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_faults_can_be_read_by_all(
    serve: Callable[..., Serve], tab: Callable[..., Any], scheme: str
) -> None:
    running = serve(changes={"topics.yaml": "+\nbroken:\n  nam: x\n"})
    page = tab(color_scheme=scheme, viewport={"width": 360, "height": 640}).page
    page.goto(running.address)
    expect(page.get_by_role("alertdialog")).to_be_visible(timeout=WAIT)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document).then(done => done.violations.map(v => v.id))")
    assert found == []
    box = page.locator(FAULTS).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360
