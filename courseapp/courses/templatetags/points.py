"""Template filters for points and for moments ahead: `points`, `until`, `is_soon`."""

from datetime import datetime, timedelta
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.timesince import timeuntil

from courseapp.courses.points import write_points

register = template.Library()

SOON = timedelta(days=2)


@register.filter
def points(value: Decimal | None) -> str:
    """7.500 -> 7.5, 10.000 -> 10, nothing -> a dash."""
    return "–" if value is None else write_points(value)


@register.filter
def until(moment: datetime | None) -> str:
    """The time left, in its largest unit: “3 days”."""
    return timeuntil(moment, depth=1) if moment else ""


@register.filter
def is_soon(moment: datetime | None) -> bool:
    return moment is not None and moment - timezone.now() < SOON
