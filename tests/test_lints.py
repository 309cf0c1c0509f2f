"""The list of checks: whole, and each finds only what it says."""

from __future__ import annotations

from sites import Site

from digest.analyse.lints import CHECKS
from digest.model.verdicts import Lint


def test_every_lint_has_a_check_that_finds_it() -> None:
    listed = [lint for lints, _ in CHECKS for lint in lints]
    assert len(set(listed)) == len(listed)
    assert set(listed) == set(Lint) - {Lint.NOT_NEEDED}


def test_a_check_finds_only_what_it_says(mini: Site, shipped: Site) -> None:
    for site in (mini, shipped):
        for lints, check in CHECKS:
            assert {remark.lint for remark in check(site.corpus, site.findings)} <= set(lints)


def test_no_finding_of_a_check_is_accepted_before_it_was_looked_up(shipped: Site) -> None:
    for _, check in CHECKS:
        assert all(not remark.why for remark in check(shipped.corpus, shipped.findings))


def test_the_shipped_digest_accepts_nothing_without_need(shipped: Site) -> None:
    assert [r for r in shipped.findings.remarks if r.lint is Lint.NOT_NEEDED] == []
