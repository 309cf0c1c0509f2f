"""References in Chicago and APA, form by form; names and dates only as far as they are known."""

from __future__ import annotations

from html import unescape

import pytest

from digest.dates import PartialDate
from digest.model.actor import Actor, Name
from digest.model.words import ActorKind, NameKind
from digest.render.cite.apa import apa, initials
from digest.render.cite.chicago import chicago, within
from digest.render.cite.csl import Item, clean, issued
from digest.render.cite.names import author

QUILL = {"family": "Quill", "given": "Ada Jane"}
VANE = {"family": "Vane", "given": "Bo"}
OAKE = {"family": "Oake", "given": "Jean-Paul"}
COUNCIL = {"literal": "Skerry Council"}


def item(**fields: object) -> Item:
    """An article of a magazine, with some fields set, or left out where they are `None`."""
    made: dict[str, object] = {
        "id": "x", "type": "article-magazine", "title": "Across the Water", "author": [QUILL],
        "container-title": "The Lantern", "issued": issued(PartialDate(2021, 3, 14)),
        "URL": "https://lantern.example/across", "language": "en",
    }  # fmt: skip
    made |= {name.replace("_", "-"): value for name, value in fields.items()}
    return {key: value for key, value in made.items() if value is not None}  # type: ignore[return-value]


URL = "https://lantern.example/across"


@pytest.mark.parametrize(
    ("fields", "in_chicago", "in_apa"),
    [
        ({},
         f"Quill, Ada Jane. “Across the Water.” <i>The Lantern</i>, March 14, 2021. {URL}.",
         f"Quill, A. J. (2021, March 14). Across the Water. <i>The Lantern</i>. {URL}"),
        ({"author": [QUILL, VANE]},
         f"Quill, Ada Jane, and Bo Vane. “Across the Water.” <i>The Lantern</i>, March 14, 2021. "
         f"{URL}.",
         f"Quill, A. J., & Vane, B. (2021, March 14). Across the Water. <i>The Lantern</i>. {URL}"),
        ({"author": [OAKE, QUILL, VANE], "URL": None},
         "Oake, Jean-Paul, Ada Jane Quill, and Bo Vane. “Across the Water.” <i>The Lantern</i>, "
         "March 14, 2021.",
         "Oake, J.-P., Quill, A. J., & Vane, B. (2021, March 14). Across the Water. "
         "<i>The Lantern</i>."),
        ({"author": [COUNCIL, VANE], "URL": None},
         "Skerry Council, and Bo Vane. “Across the Water.” <i>The Lantern</i>, March 14, 2021.",
         "Skerry Council & Vane, B. (2021, March 14). Across the Water. <i>The Lantern</i>."),
        ({"author": None, "issued": issued(PartialDate(2021, 3)), "URL": None},
         "“Across the Water.” <i>The Lantern</i>, March 2021.",
         "Across the Water. (2021, March). <i>The Lantern</i>."),
        ({"issued": issued(PartialDate(2021)), "URL": None},
         "Quill, Ada Jane. “Across the Water.” <i>The Lantern</i>, 2021.",
         "Quill, A. J. (2021). Across the Water. <i>The Lantern</i>."),
        ({"issued": None, "URL": None},
         "Quill, Ada Jane. “Across the Water.” <i>The Lantern</i>, n.d.",
         "Quill, A. J. (n.d.). Across the Water. <i>The Lantern</i>."),
        ({"type": "webpage"},
         f"Quill, Ada Jane. “Across the Water.” The Lantern. March 14, 2021. {URL}.",
         f"Quill, A. J. (2021, March 14). <i>Across the Water</i>. The Lantern. {URL}"),
        ({"type": "webpage", "issued": None, "author": None},
         f"“Across the Water.” The Lantern, n.d. {URL}.",
         f"<i>Across the Water</i>. (n.d.). The Lantern. {URL}"),
        ({"type": "webpage", "author": [COUNCIL], "container_title": "Skerry Council"},
         f"Skerry Council. “Across the Water.” March 14, 2021. {URL}.",
         f"Skerry Council. (2021, March 14). <i>Across the Water</i>. {URL}"),
        ({"type": "document", "container_title": None, "publisher": "Isles Press", "URL": None},
         "Quill, Ada Jane. “Across the Water.” Isles Press. March 14, 2021.",
         "Quill, A. J. (2021, March 14). <i>Across the Water</i>. Isles Press."),
        ({"type": "document", "container_title": None, "URL": None, "author": None, "issued": None},
         "“Across the Water.” N.d.",
         "<i>Across the Water</i>. (n.d.)."),
        ({"title": "Who Pays?", "URL": None},
         "Quill, Ada Jane. “Who Pays?” <i>The Lantern</i>, March 14, 2021.",
         "Quill, A. J. (2021, March 14). Who Pays? <i>The Lantern</i>."),
        ({"title": "The “Boats” of “Now”", "URL": None},
         "Quill, Ada Jane. “The ‘Boats’ of ‘Now.’” <i>The Lantern</i>, March 14, 2021.",
         "Quill, A. J. (2021, March 14). The “Boats” of “Now.” <i>The Lantern</i>."),
        ({"title": 'He said "no" to tolls', "URL": None},
         "Quill, Ada Jane. “He said ‘no’ to tolls.” <i>The Lantern</i>, March 14, 2021.",
         'Quill, A. J. (2021, March 14). He said "no" to tolls. <i>The Lantern</i>.'),
        ({"status": "retracted", "URL": None},
         "Quill, Ada Jane. “Across the Water.” <i>The Lantern</i>, March 14, 2021. Retracted.",
         "Quill, A. J. (2021, March 14). Across the Water [Retracted]. <i>The Lantern</i>."),
    ],
)  # fmt: skip
def test_a_reference_has_the_form_of_its_style(
    fields: dict[str, object], in_chicago: str, in_apa: str
) -> None:
    assert unescape(chicago(item(**fields))) == in_chicago
    assert unescape(apa(item(**fields))) == in_apa


