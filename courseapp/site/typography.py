"""Markdown with mathematics to safe HTML, and source code to numbered lines.

The Markdown is sanitised while every formula is still a placeholder; KaTeX's own HTML, which needs style attributes
and MathML that no sanitiser should allow to authors, takes the placeholder's place afterwards. Placeholders are
unguessable, so a text cannot forge one. Inside `collecting()` (the template tag `typeset`) the formulas of many texts
wait for one common batch.
"""

import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Any

import nh3
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin

from courseapp.site import mathematics
from courseapp.site.mathematics import Formula, typeset

TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "img"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "div"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "code": {"class"},
    "ol": {"start"},
    "th": {"class"},
    "td": {"class"},
    "div": {"class"},
    "table": {"class"},
}
SCHEMES = {"http", "https", "mailto"}
CLASSES = re.compile(r"language-[\w+#.-]{1,30}|table|table-scroll|align-(?:left|center|right)")
PLACEHOLDER = re.compile(r"\ue000([0-9a-f]{16})\.(\d+)\ue001")
REMEMBERED = 2_048  # texts
TOP_HEADING = 2  # the page's own title is the h1


@dataclass(frozen=True)
class Fragment:
    """HTML that is safe to show, around formulas that are yet to be typeset: one text more than formulas."""

    texts: tuple[str, ...]
    formulas: tuple[Formula, ...]


class Placeholders:
    """Stands in for formulas until they are typeset together."""

    def __init__(self) -> None:
        self._nonce = secrets.token_hex(8)
        self._formulas: list[Formula] = []

    def hold(self, formula: Formula) -> str:
        self._formulas.append(formula)
        return f"\ue000{self._nonce}.{len(self._formulas) - 1}\ue001"

    def fill(self, html: str) -> str:
        if not self._formulas:
            return html
        done = typeset(self._formulas)
        return PLACEHOLDER.sub(
            lambda match: done[self._formulas[int(match[2])]] if self._made(match) else match[0], html
        )

    def split(self, html: str) -> Fragment:
        """Text and formulas in turn, beginning and ending with text."""
        ours = [match for match in PLACEHOLDER.finditer(html) if self._made(match)]
        ends = [0, *(match.end() for match in ours)]
        starts = [*(match.start() for match in ours), len(html)]
        texts = tuple(html[end:start] for end, start in zip(ends, starts, strict=True))
        return Fragment(texts, tuple(self._formulas[int(match[2])] for match in ours))

    def _made(self, match: re.Match[str]) -> bool:
        return match[1] == self._nonce

    def adopt(self, fragment: Fragment) -> str:
        """The same text with placeholders of ours."""
        held = [self.hold(formula) for formula in fragment.formulas]
        return weave(fragment.texts, held)


def weave(texts: Sequence[str], between: Sequence[str]) -> str:
    """Texts, one more than what stands between them, and that, in turn."""
    return "".join(part for pair in zip_longest(texts, between, fillvalue="") for part in pair)


_collector: ContextVar[Placeholders | None] = ContextVar("formulas waiting for one batch", default=None)


@contextmanager
def collecting() -> Iterator[Placeholders]:
    """Formulas met inside wait; the caller passes the finished HTML through `fill` of what this yields."""
    placeholders = Placeholders()
    token = _collector.set(placeholders)
    try:
        yield placeholders
    finally:
        _collector.reset(token)


def is_collecting() -> bool:
    return _collector.get() is not None


def show(fragment: Fragment) -> SafeString:
    """A fragment as part of a page, its formulas with all the others' or at once."""
    waiting = _collector.get()
    placeholders = waiting or Placeholders()
    html = placeholders.adopt(fragment)
    return mark_safe(html if waiting else placeholders.fill(html))  # noqa: S308  fragments are sanitised or rendered


def fill_at_once(fragment: Fragment) -> str | None:
    """A fragment as it stays from now on; None while one of its formulas waits to be typeset."""
    done = [mathematics.memory.get(formula.key) for formula in fragment.formulas]
    known = [html for html in done if html is not None]
    if len(known) < len(done):
        return None
    return weave(fragment.texts, known)


def render_markdown(text: str, top_heading: int = TOP_HEADING) -> SafeString:
    """Blocks of CommonMark with tables and $mathematics$ as safe HTML; its highest heading becomes <h{top_heading}>."""
    return show(_sanitise(text, top_heading, inline=False))


