"""Template filters: `points`, `box_word`, `numbering`."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import count

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
def numbering(items: Iterable[Mapping[str, str]]) -> str:
    """The type of an HTML list that numbers itself as the items' labels do: A, a or 1; empty if none does."""
    labels = [item["label"] for item in items]
    for kind in ("A", "a"):
        if labels == [chr(ord(kind) + place) for place in range(len(labels))]:
            return kind
    return "1" if labels == [str(number) for number, _ in zip(count(1), labels, strict=False)] else ""


@register.filter
def box_word(kind: str) -> str:
    """What stands before a box's title; empty for kinds whose title says it all."""
    return BOX_WORDS.get(kind, "")
