"""The tag `keep`: a part of a page that is drawn once in each process and for each value of what it shows.

`{% keep course.slug course.title %} ... {% endkeep %}` names everything that what stands inside depends on; what is not
named is shown to the next reader as it was for the first. A form's token is put in anew each time.
"""

import secrets

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from courseapp.site import typography
from courseapp.site.typography import Fragment

register = template.Library()

MOST = 1_024  # kept at one place; then it begins anew
TOKEN_MARK = f"token-{secrets.token_hex(16)}"  # unguessable: nobody's text must be taken for it


class KeepNode(template.Node):
    def __init__(self, nodelist: NodeList, keys: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self._keys = keys
        self._kept: dict[tuple[object, ...], Fragment] = {}

    def render(self, context: Context) -> SafeString:
        key = tuple(each.resolve(context, ignore_failures=True) for each in self._keys)
        fragment = self._kept.get(key)
        if fragment is None:
            fragment = self._draw(context)
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = fragment
        html = typography.show(fragment)
        if TOKEN_MARK not in html:
            return html
        return mark_safe(html.replace(TOKEN_MARK, conditional_escape(context["csrf_token"])))  # noqa: S308  escaped

    def _draw(self, context: Context) -> Fragment:
        with typography.collecting() as placeholders, context.push(csrf_token=TOKEN_MARK):
            return placeholders.split(self.nodelist.render(context))


@register.tag(name="keep")
def compile_keep(parser: Parser, token: Token) -> KeepNode:
    keys = [parser.compile_filter(each) for each in token.split_contents()[1:]]
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, keys)
