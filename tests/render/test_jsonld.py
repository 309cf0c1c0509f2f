"""Structured data: each kind of page says what it is, and nothing that the corpus does not."""

from __future__ import annotations

import json

import payloads
import pytest
from machines import BASE, SCHEMA, based, data_of, graph_of, nodes
from rdflib import RDF, Literal, URIRef
from sites import Site, lay_out, shipped

from digest.model.coding import stance_id
from digest.model.refs import Ref, address, stance_address
from digest.model.scale import Position
from digest.model.words import ActorKind, Voice
from digest.render.machine.graph import LIMIT, encode
from digest.render.machine.jsonld import PAGES

NATO = "summits/2024-07-washington-summit.html"
KEI = "sources/kei-2024-starker-choices.html"
DIPLOMAT = "sources/diplomat-2024-strategic-ambiguity.html"


def pages_of(site: Site) -> list[str]:
    return [path for path in site.html_paths if path != "404.html"]


def test_every_page_has_data_that_rdflib_reads_alike_with_and_without_an_address() -> None:
    site = shipped()
    files = based(site)
    for path in pages_of(site)[::7]:
        known = graph_of(files[path], f"{BASE}/elsewhere.html")
        relative = graph_of(site.files[path], f"{BASE}/{path}")
        assert len(known) == len(relative) > 3, path
        kinds = set(known.objects(None, RDF.type))
        assert kinds == set(relative.objects(None, RDF.type)), path


def test_no_page_carries_more_data_than_it_may() -> None:
    for files in (shipped().files, based(shipped())):
        sizes = {
            path: len(json.dumps(data_of(files[path]), ensure_ascii=False, separators=(",", ":")))
            for path in pages_of(shipped())
        }
        assert max(sizes.values()) <= 2_500
    assert "application/ld+json" not in shipped().files["404.html"].decode()


@pytest.mark.parametrize(("path", "kind"), [
    ("index.html", "WebSite"), ("topics/index.html", "CollectionPage"),
    ("topics/index.html", "DefinedTermSet"), ("stances/index.html", "CollectionPage"),
    ("topics/lethal-aid-ukraine.html", "DefinedTerm"), ("actors/rok.html", "Country"),
    ("actors/rok-government.html", "GovernmentOrganization"), ("actors/nato.html", "Organization"),
    ("actors/dpk.html", "PoliticalParty"), ("actors/the-diplomat.html", "NewsMediaOrganization"),
    ("actors/yoon-suk-yeol.html", "Person"), ("actors/critics-unnamed.html", "Thing"),
    ("actors/ip4.html", "Thing"), (NATO, "Event"), (KEI, "Article"), ("data.html", "Dataset"),
    ("documents/washington-declaration-2024.html", "CreativeWork"), ("method.html", "AboutPage"),
    ("network.html", "WebPage"), ("disagreements.html", "CollectionPage"),
])  # fmt: skip
def test_a_kind_of_page_has_its_type(path: str, kind: str) -> None:
    graph = graph_of(based(shipped())[path], f"{BASE}/{path}")
    assert (None, RDF.type, SCHEMA[kind]) in graph


ABOUT = {
    "home": {"WebSite"}, "topic": {"DefinedTerm"}, "stance": {"Claim"}, "summit": {"Event"},
    "source": {"Article"}, "document": {"CreativeWork", "Legislation"}, "data": {"Dataset"},
    "list": {"CollectionPage"}, "stances": {"CollectionPage"}, "timeline": {"CollectionPage"},
    "actor": {"Country", "GovernmentOrganization", "Organization", "PoliticalParty", "Person",
              "NewsMediaOrganization", "Thing"},
}  # fmt: skip


def test_every_page_is_first_of_all_what_its_kind_is() -> None:
    pages = {"WebPage", "CollectionPage", "AboutPage"}
    for path in pages_of(shipped()):
        kind = shipped().tree(path).find("body").get("class").removeprefix("kind-")
        first = data_of(shipped().files[path])["@graph"][0]["@type"]
        assert first in ABOUT.get(kind, pages), path
    assert set(PAGES) <= set(ABOUT)


