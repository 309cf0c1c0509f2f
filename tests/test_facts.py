"""What is compared with what: numbers, titles of offices, and each claim with all others."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest
from sites import MINI, SHIPPED

from digest.analyse.facts import titles, verdicts
from digest.analyse.facts.compare import Value, compare, counted, dated, opposed, place
from digest.analyse.facts.numbers import Number, number
from digest.analyse.findings import analyse
from digest.analyse.stances import offices
from digest.dates import PartialDate
from digest.model.actor import Role
from digest.model.coding import Annotations, Fact
from digest.model.refs import Ref
from digest.model.verdicts import Lint, Slip, Verdict
from digest.model.words import FactProperty
from digest.read.corpus import read


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("300,000", 300_000, 300_000, ""),
        ("300 000 nets", 300_000, 300_000, "net"),
        ("300\u202f000 155-mm nets", 300_000, 300_000, "155mm net"),
        ("2.5 million", 2_500_000, 2_500_000, ""),
        ("US$24 million", 24e6, 24e6, "usd"),
        ("24 million US dollars", 24e6, 24e6, "usd"),
        ("€2.5bn", 2.5e9, 2.5e9, "eur"),
        ("at least 40 billion euros", 40e9, math.inf, "eur"),
        ("no more than 5 boats", -math.inf, 5, "boat"),
        ("between 3 and 5 boats", 3, 5, "boat"),
        ("$12–24 million", 12e6, 24e6, "usd"),
        ("about 100 nets", 95, 105, "net"),
        ("2 per cent of GDP", 2, 2, "percent gdp"),
        ("three boats", 3, 3, "boat"),
        ("75th", 75, 75, ""),
        ("33, by a list; not 34", 33, 33, ""),
        ("32 boats, not nets", 32, 32, "boat"),
    ],
)
def test_numbers_are_read_with_their_units(text: str, low: float, high: float, unit: str) -> None:
    assert number(text) == Number(low, high, frozenset(unit.split()))


@pytest.mark.parametrize("text", ["", "only a few", "a figure of 3", "5 to 3", "1.2.3", "12,34"])
def test_what_is_no_number_stays_words(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("Skerry", "Skerry, the Skerries", Verdict.PRECISION),
        ("the Quay at Skerry", "Skerry", Verdict.PRECISION),
        ("D.C.", "DC", Verdict.AGREES),
        ("New Skerry", "Skerry", Verdict.CONFLICTS),
        ("North Quay", "South Quay", Verdict.CONFLICTS),
    ],
)
def test_places_are_compared_in_whole_words(one: str, other: str, verdict: Verdict) -> None:
    assert compare(place(one), place(other)) is verdict
    assert compare(place(other), place(one)) is verdict


DATES = ["2020", "2021", "2020-01", "2020-02", "2020-01-01", "2020-01-02", "2021-01"]
NUMBERS = ["1", "2", "3", "1-2", "2-3", "at least 2", "1 boat", "2 boats", "3 bridges", "about 2"]


def some_value(dice: random.Random, form: str) -> Value:
    """A value of a form, from few, so that claims often agree and often exclude each other."""
    if form == "date":
        return dated(PartialDate.parse(dice.choice(DATES)))
    if form == "number":
        read_ = number(dice.choice(NUMBERS))
        assert read_
        return counted(read_)
    return Value("text", dice.choice("xyz"))


def test_a_few_witnesses_find_every_claim_that_another_excludes() -> None:
    """Against the plain way, in which each claim is held against each."""
    dice = random.Random(7)
    for _ in range(4000):
        count = dice.randint(1, 7)
        form = dice.choice(["date", "number", "text"])
        sources = [dice.choice("abcd") for _ in range(count)]
        values = [some_value(dice, form) for _ in range(count)]
        for at, found in enumerate(opposed(sources, sources, values)):
            excluding = {
                sources[other]
                for other in range(count)
                if compare(values[at], values[other]) is Verdict.CONFLICTS
            }
            assert (found.other is not None) == bool(excluding - {sources[at]})
            assert (found.own is not None) == (sources[at] in excluding)


def test_many_facts_on_one_property_cost_no_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, _ = read(MINI)
    calls = 0

    def counting(one: Value, other: Value) -> Verdict:
        nonlocal calls
        calls += 1
        return compare(one, other)

    monkeypatch.setattr("digest.analyse.facts.compare.compare", counting)

    def cost(size: int) -> int:
        nonlocal calls
        calls = 0
        told = tuple(
            Fact(
                about="quay-accord-2021", prop=FactProperty.NUMBER, value=f"{n}", what="w",
                source=list(corpus.sources)[n % 3], index=n,
            )
            for n in range(size)
        )  # fmt: skip
        ids = list(corpus.sources)
        verdicts.disputes(
            corpus._replace(annotations={ids[0]: Annotations(facts=told, source=ids[0])})
        )
        return calls

    assert cost(100) > 100
    assert cost(400) < 4.5 * cost(100)


@pytest.mark.parametrize(
    ("title", "role", "same"),
    [
        ("Chairwoman of the Skerry Council", Role("Chair", of="skerry-council"), True),
        ("council chair", Role("Chair", of="skerry-council"), True),
        ("vice chair", Role("Chair", of="skerry-council"), False),
        ("chair", Role("Vice Chair", of="skerry-council"), False),
        ("Harbour Office chair", Role("Chair", of="skerry-council"), False),
        ("spokesman", Role("Spokeswoman", of="harbour-office"), True),
        ("Defense Minister", Role("Minister and Minister of Defence", of="mainland"), True),
        ("Minister of Ferries", Role("Minister of Nets", of="mainland"), False),
        ("Mainland leader", Role("President", of="mainland", speaks_for="mainland"), True),
        ("Mainland chief", Role("Deputy President", of="mainland", speaks_for="mainland"), False),
        ("premier", Role("Prime Minister", of="mainland"), True),
    ],
)
def test_titles_of_offices(title: str, role: Role, same: bool) -> None:
    corpus, _ = read(MINI)
    assert titles.matches(corpus, title, role) is same


@pytest.mark.parametrize(
    ("text", "iso"),
    [("office in May 2022", "2022-05"), ("on 3 May 2022", "2022-05-03"), ("in 2022", "2022"),
     ("2022-05-03", "2022-05-03"), ("31 June 2022, or 2023", "2023")],
)  # fmt: skip
def test_the_time_of_which_a_fact_speaks(text: str, iso: str) -> None:
    found = titles.date_in(text)
    assert found and found.iso == iso


def test_what_the_shipped_digest_is_known_for() -> None:
    """The wrong month, the spokesman out of office, the dates of Madrid and of the mission."""
    corpus, _ = read(Path(SHIPPED))
    findings = analyse(corpus)

    def slips(ref: Ref, prop: str, source: str) -> list[tuple[Verdict, Slip | None]]:
        return [
            (claim.verdict, claim.slip)
            for dispute in findings.disputes_about[ref]
            if dispute.prop == prop
            for claim in dispute.claims
            if claim.fact.source == source and claim.slip
        ]

    focus, ankasam = "focus-2024-nato-diplomacy", "ankasam-2022-rapprochement"
    washington = Ref("summit", "2024-07-washington-summit")
    assert (Verdict.CONFLICTS, Slip.MONTH) in slips(washington, "start", focus)
    assert (Verdict.CONFLICTS, Slip.MONTH) in slips(washington, "end", focus)
    zhao = Ref("actor", "zhao-lijian")
    assert (Verdict.CONFLICTS, Slip.OFFICE) in slips(zhao, "role", focus)
    hu = Ref("actor", "hu-xijin")
    assert (Verdict.CONFLICTS, Slip.OFFICE) in slips(hu, "role", ankasam)
    madrid = Ref("summit", "2022-06-madrid-summit")
    assert (Verdict.ITSELF, Slip.ONE_DAY) in slips(madrid, "end", ankasam)
    mission = Ref("milestone", "2022-09-26-mission-approved")
    assert (Verdict.CONFLICTS, Slip.DAY) in slips(mission, "start", ankasam)
    open_ones = [r for r in findings.remarks if r.lint is Lint.CONFLICT and not r.why]
    assert open_ones == []
    out = {
        (office.person, remark.lint)
        for remark in offices.remarks(corpus, findings.offices)
        for office in findings.offices[remark.stance]
    }
    assert ("zhao-lijian", Lint.NO_OFFICE) in out
    assert out <= {("zhao-lijian", Lint.NO_OFFICE), ("hu-xijin", Lint.OTHER_OFFICE)}
