"""While the preview runs, every file saved leads to a build, and nothing brings it down."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from commands import environment, run
from sites import MINI, ROOT, TEMPLATES, lay_out
from test_preview import ask

from digest import pipeline
from digest.errors import RefusedError
from digest.preview import session as sessions
from digest.preview.news import CodeChanged, News, Outcome
from digest.preview.session import Session
from digest.preview.watcher import Watcher
from digest.publish import native
from digest.render import site

WAIT = 10.0
"""Seconds after which what should have happened has not."""


class Seen:
    """What a watcher told."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.calls = 0
        self.bell = threading.Event()

    def __call__(self, paths: frozenset[Path]) -> None:
        self.names |= {path.name for path in paths}
        self.calls += 1
        self.bell.set()

    def after(self, wait: float = WAIT) -> set[str]:
        """The names told since the last call, waiting for the first of them."""
        self.bell.wait(wait)
        self.bell.clear()
        names, self.names = self.names, set()
        return names

    def until(self, name: str, again: Callable[[], object] = lambda: None) -> None:
        """Wait for a name, whatever comes before it, doing something again and again."""
        end = time.monotonic() + WAIT
        again()
        while name not in self.after(0.5):
            again()
            assert time.monotonic() < end, f"nothing was told of {name}"


class Watched(NamedTuple):
    folder: Path
    seen: Seen


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """A folder `sources`, a folder `templates` that is not there yet, and one of code."""
    for name in ("sources", "digest"):
        (tmp_path / name).mkdir()
    seen = Seen()
    broken: list[Exception] = []
    watcher = Watcher(
        [tmp_path / "sources", tmp_path / "templates"], tmp_path / "digest", seen, broken.append
    )
    watcher.start()
    assert watcher.ready.wait(WAIT)
    yield Watched(tmp_path, seen)
    watcher.stop()
    assert not broken


def test_a_saved_a_new_a_renamed_and_a_deleted_file_are_noticed(watched: Watched) -> None:
    file = watched.folder / "sources" / "a.yaml"
    file.write_text("one")
    assert watched.seen.after() == {"a.yaml"}
    (watched.folder / "sources" / ".a.yaml.new").write_text("two")
    (watched.folder / "sources" / ".a.yaml.new").replace(file)
    assert watched.seen.after() == {"a.yaml"}
    file.unlink()
    assert watched.seen.after() == {"a.yaml"}


def test_a_file_in_a_new_folder_is_noticed(watched: Watched) -> None:
    (watched.folder / "sources" / "articles").mkdir()
    assert watched.seen.after() == {"articles"}
    (watched.folder / "sources" / "articles" / "x.md").write_text("x")
    assert watched.seen.after() == {"x.md"}


def test_what_editors_write_for_themselves_is_no_news(watched: Watched) -> None:
    for name in (".a.yaml.swp", "a.yaml~", "#a.yaml#", ".#a.yaml", "4913", "a.tmp", ".git"):
        (watched.folder / "sources" / name).write_text("x")
    (watched.folder / "digest" / "cache.pyc").write_text("x")
    (watched.folder / "beside.yaml").write_text("x")
    (watched.folder / "sources" / "a.yaml").write_text("x")
    assert watched.seen.after() == {"a.yaml"}


def test_our_own_code_is_watched_too(watched: Watched) -> None:
    (watched.folder / "digest" / "text.py").write_text("x")
    assert watched.seen.after() == {"text.py"}


def test_a_folder_may_appear_vanish_and_come_back(watched: Watched) -> None:
    templates = watched.folder / "templates"
    for count in range(3):
        templates.mkdir()
        watched.seen.until("templates")
        file = templates / f"home{count}.html"
        watched.seen.until(file.name, lambda file=file: file.write_text("x"))
        shutil.rmtree(templates)
        watched.seen.after()


def silent(*_: object) -> None:
    pass


