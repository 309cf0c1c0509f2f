"""Templates compiled to quicker code: the same pages, with fewer calls for each word of them.

Jinja prepares for what no template of ours does: values that turn out to be HTML when they are
printed, calls of functions that want the context, attributes that are keys of a dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cached_property
from keyword import iskeyword
from pathlib import Path as FilePath
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing

from digest.render.markup import marked, shown


def direct(macro: Macro) -> Callable[..., str]:
    """A macro as a plain function, unless it is more than one: has a caller, or takes anything."""
    if macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return macro
    make, names, count = macro._func, macro.arguments, len(macro.arguments)
    left = [(missing,) * (count - given) for given in range(count + 1)]

    def call(*given: Any, **named: Any) -> str:
        if named:
            given = (*given, *[named.pop(name, missing) for name in names[len(given) :]])
        if named or len(given) > count:
            return macro(*given, **named)  # which says what is wrong
        return marked(make(*given, *left[len(given)]))

    return call


class Generator(CodeGenerator):
    """Writes the code of a template.  What it calls, the environment has as attributes."""

    environment: Templates

    @cached_property
    def _shipped(self) -> bool:
        file = self.filename
        return bool(file and FilePath(file).is_relative_to(self.environment.shipped))

    def write_commons(self) -> None:
        """What every function begins with."""
        super().write_commons()
        self.writeline("shown = environment.shown")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("shown(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """The object behind a macro's name."""
        self.write("environment.direct(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call, of a macro mostly."""
        words = any(iskeyword(argument.key) for argument in node.kwargs)
        if forward_caller or words or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute; templates of others may mean a key, or one that is not there."""
        if self._shipped:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
        else:
            super().visit_Getattr(node, frame)


class Templates(Environment):
    """An environment whose templates are written so."""

    code_generator_class = Generator
    direct = staticmethod(direct)
    shown = staticmethod(shown)

    def __init__(self, shipped: FilePath, **options: Any) -> None:
        """`shipped` is the folder of the templates that come with the package."""
        super().__init__(**options)
        self.shipped = shipped

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that every template knows: copied for each page, which a plain table makes
        quick."""
        return {**self.globals, **(d or {})}
