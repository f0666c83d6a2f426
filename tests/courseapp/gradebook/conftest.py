"""Items to earn points on."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from courseapp.courses.models import Course
from courseapp.gradebook import items
from courseapp.gradebook.models import GradeItem


@pytest.fixture(autouse=True)
def quiet_parts(settings) -> None:
    """The parts above the gradebook have nothing to say in these tests."""
    settings.SITE_NOTICES = []


@pytest.fixture
def make_item(course: Course) -> Callable[..., GradeItem]:
    """`make_item("quiz:1")`: published, worth ten points, due tomorrow."""

    def make(key: str, *, published: bool = True, max_points: int = 10, **more) -> GradeItem:
        now = timezone.now()
        return items.ensure(
            course=course,
            key=key,
            title=more.pop("title", f"Item {key}"),
            url=f"/c/{course.slug}/{key}/",
            max_points=Decimal(max_points),
            due_at=now + timedelta(days=1),
            published_at=now - timedelta(days=1) if published else None,
            **more,
        )

    return make


@pytest.fixture
def item(make_item) -> GradeItem:
    return make_item("quiz:1")
