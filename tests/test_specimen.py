"""The specimen corpus as a whole: read, found the same in any order and by any number of hands."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from casefiles import SPECIMEN
from views import Views

from digest.analyse.findings import analyse
from digest.model.coding import stance_id
from digest.read.corpus import read


def test_the_specimen_is_sound() -> None:
    corpus, problems = read(SPECIMEN)
    assert problems == []
    assert len(corpus.topics) == 3
    assert len(corpus.actors) == 9
    assert list(corpus.sources) == sorted(corpus.sources)
    assert [(coding.source, coding.coder) for coding in corpus.second] == [
        ("lantern-2021-bridge", "b")
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("standing skerry-council fixed-link",
         "mixed: 1 opposes, 1 supports; 2 stances (1 in own words, 1 reported), "
             "3 sources, 2 independent; "
             "1 March 2021 – 20 January 2022; best: own words"),
        ("shifts skerry-council", "fixed-link 2021-03-01 to 2022-01-20 by -4"),
        ("spoken skerry-council", "han-byeol: a rope that frays every winter"),
        ("marks lantern-2021-bridge",
         "0: ready to lay the first stone; 1: a rope that frays every winter"),
        ("facts document:quay-accord-2021",
         "signed: 2021-05 precision, 2021-05-07 conflicts [wrong day]; registry 6 May 2021; "
             "conflict"),
        ("backlinks actor:pilots-unnamed",
         "lantern-2021-bridge “The Skerry Council keeps open whether the Mainland will pay; "
         "pilots doubt it.”"),
    ],
)  # fmt: skip
def test_what_is_found_in_it(question: str, answer: str) -> None:
    corpus, _ = read(SPECIMEN)
    assert Views(corpus).ask(question) == answer


def test_several_processes_read_the_same() -> None:
    with ProcessPoolExecutor(2) as pool:
        parallel, problems = read(SPECIMEN, each=pool.map)
    corpus, _ = read(SPECIMEN)
    assert problems == []
    assert parallel == corpus
    assert analyse(parallel) == analyse(corpus)


def test_the_order_in_which_a_disk_lists_files_does_not_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    corpus, _ = read(SPECIMEN)
    listed = os.scandir

    def backwards(path: Path) -> list[os.DirEntry[str]]:
        return sorted(listed(path), key=lambda entry: entry.name, reverse=True)

    monkeypatch.setattr(os, "scandir", backwards)
    other, _ = read(SPECIMEN)
    assert repr(other) == repr(corpus)
    assert repr(analyse(other)) == repr(analyse(corpus))


def test_permalinks_rest_on_the_words_not_on_the_place() -> None:
    """Stable for ever: these addresses have been given out."""
    corpus, _ = read(SPECIMEN)
    stances = corpus.annotations["lantern-2021-bridge"].stances
    assert [stance_id(stance) for stance in stances] == [
        "99d216d57428",
        "bf371883b3b5",
        "38e746dfc712",
    ]
