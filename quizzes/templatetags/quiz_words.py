"""Template filters: `points`, `box_word`."""

from decimal import Decimal

from django import template

register = template.Library()

BOX_WORDS = {
    "definition": "Definition",
    "example": "Example",
    "important": "Important",
    "theorem": "Theorem",
    "key_points": "Key points",
}


@register.filter
def points(value: Decimal | float | None) -> str:
    """As many digits as it takes: 2, 1.5, 0.333."""
    if value is None:
        return ""
    exact = round(Decimal(str(value)), 3).normalize()
    return f"{exact:f}"


@register.filter
def box_word(kind: str) -> str:
    """What stands before a box's title; empty for kinds whose title says it all."""
    return BOX_WORDS.get(kind, "")
