"""The house rules hold, and a breach of each would be found."""

from __future__ import annotations

from pathlib import Path

import pytest
from floors import FLOOR, faults, plan

ROOT = Path(__file__).parent.parent


def test_the_house_keeps_its_floors() -> None:
    assert faults(ROOT) == []


def test_every_floor_stands_in_the_house() -> None:
    """A line for a module that is gone would hide its return elsewhere."""
    there = {path.stem for path in (ROOT / "digest").iterdir() if not path.name.startswith("_")}
    assert set(FLOOR) == there


SOUND = {
    "build.py": "from digest.cli import main\nprint('x')\n",
    "digest/__init__.py": "__version__ = '1'\n",
    "digest/errors.py": "import sys\n",
    "digest/text.py": "from digest import errors\n",
    "digest/model/corpus.py": "from digest.errors import Problem\nfrom digest.model import page\n",
    "digest/model/page.py": "",
    "digest/read/__init__.py": "",
    "digest/read/files.py": "from digest.model.page import Page\nfrom . import other\n",
    "digest/read/other.py": "from digest.text import fold\nimport os\nos.scandir('.')\n",
    "digest/pipeline.py": "from digest.read import files\nfrom digest import passages\n",
    "digest/cli.py": "import os, sys\nfrom digest import __version__, pipeline\nsys.exit(0)\n",
}


def lay_out(root: Path, changes: dict[str, str]) -> Path:
    for name, text in (SOUND | changes).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_a_sound_house_has_no_faults(tmp_path: Path) -> None:
    assert faults(lay_out(tmp_path, {})) == []


def test_the_plan_of_a_house_names_every_room_with_those_it_imports(tmp_path: Path) -> None:
    lines = plan(lay_out(tmp_path, {})).splitlines()
    assert [line.split() for line in lines] == [
        ["0", "errors"], ["0", "text", "errors"], ["1", "model", "errors"],
        ["2", "read", "text", "model"], ["3", "pipeline", "passages", "read"],
        ["7", "cli", "pipeline"],
    ]  # fmt: skip
    assert len(plan(ROOT).splitlines()) == len(FLOOR)


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("digest/errors.py", "from digest.model import page\n", "imports model"),
        ("digest/text.py", "import digest.read.files\n", "imports read"),
        ("digest/dates.py", "def f():\n    from digest import cli\n", "imports cli"),
        ("digest/model/page.py", "from digest.read import files\n", "imports read"),
        ("digest/read/files.py", "from digest.analyse import names\n", "imports analyse"),
        ("digest/read/files.py", "from ..render import prose\n", "imports render"),
        ("digest/read/files.py", "from .. import pipeline\n", "imports pipeline"),
        ("digest/read/deep/files.py", "from ...publish import x\n", "imports publish"),
        ("digest/read/files.py", "import importlib as i\ni.import_module('digest.render')\n",
         "imports render"),
        ("digest/read/files.py", "from digest.elsewhere import x\n", "imports elsewhere"),
        ("digest/pipeline.py", "from digest import cli\n", "imports cli"),
        ("digest/new.py", "", ""),
        ("digest/helpers.py", "", "has no floor"),
        ("digest/tools/x.py", "", "has no floor"),
        ("build.py", "from digest import pipeline\n", "imports pipeline"),
        ("digest/read/files.py", "print('x')\n", "uses print"),
        ("digest/pipeline.py", "import sys\nsys.exit(1)\n", "uses sys.exit"),
        ("digest/pipeline.py", "from sys import exit as leave\nleave()\n", "uses sys.exit"),
        ("digest/pipeline.py", "raise SystemExit(1)\n", "uses SystemExit"),
        ("digest/errors.py", "import os\nos.environ['X']\n", "uses os.environ"),
        ("digest/errors.py", "import os as o\no.getenv('X')\n", "uses os.getenv"),
        ("digest/errors.py", "from os import environ\n", "uses os.environ"),
        ("digest/errors.py", "import sys\nsys.stderr.write('x')\n", "uses sys.stderr"),
        ("digest/errors.py", "import click\nclick.echo('x')\n", "uses click.echo"),
    ],
)  # fmt: skip
def test_a_breach_is_found(tmp_path: Path, file: str, text: str, fault: str) -> None:
    found = faults(lay_out(tmp_path, {file: text}))
    if not fault:
        assert found == []
        return
    assert len(found) == 1
    assert found[0].startswith(f"{file} {fault}")
