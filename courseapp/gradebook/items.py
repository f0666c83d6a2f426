"""Columns of the gradebook: the only writer of GradeItem."""

from datetime import datetime
from decimal import Decimal

from courseapp.courses.models import Course
from courseapp.gradebook.models import GradeItem


def ensure(
    *,
    course: Course,
    key: str,
    title: str,
    url: str,
    max_points: Decimal,
    counting: str = GradeItem.Counting.BEST,
    opens_at: datetime | None = None,
    due_at: datetime | None = None,
    published_at: datetime | None = None,
    results_from: datetime | None = None,
    results_hidden: bool = False,
) -> GradeItem:
    """The item called `key` in `course`, made or brought up to date. Safe to call again with the same values."""
    fields = {
        "title": title,
        "url": url,
        "max_points": max_points,
        "counting": counting,
        "opens_at": opens_at,
        "due_at": due_at,
        "published_at": published_at,
        "results_from": results_from,
        "results_hidden": results_hidden,
    }
    item, _ = GradeItem.objects.update_or_create(course=course, key=key, defaults=fields)
    return item


def set_published(*, item: GradeItem, published_at: datetime | None) -> None:
    """From when on students see the column."""
    GradeItem.objects.filter(pk=item.pk).update(published_at=published_at)