def render_inline(text: str) -> SafeString:
    """The same for words inside a line: no paragraphs, lists or headings."""
    return show(_sanitise(text, TOP_HEADING, inline=True))


def render_formula(tex: str, *, display: bool = True) -> SafeString:
    """One formula, given without its dollar signs."""
    placeholders = _collector.get()
    formula = Formula(_drop_surrogates(tex).strip(), display)
    if placeholders is not None:
        return mark_safe(placeholders.hold(formula))  # noqa: S308  our own placeholder
    return mark_safe(typeset([formula])[formula])  # noqa: S308  KaTeX's output, or escaped source


@lru_cache(maxsize=REMEMBERED)
def _sanitise(text: str, top_heading: int, inline: bool) -> Fragment:
    """By content alone, so that a page shown to a whole class is worked out once in each process."""
    placeholders = Placeholders()
    # Private-use characters delimit placeholders; none may come from the text.
    clean_text = _drop_surrogates(text.replace("\ue000", "").replace("\ue001", ""))
    env = {"placeholders": placeholders, "top_heading": top_heading}
    html = _markdown.renderInline(clean_text, env) if inline else _render_blocks(clean_text, env)
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=_filter_attribute,
        link_rel="noopener nofollow",
    )
    return placeholders.split(clean)


def _render_blocks(text: str, env: dict[str, Any]) -> str:
    tokens = _markdown.parse(text, env)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    # Whether an author begins with # or ##, the outline of the page has no gap.
    env["shift"] = env["top_heading"] - min(levels, default=1)
    html: str = _markdown.renderer.render(tokens, _markdown.options, env)
    return html


def _drop_surrogates(text: str) -> str:
    """Half a surrogate pair is no text: no response, cache or process could carry it."""
    return text.encode("utf-8", "replace").decode()


def _filter_attribute(_element: str, attribute: str, value: str) -> str | None:
    return value if attribute != "class" or CLASSES.fullmatch(value) else None


def _render_math(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    display = token.type != "math_inline"
    held: str = env["placeholders"].hold(Formula(token.content.strip(), display))
    return f"<p>{held}</p>\n" if token.type == "math_block" else held


def _render_heading(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    level = min(int(token.tag[1]) + env["shift"], 6)
    return f"<h{level}>" if token.nesting == 1 else f"</h{level}>\n"


def _open_table(*_: object) -> str:
    return '<div class="table-scroll"><table class="table">\n'


def _close_table(*_: object) -> str:
    return "</table></div>\n"


def _open_cell(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    token = tokens[index]
    match = re.search(r"(left|center|right)", str(token.attrGet("style") or ""))
    return f'<{token.tag} class="align-{match[1]}">' if match else f"<{token.tag}>"


def _build_markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    dollarmath_plugin(markdown, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    for name in ("math_inline", "math_inline_double", "math_block"):
        markdown.add_render_rule(name, _render_math)
    for name in ("heading_open", "heading_close"):
        markdown.add_render_rule(name, _render_heading)
    markdown.add_render_rule("table_open", _open_table)
    markdown.add_render_rule("table_close", _close_table)
    for name in ("th_open", "td_open"):
        markdown.add_render_rule(name, _open_cell)
    return markdown


_markdown = _build_markdown()


def render_code_lines(source: str, marked: Sequence[int] = ()) -> SafeString:
    """Source as numbered lines (from 1), some of them marked; numbers are not part of what one copies."""
    lines = source.expandtabs(4).rstrip("\n").split("\n")
    return format_html(
        '<div class="code" role="group" aria-label="Source code, {} lines"><pre><code>{}</code></pre></div>',
        len(lines),
        format_html_join(
            "", "{}", ((_render_line(number, line, number in marked),) for number, line in enumerate(lines, 1))
        ),
    )


def _render_line(number: int, line: str, is_marked: bool) -> SafeString:
    if is_marked:
        return format_html(
            '<mark class="code-line is-marked" id="L{0}" data-line="{0}">{1}\n</mark>', number, escape(line)
        )
    return format_html('<span class="code-line" id="L{0}" data-line="{0}">{1}\n</span>', number, escape(line))
