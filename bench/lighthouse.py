"""All four scores of Lighthouse for home, a topic and a source, on a slow phone and a desktop.

Performance depends on the machine and on what else it does; so it is measured here and in no test.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "gates")]

from lighthouse import PAGES, scores  # noqa: E402
from serving import served  # noqa: E402

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WANTED = 98


def main() -> None:
    below = []
    with served(ROOT / "site") as address:
        for page in PAGES:
            for desktop in (False, True):
                found = scores(f"{address}/{page}", CATEGORIES, desktop=desktop)
                shown = ", ".join(f"{name} {found[name]}" for name in CATEGORIES)
                print(f"{page} ({'desktop' if desktop else 'phone'}): {shown}", flush=True)
                if min(int(str(found[name])) for name in CATEGORIES) < WANTED:
                    below.append(f"{page}: {found['lost']}")
    if below:
        sys.exit("Below 98:\n" + "\n".join(below))


if __name__ == "__main__":
    main()