def test_all_the_way_home_stands_in_the_trail() -> None:
    files = based(shipped())
    graph = graph_of(files[NATO], f"{BASE}/{NATO}")
    steps = sorted(
        (int(str(graph.value(step, SCHEMA.position))), str(graph.value(step, SCHEMA.name)),
         graph.value(step, SCHEMA.item))
        for step in graph.subjects(RDF.type, SCHEMA.ListItem)
    )  # fmt: skip
    assert steps == [
        (1, "Home", URIRef(f"{BASE}/")),
        (2, "Summits and meetings", URIRef(f"{BASE}/summits/")),
        (3, "NATO Washington Summit", None),
    ]


def test_every_stance_is_a_claim_with_its_words_holders_and_source() -> None:
    site = shipped()
    files, corpus = based(site), site.corpus
    for stance in corpus.stances():
        path = stance_address(stance_id(stance))
        (claim,) = nodes(files[path], "Claim")
        source = corpus.sources[stance.source]
        appearance = claim["appearance"]
        assert claim["@id"] == f"{BASE}/{path}#this"
        holders = [corpus.actors[id].name for id in stance.holders]
        topic = corpus.topics[stance.topic].name
        if stance.voice is Voice.ANALYSIS:  # the claim is the author's, and of the holder
            writers = [
                corpus.actors[id].name
                for id in source.authors
                if corpus.actors[id].kind is not ActorKind.CATEGORY
            ]
            assert [a["name"] for a in claim.get("author", [])] == writers
            assert [thing["name"] for thing in claim["about"]] == [topic, *holders]
        else:
            assert [a["name"] for a in claim["author"]] == holders
            assert claim["about"]["name"] == topic
        assert claim["text"].endswith(corpus.topics[stance.topic].proposition)
        date = stance.date or source.published
        assert claim.get("datePublished") == (date.iso if date else None)
        assert appearance["name"] == source.title
        assert appearance["@id"] == f"{BASE}/{address(Ref('source', stance.source))}#this"
        words = site.findings.attested[stance_id(stance)].words
        assert appearance["hasPart"]["text"] == words
        assert claim["keywords"] == stance.position.label in {p.label for p in Position}


def test_a_source_is_told_apart_from_our_digest_of_it() -> None:
    files, corpus = based(shipped()), shipped().corpus
    ours, kei = nodes(files[KEI], "Article")
    assert ours["isBasedOn"] == ours["about"] == {"@id": kei["@id"]}
    assert ours["license"] == corpus.settings.licence_url and "license" not in kei
    assert "author" not in kei, "nobody is named as its author"
    assert (kei["datePublished"], kei["inLanguage"]) == ("2024-07-21", "en")
    assert kei["publisher"]["name"] == "Korea Economic Institute of America"
    _, diplomat = nodes(files[DIPLOMAT], "Article")
    assert [a["name"] for a in diplomat["author"]] == ["Jina Kim"]
    assert diplomat["datePublished"] == corpus.sources[diplomat_id()].published.iso


def diplomat_id() -> str:
    return DIPLOMAT.removeprefix("sources/").removesuffix(".html")


def test_no_date_is_made_more_precise_than_it_is_known() -> None:
    site = shipped()
    for id, source in site.corpus.sources.items():
        original = data_of(site.files[address(Ref("source", id))])["@graph"][1]
        assert original.get("datePublished") == (source.published and source.published.iso)
    for id, summit in site.corpus.summits.items():
        (event,) = nodes(site.files[address(Ref("summit", id))], "Event")
        assert event["startDate"] == summit.start.iso
        assert event.get("endDate") == (summit.end.iso if summit.end else None)
        assert "organizer" not in event, "who organised it is not recorded"


def test_a_meeting_tells_its_place_who_came_and_of_what_it_is_part() -> None:
    (event,) = nodes(based(shipped())[NATO], "Event")
    assert event["location"] == {"@type": "Place", "name": "Washington, D.C., United States"}
    came = {(a["@type"], a["name"]) for a in event["attendee"]}
    assert ("Person", "Yoon Suk Yeol") in came and ("Organization", "NATO") in came
    summits = shipped().corpus.summits.values()
    side = next(s for s in summits if s.part_of == "2024-07-washington-summit")
    (event,) = nodes(shipped().files[f"summits/{side.id}.html"], "Event")
    assert event["superEvent"]["@id"] == "2024-07-washington-summit.html#this"


