"""The tag `keep`: a part of a page that is drawn once in each process and for each value of what it shows.

`{% keep course.slug course.title %} ... {% endkeep %}` names everything that what stands inside depends on; what is not
named is shown to the next reader as it was for the first. A form's token is put in anew each time, and so is whatever
follows `with`, for what differs between readers: `{% keep course.title with name=user.name address=attempt.address %}`.
Inside, such a value may be shown (`{{ name }}`), and nothing else: no filter and no condition sees it.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, render_value_in_context, token_kwargs
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from courseapp.site import typography
from courseapp.site.typography import Fragment

register = template.Library()

MOST = 2_048  # kept at one place; then the oldest makes way
TOKEN = "csrf_token"  # noqa: S105  the name of the variable


@dataclass(frozen=True)
class Finished:
    """HTML with nothing left to typeset: texts with values in between, one text more than values."""

    texts: tuple[SafeString, ...]
    names: tuple[str, ...]

    @cached_property
    def wanted(self) -> frozenset[str]:
        return frozenset(self.names)


class KeepNode(template.Node):
    def __init__(self, nodelist: NodeList, keys: list[FilterExpression], shown: Mapping[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self._keys = keys
        self._shown = shown
        # Unguessable: nobody's text must be taken for one of them.
        self._marks = {name: mark_safe(f"kept-{secrets.token_hex(16)}") for name in (TOKEN, *shown)}  # noqa: S308  ours
        self._kept: dict[tuple[object, ...], Fragment | Finished] = {}
        self._lock = Lock()

    def render(self, context: Context) -> SafeString:
        key = tuple([each.resolve(context, ignore_failures=True) for each in self._keys])
        kept = self._kept.get(key)
        if kept is None:
            kept = self._keep(key, self._draw(context))
        if isinstance(kept, Fragment):
            html = typography.fill_at_once(kept)
            kept = self._split(typography.show(kept) if html is None else html)
            if html is not None:
                self._keep(key, kept)
        if not kept.names:
            return kept.texts[0]
        values = {name: self._show(name, context) for name in kept.wanted}
        html = typography.weave(kept.texts, [values[name] for name in kept.names])
        return mark_safe(html)  # noqa: S308  the values are escaped

    def _draw(self, context: Context) -> Fragment:
        with typography.collecting() as placeholders, context.push(**self._marks):
            return placeholders.split(self.nodelist.render(context))

    def _keep(self, key: tuple[object, ...], kept: Fragment | Finished) -> Fragment | Finished:
        with self._lock:
            while len(self._kept) >= MOST and key not in self._kept:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = kept
        return kept

    def _split(self, html: str) -> Finished:
        names: dict[str, str] = {mark: name for name, mark in self._marks.items()}
        pieces = re.split(f"({'|'.join(names)})", html)
        texts = tuple(mark_safe(text) for text in pieces[::2])  # noqa: S308  drawn
        return Finished(texts, tuple(names[mark] for mark in pieces[1::2]))

    def _show(self, name: str, context: Context) -> str:
        value = self._shown[name].resolve(context) if name in self._shown else context[TOKEN]
        return conditional_escape(value) if isinstance(value, str) else render_value_in_context(value, context)


@register.tag(name="keep")
def compile_keep(parser: Parser, token: Token) -> KeepNode:
    words = token.split_contents()[1:]
    before = words.index("with") if "with" in words else len(words)
    rest = words[before + 1 :]
    shown = token_kwargs(rest, parser)
    if rest or (before < len(words) and not shown):
        raise template.TemplateSyntaxError("After “with”, `keep` takes values with their names: with name=user.name")
    keys = [parser.compile_filter(each) for each in words[:before]]
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, keys, shown)
