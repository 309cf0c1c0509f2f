"""Which folder may be replaced by a site, and which would be a loss."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from digest.errors import RefusedError
from digest.publish.manifest import OldSite, survey
from digest.text import plural

_REPOSITORY = (".git", ".hg", ".svn")
_NAMED = 5
"""Foreign files named in a message."""

_INSTEAD = (
    "move them to the templates' static files, so that each build brings them, or delete them"
)


def check_output(output: Path, sources: Path) -> OldSite:
    """What a publication into `output` would replace; raises RefusedError when it must not.

    Reads only.  `publish` asks again; a command may ask first, before a long build.
    """
    with telling(output):
        check_place(output, sources)
        return check_contents(output)


@contextlib.contextmanager
def telling(output: Path) -> Iterator[None]:
    """Turns what the system says into a sentence for the user: OSError into RefusedError."""
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise RefusedError(
            f"{output} cannot be written: {error.strerror or error}{where}. "
            "What was there is untouched."
        ) from error


def settled(output: Path) -> Path:
    """`output` as an absolute path whose parent has no links; its own last step may be one."""
    try:
        if output.name in ("", ".."):
            return output.resolve()
        return output.parent.resolve() / output.name
    except RuntimeError as error:  # links in a circle
        raise _refused(output, "stands behind links that lead in a circle") from error


def check_place(output: Path, sources: Path) -> None:
    """Raises RefusedError when a folder at this place must never be replaced."""
    place = settled(output)
    if place.is_symlink():
        raise _refused(output, "is a link to elsewhere", "name the folder itself")
    if place == Path(place.anchor):
        raise _refused(output, "is the top of the file system")
    if os.path.lexists(place) and not place.is_dir():
        raise _refused(output, "is not a folder", "delete it or choose another name")
    if os.path.ismount(place):
        raise _refused(output, "is a mount point, which cannot be exchanged", "take a folder in it")
    for kept, name in ((_home(), "your home folder"), (_here(), "the current folder")):
        if kept and _contains(place, kept):
            raise _refused(output, f"is {name} or holds it")
    if _contains(place, sources.resolve()):
        raise _refused(output, f"is or holds the sources ({sources})")
    if _contains(sources.resolve(), place):
        raise _refused(output, f"is inside the sources ({sources})")
    if any(os.path.lexists(place / name) for name in _REPOSITORY):
        raise _refused(output, "is the top of a repository")


def check_contents(output: Path) -> OldSite:
    """What is in the folder; raises RefusedError when some of it is not ours."""
    old = survey(settled(output))
    refuse_foreign(output, old.foreign, is_ours=old.is_ours)
    return old


def refuse_foreign(
    output: Path, foreign: Sequence[str], *, is_ours: bool, instead: str = _INSTEAD
) -> None:
    """Raises RefusedError when there are files in the folder that no build has put there."""
    if not foreign:
        return
    if not is_ours:
        raise _refused(
            output, "holds files and is not a site of ours", "empty it or choose another folder"
        )
    names = ", ".join(repr(name) for name in foreign[:_NAMED])
    more = ", …" if len(foreign) > _NAMED else ""
    raise _refused(
        output,
        f"holds {plural(len(foreign), 'file')} that no build has put there: {names}{more}",
        instead,
    )


def _refused(
    output: Path, why: str, instead: str = "choose a folder made for the site"
) -> RefusedError:
    return RefusedError(f"{output} {why}; {instead}. Nothing was written.")


def _contains(outer: Path, inner: Path) -> bool:
    """Whether `inner` is `outer` or below it, under any name the file system knows them by."""
    if inner.is_relative_to(outer):
        return True
    if not outer.exists():
        return False
    return any(path.exists() and path.samefile(outer) for path in (inner, *inner.parents))


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:  # a user without a home
        return None


def _here() -> Path | None:
    try:
        return Path.cwd()
    except FileNotFoundError:  # deleted under us
        return None
