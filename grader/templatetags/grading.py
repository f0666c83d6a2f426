"""Template filters `points`, `verdict_word`, `ticked` and `ordinal`."""

from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from grader import verdicts

register = template.Library()


@register.filter(name="points")
def write_points(value: Decimal | float | None) -> str:
    """7, 7.5, 0.333: as many decimals as there are, at most three; a dash where there are no points yet."""
    if value is None:
        return "–"
    exact = round(Decimal(str(value)), 3).normalize()
    return f"{exact:f}"


@register.filter(name="verdict_word")
def write_verdict(code: str) -> str:
    return verdicts.explain(code).word


@register.filter(name="ticked")
def write_ticked(message: str) -> SafeString:
    """`names in backticks` as code, and nothing else marked up: a student's own words may be part of the message."""
    parts = message.split("`")
    if len(parts) % 2 == 0:
        return format_html("{}", message)
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if place % 2 else part,) for place, part in enumerate(parts))
    )


@register.filter(name="ordinal")
def write_ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    tail = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else tail}"