def test_a_person_has_offices_with_their_dates() -> None:
    (person,) = nodes(shipped().files["actors/yoon-suk-yeol.html"], "Person")
    offices = [
        (r["hasOccupation"]["name"], r.get("startDate"), r.get("endDate"))
        for r in person["hasOccupation"]
    ]
    assert ("President", "2022-05-10", "2025-04-04") in offices
    assert "윤석열" in person["alternateName"]
    (seoul,) = nodes(shipped().files["actors/rok-government.html"], "GovernmentOrganization")
    assert "Seoul" not in seoul.get("alternateName", []), "a place name is no name of a body"


def test_the_data_page_names_files_as_far_as_there_is_room() -> None:
    site = shipped()
    (dataset,) = nodes(based(site)["data.html"], "Dataset")
    files = {item["contentUrl"] for item in dataset["distribution"]}
    assert files <= {f"{BASE}/{path}" for path in site.files}
    assert {f"{BASE}/data/stances.csv", f"{BASE}/data/network.graphml"} < files
    assert len(files) >= 10
    assert dataset["license"] == site.corpus.settings.licence_url


def test_search_is_offered_only_where_the_address_is_known() -> None:
    (site,) = nodes(based(shipped())["index.html"], "WebSite")
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/search.html?q={{q}}"
    (site,) = nodes(shipped().files["index.html"], "WebSite")
    assert "potentialAction" not in site


def test_a_term_stands_in_the_codebook() -> None:
    graph = graph_of(shipped().files["topics/index.html"], f"{BASE}/topics/index.html")
    terms = set(graph.objects(URIRef(f"{BASE}/topics/index.html#terms"), SCHEMA.hasDefinedTerm))
    assert {URIRef(f"{BASE}/{address(Ref('topic', id))}#this") for id in shipped().corpus.topics} \
        >= terms  # fmt: skip
    assert len(terms) >= 8
    topic = "topics/lethal-aid-ukraine.html"
    graph = graph_of(shipped().files[topic], f"{BASE}/{topic}")
    proposition = shipped().corpus.topics["lethal-aid-ukraine"].proposition
    assert (None, SCHEMA.description, Literal(proposition)) in graph


HOSTILE = "</script><script>ran(1)</script> <!-- & \u2028\u2029 ]]> \" \\ '"


def test_hostile_texts_read_back_equal() -> None:
    written = str(encode([{"@type": "Thing", "name": HOSTILE}]))
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["@graph"][0]["name"] == HOSTILE


def test_lists_are_cut_until_the_data_fit_and_the_trail_stays() -> None:
    steps = [{"@type": "ListItem", "name": "x" * 300} for _ in range(3)]
    many = [{"name": f"{number} {'y' * 50}"} for number in range(200)]
    found = json.loads(
        str(encode([{"attendee": list(many)}, {"itemListElement": list(steps)}]))
    )["@graph"]  # fmt: skip
    assert found[1]["itemListElement"] == steps
    assert found[0]["attendee"] == many[: len(found[0]["attendee"])] != []
    assert len(json.dumps(found, ensure_ascii=False, separators=(",", ":"))) <= LIMIT


def test_an_attacked_digest_has_data_within_bounds_that_give_names_unchanged(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sources, texts = payloads.write(tmp_path_factory.mktemp("attacked"))
    site = Site(sources)
    (event,) = nodes(site.files["summits/one.html"], "Event")
    assert event["name"] == texts["Summit.name"]
    assert event["location"]["name"] == texts["Summit.place"]
    for path in pages_of(site):
        assert len(json.dumps(data_of(site.files[path]), ensure_ascii=False)) <= 4_000, path


def test_a_law_is_legislation(tmp_path_factory: pytest.TempPathFactory) -> None:
    law = "+\nact:\n  name: Sea Act\n  kind: law\n  adopted: 2019-05\n  in_force: 2020\n"
    site = Site(lay_out(tmp_path_factory.mktemp("law"), {"documents.yaml": law}))
    (act,) = nodes(site.files["documents/act.html"], "Legislation")
    assert act["legislationDate"] == "2019-05"
    assert act["legislationDateOfApplicability"] == "2020"
