"""What changed since an older state: against a revision, against a folder, and on record."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from commands import run
from sites import MINI, Site, classed, lay_out, leads, targets, text, tree_of

from digest.publish.verify import verify

WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
BRIDGE = "articles/lantern-2021-bridge.yaml"


def git(folder: Path, *arguments: str) -> None:
    away = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(
        ["git", *WHO, *arguments], cwd=folder, check=True, capture_output=True,
        env={**away, "GIT_CONFIG_GLOBAL": os.devnull},
    )  # fmt: skip


def edit(path: Path, old: str, new: str) -> None:
    whole = path.read_text(encoding="utf-8")
    assert whole.count(old) == 1
    path.write_text(whole.replace(old, new), encoding="utf-8")


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The specimen, committed, in the current folder."""
    lay_out(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "The specimen")
    monkeypatch.chdir(tmp_path)
    return Path("sources")


def mend(sources: Path) -> None:
    edit(sources / BRIDGE, "position: supports", "position: ambiguous")


def test_without_an_argument_the_last_commit_is_meant(sources: Path) -> None:
    assert "no stance, fact or position is different" in run("diff").out
    mend(sources)
    done = run("diff")
    assert done.code == 0 and done.err == ""
    assert done.out.startswith("Since HEAD (")
    assert "\n  sources/articles/lantern-2021-bridge.yaml:3:5  Skerry Council on Fixed" in done.out
    assert "changed: position: supports → ambiguous" in done.out
    git(Path(), "commit", "-q", "-a", "-m", "Mended")
    assert "no stance" in run("diff").out
    assert "supports → ambiguous" in run("diff", "HEAD~1").out


def test_a_vanished_stance_is_named_at_its_old_place(sources: Path) -> None:
    (sources / "articles" / "tidings-2022-reprint.yaml").unlink()
    done = run("diff")
    assert "  HEAD:sources/articles/tidings-2022-reprint.yaml:2:5  Skerry Council" in done.out
    assert "– vanished" in done.out


