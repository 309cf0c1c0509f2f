"""The page of `docs/` on the commands, made from their own help."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import click

from digest.options import FAULTS, FINE, OURS, USAGE
from digest.render.docs import MADE, table

_HEAD = f"""\
# Commands

{MADE}
```
python build.py [COMMAND] [OPTIONS]
```

Without a command, `build` is meant. An installed copy has the same as `digest [COMMAND] [OPTIONS]`.
Folders are taken from where you stand; the digest is read from `sources/` there unless `--sources`
names another. `--help` after a command shows what stands here.
"""

_ENDS = (
    (FINE, "all is well"),
    (FAULTS, "the sources have faults; nothing was written"),
    (USAGE, "the command was wrong, or was refused"),
    (OURS, "the fault is ours; nothing was written"),
)

_ENVIRONMENT = (
    ("NO_COLOR", "no colours in messages, when it is set"),
    ("SOURCE_DATE_EPOCH", "seconds since 1970: the digest’s date, where nothing else gives one"),
)


Row = tuple[str, str, str]
"""Of a table of options: names, default, meaning."""

_OFTEN = 4
"""Commands that must have an option in common for it to be described once for all."""


def manual(group: click.Group) -> str:
    """The whole page for a group of commands."""
    context = click.Context(group, info_name="digest")
    given = {}
    for name in sorted(group.list_commands(context)):
        command = group.get_command(context, name)
        assert command is not None
        given[name] = command
    times = Counter(row for command in given.values() for row in _options(command, context))
    shared = [row for row, count in times.items() if count >= _OFTEN]
    out = [_HEAD, " · ".join(f"[{name}](#{name})" for name in given) + "\n"]
    out += ["## Options of most commands\n", _table(shared)]
    for name, command in given.items():
        out += _command(command, name, context, shared)
    out.append("## Exit codes\n")
    out.append(table(("Code", "Meaning"), ((f"`{code}`", words) for code, words in _ENDS)))
    out.append("## Environment\n")
    out.append(table(("Variable", "Effect"), ((f"`{name}`", what) for name, what in _ENVIRONMENT)))
    return "\n".join(out)


def _command(
    command: click.Command, name: str, context: click.Context, shared: list[Row]
) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"## {name}\n"
    yield f"`{name} {usage}`\n"
    paragraphs = re.split(r"\n\s*\n", f"{command.help or ''}\n\n{command.epilog or ''}".strip())
    yield "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs) + "\n"
    rows = _options(command, context)
    own = [row for row in rows if row not in shared]
    if own:
        yield _table(own)
    if also := [row[0].split("` `")[0].strip("`") for row in rows if row in shared]:
        yield f"{'And' if own else 'Options'}: {', '.join(f'`{names}`' for names in also)}.\n"


def _table(rows: list[Row]) -> str:
    return table(("Option", "Default", "Meaning"), rows)


def _options(command: click.Command, context: click.Context) -> list[Row]:
    """Option with what it takes, default, meaning; `--help` is everywhere and left out."""
    rows = []
    for option in command.params:
        if isinstance(option, click.Option):
            names = ", ".join(sorted(option.opts, key=len))
            takes = "" if option.is_flag else f" `{option.make_metavar(context)}`"
            known = isinstance(option.default, str | int) and option.default != ""
            shown = f"`{option.default}`" if known and not option.is_flag else ""
            needed = "required" if option.required else shown
            rows.append((f"`{names}`{takes}", needed, option.help or ""))
    return rows
