"""Builds of a process that stays: the short way, and what is done between two of them."""

from __future__ import annotations

from collections.abc import Callable

from digest.errors import RefusedError, order
from digest.incremental.memory import Memory
from digest.incremental.seen import Files, look
from digest.model.coding import ARTICLES
from digest.model.page import Published
from digest.publish.edition import edition
from digest.render.environment import folders
from digest.results import Result, Watch, unaccepted
from digest.run import Options


def shortly(
    options: Options, watch: Watch, waiting: Callable[[int], None] | None, memory: Memory
) -> Result | None:
    """A build when no more than the bodies of some digests has changed since the last one that
    went well; `None` when more may have, and all has to be gone through."""
    standing = memory.standing
    if standing is None or standing.options != options:
        return None
    watch("reading", 0, 0)
    files = seen_by(options)
    found = standing.read_again(files)
    remarks = None if found is None else standing.remarks(found)
    if found is None or remarks is None:
        return None
    again = {prose.article.file for prose in found}
    warnings = [w for w in standing.told.all if not w.place.file.endswith(tuple(again))]
    warnings = sorted([*warnings, *unaccepted(remarks, options.sources, memory)], key=order)
    with edition(
        options.output, options.sources, memory=options.memory, mind=memory.mind, trusting=True,
        waiting=waiting,
    ) as new:  # fmt: skip
        if new.shelf.known != standing.site:
            return None
        watch("rendering", 0, 0)
        memory.standing = None
        made = standing.renew(found, new.shelf)
        if made is None:
            return None
        watch("writing", 0, 0)
        done = new.change(made) if made else Published(0, standing.told.files, 0)
    standing.take(files, found, standing.told._replace(all=warnings))
    memory.standing = standing
    memory.keep(standing.units, standing.stamps, later=True)
    corpus, findings = standing.place.corpus, standing.place.findings
    return Result(corpus, findings, standing.told.files, warnings, done)


def settle(options: Options, memory: Memory) -> bool:
    """Between builds of a process that stays: whatever no reader should wait for.

    False when the site is not as the last build left it; then another build puts it right.
    """
    standing = memory.standing
    if standing is None:
        return True
    standing.settle()
    memory.write()
    memory.standing = None
    try:
        with edition(
            options.output, options.sources, memory=options.memory, mind=memory.mind, wait=0
        ) as new:
            new.survey()
            if new.shelf.known != standing.site:
                return False
    except RefusedError:  # the next build tells why
        return True
    memory.standing = standing
    return True


def seen_by(options: Options) -> Files:
    """What is to be seen of all that a build reads, but for the program, which runs already."""
    project = options.sources.parent
    flat = (options.sources, options.sources / ARTICLES, project / "schema")
    return look(flat, dict.fromkeys([project / "templates", *folders()]))