class Running:
    """A session, asked for its news step by step; each save is followed by one piece."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.stream = session.news(silent, silent)

    def next(self) -> News:
        return next(self.stream)

    def outcome(self) -> Outcome:
        found = self.next()
        assert isinstance(found, Outcome)
        return found

    def page(self, path: str = "/") -> str:
        return ask(self.session.port, path).text

    @property
    def build(self) -> str:
        found = re.search(r'data-build="([^"]+)"', self.page())
        assert found
        return found[1]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    sources = lay_out(tmp_path)
    with Session(pipeline.Options(sources, tmp_path / "site"), 18600) as session:
        yield Running(session)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_save_renews_the_site_and_a_save_without_effect_does_not(
    running: Running, tmp_path: Path
) -> None:
    assert running.outcome().result
    first = running.build
    edit(tmp_path / "sources" / "digest.yaml", "The Skerries link", "Another title")
    assert running.outcome().result
    assert "Another title" in running.page() and running.build != first
    second = running.build
    with (tmp_path / "sources" / "digest.yaml").open("a") as file:
        file.write("\n# a comment\n")
    done = running.outcome().result
    assert done and done.published and not done.published.written
    assert running.build == second


def test_faults_leave_the_site_as_it_was(running: Running, tmp_path: Path) -> None:
    running.next()
    first = running.build
    (tmp_path / "sources" / "topics.yaml").write_text("[")
    failed = running.outcome()
    assert failed.result is None and failed.failure is None
    assert failed.problems[0].place.file.endswith("topics.yaml")
    assert running.build == first and "Skerries" in running.page()


def test_a_fault_of_ours_is_told_and_outlived(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.next()
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "analyse", lambda *_: 1 / 0)  # a fault of ours
        (tmp_path / "sources" / "digest.yaml").touch()
        assert isinstance(running.outcome().failure, ZeroDivisionError)
        faults = running.session._board.state.faults
        assert "our fault: ZeroDivisionError" in faults[0]["message"]
        assert faults[0]["file"].endswith("digest/pipeline.py") and faults[0]["line"] > 0
    (tmp_path / "sources" / "digest.yaml").touch()
    assert running.outcome().result
    assert not running.session._board.state.faults


def test_a_shipped_template_that_fails_is_told_with_its_line(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.next()
    templates = tmp_path / "shipped"
    shutil.copytree(TEMPLATES, templates)
    with (templates / "notfound.html").open("a") as file:
        file.write("\n{% block more %}\n{{ page.nothing }}\n{% endblock %}\n")
    with (templates / "base.html").open("a") as file:
        file.write("{% block more %}{% endblock %}\n")
    line = (templates / "notfound.html").read_text().splitlines().index("{{ page.nothing }}") + 1
    for room in (site, pipeline):
        monkeypatch.setattr(room, "folders", lambda local=None: [templates])
    (tmp_path / "sources" / "digest.yaml").touch()
    assert running.outcome().failure
    (fault,) = running.session._board.state.faults
    assert fault["file"].endswith("notfound.html") and fault["line"] == line


def test_half_a_file_is_no_fault_when_the_other_half_follows(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.next()
    monkeypatch.setattr(sessions, "_HALF", WAIT)  # busy machines are slower than editors
    digest = tmp_path / "sources" / "digest.yaml"
    text = digest.read_text(encoding="utf-8").replace("The Skerries link", "Another title")
    build = pipeline.build

    def interrupted(*given: object) -> pipeline.Result:
        monkeypatch.setattr(pipeline, "build", build)
        try:
            return build(*given)  # type: ignore[arg-type]
        finally:
            digest.write_text(text, encoding="utf-8")

    monkeypatch.setattr(pipeline, "build", interrupted)
    digest.write_text(text[:6], encoding="utf-8")
    assert running.outcome().result and "Another title" in running.page()


def test_what_stands_in_the_way_of_the_site_is_told_and_outlived(
    running: Running, tmp_path: Path
) -> None:
    running.next()
    (tmp_path / "site" / "mine.txt").write_text("a file of mine")
    edit(tmp_path / "sources" / "digest.yaml", "The Skerries link", "Another title")
    assert isinstance(running.outcome().failure, RefusedError)
    assert "mine.txt" in running.session._board.state.faults[0]["message"]
    (tmp_path / "site" / "mine.txt").unlink()
    edit(tmp_path / "sources" / "digest.yaml", "Another title", "A third title")
    assert running.outcome().result and "A third title" in running.page()


def test_a_first_build_that_is_refused_ends_it(running: Running, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.txt").write_text("a file of mine")
    with pytest.raises(RefusedError, match="not a site of ours"):
        running.next()


def test_builds_run_in_the_thread_that_asks_so_that_articles_have_a_time_limit(
    running: Running, tmp_path: Path
) -> None:
    running.next()
    article = next((tmp_path / "sources" / "articles").glob("*.md"))
    with article.open("a") as file:
        file.write("\n\n" + "[" * 30_000 + "\n")
    started = time.perf_counter()
    failed = running.outcome()
    assert "more than 2 seconds" in failed.problems[0].message
    assert time.perf_counter() - started < 6


def test_changes_while_it_builds_lead_to_one_build_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = lay_out(tmp_path) / "digest.yaml"
    session = Session(pipeline.Options(digest.parent, tmp_path / "site"), 18600)
    session._watcher.ready.set()  # it does not watch: the test itself says what was saved
    running = Running(session)
    build = pipeline.build

    def saved(words: str) -> None:
        digest.write_text(re.sub(r"^title: .*", f"title: {words}", digest.read_text()))
        session._changed.put(frozenset({digest}))

    def interrupted(*given: object) -> pipeline.Result:
        monkeypatch.undo()
        done = build(*given)  # type: ignore[arg-type]
        for count in range(1, 6):
            saved(f"Title {count}")
        return done

    try:
        running.next()
        monkeypatch.setattr(pipeline, "build", interrupted)
        saved("Title 0")
        assert running.outcome().result and "Title 0" in running.page()
        assert running.outcome().result and "Title 5" in running.page()
        assert session._changed.empty() and not session._paths
    finally:
        session.__exit__()


def test_changed_code_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "digest"
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.setattr(sessions.digest, "__file__", str(package / "__init__.py"))
    sources = lay_out(tmp_path)
    with Session(pipeline.Options(sources, tmp_path / "site"), 18600) as session:
        running = Running(session)
        running.next()
        (package / "text.py").write_text("1")
        assert running.next() == CodeChanged(package.resolve() / "text.py")
        (package / "text.py").write_text("2")
        time.sleep(0.2)
        edit(sources / "digest.yaml", "The Skerries link", "Another title")
        assert running.outcome().result


@pytest.mark.parametrize("swaps", [True, False])
def test_S07_while_sites_are_exchanged_every_answer_is_a_whole_old_or_new_page(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swaps: bool
) -> None:
    if not swaps:
        monkeypatch.setattr(native, "swap", lambda one, other: False)
    running.next()
    home = tmp_path / "site" / "index.html"
    whole = {home.read_text(encoding="utf-8")}
    answers: list[tuple[int, str]] = []
    end = threading.Event()

    def read() -> None:
        while not end.is_set():
            answer = ask(running.session.port, "/")
            text = re.sub(r'<script src="/-/reload.js".*?</script>\n', "", answer.text)
            answers.append((answer.status, text))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        before = "The Skerries link"
        for count in range(4):
            edit(tmp_path / "sources" / "digest.yaml", before, f"Title {count}")
            before = f"Title {count}"
            assert running.outcome().result
            whole.add(home.read_text(encoding="utf-8"))
    finally:
        end.set()
        for reader in readers:
            reader.join()
    assert {status for status, _ in answers} == {200}
    assert {text for _, text in answers} <= whole
    assert len({text for _, text in answers}) > 2


def test_without_its_libraries_the_command_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['uvicorn'] = None\n"
        "from digest.cli import main; main(['serve', '--sources', sys.argv[1]])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(MINI)], cwd=ROOT, capture_output=True, text=True,
        env=environment(), timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "needs the library 'uvicorn'" in done.stderr and "pip install" in done.stderr


def test_no_other_command_needs_its_libraries() -> None:
    code = (
        "import sys\n"
        "for name in ('starlette', 'uvicorn', 'watchfiles', 'anyio'): sys.modules[name] = None\n"
        "from digest.cli import main; main(['check', '-q', '--sources', sys.argv[1]])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(MINI)], cwd=ROOT, capture_output=True, text=True,
        env=environment(), timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_what_cannot_be_written_is_refused_before_anything_is_shown(tmp_path: Path) -> None:
    lay_out(tmp_path)
    done = run("serve", "--sources", tmp_path / "sources", "-o", tmp_path / "sources" / "x")
    assert done.code == 2 and "is inside the sources" in done.err
    assert "Showing" not in done.out


def test_templates_of_the_package_are_watched() -> None:
    session = Session(pipeline.Options(MINI, ROOT / "site"), 18600)
    try:
        assert TEMPLATES.resolve() in session._watcher._content
    finally:
        session._socket.close()
