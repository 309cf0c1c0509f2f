"""What is done for one source alone: the same wherever it is done, and safe to remember."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from casefiles import SPECIMEN
from msgspec.structs import replace

from digest.analyse.digests.known import Known, pack, unpack
from digest.analyse.digests.texts import Job, Text, job_of, text_of
from digest.analyse.findings import analyse
from digest.model.corpus import Corpus
from digest.read.corpus import read
from digest.read.load import load
from digest.read.yaml import compose

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", params=[SPECIMEN, ROOT / "sources"], ids=["specimen", "shipped"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return read(request.param)[0]


def test_several_processes_find_the_same(corpus: Corpus) -> None:
    with ProcessPoolExecutor(2) as pool:
        assert repr(analyse(corpus, pool.map)) == repr(analyse(corpus))


def test_results_can_be_kept_as_bytes(corpus: Corpus) -> None:
    kept: dict[tuple[str, bytes], bytes] = {}
    done = []

    def each(function: Callable[[Job], Text], jobs: Iterable[Job]) -> Iterator[Text]:
        assert isinstance(function, partial)
        for job in jobs:
            key = function.args[0].fingerprint, pack(job)
            if key not in kept:
                done.append(job.id)
                kept[key] = pack(function(job))
            yield unpack(kept[key], Text)

    first, again = analyse(corpus, each), analyse(corpus, each)
    assert repr(first) == repr(again) == repr(analyse(corpus))
    assert sorted(done) == sorted(corpus.sources)


def test_a_job_is_plain_data(corpus: Corpus) -> None:
    for id in corpus.sources:
        job = job_of(corpus, id)
        assert unpack(pack(job), Job) == pickle.loads(pickle.dumps(job)) == job
        assert isinstance(hash(job), int)


def test_what_is_known_is_compiled_once_in_a_process(corpus: Corpus) -> None:
    sent = pickle.dumps(Known.of(corpus))
    assert pickle.loads(sent) is pickle.loads(sent)
    job = job_of(corpus, next(iter(corpus.sources)))
    assert text_of(pickle.loads(sent), job) == text_of(Known.of(corpus), job)


def test_the_fingerprint_tells_what_texts_are_read_with(corpus: Corpus) -> None:
    id, actor = next(iter(corpus.actors.items()))

    def fingerprint(**changed: Any) -> str:
        actors = {**corpus.actors, id: replace(actor, **changed)}
        return Known.of(corpus._replace(actors=actors)).fingerprint

    assert fingerprint() == fingerprint(note="Something else.") == Known.of(corpus).fingerprint
    assert fingerprint(name="Quite Another Name") != fingerprint()


@pytest.mark.parametrize(
    "text",
    [
        "", "~", "a: 1", "a:\n- b: null\n  c: ''\n- {d: [e, f]}", "a: 1\na: 2", "~: 1",
        "? [a]\n: b",
        "a: &x 1", "a: *x", "a: !!str 1", "--- a\n--- b", 'a: "e\\u0301"', "a: e\u0301", "a: [",
        "[" * 31 + "x" + "]" * 31, "[" * 32 + "x" + "]" * 32, "[" * 33 + "]" * 33, "a: \x07",
    ],
)  # fmt: skip
def test_yaml_read_the_short_way_is_the_same(text: str) -> None:
    assert load(text)[:2] == compose(text)[:2]
