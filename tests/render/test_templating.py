"""Templates compiled to quicker code say the same as those that Jinja compiles."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError

from digest.render.markup import marked, shown
from digest.render.parts import Link
from digest.render.templating import Templates

OPTIONS = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True}
MACROS = """\
{% macro link(l, class="", more=True) %}<a class="{{ class }}" href="{{ l.href }}">\
{{ l.text }}</a>{{ more }}{% endmacro %}
{% macro box() %}<p>{{ caller() }}</p>{% endmacro %}
{% macro all() %}{{ varargs|join(",") }} {{ kwargs.x }}{% endmacro %}
"""
L = Link("a?b&c", "<b>")


def both(template: str) -> tuple[Environment, Environment]:
    loader = DictLoader({"macros": MACROS, "page": '{% import "macros" as m %}' + template})
    return Environment(loader=loader, **OPTIONS), Templates(Path(), loader=loader, **OPTIONS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "template",
    [
        "{{ m.link(l) }}",
        "{{ m.link(l, 'x') }}{{ m.link(more=False, l=l) }}{{ m.link(l, class='<') }}",
        "{{ m.link(l, 'x', 3) }}{{ m.link(*[l], **{'more': 2}) }}",
        "{% call m.box() %}{{ m.link(l) }}{{ l.text }}{% endcall %}",
        "{{ m.all(1, '<', x='&') }}",
        "{% for n in [1, 2] %}{{ l.text.upper() }}{{ loop.index }}{{ m.link(l) }}{% endfor %}",
        "{% set made %}<i>{{ l.text }}</i>{% endset %}{{ made }}{{ 'a' if made else 'b' }}",
        "{{ {'text': '<'}.text }}{{ none }}{{ 1.5 }}{{ '<i>'|safe }}",
    ],
)
def test_a_template_says_the_same(template: str) -> None:
    plain, quick = both(template)
    assert quick.get_template("page").render(l=L) == plain.get_template("page").render(l=L)


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ m.link(l, shape=1) }}", "takes no keyword argument 'shape'"),
        ("{{ m.link(l, l=l) }}", "takes no keyword argument 'l'"),
        ("{{ m.link(1, 2, 3, 4) }}", "takes not more than 3"),
    ],
)
def test_a_wrong_call_is_told_as_jinja_tells_it(template: str, told: str) -> None:
    for env in both(template):
        with pytest.raises(TypeError, match=told):
            env.get_template("page").render(l=L)


def test_what_is_not_there_is_no_attribute_of_a_view_and_nothing_for_templates_of_others() -> None:
    _, quick = both("{{ l.hrfe }}")
    with pytest.raises(UndefinedError):
        quick.get_template("page").render(l=L)
    with pytest.raises(UndefinedError):
        quick.from_string("{{ m.href }}").render(l=L)


def test_what_is_html_is_shown_as_it_is_and_all_else_escaped() -> None:
    assert shown("<'\"&>") == "&lt;&#39;&#34;&amp;&gt;"
    assert shown(marked("<b>")) == "<b>"
    assert (shown(3), shown(None)) == ("3", "None")
