"""Checks of ids, citations and addresses: each names what it should."""

from __future__ import annotations

from digest.errors import Problem
from digest.model.refs import KINDS, Kind
from digest.read.draft import Draft, records
from digest.read.markdown import malformed
from digest.read.markup import LINK
from digest.read.references import Use, uses
from digest.text import a, did_you_mean, is_address, is_language


def check_references(draft: Draft) -> None:
    """Every id names an entry of the right kind; every citation and address is one."""
    for file, path, record in records(draft):
        for use in uses(record, path):
            _check_use(draft, file, use)
    for file, use in draft.written:
        _check_use(draft, file, use)
    for place, kind, id in draft.links:
        fault = target_fault(draft, kind, id)
        if fault:
            draft.problems.append(Problem(place, *fault))


def entry_fault(draft: Draft, written: str) -> tuple[str, str] | None:
    """What is wrong with `id` or `kind:id` as the name of any entry."""
    prefix, colon, id = written.rpartition(":")
    return target_fault(draft, prefix, id) if colon else _id_fault(draft, KINDS, written)


def _check_use(draft: Draft, file: str, use: Use) -> None:
    if use.role == "required":
        draft.report(file, use.path, "is empty: give a value")
    elif use.role == "id":
        fault = _id_fault(draft, use.kinds, use.value)
        if fault:
            draft.report(file, use.path, *fault)
    elif use.role == "citation" and not is_address(use.value):
        fault = _id_fault(draft, ("source",), use.value)
        if fault:
            message = f"'{use.value}' is neither the id of an article nor an http(s) address"
            draft.report(file, use.path, message, fault[1])
    elif use.role == "url" and not is_address(use.value):
        draft.report(file, use.path, f"'{use.value}' is not an http(s) address")
    elif use.role == "language" and not is_language(use.value):
        message = f"'{use.value}' is not a language code"
        draft.report(file, use.path, message, "write it as 'en', 'ko' or 'zh-Hant'")
    elif use.role == "text" and "[[" in use.value:
        for match in LINK.finditer(use.value):
            fault = target_fault(draft, match["kind"], match["id"])
            if fault:
                draft.report(file, use.path, *fault)
        for _, message in malformed(use.value):
            draft.report(file, use.path, message)


def target_fault(draft: Draft, kind: str, id: str) -> tuple[str, str] | None:
    """What is wrong with a link `[[kind:id]]`."""
    kinds = [known for known in KINDS if known == kind]
    if not kinds:
        return f"unknown kind '{kind}' in a link", did_you_mean(kind, KINDS)
    return _id_fault(draft, (kinds[0],), id)


def _id_fault(draft: Draft, kinds: tuple[Kind, ...], written: str) -> tuple[str, str] | None:
    """Message and hint for an id that names nothing; `None` when it is right."""
    prefix, colon, id = written.rpartition(":")
    wanted = tuple(kind for kind in kinds if kind == prefix) if colon and len(kinds) > 1 else kinds
    id = id if wanted != kinds or len(kinds) > 1 else written
    found = [kind for kind in wanted if id in draft.ids[kind]]
    if len(found) == 1:
        return None
    if found:
        choice = " or ".join(f"'{kind}:{id}'" for kind in found)
        return f"'{id}' is the id of more than one entry", f"write {choice}"
    if draft.unreadable & set(wanted):
        return None
    noun = wanted[0] if len(wanted) == 1 else "entry"
    known = [known for kind in wanted for known in draft.ids[kind]]
    elsewhere = [kind for kind in KINDS if id in draft.ids[kind]]
    if elsewhere:
        hint = f"'{id}' is the id of {a(elsewhere[0])}, not of {a(noun)}"
    else:
        hint = did_you_mean(id, known)
    return f"unknown {noun} '{written}'", hint
