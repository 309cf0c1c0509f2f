"""What was checked against the originals, as the build knows it: from the records alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from digest.analyse.originals.fragments import directive
from digest.analyse.originals.quotations import Quotation, quotations
from digest.model.attestation import ATTESTATIONS, Attested, Found, quotation_hash
from digest.model.coding import Stance
from digest.model.corpus import Corpus
from digest.model.refs import Ref
from digest.model.verdicts import Lint, Remark
from digest.model.words import Voice
from digest.text import plural

_RUN = "run 'build.py attest'"


def attested(corpus: Corpus) -> dict[str, Attested]:
    """Key of a stance or fact → where its words stand; those whose record fits them still."""
    found = {}
    for quotation in quotations(corpus):
        record = _record(corpus, quotation)
        if record:
            url = corpus.sources[quotation.source].url
            found[quotation.key] = Attested(
                record.paragraph, record.words or quotation.quote, record.marked,
                directive(record.fragment) if url else "",
            )  # fmt: skip
    return found


def _record(corpus: Corpus, quotation: Quotation) -> Found | None:
    """The record of a quotation, if neither its words nor its paragraph changed since."""
    source = corpus.attestations.get(quotation.source)
    record = source.quotations.get(quotation.key) if source else None
    if not record or record.quote != quotation_hash(quotation.quote):
        return None
    return record if quotation.paragraph in (0, record.paragraph, record.moved) else None


def remarks(corpus: Corpus, attested: Mapping[str, Attested]) -> Iterator[Remark]:
    """Quotations that were not checked; words inside quotation marks coded as another’s."""
    by_source: dict[str, list[Quotation]] = {}
    for quotation in quotations(corpus):
        by_source.setdefault(quotation.source, []).append(quotation)
    if by_source and not corpus.attestations:
        message = "is missing: no quotation was checked against an original"
        yield Remark(Lint.NOT_ATTESTED, ATTESTATIONS, (), message, _RUN)
        return
    for id, inside in by_source.items():
        if id not in corpus.attestations:
            message = f"{plural(len(inside), 'quotation')} not checked against the original"
            file = corpus.files[Ref("source", id)]
            yield Remark(Lint.NOT_ATTESTED, file, (), message, _RUN, id)
            continue
        for quotation in inside:
            if quotation.key not in attested:
                known = quotation.key in corpus.attestations[id].quotations
                message = "the words were not checked against the original"
                if known:
                    message = "words or paragraph changed since they were checked"
                yield _remark(Lint.NOT_ATTESTED, quotation, "quote", message, _RUN)
            elif attested[quotation.key].marked and _is_for_another(quotation):
                message = "the words stand inside quotation marks in the original"
                hint = "write 'voice: own-words' if the holder is quoted"
                yield _remark(Lint.INSIDE_QUOTATION, quotation, "voice", message, hint)
    yield from _gone(corpus, by_source)


def _is_for_another(quotation: Quotation) -> bool:
    """Whether the words are coded as somebody’s report or reading of a holder."""
    item = quotation.item
    return isinstance(item, Stance) and item.voice is not Voice.OWN_WORDS


def _gone(corpus: Corpus, by_source: Mapping[str, list[Quotation]]) -> Iterator[Remark]:
    """Records of sources, stances and facts that are no more."""
    for id, record in corpus.attestations.items():
        if id not in corpus.sources:
            message = f"'{id}' is no source any more"
            yield Remark(Lint.NOT_ATTESTED, ATTESTATIONS, (id,), message, _RUN)
            continue
        keys = {quotation.key for quotation in by_source.get(id, ())}
        gone = [key for key in record.quotations if key not in keys]
        if gone and all(key in record.quotations for key in keys):  # else it is said there
            message = f"{plural(len(gone), 'record')} of quotations that are no more"
            yield Remark(
                Lint.NOT_ATTESTED, ATTESTATIONS, (id, "quotations", gone[0]), message, _RUN
            )


def _remark(lint: Lint, quotation: Quotation, field: str, message: str, hint: str) -> Remark:
    stance = quotation.key if isinstance(quotation.item, Stance) else ""
    path = (*quotation.path, field)
    return Remark(lint, quotation.file, path, message, hint, quotation.source, stance)
