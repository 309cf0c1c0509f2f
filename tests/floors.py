"""The floors of the house, and what breaks them; found from the imports, without running any.

F0 imports nothing of ours but F0; the model imports F0; a room imports F0, the model and itself;
the corridor (and what stands beside it) imports everything below; only the CLI, with its options
and its terminal, imports the corridor, prints, exits and reads the environment; the door imports
the CLI alone.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FLOOR = {
    "errors": 0, "text": 0, "dates": 0, "passages": 0, "matching": 0, "original": 0,
    "model": 1,
    "read": 2, "analyse": 2, "render": 2, "publish": 2,
    "pipeline": 3, "new": 3, "preview": 3, "todo": 3, "diff": 3, "revision": 3, "recording": 3,
    "attest": 3, "starter": 3, "incremental": 3, "run": 3, "resident": 3, "results": 3,
    "terminal": 4,
    "options": 5,
    "manual": 6,
    "desk": 6,
    "cli": 7,
}  # fmt: skip
"""Module or package directly in `digest/` → its floor.  A new one needs a line here."""

ROOMS = {name for name, floor in FLOOR.items() if floor == 2}
SPEAKERS = {"cli", "desk", "options", "terminal", "build"}
"""Who may print, exit and read the environment."""

_CALLS = {"print", "input", "breakpoint", "exit", "quit"}
_ATTRIBUTES = {
    "sys": {"exit", "stdout", "stderr", "stdin", "argv"},
    "os": {"environ", "environb", "getenv", "getenvb", "_exit", "putenv"},
    "click": {"echo", "secho"},
}


def rooms(root: Path) -> dict[str, set[str]]:
    """Module or package directly in `digest/` → those of ours that it imports, itself apart."""
    found: dict[str, set[str]] = {}
    for file in sorted((root / "digest").rglob("*.py")):
        parts = file.relative_to(root / "digest").with_suffix("").parts
        tree = ast.parse(file.read_text(encoding="utf-8"))
        wanted = {target for target in imports(tree, parts) if target not in ("", parts[0])}
        found.setdefault(parts[0], set()).update(wanted)
    found.pop("__init__", None)
    return found


def plan(root: Path) -> str:
    """The house as text: floor by floor, which room imports which."""
    found = rooms(root)
    lines = []
    for name in sorted(found, key=lambda name: (FLOOR.get(name, -1), name)):
        seen = sorted(found[name], key=lambda other: (FLOOR.get(other, -1), other))
        lines.append(f"{FLOOR.get(name, '?')}  {name:<12} {' '.join(seen)}".rstrip())
    return "\n".join(lines)


def faults(root: Path) -> list[str]:
    """Everything below `root` that breaks the rules, one sentence each."""
    found = []
    for file in sorted((root / "digest").rglob("*.py")):
        parts = file.relative_to(root / "digest").with_suffix("").parts
        found += [f"digest/{'/'.join(parts)}.py {fault}" for fault in _module(file, parts)]
    if (root / "build.py").exists():
        tree = ast.parse((root / "build.py").read_text(encoding="utf-8"))
        for target in sorted({t for t in imports(tree, ()) if t not in ("", "cli")}):
            found.append(f"build.py imports {target}: the door leads to the CLI alone")
    return found


def _module(file: Path, parts: tuple[str, ...]) -> Iterator[str]:
    own = parts[0]
    if own == "__init__":
        own_floor = 0
    elif own in FLOOR:
        own_floor = FLOOR[own]
    else:
        yield "has no floor: give it one in tests/floors.py"
        return
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for target in sorted(set(imports(tree, parts))):
        if target not in ("", own) and not _allowed(own, own_floor, target):
            yield f"imports {target}, which its floor does not allow"
    if own not in SPEAKERS:
        for fault in speaks(tree):
            yield f"{fault}: only the CLI may"


def _allowed(own: str, floor: int, target: str) -> bool:
    if target not in FLOOR:
        return False
    return FLOOR[target] < floor or (FLOOR[target] == floor and floor in (0, 3))


def imports(tree: ast.AST, parts: tuple[str, ...]) -> Iterator[str]:
    """First steps below `digest` of everything of ours that a module imports, wherever it does.

    `""` stands for the package itself (`from digest import __version__`).
    """
    package = ("digest", *parts[:-1])
    for node in ast.walk(tree):
        names: list[tuple[str, ...]] = []
        if isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = tuple((node.module or "").split(".")) if node.module else ()
            if node.level:
                base = (*package[: len(package) - node.level + 1], *base)
            names = [(*base, alias.name) for alias in node.names]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("import_module", "__import__")
        ):
            first = node.args[0] if node.args else None
            text = first.value if isinstance(first, ast.Constant) else "digest.?"
            names = [tuple(str(text).split("."))]
        for name in names:
            if name[0] == "digest":
                step = name[1] if len(name) > 1 else ""
                yield "" if step.startswith("__") else step


def speaks(tree: ast.AST) -> Iterator[str]:
    """Prints, exits and looks at the environment."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            aliases |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module in _ATTRIBUTES:
            for alias in node.names:
                if alias.name in _ATTRIBUTES[node.module]:
                    yield f"uses {node.module}.{alias.name} (line {node.lineno})"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in _CALLS:
                yield f"uses {node.func.id} (line {node.lineno})"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = aliases.get(node.value.id, "")
            if node.attr in _ATTRIBUTES.get(module, ()):
                yield f"uses {module}.{node.attr} (line {node.lineno})"
        elif isinstance(node, ast.Raise) and node.exc and "SystemExit" in ast.unparse(node.exc):
            yield f"uses SystemExit (line {node.lineno})"


if __name__ == "__main__":
    HERE = Path(__file__).resolve().parent.parent
    print(plan(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE))
