"""What `pip install .` gives: a command that works on any sources folder, templates included."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from commands import Done, environment, process
from sites import MINI, ROOT, TEMPLATES, lay_out, mini, tree_of, without_index

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None,
    reason="hatchling, which makes the wheel, is missing",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made without asking the network for anything."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True, env=environment(),
    )  # fmt: skip
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, as an installation would have it."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def digest(installed: Path, *arguments: object, cwd: Path) -> Done:
    """The installed command, nothing of this checkout on its path."""
    start = (
        "import digest, sys; assert sys.path[0] in digest.__file__; "
        "from digest.cli import main; main()"
    )
    return process(
        *arguments, cwd=cwd, env={"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        program=(sys.executable, "-P", "-c", start),
    )  # fmt: skip


def test_templates_and_licence_travel_in_the_wheel_and_tests_do_not(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        entry = next(name for name in names if name.endswith("entry_points.txt"))
        assert "digest = digest.cli:main" in archive.read(entry).decode()
    for path in TEMPLATES.rglob("*"):
        if path.is_file() and path.parent.name != "__pycache__":
            assert f"digest/templates/{path.relative_to(TEMPLATES).as_posix()}" in names
    assert "digest/preview/reload.js" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {
        "digest", "research_digest"
    }  # fmt: skip


def test_the_installed_command_makes_the_same_site_from_any_sources(
    installed: Path, tmp_path: Path
) -> None:
    done = digest(installed, "build", "--sources", MINI, "-o", "site", cwd=tmp_path)
    assert done.code == 0, done.err
    assert without_index(tmp_path / "site") == mini().files


def test_a_local_templates_folder_overrides_the_installed_ones(
    installed: Path, tmp_path: Path
) -> None:
    lay_out(tmp_path)
    (tmp_path / "templates" / "assets").mkdir(parents=True)
    (tmp_path / "templates" / "assets" / "site.js").write_text("// mine\n")
    assert digest(installed, "build", "-q", cwd=tmp_path).code == 0
    assert (tmp_path / "site" / "assets" / "site.js").read_text() == "// mine\n"
    made, usual = tree_of(tmp_path / "site"), mini().files
    assert {path for path in usual if made[path] != usual[path]} == {"assets/site.js"}


def test_the_installed_command_makes_a_new_digest_and_builds_it_there(
    installed: Path, tmp_path: Path
) -> None:
    assert digest(installed, "new", "digest", "mine", cwd=tmp_path).code == 0
    done = digest(installed, "--strict", cwd=tmp_path / "mine")
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / "mine" / "site" / "topics" / "example-topic.html").exists()
