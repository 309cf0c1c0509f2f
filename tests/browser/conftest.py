"""A browser, and the sites it looks at, opened from the disk as a reader would open them."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import payloads
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sites import MINI, SHIPPED, Site

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

WATCH = """
window.seen = [];
for (const name of ['alert', 'confirm', 'prompt', 'ran'])
  window[name] = (...given) => { window.seen.push(name + '(' + given.join() + ')'); };
document.addEventListener('securitypolicyviolation', event =>
  window.seen.push('refused: ' + event.violatedDirective + ' ' + event.blockedURI));
"""
"""Notes what attacks would call, and what the pages' policy refused."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as it is on this machine; without one the tests here are skipped, but not in CI."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        told = f"NO BROWSER: none of {', '.join(NAMES)} is installed, so no page was looked at"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """A site on disk, written by one of the test processes and used by all."""
    shared = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / f"browser-{name}"
    with (shared / f"browser-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "site").exists():
            folder.mkdir(exist_ok=True)
            site = Site(make(folder))
            for path, content in site.files.items():
                target = folder / "new" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            (folder / "new").rename(folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def shipped_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped digest's site on disk."""
    return _once(tmp_path_factory, "shipped", lambda _: SHIPPED)


@pytest.fixture(scope="session")
def mini_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen's site on disk."""
    return _once(tmp_path_factory, "mini", lambda _: MINI)


@pytest.fixture(scope="session")
def attacked_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose every text is an attack, on disk."""
    return _once(tmp_path_factory, "attacked", lambda folder: payloads.write(folder)[0])


class Tab:
    """A tab, and everything that happened in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self._dialog(dialog))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _dialog(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, file: Path, fragment: str = "") -> Page:
        """Go to a page on the disk."""
        self.page.goto(file.as_uri() + fragment)
        return self.page


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[..., Tab]]:
    """Opens a tab of a browser that remembers nothing; takes Playwright's context options."""
    contexts = []

    def new(**options: Any) -> Tab:
        context = browser.new_context(**options)
        contexts.append(context)
        context.add_init_script(WATCH)
        return Tab(context)

    yield new
    for context in contexts:
        context.close()