def test_long_lists_of_authors_are_cut_as_the_styles_say() -> None:
    many = [{"family": f"N{n:02}", "given": "A"} for n in range(1, 23)]
    assert unescape(chicago(item(author=many[:10]))).startswith("N01, A, A N02, A N03,")
    assert ", and A N10. “" in chicago(item(author=many[:10]))
    assert "A N07, et al. “" in chicago(item(author=many[:11]))
    assert "A N08" not in chicago(item(author=many[:11]))
    assert ", & N20, A. (" in unescape(apa(item(author=many[:20])))
    assert "N19, A., . . . N22, A. (" in apa(item(author=many))
    assert "N20" not in apa(item(author=many))


def test_within_a_sentence_a_source_is_named_without_address() -> None:
    assert within(item(author=[QUILL, VANE])) == (
        "Ada Jane Quill and Bo Vane, “Across the Water,” The Lantern, March 14, 2021"
    )
    assert within(item(author=None, issued=None, title="Who Pays?")) == (
        "“Who Pays?,” The Lantern, n.d."
    )
    assert within(item(author=[QUILL] * 4)).startswith("Ada Jane Quill et al., “")
    assert within(item(), whole=False) == "Ada Jane Quill, “Across the Water”"


def person(name: str, *aliases: str | Name, kind: ActorKind = ActorKind.PERSON) -> Actor:
    return Actor(id="x", name=name, kind=kind, names=aliases)


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        (person("Ada Jane Quill"), {"family": "Quill", "given": "Ada Jane"}),
        (person("Émile Öz"), {"family": "Öz", "given": "Émile"}),
        (person("Sean O’Hara"), {"family": "O’Hara", "given": "Sean"}),
        (person("Skerry Council", kind=ActorKind.BODY), {"literal": "Skerry Council"}),
        (person("The Lantern", kind=ActorKind.OUTLET), {"literal": "The Lantern"}),
        (person("Quill"), {"literal": "Quill"}),
        (person("Han Byeol-ri"), {"literal": "Han Byeol-ri"}),
        (person("Han Byeol", Name(name="한별", lang="ko")), {"literal": "Han Byeol"}),
        (person("한별"), {"literal": "한별"}),
        (person("Piet van der Zee"), {"literal": "Piet van der Zee"}),
        (person("Ada Quill Jr."), {"literal": "Ada Quill Jr."}),
        (person("Quill, Ada"), {"literal": "Quill, Ada"}),
        (person("Han Byeol", "Han, Byeol", Name(name="한별", lang="ko")),
         {"family": "Han", "given": "Byeol"}),
        (person("Han Byeol-ri", "HAN Byeol-ri"), {"family": "Han", "given": "Byeol-ri"}),
        (person("Piet van der Zee", "van der Zee, Piet"),
         {"family": "van der Zee", "given": "Piet"}),
        (person("Ada Quill", Name(name="Ada, Quill", kind=NameKind.MISSPELLING)),
         {"family": "Quill", "given": "Ada"}),
        (person("Ada Quill", "Quill, A."), {"family": "Quill", "given": "Ada"}),
        (person("officials", kind=ActorKind.CATEGORY), None),
    ],
)  # fmt: skip
def test_a_name_is_parted_only_where_that_is_sure(
    actor: Actor, name: dict[str, str] | None
) -> None:
    assert author(actor) == name


@pytest.mark.parametrize(
    ("given", "short"),
    [("Ada", "A."), ("J. R.", "J. R."), ("J.R.", "J. R."), ("Suk-yeol", "S.-Y.")],
)
def test_given_names_become_initials(given: str, short: str) -> None:
    assert initials(given) == short


def test_a_text_is_made_one_line_that_turns_nothing_around() -> None:
    assert clean(" a\n\tb\u202e c\u2028d\x00e\ufefff ") == "a b c d e f"
    assert clean("می\u200cخواهم 한별 👩\u200d🚀") == "می\u200cخواهم 한별 👩\u200d🚀"
