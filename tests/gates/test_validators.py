"""Two validators find nothing on any page."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from programs import HERE, MODULES, needed

VNU = "vnu-jar/build/dist/vnu.jar"
NO_FAULT = (
    "Resource violates Content Security Policy",
    "Inline script violates Content Security",
    "Duplicate “dt” name",
    "The first occurrence of “dt” name",
)
"""On the disk there is no origin that could be the pages’ own, so nothing is `self` there; and the
checker takes JSON-LD, which is data and never run, for a script.  The tests in a browser see that
the policy lets pages load what is theirs, and that nothing is reported.  Two sources may bear one
short name."""


def html_validate(folder: Path) -> Counter[str]:
    """What html-validate says of all pages: rule and message → how often."""
    report = folder.with_name(f"{folder.name}-report.json")
    run = subprocess.run(
        ["node", str(MODULES / "html-validate/bin/html-validate.mjs"),
         "--config", str(HERE / "htmlvalidate.json"), "--formatter", f"json={report}",
         f"{folder}/**/*.html"],
        capture_output=True, text=True, timeout=600, cwd=HERE,
    )  # fmt: skip
    assert report.exists(), run.stderr
    return Counter(
        f"{message['ruleId']}: {message['message']} ({Path(page['filePath']).name})"
        for page in json.loads(report.read_text(encoding="utf-8"))
        for message in page["messages"]
    )


def vnu(folder: Path) -> Counter[str]:
    """What the Nu Html Checker says of all pages, warnings too."""
    run = subprocess.run(
        ["java", "-jar", str(MODULES / VNU), "--skip-non-html", "--format", "json", str(folder)],
        capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    return Counter(
        f"{message['type']}: {message['message']} ({Path(message['url']).name})"
        for message in json.loads(run.stderr)["messages"]
        if not message["message"].startswith(NO_FAULT)
    )


@pytest.mark.parametrize("site", ["shipped_files", "attacked_files"])
def test_html_validate_finds_nothing(site: str, request: pytest.FixtureRequest) -> None:
    needed("node", modules="html-validate/bin/html-validate.mjs")
    assert html_validate(request.getfixturevalue(site)) == Counter()


@pytest.mark.parametrize("site", ["shipped_files", "attacked_files"])
def test_the_nu_checker_finds_nothing(site: str, request: pytest.FixtureRequest) -> None:
    needed("java", modules=VNU)
    assert vnu(request.getfixturevalue(site)) == Counter()


def test_both_would_find_a_fault(tmp_path: Path) -> None:
    """Without this, silence would prove nothing."""
    needed("node", "java", modules=VNU)
    (tmp_path / "bad.html").write_text(
        "<!doctype html>\n<html lang=\"en\"><head><title>x</title></head>"
        "<body><h1 id=\"a\">x</h1><p id=\"a\">y<p></span></body></html>\n"
    )  # fmt: skip
    assert any("no-dup-id" in found for found in html_validate(tmp_path))
    assert any("Duplicate ID" in found for found in vnu(tmp_path))
