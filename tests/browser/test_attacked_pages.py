"""Nothing that an analyst can write runs, loads or breaks anything in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import payloads
from measures import OVERFLOW

CHILDREN = (
    "[...document.body.children].map(e => e.tagName + (e.className ? '.' + e.className : ''))"
)


def test_attacked_pages_run_and_load_nothing_and_stay_whole(
    tab: Callable[..., Any], attacked_site: Path
) -> None:
    look = tab(viewport={"width": 1440, "height": 900})
    paths = sorted(attacked_site.rglob("*.html"))
    assert len(paths) > 15
    for path in paths:
        page = look.open(path)
        page.wait_for_load_state("load")
        assert page.evaluate("window.seen") == [], path.name
        children = page.evaluate(CHILDREN)
        assert [child.split(".")[0] for child in children] == ["A", "HEADER", "MAIN", "FOOTER"]
        assert page.evaluate("document.querySelectorAll('main').length") == 1
        scripts = page.evaluate(
            "[...document.scripts].filter(s => s.src).map(s => s.src.split('/assets/')[1])"
        )
        more = ["search.js", "names.js"] if path.name == "search.html" else []
        assert sorted(scripts) == sorted(["site.js", *more])
        assert page.evaluate("typeof document.getElementById") == "function"
        assert page.evaluate(OVERFLOW) == [], path.name
    assert look.complaints == []
    inside = attacked_site.as_uri() + "/"
    assert [url for url in look.requests if not url.startswith(inside)] == []


def test_moving_over_and_into_attacked_elements_runs_nothing(
    tab: Callable[..., Any], attacked_site: Path
) -> None:
    look = tab()
    for name in ("sources/first.html", "actors/one.html", "topics/one.html"):
        page = look.open(attacked_site / name)
        page.evaluate("""() => { for (const e of document.querySelectorAll('*'))
          for (const kind of ['mouseover', 'focus', 'load', 'error', 'toggle', 'click'])
            if (e.tagName !== 'A' || kind !== 'click')
              e.dispatchEvent(new Event(kind, {bubbles: true})); }""")
        assert page.evaluate("window.seen") == []
        assert payloads.ATTACK.split("\u202e")[0].strip() in page.inner_text("main")
    assert look.complaints == []


def test_the_watch_itself_sees_what_an_attack_would_do(
    tab: Callable[..., Any], tmp_path: Path
) -> None:
    """Without this, silence would prove nothing."""
    path = tmp_path / "bad.html"
    path.write_text("<body><script>ran(1); alert(2)</script><img src=x onerror=ran(3)>")
    look = tab()
    page = look.open(path)
    page.wait_for_function("window.seen.length > 2")
    assert set(page.evaluate("window.seen")) == {"ran(1)", "alert(2)", "ran(3)"}
    path.write_text(
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        "<body><script>ran(1)</script>"
    )
    page = look.open(path)
    assert any("refused: script-src" in seen for seen in page.evaluate("window.seen"))
    assert look.complaints
