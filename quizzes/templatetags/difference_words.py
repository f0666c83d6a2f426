"""The template filter `words`: words of a changed line, with their mathematics typeset."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from courseapp.site import typography
from quizzes.differences import FORMULA, Piece

register = template.Library()

FORMULAS = re.compile(f"({FORMULA})")


@register.filter
def words(piece: Piece) -> SafeString:
    """Part of a line of Markdown.

    Bold may begin in one part and end in another: its marks show where only they changed.
    """
    text = piece.text if piece.changed and not piece.text.strip("* ") else piece.text.replace("**", "")
    shown = [
        typography.render_formula(part.strip("$"), display=False) if FORMULAS.fullmatch(part) else escape(part)
        for part in FORMULAS.split(text)
    ]
    return mark_safe("".join(shown))  # noqa: S308  escaped words and KaTeX's output
