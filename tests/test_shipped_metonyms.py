"""The page of place names of the shipped digest: every row true to its place, open ones first."""

from __future__ import annotations

from collections import Counter

from sites import Site, classed, targets, text

PAGE = "metonyms.html"


def test_every_row_leads_to_the_sentence_it_shows(shipped: Site) -> None:
    rows = [row for table in classed(shipped.main(PAGE), "readings") for row in table.iter("tr")]
    rows = [row for row in rows if classed(row, "said")]
    assert len(rows) == len(shipped.findings.metonyms) >= 40
    for row in rows:
        (said,) = classed(row, "said")
        (word,) = said.iter("b")
        place = targets(row, PAGE)[-1]
        (found,) = shipped.main(place.path).xpath(f".//*[@id='{place.fragment}']")
        assert text(word) in text(found)
        assert text(said).strip("…") in text(found)


def test_open_rows_come_first_and_are_counted(shipped: Site) -> None:
    for table in classed(shipped.main(PAGE), "readings"):
        flags = [bool(classed(row, "flag")) for row in table.iter("tr")][1:]
        assert flags == sorted(flags, reverse=True)
    still = sum(row.is_open for row in shipped.findings.metonyms)
    lead = text(classed(shipped.main(PAGE), "lead")[0])
    assert f"{still} left open" in lead or (not still and "none left open" in lead)


def test_seoul_is_the_administration_of_the_day(shipped: Site) -> None:
    read = [row for row in shipped.findings.metonyms if row.name == "Seoul"]
    governed = {row.administration for row in read if row.ref}
    assert governed == {"Yoon administration"}
    assert sum(row.place == "city" for row in read) >= 2


def test_the_tally_adds_up(shipped: Site) -> None:
    whole = Counter(row.name for row in shipped.findings.metonyms)
    for tallies in shipped.findings.metonyms_of.values():
        for tally in tallies:
            assert tally.read + tally.other + tally.open == whole[tally.name]
