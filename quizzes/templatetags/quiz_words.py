"""Template filters: numbers, durations and words."""

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import count
from typing import Any

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


@register.filter
def figure(value: float | None) -> str:
    """Two decimals, with a real minus; a dash where there is no figure."""
    return "–" if value is None or math.isnan(value) else f"{value:.2f}".replace("-", "−")


@register.filter
def percent(value: float | None) -> str:
    return "–" if value is None or math.isnan(value) else f"{value:.0%}".replace("%", " %")


@register.filter
def plain(value: float) -> str:
    """A number as SVG reads it, whatever the language of the page."""
    return f"{value:g}"


@register.filter
def duration(seconds: float | None) -> str:
    """12 s, 3 min 05 s, 2 h 10 min."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02d} min"
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


@register.filter
def of_key(table: Mapping[Any, Any] | None, key: object) -> Any:
    """What a table has for a key; nothing where it has nothing."""
    return (table or {}).get(key, ())


@register.filter
def time_left(seconds: int) -> str:
    """As a clock shows it: 1:05:09, 5:09."""
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
