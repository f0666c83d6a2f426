r"""Markdown with $mathematics$ to the HTML of other systems and back; there mathematics is \( \) and \[ \]."""

import re
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdownify import ATX, BACKSLASH, MarkdownConverter
from mdit_py_plugins.dollarmath import dollarmath_plugin

TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|code|pre|ul|ol|li|sub|sup|img|a|table|tr|td|th|h[1-6])\b[^<>]*>", re.I
)
FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$", re.DOTALL)
HELD = re.compile("\ue000(\\d+)\ue001")


def to_html(markdown: str) -> str:
    """Blocks as HTML; a single paragraph keeps its <p>."""
    return str(_markdown.render(markdown)).strip()


def to_markdown(html: str) -> str:
    """The same for a reader of Markdown; formulas keep every sign."""
    formulas: list[str] = []

    def hold(match: re.Match[str]) -> str:
        inline, display = match[1], match[2] or match[3]
        tex = _unescape(inline or display)
        formulas.append(f"${tex.strip()}$" if inline else f"$${tex.strip()}$$")
        return f"\ue000{len(formulas) - 1}\ue001"

    text = FORMULA.sub(hold, html.replace("\ue000", "").replace("\ue001", ""))
    converted = _Converter(
        heading_style=ATX, bullets="-", newline_style=BACKSLASH, code_language_callback=_find_language
    ).convert(text)
    plain = HELD.sub(lambda match: formulas[int(match[1])], str(converted))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in plain.splitlines())).strip()


def has_tags(text: str) -> bool:
    return bool(TAG.search(text))


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


class _Converter(MarkdownConverter):
    """As its library does, but Canvas's and Moodle's formulas are formulas, and a dollar sign is not one."""

    def convert_img(self, el: Any, text: str, parent_tags: Any) -> str:
        tex = el.attrs.get("data-equation-content") or el.attrs.get("alt", "").removeprefix("LaTeX:").strip()
        if "equation_image" in (el.attrs.get("class") or ()):
            return f"${tex}$"
        return str(super().convert_img(el, text, parent_tags))  # type: ignore[misc]  # found by name

    def escape(self, text: str, parent_tags: Any) -> str:
        escaped = re.sub(r"([\\`*\[\]$]|<(?=[A-Za-z/!?]))", r"\\\1", text)
        escaped = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", escaped)
        return re.sub(r"^(\s*)([#>+-]|\d+(?=[.)]))(?=\s|[.)])", _escape_opening, escaped, flags=re.MULTILINE)


def _find_language(pre: Any) -> str:
    code = pre.find("code")
    classes = (code.get("class") if code else None) or ()
    return next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")


def _escape_opening(match: re.Match[str]) -> str:
    """What would begin a list, a quotation or a heading; a number is escaped at its full stop, by the entity."""
    return f"{match[1]}&#{ord(match[2][0])};{match[2][1:]}"


def _render_inline(self: Any, tokens: Any, idx: int, options: Any, env: Any) -> str:
    return rf"\({escape(tokens[idx].content, quote=False)}\)"


def _render_display(self: Any, tokens: Any, idx: int, options: Any, env: Any) -> str:
    return rf"<p>\[{escape(tokens[idx].content.strip(), quote=False)}\]</p>"


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").use(dollarmath_plugin, double_inline=True)
_markdown.add_render_rule("math_inline", _render_inline)
_markdown.add_render_rule("math_inline_double", _render_display)
_markdown.add_render_rule("math_block", _render_display)
