"""Filters for text: `markdown`, `inline_markdown`, `formula`, `code_lines`; the tag `typeset` around a page."""

import re
from collections.abc import Iterable

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from courseapp.site import typography

register = template.Library()


@register.filter(name="markdown")
def render_markdown(text: str, top_heading: int = typography.TOP_HEADING) -> SafeString:
    return typography.render_markdown(str(text or ""), top_heading)


@register.filter(name="inline_markdown")
def render_inline_markdown(text: str) -> SafeString:
    return typography.render_inline(str(text or ""))


@register.filter(name="formula")
def render_formula(tex: str) -> SafeString:
    """A display formula from its TeX, without dollar signs."""
    return typography.render_formula(str(tex or ""))


@register.filter(name="code_lines")
def render_code_lines(source: str, marked: int | str | Iterable[int] | None = None) -> SafeString:
    """`{{ source|code_lines:12 }}`, `:"12,13"` or `:numbers`."""
    return typography.render_code_lines(str(source or ""), read_line_numbers(marked))


def read_line_numbers(marked: int | str | Iterable[int] | None) -> tuple[int, ...]:
    if marked is None:
        return ()
    if isinstance(marked, int):
        return (marked,)
    if isinstance(marked, str):
        return tuple(int(number) for number in re.findall(r"\d+", marked))
    return tuple(marked)


class TypesetNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        if typography.is_collecting():
            return self.nodelist.render(context)
        with typography.collecting() as placeholders:
            html = self.nodelist.render(context)
        return mark_safe(placeholders.fill(html))  # noqa: S308  a rendered template with KaTeX's output put in


@register.tag(name="typeset")
def compile_typeset(parser: Parser, _token: Token) -> TypesetNode:
    """`{% typeset %} ... {% endtypeset %}`: all formulas inside make one batch. base.html does it for pages."""
    nodelist = parser.parse(("endtypeset",))
    parser.delete_first_token()
    return TypesetNode(nodelist)
