"""The statements for users of Discourse Network Analyzer."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from sites import Site, lay_out, shipped, text

from digest.model.coding import stance_id
from digest.model.words import ActorKind

EVENT_LIST = (
    "statement_id time person organization concept agreement start_position stop_position text "
    "coder document_id document_title document_author document_source document_section "
    "document_type"
).split()
"""The columns of the event list that version 3 writes for its default statement type."""
STANCES = """
stances:
  - {actor: [skerries, mainland], topic: fixed-link, position: leans-oppose, voice: own-words,
     quote: ready to lay the first stone, date: 2021-03-01, speaker: han-byeol}
  - {actor: skerries, topic: fixed-link, position: neutral, voice: analysis,
     quote: fears for its tolls}
  - {actor: skerries, topic: fixed-link, position: mixed, voice: analysis,
     quote: nobody on the quay believes it}
  - {actor: mainland, topic: ferry-subsidy, position: supports, voice: reported,
     quote: than pay the toll, date: 2021-03}
"""


def statements(site: Site) -> list[dict[str, str]]:
    """The rows of the file."""
    content = site.files["data/dna-statements.csv"].decode()
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter=";"))


def test_the_columns_are_those_of_an_event_list_and_then_ours() -> None:
    head = shipped().files["data/dna-statements.csv"].decode().split("\r\n")[0].split(";")
    assert head[: len(EVENT_LIST)] == EVENT_LIST
    assert head[len(EVENT_LIST) :] == [
        "stance", "topic", "position", "voice", "date", "paragraph", "permalink",
    ]  # fmt: skip


def test_there_is_a_row_for_each_holder_of_each_counted_stance_that_takes_a_side() -> None:
    site = shipped()
    counted = [s for s in site.corpus.stances() if stance_id(s) in site.findings.counted]
    sided = {stance_id(s): s for s in counted if s.position.score}
    found = statements(site)
    assert len(found) == sum(len(stance.holders) for stance in sided.values()) > 100
    assert {row["stance"] for row in found} == set(sided)
    assert [row["statement_id"] for row in found] == [str(n + 1) for n in range(len(found))]
    for row in found:
        stance = sided[row["stance"]]
        assert row["agreement"] == {True: "1", False: "0"}[(stance.position.score or 0) > 0]
        assert row["concept"] == site.corpus.topics[stance.topic].proposition
        assert row["text"] == stance.quote
        assert row["document_id"] == stance.source
        assert row["permalink"] in site.files
    (heading,) = site.main("data.html").xpath("//h2[@id='table-dna-statements']")
    said = text(heading.getparent())
    assert f"left out ({len(counted) - len(sided)} counted stances)" in said


def test_person_and_organization_are_the_speaker_and_the_holder() -> None:
    site = shipped()
    stances = {stance_id(stance): stance for stance in site.corpus.stances()}
    kinds = {actor.name: actor.kind for actor in site.corpus.actors.values()}
    persons = 0
    for row in statements(site):
        stance = stances[row["stance"]]
        names = [site.corpus.actors[id].name for id in stance.holders]
        if row["person"] in names:
            persons += 1
            assert kinds[row["person"]] is ActorKind.PERSON
            bodies = {
                site.corpus.actors[office.body].name
                for office in site.findings.offices.get(row["stance"], ())
                if office.body
            }
            assert row["organization"] in {"", *bodies}
        else:
            assert row["organization"] in names
            speaker = site.corpus.actors[stance.speaker].name if stance.speaker else ""
            assert row["person"] == speaker
    assert persons


def test_a_joint_statement_is_a_row_for_each_and_what_takes_no_side_is_none(
    tmp_path: Path,
) -> None:
    site = Site(lay_out(tmp_path, {"articles/lantern-2021-bridge.yaml": STANCES}))
    own = [row for row in statements(site) if row["document_id"] == "lantern-2021-bridge"]
    names = {id: site.corpus.actors[id].name for id in ("skerries", "mainland", "han-byeol")}
    assert [(row["organization"], row["person"], row["agreement"]) for row in own] == [
        (names["skerries"], names["han-byeol"], "0"),
        (names["mainland"], names["han-byeol"], "0"),
        (names["mainland"], "", "1"),
    ]
    assert own[0]["stance"] == own[1]["stance"] != own[2]["stance"]
    assert [row["time"] for row in own] == ["2021-03-01 00:00:00"] * 2 + [""], "no day is invented"
    assert [row["date"] for row in own] == ["2021-03-01", "2021-03-01", "2021-03"]


def test_no_day_is_taken_from_the_day_before_which_a_source_cannot_lie() -> None:
    site = shipped()
    stances = {stance_id(stance): stance for stance in site.corpus.stances()}
    undated = 0
    for row in statements(site):
        source = site.corpus.sources[row["document_id"]]
        date = stances[row["stance"]].date or source.published
        assert row["date"] == (date.iso if date else "")
        assert bool(row["time"]) == bool(date and date.day)
        assert not row["time"] or re.fullmatch(r"\d{4}-\d\d-\d\d 00:00:00", row["time"])
        undated += date is None and source.not_before is not None
    assert undated
