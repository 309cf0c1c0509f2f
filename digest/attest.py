"""`attest`: hold every quotation against the private originals, and write down what was found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import NamedTuple

from digest.analyse.originals.checking import Checked, Note, check
from digest.errors import DigestError, Place, Problem, RefusedError, order
from digest.model.attestation import ATTESTATIONS, Attestation, Found, Fragment
from digest.publish.replace import replace_file
from digest.read.corpus import read
from digest.read.files import Folder
from digest.read.locate import locate
from digest.read.originals import read_originals, strange
from digest.text import plural, quoted_scalar

_HEAD = """\
# Written by `build.py attest`; not by hand. What was found in the private originals:
# for each source the SHA-256 of its folded text, its words, paragraphs and figures, what it shares
# with other originals, and one line for each quotation, by the key of its stance or fact.
# After a merge that went wrong: take either side, and run `build.py attest` again.
"""


class Done(NamedTuple):
    """What the command did."""

    notes: list[Problem]
    """What moved, and what could not be checked; none of it stops the command."""
    summary: str
    written: bool
    """Whether the file changed."""


def attest(sources: FilePath, originals: FilePath | None = None) -> Done:
    """Check every quotation, and write `attestations.yaml` when all is well.

    Raises `DigestError` with every fault of the sources and of their quotations, `RefusedError`
    when there is no folder of originals; in both cases nothing is written.
    """
    corpus, _ = read(sources, drafts=True)
    folder = originals or sources / "originals"
    if not folder.is_dir():
        raise RefusedError(f"there is no folder {folder.as_posix()}: name one with --originals DIR")
    texts, problems = read_originals(folder)
    if problems:
        raise DigestError(problems)
    checked = check(corpus, texts)
    told = Folder(sources)
    if checked.faults:
        raise DigestError(locate((_problem(note, told) for note in checked.faults), told))
    notes = locate((_problem(note, told, fault=False) for note in checked.notes), told)
    notes += [strange(folder, id) for id in sorted(texts) if id not in corpus.sources]
    path = sources / ATTESTATIONS
    fresh = _HEAD + "".join(_lines(checked.records))
    written = replace_file(path, fresh.encode())
    return Done(sorted(notes, key=order), _summary(checked, written), written)


def _problem(note: Note, folder: Folder, *, fault: bool = True) -> Problem:
    place = Place(folder.shown(note.file), note.path)
    return Problem(place, note.message, note.hint, "error" if fault else "warning")


def _summary(checked: Checked, written: bool) -> str:
    return (
        f"{plural(checked.quotations, 'quotation')} and {plural(checked.facts, 'fact')} in "
        f"{plural(checked.sources, 'source')} checked; "
        f"{ATTESTATIONS} {'written' if written else 'unchanged'}"
    )


def _lines(records: dict[str, Attestation]) -> Iterator[str]:
    """The records as YAML, everything in order; read back they are equal."""
    for id, record in sorted(records.items()):
        yield f"{_key(id)}:\n  text: {quoted_scalar(record.text)}\n"
        yield f"  words: {record.words}\n  paragraphs: {record.paragraphs}\n"
        if record.figures:
            yield f"  figures: {record.figures}\n"
        if record.overlaps:
            yield "  overlaps:\n"
            for other, shared in sorted(record.overlaps.items()):
                numbers = {
                    "words": shared.words, "longest": shared.longest, "figures": shared.figures
                }  # fmt: skip
                yield f"    {_key(other)}: {_flow({n: str(v) for n, v in numbers.items() if v})}\n"
        if record.quotations:
            yield "  quotations:\n"
            for key, found in sorted(record.quotations.items()):
                yield f"    {_key(key)}: {_flow(_fields(found))}\n"


def _fields(found: Found) -> dict[str, str]:
    """The fields of a record that say something, as YAML."""
    fields = {"quote": quoted_scalar(found.quote), "paragraph": str(found.paragraph)}
    fields["offset"] = str(found.offset)
    if found.moved:
        fields["moved"] = str(found.moved)
    if found.words:
        fields["words"] = quoted_scalar(found.words)
    if found.marked:
        fields["marked"] = "true"
    if found.fragment:
        fields["fragment"] = _fragment(found.fragment)
    return fields


def _fragment(fragment: Fragment) -> str:
    named = {
        "prefix": fragment.prefix, "start": fragment.start, "end": fragment.end,
        "suffix": fragment.suffix,
    }  # fmt: skip
    return _flow({name: quoted_scalar(text) for name, text in named.items() if text})


def _flow(fields: dict[str, str]) -> str:
    return f"{{{', '.join(f'{name}: {value}' for name, value in fields.items())}}}"


def _key(id: str) -> str:
    """An id as a key; in quotes where another reader might take it for a number or a word."""
    return id if id[0].isalpha() and len(id) > len("false") else quoted_scalar(id)