def test_sources_at_the_top_of_the_repository_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(MINI, tmp_path / "top")
    git(tmp_path / "top", "init", "-q")
    git(tmp_path / "top", "add", ".")
    git(tmp_path / "top", "commit", "-q", "-m", "x")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "top" / "articles" / "tidings-2022-reprint.yaml").unlink()
    done = run("diff", "--sources", "top")
    assert "  HEAD:articles/tidings-2022-reprint.yaml:2:5  " in done.out, done


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-revision"], "‘no-such-revision’ is neither a sources folder nor a revision"),
        (["--", "--output=x"], "‘--output=x’ is neither a folder nor a revision"),
        (["HEAD..HEAD"], "neither a sources folder nor a revision"),
        (["HEAD:sources"], "neither a sources folder nor a revision"),
        ([""], "neither a folder nor a revision"),
        (["HEAD\n"], "neither a folder nor a revision"),
        (["articles"], "neither a sources folder nor a revision"),
        (["--record", " "], "needs a title"),
        (["--record", "Nothing"], "nothing is different since HEAD"),
    ],
)
def test_what_cannot_be_compared_is_refused(sources: Path, arguments: list[str], said: str) -> None:
    before = tree_of(Path("sources"))
    done = run("diff", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("refused: ") and said in done.err
    assert tree_of(Path("sources")) == before


def test_without_git_or_a_repository_it_says_so(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(tmp_path / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = run("diff")
    assert done.code == 2 and "stands in no Git repository" in done.err
    monkeypatch.setattr("shutil.which", lambda name: None)
    done = run("diff")
    assert done.code == 2 and "Git was not found" in done.err
    assert run("diff", "sources").code == 0, "a folder needs no Git"


def test_a_revision_without_the_folder_is_refused(sources: Path) -> None:
    shutil.copytree("sources", "other")
    done = run("diff", "--sources", "other")
    assert done.code == 2 and "has no folder ‘other’" in done.err


def test_older_sources_that_cannot_be_read_are_refused_with_the_first_faults(
    sources: Path,
) -> None:
    edit(sources / "digest.yaml", "tagline:", "tag_line:")
    edit(sources / BRIDGE, "coder: a", "coder: a\nsubject: boats\nmood: calm\nhue: grey")
    git(Path(), "commit", "-q", "-a", "-m", "An older form")
    git(Path(), "checkout", "-q", "HEAD~1", "--", "sources")
    done = run("diff")
    assert (done.code, done.out) == (2, "")
    told = done.err.splitlines()
    assert "cannot be read with today’s rules (4 faults)" in told[0]
    assert told[1].strip().startswith("HEAD:sources/articles/lantern-2021-bridge.yaml:2:1 subject")
    assert len(told) == 5 and told[-1].strip() == "… and 1 more"
    assert str(Path(told[1].strip().partition(":")[0]).anchor) == "", "no path of a scratch folder"


def test_faults_of_the_present_sources_are_faults(sources: Path) -> None:
    edit(sources / BRIDGE, "position: supports", "position: suports")
    done = run("diff")
    assert done.code == 1 and "sources/articles/lantern-2021-bridge.yaml:5:15" in done.err


def test_the_comparison_as_json(sources: Path, tmp_path: Path) -> None:
    shutil.copytree("sources", "was")
    mend(sources)
    done = run("diff", "was", "--format", "json")
    found = json.loads(done.out)
    assert (found["since"], found["as_of"]) == ("was", "2022-12-31")
    first = found["differences"][0]
    assert (first["what"], first["how"], first["id"]) == ("stance", "changed", "99d216d57428")
    assert first["edits"] == [{"field": "position", "old": "supports", "new": "ambiguous"}]
    assert first["old"]["file"] == f"was/{BRIDGE}" and first["old"]["line"] == 3
    assert first["new"]["file"] == f"sources/{BRIDGE}" and first["new"]["path"] == "stances[0]"


def test_a_record_goes_on_top_and_leaves_every_other_byte(sources: Path) -> None:
    path = sources / "CHANGES.yaml"
    mend(sources)
    assert run("diff", "--record", 'The "first" \\ one').code == 0
    first = path.read_bytes()
    assert b"# What changed" in first and b'- title: "The \\"first\\" \\\\ one"' in first
    git(Path(), "add", ".")
    git(Path(), "commit", "-q", "-m", "x")
    edit(sources / BRIDGE, "paragraph: 5", "paragraph: 6")
    assert run("diff", "--record", "The second").code == 0
    second = path.read_bytes()
    at = first.index(b"- title")
    assert second.startswith(first[:at] + b'- title: "The second"\n  as_of: 2022-12-31\n')
    assert second.endswith(first[at:])
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("before", "head", "kept"),
    [
        (
            "\ufeff# Head\r\n\r\n# On the first\r\n- title: One  # so\r\n",
            '\ufeff# Head\r\n\r\n- title: "New"\r\n  as_of: 2022-12-31\r\n',
            "\r\n\r\n# On the first\r\n- title: One  # so\r\n",
        ),
        ("---\n  - title: One\n", '---\n  - title: "New"\n    as_of', "\n\n  - title: One\n"),
        ("# Head\n- title: One\n", '# Head\n- title: "New"\n', "\n\n- title: One\n"),
        ("# Only a comment", '# Only a comment\n- title: "New"\n', "\n"),
    ],
)
def test_line_ends_comments_and_indentation_of_a_record_stay(
    sources: Path, before: str, head: str, kept: str
) -> None:
    path = sources / "CHANGES.yaml"
    path.write_bytes(before.encode())
    mend(sources)
    done = run("diff", "--record", "New")
    assert done.code == 0, done.err
    after = path.read_bytes().decode()
    assert after.startswith(head) and after.endswith(kept)
    assert ("\r\n" in before) == ("\r\n" in after) and not path.with_name(
        ".CHANGES.yaml.new"
    ).exists()
    assert run("check").code == 0


def test_a_record_that_is_no_list_in_lines_is_left_alone(sources: Path) -> None:
    path = sources / "CHANGES.yaml"
    path.write_text("[{title: One}]\n")
    mend(sources)
    done = run("diff", "--record", "New")
    assert done.code == 2 and "must begin with '- '" in done.err
    assert path.read_text() == "[{title: One}]\n"


RECORD = """\
- title: A <b>second</b> look
  as_of: 2022-12-30
  note: Mended after [[nothing]] & more.
  appeared:
    - {what: stance, id: 99d216d57428, text: "Skerry Council on Fixed link: supports"}
    - {what: position, id: skerry-council/fixed-link, text: Skerry Council on Fixed link}
  changed:
    - {what: fact, id: 000000000000, text: "A fact <i>gone</i> since", how: ["value: 4 → 5"]}
  vanished:
    - {what: stance, id: aaaaaaaaaaaa, text: The Mainland on Fixed link}
- title: The first
"""


def test_the_page_of_changes_links_what_is_still_there(tmp_path: Path) -> None:
    site = Site(lay_out(tmp_path, {"CHANGES.yaml": RECORD}))
    page = "changes.html"
    main = site.main(page)
    assert verify(site.rendered) == []
    assert [text(h) for h in main.iter("h2")] == ["A <b>second</b> look", "The first"]
    links = {t.text: (t.path, t.fragment) for t in targets(main, page)}
    assert links["Skerry Council on Fixed link: supports"] == (
        "sources/lantern-2021-bridge.html", "stance-99d216d57428"
    )  # fmt: skip
    assert links["Skerry Council on Fixed link"][0] == "topics/fixed-link.html"
    assert not {"A fact <i>gone</i> since", "The Mainland on Fixed link"} & links.keys()
    folds = classed(main, "fold")
    assert [text(f.find("summary")) for f in folds] == [
        "1 stance appeared", "1 position appeared", "1 fact changed", "1 stance vanished"
    ]  # fmt: skip
    assert "value: 4 → 5" in text(folds[2])
    assert "As of 30 December 2022: 1 stance appeared" in text(main)
    assert "As of undated" not in text(main)


def test_without_a_record_the_page_says_so_and_every_page_leads_there(mini: Site) -> None:
    assert "No change of the digest has been recorded yet." in mini.text("changes.html")
    for page in mini.html_paths:
        (foot,) = mini.tree(page).xpath("//footer")
        assert "changes.html" in leads(foot, page), page
